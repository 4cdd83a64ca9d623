import type {ComponentChildren} from "preact";
import {useEffect, useRef, useState} from "preact/hooks";
import {Drawer} from "../../components/drawer.tsx";
import {ReasonField} from "../../components/reason-field.tsx";
import {loadRuns, runs} from "../../lib/events.ts";
import type {Effect, StartedRun} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {AppliedRun} from "./applied-run.tsx";
import {EffectView} from "./effect-view.tsx";
import {failureText} from "./failure-words.ts";

interface TriedFormProps {
  title: string;
  /** What is to be done, as text; null while there is nothing to do. An effect is shown for this and nothing else. */
  of: string | null;
  look: (reason: string, signal: AbortSignal) => Promise<Effect>;
  accept: (reason: string) => Promise<StartedRun | null>;
  acceptLabel: string;
  /** A correction that changes nothing is not worth keeping; taking one back may be. */
  isUndo?: boolean;
  mayAccept?: (effect: Effect) => boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** Say what, give the reason, see the effect, accept: in this order and no other. */
export function TriedForm(props: TriedFormProps) {
  const all = words.value;
  const {t} = all;
  const {of, isUndo = false, mayAccept = () => true} = props;
  const trial = useRef<AbortController | null>(null);
  const [reason, setReason] = useState("");
  const [isTrying, setTrying] = useState(false);
  const [isRecording, setRecording] = useState(false);
  const [shown, setShown] = useState<{of: string; effect: Effect} | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [applied, setApplied] = useState<{run: string | null} | null>(null);
  useEffect(() => () => trial.current?.abort(), [of]);

  const effect = shown?.of === of ? shown.effect : null;
  const isReady = of !== null && reason.trim() !== "" && !isRecording;
  const runGoesOn = runs.value[0]?.status === "running";
  const say = (error: Error) => setFailure(failureText(error, all));

  const look = () => {
    if (of === null) return;
    const abort = new AbortController();
    trial.current = abort;
    setFailure(null);
    setTrying(true);
    props
      .look(reason.trim(), abort.signal)
      .then((found) => setShown({of, effect: found}))
      .catch((error: Error) => abort.signal.aborted || say(error))
      .finally(() => trial.current === abort && setTrying(false));
  };
  const accept = () => {
    setFailure(null);
    setRecording(true);
    props
      .accept(reason.trim())
      .then(async (started) => {
        setApplied({run: started?.run_id ?? null});
        await loadRuns();
      })
      .catch((error: Error) => {
        setShown(null);
        say(error);
      })
      .finally(() => setRecording(false));
  };

  return (
    <Drawer title={props.title} kind="fix" onClose={props.onClose}>
      {applied ? (
        <AppliedRun runId={applied.run} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          {props.children}
          <ReasonField label={t("fix.reason")} value={reason} onChange={setReason} />
          <div class="buttons">
            <button
              type="submit"
              class={effect ? "" : "primary"}
              disabled={!isReady || isTrying || runGoesOn}
            >
              {t("fix.try")}
            </button>
            {effect && (
              <button
                type="button"
                class="primary"
                disabled={!isReady || isTrying || !mayAccept(effect)}
                onClick={accept}
              >
                {props.acceptLabel}
              </button>
            )}
          </div>
          <div aria-live="polite">
            {runGoesOn && <p class="note">{t("fix.runGoesOn")}</p>}
            {isTrying && (
              <p class="state">
                {t("fix.trying")} <progress />
              </p>
            )}
            {!isTrying && shown && !effect && <p class="note">{t("fix.changedSince")}</p>}
            {!isTrying && effect && <EffectView effect={effect} isUndo={isUndo} />}
            {failure && (
              <p class="state failed" role="alert">
                {failure}
              </p>
            )}
          </div>
        </form>
      )}
    </Drawer>
  );
}
