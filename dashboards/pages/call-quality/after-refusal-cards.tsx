import {useCallback} from "preact/hooks";
import type {FirstObjectionsRow, SecondContactsRow} from "../../../queries/generated/rows.ts";
import {newcombeDifference} from "../../../queries/statistics/newcombe.ts";
import {type ChartOptions, legFill} from "../../charts/options.ts";
import {commonRate, judgeRates, type PersonRate, rateDots} from "../../charts/rate-dots.ts";
import {rateLines} from "../../charts/rate-lines.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

type Params = {params: {month: string} | null};
type Counted = {hits: number; trials: number};

const sum = <Row,>(rows: readonly Row[], pick: (row: Row) => number) =>
  rows.reduce((total, row) => total + pick(row), 0);

/** Months whose clients have all had their time. */
const decided = (rows: readonly SecondContactsRow[]) =>
  rows.filter((row) => row.client_count > 0 && row.decided_count === row.client_count);

/** The last script against the one before it, by clients who did not refuse the second time. */
export function scriptsCompared(rows: readonly SecondContactsRow[]) {
  const known = decided(rows).filter((row) => row.script_version !== null && row.again_count > 0);
  const versions = [...new Set(known.map((row) => row.script_version!))];
  const [before, now] = versions.slice(-2);
  if (before === undefined || now === undefined) return null;
  const counted = (version: string): Counted => {
    const own = known.filter((row) => row.script_version === version);
    return {hits: sum(own, (row) => row.softened_count), trials: sum(own, (row) => row.again_count)};
  };
  const [first, second] = [counted(now), counted(before)];
  return {before, now, first, second, ...newcombeDifference(first, second)!};
}

export function secondFinding(rows: readonly SecondContactsRow[], {t, f}: Words): string | null {
  const last = decided(rows).at(-1);
  if (!last?.again_count) return null;
  const said = t("quality.second.finding", {
    month: f.month(last.month),
    again: f.rate(last.again_count, last.decided_count),
    days: f.count(last.maturity_days),
    softened: f.rate(last.softened_count, last.again_count),
  });
  const scripts = scriptsCompared(rows);
  if (!scripts) return said;
  return `${said}; ${t(`quality.script.${scripts.verdict}`, {
    now: scripts.now,
    before: scripts.before,
    rate: f.percent(scripts.first.hits / scripts.first.trials),
    past: f.percent(scripts.second.hits / scripts.second.trials),
  })}`;
}

export function SecondContactsCard({params}: Params) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("second_contacts", params);
  const draw = useCallback(
    (options: ChartOptions) => {
      const {t: say} = options.words;
      const months = (part: (row: SecondContactsRow) => number, whole: (row: SecondContactsRow) => number) =>
        loaded.rows.map((row) => ({
          month: row.month,
          part: part(row),
          whole: whole(row),
          isOpen: row.decided_count < row.client_count,
        }));
      const breaks = loaded.rows
        .filter((row, index) => index > 0 && row.script_version !== loaded.rows[index - 1]!.script_version)
        .map((row) => ({month: row.month, name: row.script_version ?? ""}));
      return rateLines(
        [
          {
            name: say("quality.second.softened"),
            months: months(
              (row) => row.softened_count,
              (row) => row.again_count,
            ),
          },
          {
            name: say("quality.second.again"),
            months: months(
              (row) => row.again_count,
              (row) => row.decided_count,
            ),
          },
          {
            name: say("quality.second.goal"),
            months: months(
              (row) => row.goal_count,
              (row) => row.decided_count,
            ),
          },
        ],
        {...options, breaks},
      );
    },
    [loaded.rows],
  );
  return (
    <Card
      id="second"
      span="full"
      report="second_contacts"
      params={params}
      loaded={loaded}
      rows={loaded.rows.some((row) => row.decided_count > 0) ? loaded.rows : []}
      finding={secondFinding(loaded.rows, all)}
      question={t("quality.second.question")}
      subtitle={t("quality.second.subtitle", {
        month: f.month(params?.month),
        n: f.count(sum(loaded.rows, (row) => row.decided_count)),
      })}
      draw={draw}
      height={300}
      columns={[
        "month",
        "script_version",
        "client_count",
        "decided_count",
        "again_count",
        "softened_count",
        "goal_count",
      ]}
      empty={t("quality.second.empty")}
    />
  );
}

const outcomes = ["goal", "needs", "won"] as const;
type Outcome = (typeof outcomes)[number];
const countOf = (row: FirstObjectionsRow, outcome: Outcome) =>
  ({goal: row.goal_count, needs: row.needs_count, won: row.won_count})[outcome];

export function objectionRates(
  rows: readonly FirstObjectionsRow[],
  outcome: Outcome,
  {t, label}: Words,
): PersonRate[] {
  return rows.map((row) => ({
    id: row.refusal_reason,
    name: row.refusal_reason === "not_given" ? t("refusals.notGiven") : label("refusal", row.refusal_reason),
    part: countOf(row, outcome),
    whole: row.decided_count,
  }));
}

/** What became of those who asked for an offer against all others; without the code, whether reasons differ at all. */
export function objectionsFinding(
  rows: readonly FirstObjectionsRow[],
  outcome: Outcome,
  all: Words,
): string | null {
  const {t, f} = all;
  const offer = rows.find((row) => row.refusal_reason === "send_offer");
  const others = rows.filter((row) => row !== offer);
  const days = f.count(rows[0]?.maturity_days);
  const rest = {
    hits: sum(others, (row) => countOf(row, outcome)),
    trials: sum(others, (row) => row.decided_count),
  };
  const own = offer && {hits: countOf(offer, outcome), trials: offer.decided_count};
  const difference = own && newcombeDifference(own, rest);
  if (own && difference)
    return t(`quality.offer.${outcome}`, {
      name: all.label("refusal", "send_offer"),
      rate: f.percent(own.hits / own.trials),
      rest: f.percent(rest.hits / rest.trials),
      days,
      verdict: t(`quality.verdict.${difference.verdict}`),
    });
  const rates = objectionRates(rows, outcome, all);
  if (sum(rates, (row) => row.whole) === 0) return null;
  const common = commonRate(rates);
  const {judged} = judgeRates(rates);
  const beyond = judged.filter(({verdict}) => verdict !== null).map(({row}) => row);
  return beyond.length === 0
    ? t("quality.objections.within", {rate: f.percent(common), days})
    : t("quality.objections.beyond", {
        rate: f.percent(common),
        days,
        names: f.names(beyond.map((row) => `${row.name} (${f.percent(row.part / row.whole)})`)),
      });
}

export function ObjectionsCard({params}: Params) {
  const all = words.value;
  const {t, f} = all;
  const asked = param("after");
  const outcome = outcomes.find((one) => one === asked) ?? "goal";
  const loaded = useReport("first_objections", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      rateDots(objectionRates(loaded.rows, outcome, options.words), {
        ...options,
        color: legFill.call_centre,
        worse: "below",
      }),
    [loaded.rows, outcome],
  );
  return (
    <Card
      id="objections"
      span="full"
      report="first_objections"
      params={params}
      loaded={loaded}
      finding={objectionsFinding(loaded.rows, outcome, all)}
      question={t("quality.objections.question")}
      subtitle={t("quality.objections.subtitle", {
        month: f.month(params?.month),
        n: f.count(sum(loaded.rows, (row) => row.decided_count)),
      })}
      draw={draw}
      height={420}
      columns={["refusal_reason", "decided_count", "again_count", "needs_count", "goal_count", "won_count"]}
      groups={{refusal_reason: "refusal"}}
      tools={
        <Choice
          label={t("quality.objections.view")}
          value={outcome}
          options={outcomes.map((value) => ({value, text: t(`quality.outcome.${value}`)}))}
          onChange={(value) => setQuery({after: value === "goal" ? null : value})}
        />
      }
      empty={t("quality.second.empty")}
    />
  );
}
