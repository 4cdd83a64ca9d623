import {useState} from "preact/hooks";
import type {CorrectionsRow} from "../../../queries/generated/rows.ts";
import {Drawer} from "../../components/drawer.tsx";
import {ReasonField} from "../../components/reason-field.tsx";
import {loadRuns} from "../../lib/events.ts";
import {undoCorrection} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {AppliedRun} from "./applied-run.tsx";
import {failureText} from "./failure-words.ts";

/** Takes a correction back: the row reads as it came again. */
export function UndoDrawer({correction, onClose}: {correction: CorrectionsRow; onClose: () => void}) {
  const all = words.value;
  const {t, f, label} = all;
  const [reason, setReason] = useState("");
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [applied, setApplied] = useState<{run: string | null} | null>(null);
  const send = () => {
    setFailure(null);
    setSending(true);
    undoCorrection(correction.correction_id, reason.trim())
      .then(async (started) => {
        setApplied({run: started?.run_id ?? null});
        await loadRuns();
      })
      .catch((error: Error) => setFailure(failureText(error, all)))
      .finally(() => setSending(false));
  };
  return (
    <Drawer title={t("corrections.undoTitle")} kind="fix" onClose={onClose}>
      {applied ? (
        <AppliedRun runId={applied.run} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <p class="subtitle">
            {label("correction", correction.kind_code)}: {correction.file_name}
            {correction.line_number !== null &&
              `, ${t("fix.line", {line: f.count(correction.line_number)}).toLowerCase()}`}
          </p>
          <p class="raw">{correction.after_text ?? correction.before_text}</p>
          <ReasonField label={t("fix.reason")} value={reason} onChange={setReason} />
          <div class="buttons">
            <button type="submit" class="primary" disabled={reason.trim() === "" || isSending}>
              {t("corrections.undo")}
            </button>
          </div>
          {failure && (
            <p class="state failed" role="alert">
              {failure}
            </p>
          )}
        </form>
      )}
    </Drawer>
  );
}
