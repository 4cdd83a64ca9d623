import {batch, signal} from "@preact/signals";
import {RequestError, request, sendJson} from "../../lib/http.ts";
import type {Bilingual} from "../../lib/i18n.ts";
import type {
  EntityChoice,
  InspectedFile,
  Inspection,
  ProposedField,
  Question,
  Settings,
} from "../../lib/inspection.ts";
import {sendFile, type Uploaded} from "../../lib/upload.ts";

/** One file on its way to becoming a source. */
export interface Draft {
  name: string;
  size: number;
  /** Share of the bytes that have arrived, 0..1. */
  progress: number;
  upload: string | null;
  /** Why it could not be sent, read or saved. */
  error: Bilingual | null;
  /** The newest look: what the present settings make of the file. */
  found: InspectedFile | null;
  /** What the program was told before it proposed anything; null lets it propose everything. */
  given: Settings | null;
  /** The settings as they stand now: the proposal, or what the person made of it. */
  settings: Settings | null;
  /** True until the person corrects the proposal. */
  isProposal: boolean;
  /** What the proposal said of its fields. */
  proposed: ProposedField[];
  /** A change whose effect is not seen yet. */
  isStale: boolean;
  source: string;
  /** Every question about this proposal, and the option that was chosen. */
  questions: Question[];
  answers: Record<string, number>;
  /** Fields that the person decided, as `entity.field`. */
  decided: ReadonlySet<string>;
  /** The source that is set up already and is being changed. */
  changes: string | null;
  /** The bytes are in the archive already; saving sends the settings alone. */
  isArchived: boolean;
  saved: {source: string; runId: string | null; since: number} | null;
}

export const drafts = signal<readonly Draft[]>([]);
export const choices = signal<{entities: EntityChoice[]; presets: Inspection["presets"]}>({
  entities: [],
  presets: [],
});

const sending = new Map<string, AbortController>();
const pauseMs = 350;
let timer: ReturnType<typeof setTimeout> | undefined;
let looking: AbortController | undefined;

export function change(name: string, next: Partial<Draft>): void {
  drafts.value = drafts.value.map((draft) => (draft.name === name ? {...draft, ...next} : draft));
}

let owner = "";

/** Files wait while their owner looks at other pages; another person who signs in does not see them. */
export function forgetDraftsOfOthers(name: string): void {
  if (name === owner) return;
  owner = name;
  clearTimeout(timer);
  looking?.abort();
  for (const controller of sending.values()) controller.abort();
  awaited.value = null;
  drafts.value = [];
}

/** Files are sent one after another; a file of the same name takes the place of the earlier one. */
export async function addFiles(files: readonly File[]): Promise<void> {
  for (const file of files) {
    removeDraft(file.name);
    // the first file dropped is the one that was asked for
    const known = awaited.value ? ofSource(awaited.value) : {};
    awaited.value = null;
    drafts.value = [...drafts.value, {...emptyDraft(file), ...known}];
  }
  for (const file of files) await send(file);
  await look();
}

function emptyDraft({name, size}: {name: string; size: number}): Draft {
  return {
    name,
    size,
    progress: 0,
    upload: null,
    error: null,
    found: null,
    given: null,
    settings: null,
    isProposal: true,
    proposed: [],
    isStale: true,
    source: "",
    questions: [],
    answers: {},
    decided: new Set(),
    changes: null,
    isArchived: false,
    saved: null,
  };
}

/** A source whose settings wait for a file on which to see them. */
export const awaited = signal<{source: string; settings: Settings} | null>(null);

interface OpenedSource {
  source: string;
  settings: Settings;
  file: Uploaded | null;
}

/** Opens the settings of a source that is set up, with its last file to see their effect on. */
export async function openSource(source: string): Promise<void> {
  const address = `/api/sources/${encodeURIComponent(source)}/sample`;
  const opened = await sendJson<OpenedSource>("POST", address);
  if (!opened) return;
  const {file, settings} = opened;
  awaited.value = file ? null : {source, settings};
  if (!file) return;
  removeDraft(file.name);
  const draft = {...emptyDraft(file), progress: 1, upload: file.upload, isArchived: true};
  drafts.value = [{...draft, ...ofSource({source, settings})}, ...drafts.value];
  await look();
}

/** What a draft takes over from the source that it changes. */
const ofSource = ({source, settings}: {source: string; settings: Settings}): Partial<Draft> => ({
  source,
  settings,
  isProposal: false,
  changes: source,
});

async function send(file: File): Promise<void> {
  const controller = new AbortController();
  sending.set(file.name, controller);
  try {
    const onProgress = (progress: number) => change(file.name, {progress});
    const {upload, name} = await sendFile(file, {onProgress, signal: controller.signal});
    // the server leaves signs out of names, and two may become one
    if (name !== file.name) removeDraft(name);
    change(file.name, {upload, progress: 1, name});
  } catch (error) {
    if (!controller.signal.aborted) change(file.name, {error: saidOf(error)});
  } finally {
    sending.delete(file.name);
  }
}

export function removeDraft(name: string): void {
  const draft = drafts.value.find((one) => one.name === name);
  if (!draft) return;
  sending.get(name)?.abort();
  drafts.value = drafts.value.filter((one) => one !== draft);
  if (draft.upload && !draft.saved)
    request(`/api/uploads/${draft.upload}`, {method: "DELETE"}).catch(() => undefined);
}

/** Takes corrected settings and shows their effect as soon as the hand rests. */
export function correct(name: string, settings: Settings, next: Partial<Draft> = {}): void {
  change(name, {...next, settings, isProposal: false, isStale: true});
  lookSoon();
}

/** Asks for a new proposal that keeps to what is given. */
export function proposeAnew(name: string, given: Settings): void {
  change(name, {given, isProposal: true, isStale: true});
  lookSoon();
}

function lookSoon(): void {
  clearTimeout(timer);
  // its answer would be about the settings of before
  looking?.abort();
  timer = setTimeout(() => void look(), pauseMs);
}

/**
 * Looks at every file whose effect is not known; a newer look ends the one before. Other files go along when they are
 * new, since what links files is told only of those seen together.
 */
export async function look(): Promise<void> {
  clearTimeout(timer);
  looking?.abort();
  const waiting = drafts.value.filter((draft) => draft.upload && !draft.saved);
  const stale = waiting.filter((draft) => draft.isStale);
  if (stale.length === 0) return;
  const isNew = stale.some((draft) => draft.found === null);
  const seen = isNew ? waiting : stale;
  const controller = new AbortController();
  looking = controller;
  try {
    const found = await inspect(seen, controller.signal);
    batch(() => {
      choices.value = {entities: found.entities, presets: found.presets};
      for (const [index, draft] of seen.entries()) {
        const own = found.files[index];
        if (own) change(draft.name, afterLook(draft, own, isNew));
      }
    });
  } catch (error) {
    if (controller.signal.aborted) return;
    for (const draft of stale) change(draft.name, {error: saidOf(error), isStale: false});
  }
}

async function inspect(seen: readonly Draft[], signal: AbortSignal): Promise<Inspection> {
  const told = (draft: Draft) => (draft.isProposal ? draft.given : draft.settings);
  const settings = Object.fromEntries(
    seen.flatMap((draft) => (told(draft) ? [[draft.name, told(draft)]] : [])),
  );
  const response = await request("/api/inspect", {
    method: "POST",
    body: JSON.stringify({uploads: seen.map((draft) => draft.upload), settings}),
    headers: {"content-type": "application/json"},
    signal,
  });
  return (await response.json()) as Inspection;
}

/** What a look tells; what could be read before stays on the page beside the sentence that says what is wrong now. */
function afterLook(draft: Draft, found: InspectedFile, isNew: boolean): Partial<Draft> {
  if (found.columns.length === 0) return {error: found.error, isStale: false, found: draft.found ?? found};
  if (draft.isProposal)
    return {
      found,
      error: found.error,
      isStale: false,
      settings: found.settings,
      proposed: found.fields,
      questions: found.questions,
      answers: {},
      decided: new Set(),
      source: draft.source || found.source,
    };
  const known = new Set(draft.questions.map(({id}) => id));
  // what links files is known only when all of them were seen together
  const links = isNew ? found.links : (draft.found?.links ?? []);
  return {
    found: {...found, links},
    error: found.error,
    isStale: false,
    // units that a header names are settled by the program when a column is chosen
    settings: found.settings,
    questions: [...draft.questions, ...found.questions.filter(({id}) => !known.has(id))],
  };
}

/** A draft outlives a change of the language, so it keeps what went wrong in both. */
function saidOf(error: unknown): Bilingual {
  if (error instanceof RequestError) return error.said;
  return {en: messageOf(error), ru: messageOf(error)};
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
