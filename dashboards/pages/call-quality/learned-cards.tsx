import {useCallback} from "preact/hooks";
import type {FirstConversationsRow, LearnedRow, ScreenedOutRow} from "../../../queries/generated/rows.ts";
import {newcombeDifference} from "../../../queries/statistics/newcombe.ts";
import {type Learned, learnedBars} from "../../charts/learned-bars.ts";
import {base, type ChartOptions} from "../../charts/options.ts";
import {rankedBars} from "../../charts/ranked-bars.ts";
import {type RateMonth, rateLines} from "../../charts/rate-lines.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

type Params = {params: {month: string} | null};

const sum = <Row,>(rows: readonly Row[], pick: (row: Row) => number) =>
  rows.reduce((total, row) => total + pick(row), 0);

const learnt = (rows: readonly LearnedRow[], {label}: Words): Learned[] =>
  rows
    .filter((row) => row.company_count > 0)
    .map((row) => ({
      key: row.secondary_goal,
      name: label("goal", row.secondary_goal),
      companies: row.company_count,
      known: row.known_count,
      gained: row.gained_count,
    }));

/** How full the cards of the companies in work are, and what the month's calls added most. */
export function learnedFinding(rows: readonly LearnedRow[], all: Words): string | null {
  const {t, f} = all;
  const things = learnt(rows, all);
  const most = things.toSorted((a, b) => b.gained - a.gained)[0];
  if (!most) return null;
  const gained = sum(things, (row) => row.gained);
  return t("quality.learned.finding", {
    count: gained,
    n: f.count(gained),
    name: most.name,
    before: f.percent(most.known / most.companies),
    now: f.percent((most.known + most.gained) / most.companies),
  });
}

export function LearnedCard({params}: Params) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("learned", params);
  const draw = useCallback(
    (options: ChartOptions) => learnedBars(learnt(loaded.rows, options.words), options),
    [loaded.rows],
  );
  return (
    <Card
      id="learned"
      report="learned"
      params={params}
      loaded={loaded}
      finding={learnedFinding(loaded.rows, all)}
      question={t("quality.learned.question")}
      subtitle={t("quality.learned.subtitle", {
        month: f.month(params?.month),
        n: f.count(loaded.rows[0]?.company_count),
      })}
      draw={draw}
      height={200}
      columns={["secondary_goal", "company_count", "known_count", "gained_count"]}
      groups={{secondary_goal: "goal"}}
      empty={t("quality.learned.empty")}
    />
  );
}

const reasonName = (code: string, {t, label}: Words) =>
  code === "not_given" ? t("refusals.notGiven") : label("refusal", code);

export function screenedFinding(rows: readonly ScreenedOutRow[], all: Words): string | null {
  const {t, f} = all;
  const clients = sum(rows, (row) => row.client_count);
  const [first] = rows;
  if (!first?.company_count) return null;
  return t("quality.screened.finding", {
    rate: f.smallShare(clients / first.company_count),
    count: clients,
    n: f.count(clients),
    name: reasonName(first.screening_reason, all),
    share: f.share(first.client_count / clients),
  });
}

export function ScreenedCard({params}: Params) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("screened_out", params);
  const draw = useCallback(
    (options: ChartOptions) => {
      const clients = sum(loaded.rows, (row) => row.client_count);
      return rankedBars(
        loaded.rows.map((row) => ({
          key: row.screening_reason,
          name: reasonName(row.screening_reason, options.words),
          note: options.words.f.share(row.client_count / clients),
          count: row.client_count,
        })),
        {...options, color: base},
      );
    },
    [loaded.rows],
  );
  return (
    <Card
      id="screened"
      report="screened_out"
      params={params}
      loaded={loaded}
      finding={screenedFinding(loaded.rows, all)}
      question={t("quality.screened.question")}
      subtitle={t("quality.screened.subtitle", {
        month: f.month(params?.month),
        n: f.count(loaded.rows[0]?.company_count),
      })}
      draw={draw}
      height={200}
      columns={["screening_reason", "client_count", "month_count", "company_count"]}
      groups={{screening_reason: "refusal"}}
      empty={t("quality.screened.empty")}
    />
  );
}

/** Goals in the second conversation over months whose clients have all had their time. */
function secondGoals(rows: readonly FirstConversationsRow[], isProfiled: boolean) {
  const own = rows.filter((row) => row.is_profiled === isProfiled);
  return {hits: sum(own, (row) => row.second_goal_count), trials: sum(own, (row) => row.again_count)};
}

export function segmentedFinding(rows: readonly FirstConversationsRow[], {t, f}: Words): string | null {
  const clients = sum(rows, (row) => row.client_count);
  if (clients === 0) return null;
  const share = sum(
    rows.filter((row) => row.is_profiled),
    (row) => row.client_count,
  );
  const said = t("quality.segmented.share", {share: f.percent(share / clients), n: f.count(clients)});
  const [known, others] = [secondGoals(rows, true), secondGoals(rows, false)];
  const difference = newcombeDifference(known, others);
  if (!difference) return said;
  return `${said}; ${t("quality.segmented.finding", {
    rate: f.percent(known.hits / known.trials),
    rest: f.percent(others.hits / others.trials),
    verdict: t(`quality.verdict.${difference.verdict}`),
  })}`;
}

/** Share of first conversations that brought the profile, by month. */
export function profiledMonths(rows: readonly FirstConversationsRow[]): RateMonth[] {
  return [...Map.groupBy(rows, (row) => row.month)].map(([month, own]) => ({
    month,
    part: sum(
      own.filter((row) => row.is_profiled),
      (row) => row.client_count,
    ),
    whole: sum(own, (row) => row.client_count),
    isOpen: false,
  }));
}

export function SegmentedCard({params}: Params) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("first_conversations", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      rateLines(
        [{name: options.words.t("quality.segmented.line"), months: profiledMonths(loaded.rows)}],
        options,
      ),
    [loaded.rows],
  );
  return (
    <Card
      id="segmented"
      span="full"
      report="first_conversations"
      params={params}
      loaded={loaded}
      finding={segmentedFinding(loaded.rows, all)}
      question={t("quality.segmented.question")}
      subtitle={t("quality.segmented.subtitle", {
        month: f.month(params?.month),
        n: f.count(sum(loaded.rows, (row) => row.again_count)),
      })}
      draw={draw}
      height={300}
      columns={[
        "month",
        "is_profiled",
        "client_count",
        "all_client_count",
        "decided_count",
        "again_count",
        "second_goal_count",
      ]}
      empty={t("quality.segmented.empty")}
    />
  );
}
