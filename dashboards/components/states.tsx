import type {ComponentChildren} from "preact";
import {retryReports} from "../lib/reports.ts";
import {words} from "../lib/words.ts";

export function Skeleton({height}: {height: number}) {
  return (
    <div class="skeleton" style={{height: `${height}px`}} role="status">
      <span class="sr-only">{words.value.t("state.loading")}</span>
    </div>
  );
}

/** Nothing to show is said in a sentence that tells what to do. */
export function Empty({children}: {children: ComponentChildren}) {
  return <p class="state">{children}</p>;
}

/** A page that has nothing but a sentence: it has its heading all the same. */
export function Notice({children}: {children: ComponentChildren}) {
  return (
    <>
      <h1>{words.value.t("shell.name")}</h1>
      <div class="state">{children}</div>
    </>
  );
}

export function Failed({message}: {message: string}) {
  const {t} = words.value;
  return (
    <p class="state failed" role="alert">
      {t("state.failed", {message})}{" "}
      <button type="button" class="link" onClick={retryReports}>
        {t("state.retry")}
      </button>
    </p>
  );
}
