import type {ComponentChildren} from "preact";
import {useCallback} from "preact/hooks";
import type {ReportName, ReportRows} from "../../queries/generated/rows.ts";
import type {ChartOptions} from "../charts/options.ts";
import {commonRate, judgeRates, type PersonRate, type Rate, rateDots} from "../charts/rate-dots.ts";
import type {Translate} from "../lib/i18n.ts";
import type {Loaded, ReportParams} from "../lib/reports.ts";
import type {Words} from "../lib/words.ts";
import {Card} from "./card.tsx";

export interface RateCardProps<Name extends ReportName> {
  id: string;
  report: Name;
  params: ReportParams | null;
  loaded: Loaded<ReportRows[Name]>;
  rows: ReportRows[Name][];
  /** The share of a row's person; must keep its identity between renders. */
  rateOf: (row: ReportRows[Name]) => PersonRate;
  worse: "above" | "below";
  color: string;
  finding: string | null;
  question: string;
  subtitle: string;
  columns: (keyof ReportRows[Name] & string)[];
  note?: ComponentChildren;
  empty: string;
  isEverybody?: boolean;
}

/** A share of each person beside what chance leaves of the share of the others. */
export function RateCard<Name extends ReportName>(props: RateCardProps<Name>) {
  const {rows, rateOf, color, worse} = props;
  const draw = useCallback(
    (options: ChartOptions) => rateDots(rows.map(rateOf), {...options, color, worse}),
    [rows, rateOf, color, worse],
  );
  return <Card {...props} span="full" draw={draw} height={280} />;
}

/**
 * Says who is beyond chance on the worse side, by name, beside the rest, and else that all differ within it. What is
 * nobody's counts in the total only.
 */
export function rateFinding(
  rates: readonly PersonRate[],
  worse: "above" | "below",
  keys: Record<"even" | "beyond", Parameters<Translate>[0]>,
  {t, f}: Words,
  nobodys: readonly Rate[] = [],
): string | null {
  const all = [...rates, ...nobodys];
  const whole = all.reduce((sum, row) => sum + row.whole, 0);
  if (whole === 0) return null;
  const {rate, rest, beyond} = judgeRates(rates);
  const named = beyond(worse);
  return t(named.length === 0 ? keys.even : keys.beyond, {
    rate: f.percent(named.length === 0 ? commonRate(all) : rate),
    part: f.count(all.reduce((sum, row) => sum + row.part, 0)),
    n: f.count(named.length === 0 ? whole : rest),
    names: f.names(named.map((row) => `${row.name} (${f.percent(row.part / row.whole)})`)),
  });
}
