import type {RelayCohortRow, RelayFlowRow} from "../../../queries/generated/rows.ts";
import {newcombeDifference} from "../../../queries/statistics/newcombe.ts";
import type {Words} from "../../lib/words.ts";

/** Eight steps are looked at together, so each must be surer than 95 %. */
const confidence = 0.995;

/** A step whose share fell further than chance explains, the one that cost most clients first. */
export function brokenStep(rows: RelayFlowRow[], past: RelayFlowRow[]) {
  const drops = rows.flatMap((row) => {
    const before = past.find((candidate) => candidate.step_code === row.step_code);
    if (!before) return [];
    const [now, then] = [trialsOf(row), trialsOf(before)];
    if (!now || !then) return [];
    const change = newcombeDifference(now, then, confidence);
    if (change?.verdict !== "lower") return [];
    const rate = now.hits / now.trials;
    const missing = Math.round(-change.difference * now.trials);
    return [{step: row.step_code, rate, rateBefore: then.hits / then.trials, missing}];
  });
  return drops.sort((a, b) => b.missing - a.missing)[0] ?? null;
}

/** Whether any step had clients in both months: without them nothing can be said to hold. */
const areJudged = (rows: RelayFlowRow[], past: RelayFlowRow[]) =>
  rows.some((row) => {
    const before = past.find(({step_code}) => step_code === row.step_code);
    return before && trialsOf(row) && trialsOf(before);
  });

function trialsOf({passed_count, from_count}: RelayFlowRow): {hits: number; trials: number} | null {
  if (passed_count === null || !from_count || passed_count > from_count) return null;
  return {hits: passed_count, trials: from_count};
}

/** Neither a client nor money on any step: there is nothing to draw. */
export const isChainEmpty = (rows: readonly RelayFlowRow[]): boolean =>
  rows.every((row) => row.client_count === 0 && !row.amount && !row.from_count && !row.waiting_count);

/** The title of the relay picture: the break if there is one, else how far the month went. */
export function pictureFinding(
  rows: RelayFlowRow[],
  past: RelayFlowRow[],
  {t, f, label}: Words,
): string | null {
  const count = (code: string) => rows.find((row) => row.step_code === code)?.client_count ?? null;
  const companies = count("companies_worked");
  const results = count("results");
  const deals = count("deals_won");
  if (companies === null || results === null || deals === null) return null;
  const said = {
    companies: t("noun.companies", {count: companies, n: f.count(companies)}),
    results: t("noun.results", {count: results, n: f.count(results)}),
    deals: t("noun.deals", {count: deals, n: f.count(deals)}),
  };
  if (companies === 0 && deals === 0) return null;
  const broken = brokenStep(rows, past);
  if (broken)
    return t("relay.picture.broken", {
      step: label("step", broken.step),
      rate: f.percent(broken.rate),
      before: f.percent(broken.rateBefore),
    });
  return t(companies > 0 && areJudged(rows, past) ? "relay.picture.steady" : "relay.picture.plain", said);
}

/** What became of the month's newcomers until the last day of data. */
export function cohortFinding(rows: RelayCohortRow[], month: string | null, {t, f}: Words): string | null {
  const count = (code: string) => rows.find((row) => row.step_code === code)?.client_count ?? 0;
  const companies = count("companies_worked");
  if (!companies) return null;
  const results = count("results");
  const deals = count("deals_won");
  return t("relay.cohort.finding", {
    month: f.month(month),
    companies: t("noun.companiesOf", {count: companies, n: f.count(companies)}),
    results: f.count(results),
    rate: f.rate(results, companies),
    deals: f.count(deals),
    dealRate: f.rate(deals, companies),
  });
}

/** What the month brought: money of clients whose first money it was, and of those who order again. */
export function moneyFinding(rows: RelayFlowRow[], {t, f}: Words): string | null {
  const amount = (code: string) => rows.find((row) => row.step_code === code)?.amount ?? null;
  const [first, repeated] = [amount("first_money"), amount("repeat_volume")];
  if (first === null && repeated === null) return null;
  return t("relay.picture.money", {first: f.money(first), repeated: f.money(repeated)});
}
