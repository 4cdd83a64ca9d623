import type {ComponentChildren} from "preact";
import {path} from "../lib/location.ts";
import {menu, pagesOf} from "../lib/menu.ts";
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
export function Notice({title, children}: {title?: string; children: ComponentChildren}) {
  return (
    <>
      <h1>{title ?? words.value.t("shell.name")}</h1>
      <div class="state">{children}</div>
    </>
  );
}

/** What a page is before it has data: whoever may bring files is told how, the others who does. */
export function NoData({isPublished}: {isPublished: boolean}) {
  const {t} = words.value;
  const page = menu.find((candidate) => candidate.path === path.value);
  const isBringer = user.value !== null && pagesOf(user.value).some((own) => own.path === "/sources");
  const own = isPublished ? t("state.noMonths") : t("state.nothingPublished");
  return <Notice {...(page ? {title: t(page.title)} : {})}>{isBringer ? own : t("state.noDataYet")}</Notice>;
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
