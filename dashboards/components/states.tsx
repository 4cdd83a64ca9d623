import type {ComponentChildren} from "preact";
import {retryReports} from "../lib/reports.ts";
import {user} from "../lib/session.ts";
import {words} from "../lib/words.ts";

export function Skeleton({height}: {height: number}) {
  return (
    <div class="skeleton" style={{height: `${height}px`}} role="status">
      <span class="sr-only">{words.value.t("state.loading")}</span>
    </div>
  );
}

/** What stands where there are no rows; a head's rows are those of one team, and of the others they say nothing. */
export function emptyText(own?: string): string {
  const {t} = words.value;
  const person = user.value;
  if (person?.role === "head" && person.team_id !== null) return t("state.ownTeam", {team: person.team_id});
  return own ?? t("state.empty");
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
