import {useCallback} from "preact/hooks";
import type {CallFunnelRow} from "../../../queries/generated/rows.ts";
import {callFunnel} from "../../charts/call-funnel.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {comparison} from "../../lib/location.ts";
import {addMonths} from "../../lib/month.ts";
import {forMonth} from "../../lib/periods.ts";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {funnelFinding} from "./call-titles.ts";
import {chosenPeople} from "./people-filter.ts";

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

export function FunnelCard({params, teamOf}: CallCardProps) {
  const all = words.value;
  const {t, f} = all;
  const compare = comparison.value;
  const loaded = useReport("call_funnel", params);
  const year = useReport(
    "call_funnel",
    compare === "year" && params ? forMonth(addMonths(params.month, -12)) : null,
  );
  const draw = useCallback(
    (options: ChartOptions) => callFunnel(withPast(loaded.rows, year.rows, compare), options),
    [loaded.rows, year.rows, compare],
  );
  const attempts = loaded.rows.find((row) => row.step_code === "attempts")?.event_count ?? 0;
  return (
    <Card
      id="funnel"
      report="call_funnel"
      params={params}
      loaded={loaded}
      finding={funnelFinding(loaded.rows, all)}
      question={t("calls.funnel.question")}
      subtitle={[
        t("calls.funnel.subtitle", {month: f.month(params?.month)}),
        compare === "norm" ? "" : t("calls.funnel.past", {when: t(`compare.${compare}`)}),
        chosenPeople(teamOf).length ? t("calls.wholeCentre") : "",
        `n = ${f.count(attempts)}`,
      ]
        .filter(Boolean)
        .join(" · ")}
      draw={draw}
      height={340}
      columns={["step_code", "event_count", "client_count", "previous_event_count", "previous_client_count"]}
      groups={{step_code: "step"}}
    />
  );
}
