import {asked} from "../contracts/asked.ts";
import {captionOf} from "../contracts/captions.ts";
import {contractOf} from "../contracts/index.ts";
import type {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import {type CompiledEntity, compileEntity} from "../sources/compile.ts";
import type {FormatOptions, Preset, Source} from "../sources/mapping.ts";
import {isMade} from "../sources/present.ts";
import {presets} from "../sources/presets/index.ts";
import {resolveSource} from "../sources/resolve.ts";
import {extensionsOf} from "./companions.ts";
import type {Draft, EntityDraft, InspectContext} from "./context.ts";
import {addColumn, type Candidate} from "./draft.ts";
import {matchFields} from "./match.ts";
import {previewSource} from "./preview.ts";
import {propose, weighAll} from "./propose.ts";
import {type Sample, takeSample} from "./sample.ts";
import {fromOf} from "./settled-fields.ts";
import {askStageDays} from "./stage-days.ts";

type ContextOf = (sample: Sample) => Promise<InspectContext>;
interface Found {
  context: InspectContext;
  draft: Draft;
}

/** Fewest columns by which the export of a vendor is known. */
const fewestColumns = 4;
/** Rows of the file that a preset must be able to load; more dirt than this means another export. */
const leastAccepted = 0.75;

/** Reads a file and finds what speaks for it: a preset, or headers and cells. */
export async function recognise(
  database: Database,
  path: string,
  format: FormatOptions,
  contextOf: ContextOf,
): Promise<Found> {
  const context = await contextOf(await takeSample(database, path, format));
  const given = Object.keys(format).length > 0;
  const known = await bestPreset(context, usual(context));
  if (known) return {context, draft: {...(await presetDraft(context, known)), format}};
  const special = given ? null : await tryFormats(database, path, context, contextOf);
  return special ?? {context, draft: {...(await propose(context, new Map())), format}};
}

/** Presets that read the file just as it was read without them. */
function usual({sample}: InspectContext): Preset[] {
  return [...presets.values()].filter(({format: {kind, ...more}}) => {
    const fits = kind === undefined || kind === sample.format.kind;
    return fits && Object.entries(more).every(([key, value]) => sameFormat(sample, key, value));
  });
}

function sameFormat({format, options}: Sample, key: string, value: unknown): boolean {
  if (key === "delimiter") return format.delimiter === value;
  if (key === "header") return format.header === value;
  return options[key as keyof FormatOptions] === value;
}

/** Files without header, reports and JSON documents show what they are only when they are read as their preset says. */
async function tryFormats(
  database: Database,
  path: string,
  context: InspectContext,
  contextOf: ContextOf,
): Promise<Found | null> {
  const tried = new Map<string, Preset[]>();
  for (const preset of presets.values())
    if (isWorthTrying(preset.format, context)) {
      const key = JSON.stringify(preset.format);
      tried.set(key, [...(tried.get(key) ?? []), preset]);
    }
  for (const group of tried.values()) {
    const format = group[0]!.format;
    const other = await takeSample(database, path, format).then(contextOf).catch(expected);
    if (!other) continue;
    const known = await bestPreset(other, group);
    if (known) return {context: other, draft: await presetDraft(other, known)};
  }
  return null;
}

function expected(error: unknown): null {
  if (error instanceof PipelineError) return null;
  throw error;
}

function isWorthTrying(format: FormatOptions, context: InspectContext): boolean {
  const {sample, columns} = context;
  const {kind, header, layout, path, columns: names} = format;
  if (kind !== undefined && kind !== sample.format.kind) return false;
  if (header === false) return names?.length === sample.columns.length && sample.columns.some(looksLikeData);
  if (layout !== undefined && layout !== "table") {
    const nameless = columns.filter(({name}) => name.startsWith("#")).length;
    return (
      sample.format.kind !== "json" &&
      (weighAll(context, new Map()).length === 0 || nameless > columns.length / 4)
    );
  }
  return path !== undefined && sample.format.kind === "json";
}

/** A header that is a number, a day or an address is no header. */
function looksLikeData(header: string): boolean {
  return /^(?:-?\d+(?:[.,]\d+)?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*)$/u.test(header.replace(/#\d+$/u, ""));
}

interface Known {
  preset: Preset;
  source: Source;
  compiled: CompiledEntity[];
  /** Columns of the file that it names. */
  used: Set<string>;
}

/** The preset that names most of the file's columns, needs none that is absent and loads what is there. */
async function bestPreset(context: InspectContext, candidates: Preset[]): Promise<Known | null> {
  const [likeliest] = weighAll(context, new Map());
  const own = likeliest?.matches.length ?? 0;
  const fitting = candidates
    .map((preset) => tryPreset(context, preset))
    .filter((known) => known !== null)
    .filter((known) => {
      const {preset, used, compiled} = known;
      const isLikeliest =
        likeliest === undefined || compiled.some(({contract}) => contract.entity === likeliest.entity);
      if (!isLikeliest && filledShare(known) < 0.8) return false;
      if (likeliest && passesOver(likeliest, used)) return false;
      const share = used.size / context.sample.columns.length;
      if (preset.id.startsWith("form_")) return isForm(context, compiled);
      const vendor = contractOf(preset.id) === undefined;
      // a plain list of ID, name and owner looks like a small part of many vendors' exports
      if (vendor)
        return used.size >= fewestColumns && (filledShare(known) >= 0.5 || used.size >= 2 * fewestColumns);
      return share >= 0.7 && used.size >= own * 0.8;
    })
    .sort((left, right) => fullness(right) - fullness(left));
  for (const known of fitting) if (await loads(context, known)) return known;
  return null;
}

/** A form of ours has every column that it asks for, and its empty cells say nothing; any other table means them. */
function isForm({sample}: InspectContext, compiled: CompiledEntity[]): boolean {
  return compiled.every(({contract: {entity, schema}}) =>
    (["ru", "en"] as const).some((language) =>
      (asked[entity] ?? Object.keys(schema.shape)).every((field) =>
        sample.columns.includes(captionOf(entity, field)[language]),
      ),
    ),
  );
}

/** True when the preset has no use for a column that can only be a key or must be there: it is another export. */
function passesOver({entity, matches}: Candidate, used: ReadonlySet<string>): boolean {
  const {key} = contractOf(entity)!;
  return matches.some(
    ({field, column, header}) =>
      (field.required || key.includes(field.name)) && header >= 0.93 && !used.has(column.name),
  );
}

/** Columns of the file that the preset names, less for each of its fields that the file cannot fill. */
function fullness(known: Known): number {
  return known.used.size * filledShare(known);
}

function filledShare({preset, compiled}: Known): number {
  const filled = compiled.reduce((sum, {mapped}) => sum + mapped.length, 0);
  const declared = Object.values(preset.entities).reduce(
    (sum, {fields}) => sum + Object.keys(fields).length,
    0,
  );
  return filled / declared;
}

function tryPreset(context: InspectContext, preset: Preset): Known | null {
  const {sample, dictionaries, country, zone} = context;
  const source = resolveSource(
    "inspect",
    {preset: preset.id},
    {timezone: zone, dictionaries, at: () => preset.id},
  );
  try {
    const compiled = Object.entries(source.entities)
      .filter(([entity, mapping]) => isMade(entity, mapping, sample.columns))
      .map(([entity, mapping]) =>
        compileEntity(entity, mapping, {source, columns: sample.columns, dictionaries, country}),
      );
    if (compiled.length === 0) return null;
    const names = JSON.stringify(preset.entities).replaceAll('\\"', '"');
    const used = new Set(sample.columns.filter((column) => names.includes(`"${column}"`)));
    return {preset, source, compiled, used};
  } catch (error) {
    return expected(error);
  }
}

async function loads(context: InspectContext, {source}: Known): Promise<boolean> {
  try {
    const previews = await previewSource(context, source, 0);
    const accepted = previews.reduce((sum, preview) => sum + preview.accepted, 0);
    const rejected = previews.reduce((sum, preview) => sum + preview.rejected, 0);
    return context.sample.rows === 0 || (accepted > 0 && accepted >= leastAccepted * (accepted + rejected));
  } catch {
    // SQL of a preset that cannot be run over these columns: the file is another vendor's
    return false;
  }
}

/** The preset, and the columns beside it that its entities have a field for. */
async function presetDraft(context: InspectContext, {preset, source, compiled, used}: Known): Promise<Draft> {
  const rest = context.columns.filter(
    ({name, filled}) => !used.has(name) && filled > 0 && !/#\d*$/u.test(name),
  );
  const entities: EntityDraft[] = [];
  for (const {contract, mapped} of compiled) {
    const extra: EntityDraft = {
      entity: contract.entity,
      fields: new Map(),
      shape: {},
      questions: [],
      score: 0,
    };
    const filled = new Set(mapped.map(({name}) => name));
    for (const {field, column, header} of matchFields(contract.entity, rest, new Map())) {
      if (filled.has(field.name) || contract.key.includes(field.name) || header < 0.93) continue;
      await addColumn(context, extra, field, column, {
        status: "guess",
        why: {en: "a column beside those of the preset", ru: "столбец сверх готовой настройки"},
      });
    }
    if (extra.fields.size > 0) entities.push(extra);
  }
  if (source.entities["employees"] && !source.entities["employee_extensions"])
    entities.push(...(await extensionsOf(context)));
  const presetFields = compiled.flatMap(({contract: {entity}, mapped}) =>
    mapped.map(({name}) => ({
      entity,
      field: name,
      from: fromOf(
        source.entities[entity]!.fields[name]!,
        context.sample.columns,
        source.entities[entity]!.derive,
      ),
    })),
  );
  const taken = new Set([
    ...used,
    ...entities.flatMap(({fields}) => [...fields.values()].map(({from}) => from)),
  ]);
  const stages = source.entities["stage_events"]
    ? null
    : askStageDays(context, source.entities["deals"]?.fields["deal_id"], taken);
  return {preset: preset.id, format: {}, entities, questions: stages ? [stages] : [], presetFields};
}
