import {useEffect} from "preact/hooks";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {DraftCard} from "./draft-card.tsx";
import {drafts, forgetDraftsOfOthers} from "./drafts.ts";
import {DropZone} from "./drop-zone.tsx";
import {KnownSources} from "./known-sources.tsx";
import {Templates} from "./templates.tsx";
import "../../styles/sources.css";

/** Bring an export, say what its columns mean, see at once what becomes of it, save. */
export function Sources() {
  const {t} = words.value;
  const name = user.value?.name ?? "";
  useEffect(() => forgetDraftsOfOthers(name), [name]);
  return (
    <>
      <h1>{t("page.sources")}</h1>
      <p class="question">{t("sources.question")}</p>
      <div class="grid">
        <DropZone />
        {drafts.value.map((draft, index) => (
          <DraftCard key={draft.name} draft={draft} id={`file-${index + 1}`} />
        ))}
        <KnownSources />
        <Templates />
      </div>
    </>
  );
}
