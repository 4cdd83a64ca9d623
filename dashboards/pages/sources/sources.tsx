import {useEffect, useState} from "preact/hooks";
import {param, setQuery} from "../../lib/location.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {DraftCard} from "./draft-card.tsx";
import {drafts, forgetDraftsOfOthers, messageOf, openSource} from "./drafts.ts";
import {DropZone} from "./drop-zone.tsx";
import {KnownSources} from "./known-sources.tsx";
import {Templates} from "./templates.tsx";
import "../../styles/mapping.css";
import "../../styles/sources.css";

/** Bring an export, say what its columns mean, see at once what becomes of it, save. */
export function Sources() {
  const {t} = words.value;
  const name = user.value?.name ?? "";
  const wanted = param("source");
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => forgetDraftsOfOthers(name), [name]);
  useEffect(() => {
    if (!wanted) return;
    // asked for once: what is removed afterwards does not come back by itself
    setQuery({source: null});
    setFailure(null);
    openSource(wanted).catch((error: unknown) => setFailure(messageOf(error)));
  }, [wanted]);
  return (
    <>
      <h1>{t("page.sources")}</h1>
      <p class="question">{t("sources.question")}</p>
      {failure && (
        <p class="state failed" role="alert">
          {failure}
        </p>
      )}
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
