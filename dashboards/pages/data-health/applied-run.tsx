import {runs} from "../../lib/events.ts";
import {saidIn} from "../../lib/i18n.ts";
import {words} from "../../lib/words.ts";
import {Steps} from "./runs-section.tsx";

/** What became of a recorded correction: the run that reads the rows again, step by step. */
export function AppliedRun({runId}: {runId: string | null}) {
  const {t, language} = words.value;
  const run = runs.value.find((candidate) => candidate.run_id === runId);
  const isOver = run !== undefined && run.status !== "running";
  // a run also counts as failed when files that have nothing to do with the correction cannot be read
  const isIn = isOver && (run.status === "done" || (run.status === "failed" && Boolean(run.snapshot)));
  return (
    <div class="applied" role="status">
      {runId === null && <p>{t("applied.waits")}</p>}
      {runId !== null && !isOver && <p>{t("applied.goesOn")}</p>}
      {isIn && (
        <p class="success">{t(run.status === "done" ? "applied.done" : "applied.doneBesideFailed")}</p>
      )}
      {isOver && !isIn && (
        <p class="warning">{t("applied.failed", {message: saidIn(language, run) ?? run.status})}</p>
      )}
      {run && <Steps run={run} />}
    </div>
  );
}
