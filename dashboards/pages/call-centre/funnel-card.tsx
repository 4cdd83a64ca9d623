import {useCallback} from "preact/hooks";
import type {CallFunnelRow} from "../../../queries/generated/rows.ts";
import {callFunnel} from "../../charts/call-funnel.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {comparison, people, teams} from "../../lib/location.ts";
import {addMonths} from "../../lib/month.ts";
import {forMonth} from "../../lib/periods.ts";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {funnelFinding} from "./call-titles.ts";
import {isChosen, ofChosen} from "./people-filter.ts";

/** The past beside each step: the month before as the report has it, the year before from its own month, or none. */
export function withPast(
  rows: CallFunnelRow[],
  yearBefore: CallFunnelRow[],
  compare: string,
): CallFunnelRow[] {
  if (compare === "previous") return rows;
  return rows.map((row) => {
    const before =
      compare === "year" ? yearBefore.find((other) => other.step_code === row.step_code) : undefined;
    return {
      ...row,
      previous_event_count: before?.event_count ?? null,
      previous_client_count: before?.client_count ?? null,
    };
  });
}

/** Steps of the chosen people together; clients are counted once a person, so of several people they are left out. */
export function stepsOf(rows: CallFunnelRow[], teamOf: ReadonlyMap<string, string | null>): CallFunnelRow[] {
  if (!isChosen()) return rows.filter((row) => row.employee_id === null);
  const sum = (own: CallFunnelRow[], pick: (row: CallFunnelRow) => number | null) =>
    own.every((row) => pick(row) === null) ? null : own.reduce((total, row) => total + (pick(row) ?? 0), 0);
  return [...Map.groupBy(ofChosen(rows, teamOf), (row) => row.step_code).values()].map((own) => ({
    ...own[0]!,
    ...(own.length > 1 ? {employee_id: null, employee_name: null} : {}),
    event_count: sum(own, (row) => row.event_count) ?? 0,
    base_count: sum(own, (row) => row.base_count),
    client_count: own.length > 1 ? null : own[0]!.client_count,
    previous_event_count: sum(own, (row) => row.previous_event_count),
    previous_client_count: own.length > 1 ? null : own[0]!.previous_client_count,
  }));
}

export function FunnelCard({params, teamOf}: CallCardProps) {
  const all = words.value;
  const {t, f} = all;
  const compare = comparison.value;
  const loaded = useReport("call_funnel", params);
  const year = useReport(
    "call_funnel",
    compare === "year" && params ? forMonth(addMonths(params.month, -12)) : null,
  );
  const rows = stepsOf(loaded.rows, teamOf);
  const chosen = [...people.value, ...teams.value].join();
  const draw = useCallback(
    (options: ChartOptions) => callFunnel(withPast(rows, stepsOf(year.rows, teamOf), compare), options),
    [loaded.rows, year.rows, compare, chosen, teamOf.size],
  );
  const attempts = rows.find((row) => row.step_code === "attempts")?.event_count ?? 0;
  return (
    <Card
      id="funnel"
      report="call_funnel"
      params={params}
      loaded={loaded}
      rows={rows}
      finding={funnelFinding(rows, all)}
      question={t("calls.funnel.question")}
      subtitle={[
        t("calls.funnel.subtitle", {month: f.month(params?.month)}),
        compare === "norm" ? "" : t("calls.funnel.past", {when: t(`compare.${compare}`)}),
        `n = ${f.count(attempts)}`,
      ]
        .filter(Boolean)
        .join(" · ")}
      draw={draw}
      height={340}
      columns={[
        "step_code",
        "event_count",
        "base_count",
        "client_count",
        "previous_event_count",
        "previous_client_count",
      ]}
      groups={{step_code: "step"}}
    />
  );
}
