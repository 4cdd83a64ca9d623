import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import type {Bilingual} from "../bilingual.ts";
import type {Home} from "../company/company.ts";
import {contractOf} from "../contracts/index.ts";
import {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import type {FormatOptions, SourceConfig} from "../sources/mapping.ts";
import {threadsFor} from "../threads.ts";
import {entityChoices, presetChoices} from "./choices.ts";
import type {Draft, InspectContext} from "./context.ts";
import {describeFile, type Work} from "./describe.ts";
import type {InspectedFile, Inspection, Link} from "./inspection.ts";
import {findLinks, knownClients, type LinkTarget, settle, settledBy} from "./links.ts";
import {profileColumns} from "./profile.ts";
import {propose, proposeAs, type Settled} from "./propose.ts";
import {recognise} from "./recognise.ts";
import {knownHeaders} from "./same-headers.ts";
import {type Sample, takeSample} from "./sample.ts";
import {resolveSettings, type Setting, settingOf} from "./setting.ts";
import {additionsTo, readByCells, readByHeaders} from "./settled-readings.ts";
import {attachServed, servedFiles} from "./taken-keys.ts";

export interface InspectOptions {
  files: string[];
  home: Home;
  /** Settings that are fixed already, by the file's name. */
  settings?: Map<string, SourceConfig>;
  /**
   * Adds to fixed settings how cells and headers say that a column is read, as where a person chooses columns one by one;
   * otherwise they are shown as they are, and what would be added beside them.
   */
  completes?: boolean;
  /** Name of the source, for one file. */
  name?: string;
  /** Rows of the preview. */
  rows: number;
}

/** Looks at files and says what they are, how they would load, and what it needs to be told. */
export async function inspect(options: InspectOptions): Promise<Inspection> {
  const setting = settingOf(options.home);
  const temporary = mkdtempSync(join(tmpdir(), "estafeta-inspect-"));
  const database = await Database.open(":memory:", {
    temp_directory: temporary,
    threads: threadsFor(options.files),
  });
  try {
    const readable = servedFiles(options.home).flatMap(([, path]) => [path, `${path}.wal`]);
    await database.lock({folders: [], files: [...options.files, ...readable]});
    const known = await knownHeaders(options.home);
    const isServed = await attachServed(database, options.home);
    const opened: (Work | InspectedFile)[] = [];
    for (const path of options.files)
      opened.push(await openFile(database, {...setting, isServed}, options, path));
    const works = opened.filter((one): one is Work => "context" in one);
    const links = await linkFiles(database, isServed, works);
    const files: InspectedFile[] = [];
    for (const one of opened)
      files.push(
        "context" in one
          ? await describeFile(one, setting, {...options, known}, links.get(one.path) ?? [])
          : one,
      );
    return {files, entities: entityChoices(), presets: presetChoices()};
  } finally {
    database.close();
    rmSync(temporary, {recursive: true, force: true});
  }
}

async function openFile(
  database: Database,
  setting: Setting & Pick<InspectContext, "isServed">,
  options: InspectOptions,
  path: string,
): Promise<Work | InspectedFile> {
  const fixed =
    options.settings?.get(basename(path)) ??
    (options.files.length === 1 ? options.settings?.get("") : undefined);
  try {
    const contextOf = async (sample: Sample): Promise<InspectContext> => ({
      database,
      sample,
      columns: await profileColumns(database, sample),
      ...setting,
      zone: fixed?.zone ?? setting.zone,
    });
    const entity = namedEntity(fixed);
    if (fixed && entity) {
      const {entities: _named, ...rest} = fixed;
      const context = await contextOf(await takeSample(database, path, fixed.format ?? {}));
      const draft = {...(await proposeAs(context, entity)), format: fixed.format ?? {}};
      return {path, context, fixed: rest, draft, isNamed: true};
    }
    if (fixed?.entities || fixed?.preset) {
      const source = resolveSettings(fixed, setting);
      const context = await contextOf(await takeSample(database, path, source.format));
      const {fixed: read, questions} = await readByCells(context, readByHeaders(fixed));
      return {
        path,
        context,
        fixed: options.completes ? read : fixed,
        additions: options.completes ? [] : additionsTo(fixed, read),
        draft: {...emptyDraft(fixed.preset ?? null, fixed.format), questions},
      };
    }
    const {context, draft} = await recognise(database, path, fixed?.format ?? {}, contextOf);
    return {path, context, fixed, draft};
  } catch (error) {
    if (error instanceof PipelineError) return unreadable(path, error.said);
    throw error;
  }
}

/** The entity of settings that say what the rows are and leave it open how its fields are filled. */
function namedEntity(fixed: SourceConfig | undefined): string | null {
  const [first, ...more] = Object.entries(fixed?.entities ?? {});
  if (!first || more.length > 0 || fixed?.preset !== undefined || !contractOf(first[0])) return null;
  return Object.keys(first[1].fields).length === 0 ? first[0] : null;
}

function emptyDraft(preset: string | null, format: FormatOptions = {}): Draft {
  return {preset, format, entities: [], questions: [], presetFields: []};
}

/** Columns of one file that are keys of another decide what they mean; what they decide is proposed again. */
async function linkFiles(database: Database, isServed: boolean, works: Work[]): Promise<Map<string, Link[]>> {
  const targets: LinkTarget[] = isServed ? await knownClients(database) : [];
  for (const {context, draft} of works) targets.push(...settle(context, draft));
  const result = new Map<string, Link[]>();
  for (const work of works) {
    const links = await findLinks(database, work.context, targets);
    result.set(
      work.path,
      links.map(({link}) => link),
    );
    if (
      work.isNamed ||
      work.fixed?.entities ||
      work.fixed?.preset ||
      work.draft.preset !== null ||
      links.length === 0
    )
      continue;
    const settled: Settled = settledBy(links);
    const {format} = work.draft;
    work.draft = {...(await propose(work.context, settled)), format};
  }
  return result;
}

function unreadable(path: string, error: Bilingual): InspectedFile {
  return {
    file: basename(path),
    error,
    format: {kind: "", rows: 0, totalsRows: 0, headerRows: 0, brokenRows: 0},
    columns: [],
    source: "",
    preset: null,
    entity: null,
    settings: {},
    yaml: "",
    fields: [],
    unused: [],
    sameAs: [],
    additions: [],
    questions: [],
    links: [],
    preview: [],
  };
}
