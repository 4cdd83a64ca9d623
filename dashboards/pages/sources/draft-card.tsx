import {useEffect} from "preact/hooks";
import {Skeleton} from "../../components/states.tsx";
import {words} from "../../lib/words.ts";
import {Codes} from "./codes.tsx";
import {Columns} from "./columns.tsx";
import {choices, type Draft, removeDraft} from "./drafts.ts";
import {Effect} from "./effect.tsx";
import {nextStep} from "./next-step.ts";
import {Questions} from "./questions.tsx";
import {Reading} from "./reading.tsx";
import {SameSource} from "./same-source.tsx";
import {Save, SettingsText} from "./save.tsx";
import {fileSentence} from "./source-titles.ts";

/** One file from what it is to what it becomes: asked, corrected, seen, saved. */
export function DraftCard({draft, id}: {draft: Draft; id: string}) {
  const all = words.value;
  const {t, language} = all;
  const {found} = draft;
  // what is missing is said beside the columns and in the bar, in the reader's language
  const {kind} = nextStep({...draft, isStale: false}, choices.value.entities);
  const isSaid = kind === "fields" || kind === "preset";
  useEffect(() => {
    if (draft.changes) document.getElementById(id)?.scrollIntoView();
  }, [draft.changes]);
  const isReadable = (found?.columns.length ?? 0) > 0;
  return (
    <section class="card full draft" id={id} aria-labelledby={`${id}-title`} aria-busy={draft.isStale}>
      <header>
        <h2 id={`${id}-title`}>{draft.name}</h2>
        <p class="subtitle">{fileSentence(draft, all)}</p>
        {draft.changes && !draft.saved && (
          <p class="changes">
            {t(draft.isArchived ? "sources.changesLast" : "sources.changes", {source: draft.changes})}
          </p>
        )}
        <div class="tools">
          <button type="button" onClick={() => removeDraft(draft.name)}>
            {t(draft.saved ? "sources.hide" : "sources.remove")}
            <span class="sr-only"> {draft.name}</span>
          </button>
        </div>
      </header>
      {draft.upload === null && !draft.error && (
        <progress max={1} value={draft.progress} aria-label={t("sources.sending")} />
      )}
      {draft.error && !isSaid && (
        <p class="state failed" role="alert" id={`${id}-failure`}>
          {draft.error[language]}
        </p>
      )}
      {draft.upload && !found && !draft.error && <Skeleton height={420} />}
      {found && isReadable && draft.upload && !draft.saved && (
        <>
          {!draft.changes && found.sameAs.length > 0 && <SameSource draft={draft} sources={found.sameAs} />}
          <Reading draft={draft} found={found} id={id} />
          <Questions draft={draft} id={id} />
          <Columns draft={draft} found={found} id={id} />
          <Codes draft={draft} found={found} />
          <Effect draft={draft} found={found} id={id} />
          <SettingsText draft={draft} />
        </>
      )}
      {(isReadable || draft.saved) && <Save draft={draft} id={id} />}
    </section>
  );
}
