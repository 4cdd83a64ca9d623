import {useEffect, useState} from "preact/hooks";
import {Failed} from "../../components/states.tsx";
import {loadRuns, type Run, runs, startRun} from "../../lib/events.ts";
import type {Key} from "../../lib/i18n.ts";
import {user} from "../../lib/session.ts";
import {type Words, words} from "../../lib/words.ts";
import {failureText} from "./failure-words.ts";
import {runSentence} from "./health-titles.ts";
import {SetAside} from "./set-aside.tsx";

const mayRun = ["admin", "director"];

/** The last run with its steps, moving while it goes on, and the button that starts one. */
export function RunsSection() {
  const all = words.value;
  const {t} = all;
  const [failure, setFailure] = useState<string | null>(null);
  const say = (error: Error) => setFailure(failureText(error, words.value));
  useEffect(() => {
    loadRuns().catch(say);
  }, []);
  const [last, ...earlier] = runs.value;
  const isRunning = last?.status === "running";
  return (
    <section class="card full runs" aria-labelledby="runs-title" id="runs">
      <header>
        <h2 id="runs-title">{last ? runSentence(last, all) : t("run.none")}</h2>
        <p class="subtitle">{t("run.subtitle")}</p>
        {user.value && mayRun.includes(user.value.role) && (
          <div class="tools">
            <button
              type="button"
              class="primary"
              disabled={isRunning}
              onClick={() => {
                setFailure(null);
                startRun().catch(say);
              }}
            >
              {isRunning ? t("run.goesOn") : t("run.now")}
            </button>
          </div>
        )}
      </header>
      {failure && <Failed message={failure} />}
      {last && <Steps run={last} />}
      {earlier.length > 0 && (
        <details>
          <summary>{t("run.earlier", {count: earlier.length})}</summary>
          <ul class="earlier">
            {earlier.map((run) => (
              <li key={run.run_id}>
                <code>{run.run_id}</code> {runSentence(run, all)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What a step counts. */
const unitOfStep: Record<string, Key> = {
  land: "run.files",
  stage: "run.rows",
  build: "run.tables",
  check: "run.checks",
};

/** Sentences of the pipeline that count something, in the reader's language. */
const messages: readonly [RegExp, Key][] = [
  [/^(\d+) months?$/, "run.months"],
  [/^(\d+) files? (?:was|were) known already$/, "run.known"],
  [/^\d+ files? (?:was|were) known already, rows of (\d+) have changed since$/, "run.overtaken"],
];

function messageText(message: string, {t, f}: Words): string {
  for (const [pattern, key] of messages) {
    const count = pattern.exec(message)?.[1];
    if (count !== undefined) return t(key, {count: Number(count), n: f.count(Number(count))});
  }
  return message;
}

const marks: Record<string, string> = {done: "✓", failed: "✕", checks_failed: "!", running: "…"};

/** What a run did step by step, and what it set aside. */
export function Steps({run}: {run: Run}) {
  const {t, f, label} = words.value;
  return (
    <>
      <ol class="steps" aria-live="polite">
        {run.steps.map((step) => (
          <li key={step.step} class={step.status}>
            <b>
              <span aria-hidden="true">{marks[step.status] ?? "·"}</span> {label("runStep", step.step)}
            </b>
            {step.status === "running" && (
              <progress max={1} {...(step.progress === null ? {} : {value: step.progress})}>
                {f.share(step.progress)}
              </progress>
            )}
            <span>
              {[
                step.rows === null
                  ? ""
                  : t(unitOfStep[step.step] ?? "run.rows", {count: step.rows, n: f.count(step.rows)}),
                step.seconds === null ? "" : t("run.seconds", {n: f.tenths(step.seconds)}),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            {step.message && <span class="message">{messageText(step.message, words.value)}</span>}
          </li>
        ))}
      </ol>
      <SetAside run={run} />
    </>
  );
}
