import {useState} from "preact/hooks";
import {takenSourceNames} from "../../../queries/vocabulary.ts";
import {Link} from "../../components/link.tsx";
import {loadRuns, runs} from "../../lib/events.ts";
import {RequestError, request, sendJson} from "../../lib/http.ts";
import {hrefOf} from "../../lib/location.ts";
import {words} from "../../lib/words.ts";
import {runSentence} from "../data-health/health-titles.ts";
import {Steps} from "../data-health/runs-section.tsx";
import {rename} from "./corrections.ts";
import {change, choices, type Draft, messageOf} from "./drafts.ts";
import {known, loadKnown} from "./known.ts";
import {nextStep, placeOf, stepSentence} from "./next-step.ts";
import {PeopleMissing} from "./people-missing.tsx";
import {isSourceName} from "./settings.ts";
import {asideSentence, countsSentence, entityName} from "./source-titles.ts";

/** The counts that follow every change, the name, the settings as text, and the button that makes it so. */
export function Save({draft, id}: {draft: Draft; id: string}) {
  if (draft.saved) return <SavedRun draft={draft} saved={draft.saved} />;
  return <SaveForm draft={draft} id={id} />;
}

function SaveForm({draft, id}: {draft: Draft; id: string}) {
  const {t} = words.value;
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  /** The name that the person was asked about, since a source of this name exists. */
  const [asked, setAsked] = useState<string | null>(null);
  const {source} = draft;
  const isNamed = isSourceName(source);
  const isChange = source === draft.changes;
  const isReady = nextStep(draft, choices.value.entities).kind === "ready" && !isBusy;

  async function save(replace: boolean): Promise<void> {
    if (!replace && !isChange && known.value?.some(({source_id}) => source_id === source))
      return setAsked(source);
    setIsBusy(true);
    setFailure(null);
    try {
      const since = Date.now();
      // the archive has the file of a source that is only changed
      const isKept = isChange && draft.isArchived;
      const uploads = isKept ? [] : [draft.upload];
      const body = {uploads, source, settings: draft.settings, replace: replace || isChange};
      const answer = await sendJson<{run_id: string | null}>("POST", "/api/sources", body);
      change(draft.name, {saved: {source, runId: answer?.run_id ?? null, since}});
      if (isKept) void request(`/api/uploads/${draft.upload}`, {method: "DELETE"}).catch(() => undefined);
      void loadKnown();
      void loadRuns();
    } catch (error) {
      if (error instanceof RequestError && error.code === "source_exists") setAsked(source);
      else setFailure(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form
      class="save"
      onSubmit={(event) => {
        event.preventDefault();
        void save(false);
      }}
    >
      <Counts draft={draft} id={id} />
      <label>
        {t("sources.name")}
        <input
          type="text"
          value={source}
          aria-invalid={!isNamed}
          aria-describedby={isNamed ? undefined : `${id}-name-rule`}
          onInput={(event) => {
            setAsked(null);
            rename(draft, event.currentTarget.value);
          }}
        />
      </label>
      {asked === source ? (
        <div class="ask" role="alert">
          <p>{t("sources.exists", {source})}</p>
          <button type="button" class="primary" disabled={!isReady} onClick={() => void save(true)}>
            {t("sources.replace")}
          </button>
          <button type="button" onClick={() => setAsked(null)}>
            {t("sources.keep")}
          </button>
        </div>
      ) : (
        <button type="submit" class="primary" disabled={!isReady}>
          {t(isBusy ? "sources.saving" : isChange ? "sources.saveChange" : "sources.save")}
        </button>
      )}
      {!isNamed && (
        <p class="note" id={`${id}-name-rule`}>
          {t(takenSourceNames.includes(source) ? "sources.nameTaken" : "sources.nameRule")}
        </p>
      )}
      {failure && (
        <p class="state failed" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}

/** Said anew after every change: what would load, what is left to do and where. */
function Counts({draft, id}: {draft: Draft; id: string}) {
  const all = words.value;
  const {t, language} = all;
  const parts = (draft.found?.preview ?? []).map(
    (preview) =>
      `${entityName(choices.value.entities, preview.entity, language)}: ${countsSentence(preview, choices.value.entities, all)}`,
  );
  const step = nextStep(draft, choices.value.entities);
  const sentence = stepSentence(step, choices.value.entities, all);
  const place = placeOf(step, id);
  const warnings = (draft.found?.preview ?? []).flatMap((preview) => {
    const sentence = asideSentence(preview, choices.value.entities, all);
    return sentence ? [{entity: preview.entity, sentence}] : [];
  });
  return (
    <div class="counts" aria-live="polite">
      {!draft.isStale && parts.length > 0 && <p>{parts.join("; ")}</p>}
      {sentence && (
        <p class="step">
          {sentence}
          {place && (
            <>
              {" "}
              <button type="button" class="link" onClick={() => showPlace(place)}>
                {t("sources.step.where")}
              </button>
            </>
          )}
        </p>
      )}
      {!draft.isStale &&
        warnings.map(({entity, sentence}) => (
          <p key={entity} class="much">
            <span aria-hidden="true">! </span>
            {warnings.length > 1 && `${entityName(choices.value.entities, entity, language)}: `}
            {sentence}
          </p>
        ))}
    </div>
  );
}

/** Brings a part of the card into sight, ready to be answered: its last empty choice in sight, else its first field. */
function showPlace(id: string): void {
  const part = document.getElementById(id);
  if (!part) return;
  part.scrollIntoView({block: "center"});
  const fields = [...part.querySelectorAll<HTMLSelectElement | HTMLInputElement>(":is(select, input)")];
  const wanted = fields.filter((field) => !field.closest("details:not([open])"));
  (wanted.findLast(({value}) => value === "") ?? wanted[0])?.focus({preventScroll: true});
}

/** The settings as the configuration will hold them, to read and to copy. */
export function SettingsText({draft}: {draft: Draft}) {
  const {t} = words.value;
  const [isCopied, setIsCopied] = useState(false);
  const text = draft.found?.yaml ?? "";
  if (text === "") return null;
  return (
    <details class="yaml">
      <summary>{t("sources.yaml")}</summary>
      <button
        type="button"
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
        }}
      >
        {isCopied ? t("sources.copied") : t("sources.copy")}
      </button>
      <pre>
        <code>{text}</code>
      </pre>
    </details>
  );
}

/** The run that loads what was saved, moving while it goes on. */
function SavedRun({draft, saved}: {draft: Draft; saved: NonNullable<Draft["saved"]>}) {
  const all = words.value;
  const {t} = all;
  const run = runs.value.find((one) =>
    saved.runId ? one.run_id === saved.runId : Date.parse(one.started_at) >= saved.since,
  );
  return (
    <div class="saved">
      <p>{run ? runSentence(run, all) : t("sources.waiting")}</p>
      {run && <Steps run={run} />}
      <PeopleMissing entities={(draft.found?.preview ?? []).map(({entity}) => entity)} />
      <p>
        <Link href={hrefOf("/data-health")}>{t("sources.toHealth")}</Link>
      </p>
    </div>
  );
}
