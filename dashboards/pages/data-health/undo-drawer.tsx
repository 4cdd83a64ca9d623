import {useEffect, useId, useRef, useState} from "preact/hooks";
import type {CorrectionsRow} from "../../../queries/generated/rows.ts";
import {loadRuns} from "../../lib/events.ts";
import {undoCorrection} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {AppliedRun} from "./applied-run.tsx";

/** Takes a correction back: the row reads as it came again. */
export function UndoDrawer({correction, onClose}: {correction: CorrectionsRow; onClose: () => void}) {
  const {t, f, label} = words.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [reason, setReason] = useState("");
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [applied, setApplied] = useState<{run: string | null} | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const send = () => {
    setFailure(null);
    setSending(true);
    undoCorrection(correction.correction_id, reason.trim())
      .then(async (started) => {
        setApplied({run: started?.run_id ?? null});
        await loadRuns();
      })
      .catch((error: Error) => setFailure(error.message))
      .finally(() => setSending(false));
  };
  return (
    <dialog ref={dialog} class="drawer fix" onClose={onClose} aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>{t("corrections.undoTitle")}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t("card.close")}
        </button>
      </header>
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
          <label class="reason">
            <span>{t("fix.reason")}</span>
            <input
              name="reason"
              value={reason}
              maxLength={500}
              required
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
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
    </dialog>
  );
}
