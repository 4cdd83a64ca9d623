import {useState} from "preact/hooks";
import {loadRuns} from "../../lib/events.ts";
import {sendJson} from "../../lib/http.ts";
import {words} from "../../lib/words.ts";
import {change, type Draft, messageOf} from "./drafts.ts";

/** Said of a file with the headers of a source that is set up: it is one more of its files, and needs no settings. */
export function SameSource({draft, sources}: {draft: Draft; sources: readonly string[]}) {
  const {t} = words.value;
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  async function load(source: string): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      const since = Date.now();
      const path = `/api/uploads/${draft.upload}/load`;
      const answer = await sendJson<{run_id: string | null}>("POST", path, {source});
      change(draft.name, {saved: {source, runId: answer?.run_id ?? null, since}});
      void loadRuns();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }
  return (
    <div class="ask">
      <p>{t("sources.same", {source: sources.join(", ")})}</p>
      {sources.map((source) => (
        <button
          key={source}
          type="button"
          class="primary"
          disabled={isBusy}
          onClick={() => void load(source)}
        >
          {t("sources.sameLoad", {source})}
        </button>
      ))}
      {failure && (
        <p class="state failed" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
