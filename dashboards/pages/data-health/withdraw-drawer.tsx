import {useState} from "preact/hooks";
import type {LoadsRow} from "../../../queries/generated/rows.ts";
import {Drawer} from "../../components/drawer.tsx";
import {ReasonField} from "../../components/reason-field.tsx";
import {loadRuns} from "../../lib/events.ts";
import {withdrawFile} from "../../lib/fixes.ts";
import {saidIn} from "../../lib/i18n.ts";
import {words} from "../../lib/words.ts";
import {AppliedRun} from "./applied-run.tsx";
import {failureText} from "./failure-words.ts";

/** Ends the waiting for a file that could not be read; its bytes stay, and it can be taken back. */
export function WithdrawDrawer({file, onClose}: {file: LoadsRow; onClose: () => void}) {
  const all = words.value;
  const {t, language} = all;
  const [reason, setReason] = useState("");
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [applied, setApplied] = useState<{run: string | null} | null>(null);
  const send = () => {
    setFailure(null);
    setSending(true);
    withdrawFile(file.load_id, reason.trim())
      .then(async (started) => {
        setApplied({run: started?.run_id ?? null});
        await loadRuns();
      })
      .catch((error: Error) => setFailure(failureText(error, all)))
      .finally(() => setSending(false));
  };
  return (
    <Drawer title={t("health.failed.withdrawTitle")} kind="fix" onClose={onClose}>
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
            {file.source_id}/{file.file_name}
          </p>
          <p class="raw">{saidIn(language, file)}</p>
          <p>{t("health.failed.withdrawHelp")}</p>
          <ReasonField label={t("fix.reason")} value={reason} onChange={setReason} />
          <div class="buttons">
            <button type="submit" class="primary" disabled={reason.trim() === "" || isSending}>
              {t("health.failed.withdrawTitle")}
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
