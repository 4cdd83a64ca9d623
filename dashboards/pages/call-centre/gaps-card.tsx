import {useCallback} from "preact/hooks";
import {gapsStrip} from "../../charts/gaps-strip.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {company} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {gapsFinding} from "./call-titles.ts";
import {ofChosen} from "./people-filter.ts";

/** Without calls there was nothing to break off. */
export function GapsCard({params, teamOf, hasCalls}: CallCardProps & {hasCalls: boolean}) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("call_gaps", params);
  const rows = ofChosen(loaded.rows, teamOf);
  const timezone = company.value?.timezone ?? "UTC";
  const draw = useCallback(
    (options: ChartOptions) => gapsStrip(rows, {...options, timezone}),
    [loaded.rows, rows.length, timezone],
  );
  return (
    <Card
      id="gaps"
      span="full"
      report="call_gaps"
      params={params}
      loaded={loaded}
      rows={rows}
      finding={gapsFinding(rows, timezone, all)}
      question={t("calls.gaps.question")}
      subtitle={t("calls.gaps.subtitle", {
        month: f.month(params?.month),
        gaps: t("noun.gaps", {count: rows.length, n: f.count(rows.length)}),
      })}
      draw={draw}
      height={370}
      columns={["employee_name", "call_date", "gap_started_at", "gap_seconds"]}
      empty={t(hasCalls ? "calls.gaps.none" : "state.empty")}
    />
  );
}
