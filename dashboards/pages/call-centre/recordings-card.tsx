import {useCallback} from "preact/hooks";
import type {RecordingDaysRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {recordingMap} from "../../charts/recording-map.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty, useKnown} from "../../lib/known.ts";
import {daysOfMonth} from "../../lib/month.ts";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {recordingsFinding} from "./call-titles.ts";
import {ofChosen} from "./people-filter.ts";

const none: RecordingDaysRow[] = [];

export function RecordingsCard({params, teamOf}: CallCardProps) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("recording_days", params);
  const empty = useEmpty();
  // of a telephony that names no recordings "none is recorded" would be a guess
  const isKnown = useKnown("recordings");
  const rows = isKnown ? ofChosen(loaded.rows, teamOf) : none;
  const draw = useCallback(
    (options: ChartOptions) =>
      recordingMap(rows, {...options, days: daysOfMonth(params?.month ?? "2000-01")}),
    [loaded.rows, rows.length],
  );
  const conversations = rows.reduce((sum, row) => sum + row.conversation_count, 0);
  return (
    <Card
      id="recordings"
      report="recording_days"
      params={params}
      loaded={loaded}
      rows={rows}
      finding={recordingsFinding(rows, all)}
      question={t("calls.recordings.question")}
      subtitle={t("calls.recordings.subtitle", {
        month: f.month(params?.month),
        conversations: t("noun.conversations", {count: conversations, n: f.count(conversations)}),
      })}
      draw={draw}
      height={340}
      columns={["employee_name", "call_date", "conversation_count", "recorded_count"]}
      empty={empty(["recordings"], t("calls.brief.empty"))}
    />
  );
}
