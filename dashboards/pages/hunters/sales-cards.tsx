import {useCallback, useMemo} from "preact/hooks";
import type {DealCohortsRow, HunterSalesRow, HunterWorkRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legColor} from "../../charts/options.ts";
import {type OwnRange, ownRange, ownRanges, rangeVerdict} from "../../charts/own-ranges.ts";
import type {PersonRate} from "../../charts/rate-dots.ts";
import {shareMonths} from "../../charts/share-months.ts";
import {Card} from "../../components/card.tsx";
import {PeopleList} from "../../components/people-list.tsx";
import {RateCard, rateFinding} from "../../components/rate-card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {type Loaded, useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

export const winRate = (row: HunterSalesRow): PersonRate => ({
  id: row.employee_id,
  name: row.employee_name ?? "",
  part: row.won_count,
  whole: row.closed_count,
});

const byHunters = (rows: readonly HunterSalesRow[]) => rows.filter((row) => row.employee_name !== null);

export const salesFinding = (rows: readonly HunterSalesRow[], all: Words): string | null =>
  rateFinding(
    byHunters(rows).map(winRate),
    "below",
    {even: "hunters.sales.even", beyond: "hunters.sales.low"},
    all,
    rows.filter((row) => row.employee_name === null).map(winRate),
  );

/** Deals won of those closed, by person. */
export function SalesCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const sales = useReport("hunter_sales", params);
  const rows = useMemo(() => byHunters(sales.rows), [sales.rows]);
  return (
    <RateCard
      id="sales"
      report="hunter_sales"
      params={params}
      loaded={sales}
      rows={rows}
      rateOf={winRate}
      worse="below"
      color={legColor.hunters}
      finding={salesFinding(sales.rows, all)}
      question={t("hunters.sales.question")}
      subtitle={t("hunters.sales.subtitle", {month: f.month(params?.month)})}
      columns={["employee_name", "closed_count", "won_count", "won_amount", "median_days"]}
      note={
        <PeopleList
          lines={sales.rows
            .filter((row) => row.median_days !== null)
            .map((row) =>
              t("hunters.sales.each", {
                name: row.employee_name ?? t("hunters.sales.others"),
                count: row.won_count,
                n: f.count(row.won_count),
                money: f.money(row.won_amount),
                days: f.tenths(row.median_days),
              }),
            )}
        />
      }
      empty={empty(["deals"], t("hunters.sales.empty"))}
    />
  );
}

export function cohortsFinding(rows: readonly DealCohortsRow[], {t, f}: Words): string | null {
  const mature = rows.filter((row) => row.is_mature);
  const created = mature.reduce((sum, row) => sum + row.created_count, 0);
  if (created === 0) return null;
  const won = mature.reduce((sum, row) => sum + row.won_count, 0);
  return t("hunters.cohorts.finding", {
    rate: f.percent(won / created),
    n: f.count(created),
    count: mature.length,
    months: f.count(mature.length),
  });
}

/** Deals won of those opened in a month, whenever they were won. */
export function DealCohortsCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const cohorts = useReport("deal_cohorts", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      shareMonths(
        cohorts.rows.map((row) => ({
          month: row.month,
          part: row.won_count,
          whole: row.created_count,
          isMature: row.is_mature,
        })),
        {...options, color: legColor.hunters},
      ),
    [cohorts.rows],
  );
  return (
    <Card
      id="deal-cohorts"
      span="full"
      report="deal_cohorts"
      params={params}
      loaded={cohorts}
      finding={cohortsFinding(cohorts.rows, all)}
      question={t("hunters.cohorts.question")}
      subtitle={t("hunters.cohorts.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={280}
      columns={["month", "created_count", "won_count", "lost_count", "open_count", "is_mature"]}
      empty={empty(["deals"], t("hunters.cohorts.empty"))}
    />
  );
}

/** Each hunter's money of the month against the range of the own months before. */
export function moneyRanges(rows: readonly HunterWorkRow[], month: string): OwnRange[] {
  return [...Map.groupBy(rows, (row) => row.employee_id).values()].flatMap((own) => {
    const now = own.find((row) => row.month === month);
    if (!now) return [];
    if (!now.is_in_post) return [];
    const before = own.filter((row) => row.is_in_post && row.month < month).map((row) => row.money_amount);
    return [ownRange(now.employee_id, now.employee_name, before, now.money_amount)];
  });
}

/** All money of hunters' deals in the month; whose comes after leaving the post is compared with nothing and said. */
export function moneyFinding(
  ranges: readonly OwnRange[],
  {t, f}: Words,
  after: readonly HunterWorkRow[] = [],
): string | null {
  const late = after.reduce((sum, row) => sum + row.money_amount, 0);
  const total = ranges.reduce((sum, row) => sum + row.value, 0) + late;
  if (ranges.length === 0) return null;
  const named = (verdict: "above" | "below") =>
    f.names(
      ranges
        .filter((row) => rangeVerdict(row) === verdict)
        .map((row) => `${row.name} (${f.money(row.value)})`),
    );
  const [below, above] = [named("below"), named("above")];
  const said = {
    total: [
      f.money(total),
      after.length > 0
        ? t("hunters.money.after", {
            money: f.money(late),
            names: f.names(after.map((row) => row.employee_name)),
          })
        : "",
    ]
      .filter(Boolean)
      .join(" "),
  };
  if (below) return t("hunters.money.below", {...said, names: below});
  if (above) return t("hunters.money.above", {...said, names: above});
  return t("hunters.money.within", said);
}

export interface WorkCardProps {
  params: {month: string} | null;
  work: Loaded<HunterWorkRow>;
}

export function MoneyCard({params, work}: WorkCardProps) {
  const all = words.value;
  const {t, f} = all;
  const month = params?.month ?? "";
  const ranges = useMemo(() => moneyRanges(work.rows, month), [work.rows, month]);
  const after = work.rows.filter((row) => row.month === month && !row.is_in_post);
  const draw = useCallback(
    (options: ChartOptions) => ownRanges(ranges, {...options, color: legColor.hunters}),
    [ranges],
  );
  return (
    <Card
      id="money"
      span="full"
      report="hunter_work"
      params={params}
      loaded={work}
      rows={work.rows.some((row) => row.money_amount !== 0) ? work.rows : []}
      finding={moneyFinding(ranges, all, after)}
      question={t("hunters.money.question")}
      subtitle={t("hunters.money.subtitle", {month: f.month(month)})}
      draw={draw}
      height={280}
      columns={["employee_name", "month", "money_amount", "late_money_amount", "is_in_post"]}
      empty={t("hunters.money.empty")}
    />
  );
}
