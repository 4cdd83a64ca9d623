import {useCallback, useMemo} from "preact/hooks";
import type {HunterWorkRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legColor, loss} from "../../charts/options.ts";
import {commonRate, judgeRates, type PersonRate} from "../../charts/rate-dots.ts";
import {type ShareLine, type ShareMark, shareLines} from "../../charts/share-lines.ts";
import {Card} from "../../components/card.tsx";
import {PeopleList} from "../../components/people-list.tsx";
import {RateCard, rateFinding} from "../../components/rate-card.tsx";
import {awayNote} from "../../lib/away-note.ts";
import {type Words, words} from "../../lib/words.ts";
import type {WorkCardProps} from "./sales-cards.tsx";

const rate =
  (part: (row: HunterWorkRow) => number, whole: (row: HunterWorkRow) => number) =>
  (row: HunterWorkRow): PersonRate => ({
    id: row.employee_id,
    name: row.employee_name,
    part: part(row),
    whole: whole(row),
  });
export const silentRate = rate(
  (row) => row.silent_deal_count,
  (row) => row.open_deal_count,
);
export const keptRate = rate(
  (row) => row.kept_count,
  (row) => row.promised_count,
);
export const lateClients = rate(
  (row) => row.late_client_count,
  (row) => row.contact_client_count,
);

/** Of who has left the post only money and promises are known, and nothing is judged. */
const ofMonth = (rows: readonly HunterWorkRow[], month: string | undefined) =>
  rows.filter((row) => row.month === month && row.is_in_post);

export const silenceFinding = (rows: readonly HunterWorkRow[], all: Words): string | null =>
  rateFinding(
    rows.map(silentRate),
    "above",
    {even: "hunters.silence.even", beyond: "hunters.silence.beyond"},
    all,
  );

/** Older deals that are silent for long only with the days their owner was away: in nobody's share, and yet said. */
export function silenceNote(rows: readonly HunterWorkRow[], {t, f}: Words): string | null {
  const own = rows.filter((row) => row.away_silent_count > 0);
  if (own.length === 0) return null;
  return t("hunters.silence.away", {
    n: f.count(own.reduce((sum, row) => sum + row.away_silent_count, 0)),
    names: f.names(own.map((row) => `${row.employee_name} (${f.count(row.away_silent_count)})`)),
  });
}

/** Open deals whose client nobody speaks with, and how many contacts a client gets. */
export function SilenceCard({params, work}: WorkCardProps) {
  const all = words.value;
  const {t, f} = all;
  const rows = useMemo(() => ofMonth(work.rows, params?.month), [work.rows, params?.month]);
  const away = silenceNote(rows, all);
  return (
    <RateCard
      id="silence"
      report="hunter_work"
      params={params}
      loaded={work}
      rows={rows}
      rateOf={silentRate}
      worse="above"
      color={legColor.hunters}
      finding={silenceFinding(rows, all)}
      question={t("hunters.silence.question")}
      subtitle={t("hunters.silence.subtitle", {month: f.month(params?.month)})}
      columns={[
        "employee_name",
        "open_deal_count",
        "silent_deal_count",
        "away_silent_count",
        "attempt_count",
        "contact_count",
        "contact_client_count",
        "gap_count",
        "gap_days",
      ]}
      note={
        <>
          {away && <p>{away}</p>}
          <PeopleList
            lines={rows
              .filter((row) => row.contact_client_count > 0)
              .map((row) =>
                t("hunters.silence.each", {
                  name: row.employee_name,
                  per: f.tenths(row.contact_count / row.contact_client_count),
                  contacts: f.count(row.contact_count),
                  clients: f.count(row.contact_client_count),
                  gap: f.tenths(row.gap_count === 0 ? null : row.gap_days / row.gap_count),
                }),
              )}
          />
        </>
      }
      empty={t("hunters.work.empty")}
    />
  );
}

export const promisesFinding = (rows: readonly HunterWorkRow[], all: Words): string | null =>
  rateFinding(
    rows.map(keptRate),
    "below",
    {even: "hunters.promises.even", beyond: "hunters.promises.beyond"},
    all,
  );

/** Promised calls made by the promised day. */
export function PromisesCard({params, work}: WorkCardProps) {
  const all = words.value;
  const {t, f} = all;
  const rows = useMemo(
    // promises of who has left the post are in nobody's share, and yet said
    () => work.rows.filter((row) => row.month === params?.month && row.promised_count + row.away_count > 0),
    [work.rows, params?.month],
  );
  return (
    <RateCard
      id="promises"
      report="hunter_work"
      params={params}
      loaded={work}
      rows={rows}
      rateOf={keptRate}
      worse="below"
      color={legColor.hunters}
      finding={promisesFinding(rows, all)}
      question={t("hunters.promises.question")}
      subtitle={t("hunters.promises.subtitle", {month: f.month(params?.month)})}
      columns={["employee_name", "promised_count", "kept_count", "away_count", "away_kept_count"]}
      note={awayNote(rows, all)}
      empty={t("hunters.promises.empty")}
    />
  );
}

/** Work and money of all hunters that go to clients who should be with a farmer, month by month. */
export function lateLines(rows: readonly HunterWorkRow[], {t, f}: Words): ShareLine[] {
  const months = [...Map.groupBy(rows, (row) => row.month)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const line = (
    name: string,
    color: string,
    part: (row: HunterWorkRow) => number,
    whole: (row: HunterWorkRow) => number,
    say: (value: number) => string,
  ) => ({
    name,
    color,
    points: months.map(([month, own]) => {
      const [one, all] = [part, whole].map((pick) => own.reduce((sum, row) => sum + pick(row), 0));
      return {
        month,
        part: one!,
        whole: all!,
        text: t("hunters.late.of", {part: say(one!), whole: say(all!)}),
      };
    }),
  });
  return [
    line(
      t("hunters.late.clients"),
      legColor.hunters,
      (row) => row.late_client_count,
      (row) => row.contact_client_count,
      f.count,
    ),
    {
      ...line(
        t("hunters.late.money"),
        loss,
        (row) => row.late_money_amount,
        (row) => row.money_amount,
        f.money,
      ),
      dash: "5,3",
    },
  ];
}

/** Hunters who do a farmer's work beyond chance. */
function lateWorkers(rows: readonly HunterWorkRow[]): HunterWorkRow[] {
  const beyond = new Set(
    judgeRates(rows.map(lateClients))
      .beyond("above")
      .map(({id}) => id),
  );
  return rows.filter((row) => beyond.has(row.employee_id));
}

/** Their own shares of the month, which the lines of all do not show. */
export const lateMarks = (rows: readonly HunterWorkRow[], {t, f}: Words): ShareMark[] =>
  lateWorkers(rows).map((row) => ({
    name: row.employee_name,
    part: row.late_client_count,
    whole: row.contact_client_count,
    text: `${t("hunters.late.clients")}: ${t("hunters.late.of", {
      part: f.count(row.late_client_count),
      whole: f.count(row.contact_client_count),
    })}\n${t("hunters.late.money")}: ${t("hunters.late.of", {
      part: f.money(row.late_money_amount),
      whole: f.money(row.money_amount),
    })}`,
  }));

/** Who of the hunters does a farmer's work beyond chance, with the share of money beside it. */
export function lateFinding(rows: readonly HunterWorkRow[], {t, f}: Words): string | null {
  const rates = rows.map(lateClients);
  const money = rows.reduce((sum, row) => sum + row.money_amount, 0);
  if (rates.every((row) => row.whole === 0)) return null;
  const said = {
    clients: f.percent(commonRate(rates)),
    money: f.rate(
      rows.reduce((sum, row) => sum + row.late_money_amount, 0),
      money,
    ),
  };
  const named = lateWorkers(rows);
  if (named.length === 0) return t("hunters.late.even", said);
  return t("hunters.late.beyond", {
    ...said,
    names: f.names(
      named.map((row) =>
        t("hunters.late.person", {
          name: row.employee_name,
          clients: f.rate(row.late_client_count, row.contact_client_count),
          money: f.rate(row.late_money_amount, row.money_amount),
        }),
      ),
    ),
  });
}

export function LateWorkCard({params, work}: WorkCardProps) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback(
    (options: ChartOptions) =>
      shareLines(lateLines(work.rows, options.words), {
        ...options,
        people: lateMarks(
          work.rows.filter((row) => row.month === params?.month),
          options.words,
        ),
      }),
    [work.rows, params?.month],
  );
  return (
    <Card
      id="late-work"
      span="full"
      report="hunter_work"
      params={params}
      loaded={work}
      finding={lateFinding(
        work.rows.filter((row) => row.month === params?.month),
        all,
      )}
      question={t("hunters.late.question")}
      subtitle={t("hunters.late.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={280}
      columns={[
        "employee_name",
        "month",
        "contact_client_count",
        "late_client_count",
        "money_amount",
        "late_money_amount",
      ]}
      empty={t("hunters.work.empty")}
    />
  );
}
