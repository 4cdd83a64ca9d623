import type {RefusalReasonsRow, RefusalRecordingsRow} from "../../../queries/generated/rows.ts";
import {Link} from "../../components/link.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {hrefOf, param, setQuery} from "../../lib/location.ts";
import {recordingAddress} from "../../lib/recording.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Reasons that have recordings, in the order of the ranking. */
export function heardReasons(
  rows: readonly RefusalRecordingsRow[],
  ranking: readonly RefusalReasonsRow[],
): string[] {
  const heard = new Set(rows.map((row) => row.refusal_reason));
  const ranked = ranking.map((row) => row.refusal_reason).filter((reason) => heard.has(reason));
  return [...ranked, ...[...heard].filter((reason) => !ranked.includes(reason))];
}

export function listenFinding(
  rows: readonly RefusalRecordingsRow[],
  reason: string | undefined,
  all: Words,
): string | null {
  if (reason === undefined || rows.length === 0) return null;
  const {t, f} = all;
  return t("refusals.listen.finding", {
    count: rows.length,
    n: f.count(rows.length),
    reason: reasonName(reason, all),
  });
}

export const reasonName = (reason: string, {t, label}: Words) =>
  reason === "not_given" ? t("refusals.notGiven") : label("refusal", reason);

/** What to listen to before the script is changed: recordings of one reason, the largest first. */
export function ListenCard({params}: {params: {month: string}}) {
  const all = words.value;
  const {t, f} = all;
  const recordings = useReport("refusal_recordings", params);
  const ranking = useReport("refusal_reasons", params);
  const reasons = heardReasons(recordings.rows, ranking.rows);
  const reason = reasons.find((one) => one === param("reason")) ?? reasons[0];
  const rows = recordings.rows.filter((row) => row.refusal_reason === reason);
  return (
    <TableCard
      id="listen"
      report="refusal_recordings"
      params={params}
      loaded={recordings}
      rows={rows}
      finding={listenFinding(rows, reason, all)}
      question={t("refusals.listen.question")}
      subtitle={t("refusals.listen.subtitle", {month: f.month(params.month)})}
      columns={["result_date", "client_name", "employee_name", "script_version", "talk_seconds", "recording"]}
      pageSize={10}
      tools={
        reasons.length > 1 ? (
          <select
            aria-label={t("refusals.listen.choose")}
            value={reason}
            onChange={(event) => setQuery({reason: event.currentTarget.value})}
          >
            {reasons.map((one) => (
              <option key={one} value={one}>
                {reasonName(one, all)}
              </option>
            ))}
          </select>
        ) : undefined
      }
      cell={(row, column) => {
        if (column === "talk_seconds")
          return row.talk_seconds === null ? undefined : f.length(row.talk_seconds);
        if (column !== "recording") return undefined;
        const address = recordingAddress(row.recording, row.recording_link);
        return address ? (
          <a href={address} target="_blank" rel="noopener noreferrer">
            {t("refusals.listen.open")}
          </a>
        ) : (
          <code title={t("refusals.listen.noLink")}>{row.recording}</code>
        );
      }}
      actions={(row) =>
        row.client_id !== null && (
          <Link href={hrefOf("/case", {client: row.client_id})}>{t("refusals.listen.case")}</Link>
        )
      }
      empty={t("refusals.listen.empty")}
    />
  );
}
