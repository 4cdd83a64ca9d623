import {useEffect, useRef, useState} from "preact/hooks";
import {Drawer} from "../../components/drawer.tsx";
import {ReasonField} from "../../components/reason-field.tsx";
import {loadRuns, runs} from "../../lib/events.ts";
import {acceptChanges, type Changes, type Effect, type Place, tryChanges} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {AppliedRun} from "./applied-run.tsx";
import {CellsForm} from "./cells-form.tsx";
import {changesNothing, EffectView} from "./effect-view.tsx";
import {failureText} from "./failure-words.ts";
import {type Group, reasonSentence} from "./reason-words.ts";
import {SpellingsForm} from "./spellings-form.tsx";

export type FixTask =
  | {kind: "cells"; group: Group; place: Place}
  | {kind: "dismiss"; group: Group; places: Place[]}
  | {kind: "spelling"; group: Group; spellings: {spelling: string; count: number}[]};

interface Shown {
  /** The changes whose effect this is, as text. */
  of: string;
  effect: Effect;
}

/** Correct, give the reason, see the effect, accept: in this order and no other. */
export function FixDrawer({task, onClose}: {task: FixTask; onClose: () => void}) {
  const all = words.value;
  const {t, f} = all;
  const trial = useRef<AbortController | null>(null);
  const [changes, setChanges] = useState<Changes | null>(
    task.kind === "dismiss" ? {dismiss: task.places} : null,
  );
  const [reason, setReason] = useState("");
  const [isTrying, setTrying] = useState(false);
  const [isRecording, setRecording] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [applied, setApplied] = useState<{run: string | null} | null>(null);
  useEffect(() => () => trial.current?.abort(), []);

  const of = JSON.stringify(changes);
  const effect = shown?.of === of ? shown.effect : null;
  const isReady = changes !== null && reason.trim() !== "" && !isRecording;
  const runGoesOn = runs.value[0]?.status === "running";
  const say = (error: Error) => setFailure(failureText(error, all));

  const change = (next: Changes | null) => {
    trial.current?.abort();
    setChanges(next);
  };
  const look = () => {
    if (!changes) return;
    const abort = new AbortController();
    trial.current = abort;
    setFailure(null);
    setTrying(true);
    tryChanges(changes, reason.trim(), abort.signal)
      .then((found) => setShown({of, effect: found}))
      .catch((error: Error) => abort.signal.aborted || say(error))
      .finally(() => trial.current === abort && setTrying(false));
  };
  const accept = () => {
    if (!changes || !effect) return;
    setFailure(null);
    setRecording(true);
    acceptChanges(changes, reason.trim())
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
    <Drawer title={titleOf(task, all)} kind="fix" onClose={onClose}>
      {applied ? (
        <AppliedRun runId={applied.run} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          <p class="subtitle">
            {reasonSentence(task.group, all)} · {task.group.source_id}
          </p>
          {task.kind === "cells" && <CellsForm place={task.place} group={task.group} onChange={change} />}
          {task.kind === "spelling" && (
            <SpellingsForm group={task.group} spellings={task.spellings} onChange={change} />
          )}
          {task.kind === "dismiss" && (
            <p>{t("fix.dismissMeans", {count: task.places.length, n: f.count(task.places.length)})}</p>
          )}
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
                disabled={!isReady || isTrying || changesNothing(effect)}
                onClick={accept}
              >
                {t("fix.accept")}
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
            {!isTrying && effect && <EffectView effect={effect} />}
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

function titleOf(task: FixTask, {t, f}: typeof words.value): string {
  if (task.kind === "cells") return t("fix.title.cells", {line: f.count(task.place.line)});
  if (task.kind === "spelling") return t("fix.title.spelling");
  const count = task.places.length;
  return t("fix.title.dismiss", {count, n: f.count(count)});
}
