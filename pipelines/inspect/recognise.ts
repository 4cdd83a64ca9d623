import {counted, plural} from "../counted.ts";
import type {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import {Unreconciled} from "../sources/formats/layouts/one-c/reconcile.ts";
import type {FormatOptions, Preset} from "../sources/mapping.ts";
import {oneCGrossProfit} from "../sources/presets/business/one-c-report.ts";
import {zupStaff} from "../sources/presets/business/zup.ts";
import {presets} from "../sources/presets/index.ts";
import {identifier} from "../sources/sql.ts";
import {extensionsOf} from "./companions.ts";
import type {Draft, EntityDraft, InspectContext} from "./context.ts";
import {type CountedRows, findCounted} from "./counted-rows.ts";
import {addPresetDays} from "./day-forms.ts";
import {addColumn} from "./draft.ts";
import type {Question} from "./inspection.ts";
import {bestPreset, fullness, type Known} from "./known-presets.ts";
import {matchFields} from "./match.ts";
import {propose, weighAll} from "./propose.ts";
import {askLevels} from "./report-levels.ts";
import {type Sample, takeSample} from "./sample.ts";
import {fromOf} from "./settled-fields.ts";
import {askStageDays} from "./stage-days.ts";
import {unitAbove} from "./unit-above.ts";
import {unknownPosts} from "./unknown-posts.ts";

type ContextOf = (sample: Sample) => Promise<InspectContext>;
type Read = (options: FormatOptions) => Promise<InspectContext>;
interface Found {
  context: InspectContext;
  draft: Draft;
}
interface KnownFile {
  context: InspectContext;
  known: Known;
  /** What the settings say of the format beside the preset. */
  format: FormatOptions;
}

/** Reads a file and finds what speaks for it: a preset, or headers and cells. */
export async function recognise(
  database: Database,
  path: string,
  format: FormatOptions,
  contextOf: ContextOf,
): Promise<Found> {
  const given = Object.keys(format).length > 0;
  const read = (options: FormatOptions) => takeSample(database, path, options).then(contextOf);
  // a document with several lists is read when a preset says which of them holds the records
  const context = await read(format).catch((error: unknown) => {
    if (given) throw error;
    return readByPaths(read, error);
  });
  if ("draft" in context) return context;
  const contradictions: Unreconciled[] = [];
  const indented = await isIndented(context);
  const found = [
    await bestPreset(context, usual(context)).then((known) => known && {context, known, format}),
    given
      ? null
      : await tryFormats(
          read,
          [...presets.values()].filter((one) => isWorthTrying(one.format, context, indented)),
          contradictions,
        ),
  ].filter((one) => one !== null);
  const [best] = found.toSorted((left, right) => fullness(right.known) - fullness(left.known));
  if (best) return {context: best.context, draft: await presetDraft(best.context, best.known, best.format)};
  const proposed = await propose(context, new Map());
  // a report that is known but for its sums is not to be left out as unknown
  if (proposed.entities.length === 0 && contradictions.length > 0) throw contradictions[0]!;
  return {context, draft: {...proposed, format}};
}

async function readByPaths(read: Read, cause: unknown): Promise<Found> {
  if (!(cause instanceof PipelineError)) throw cause;
  const found = await tryFormats(
    read,
    [...presets.values()].filter(({format}) => format.path !== undefined),
  );
  if (!found) throw cause;
  return {context: found.context, draft: await presetDraft(found.context, found.known, {})};
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
  // only documents have paths
  if (key === "path" && format.kind !== "json") return true;
  return options[key as keyof FormatOptions] === value;
}

/** Files without header, reports and JSON documents show what they are only when they are read as their preset says. */
async function tryFormats(
  read: Read,
  candidates: Preset[],
  contradictions: Unreconciled[] = [],
): Promise<KnownFile | null> {
  const tried = Map.groupBy(candidates, ({format}) => JSON.stringify(format));
  const found: KnownFile[] = [];
  for (const group of tried.values()) {
    const context = await read(group[0]!.format).catch((error: unknown) => {
      if (error instanceof Unreconciled) contradictions.push(error);
      return expected(error);
    });
    const known = context && (await bestPreset(context, group));
    if (known) found.push({context, known, format: {}});
  }
  return found.toSorted((left, right) => fullness(right.known) - fullness(left.known))[0] ?? null;
}

function expected(error: unknown): null {
  if (error instanceof PipelineError) return null;
  throw error;
}

/** True for a text whose rows stand below others by the blanks before their names, as levels of a report do. */
async function isIndented({database, sample}: InspectContext): Promise<boolean> {
  const [first] = sample.columns;
  if (sample.format.kind !== "csv" || first === undefined) return false;
  const blank = `regexp_matches(${identifier(first)}, '^[\\s\\x{00A0}]')`;
  const [rows] = await database.rows<{deep: number; top: number}>(
    `select count(*) filter (where ${blank}) as deep, count(*) filter (where not ${blank}) as top from ${sample.table}`,
  );
  return rows!.top > 0 && rows!.deep >= rows!.top;
}

function isWorthTrying(format: FormatOptions, context: InspectContext, indented: boolean): boolean {
  const {sample, columns} = context;
  const {kind, header, layout, path, columns: names} = format;
  if (kind !== undefined && kind !== sample.format.kind) return false;
  if (header === false) return names?.length === sample.columns.length && sample.columns.some(looksLikeData);
  if (layout !== undefined && layout !== "table") {
    const nameless = columns.filter(({name}) => name.startsWith("#")).length;
    return (
      sample.format.kind !== "json" &&
      (indented || weighAll(context, new Map()).length === 0 || nameless > columns.length / 4)
    );
  }
  return path !== undefined && sample.format.kind === "json";
}

/** A header that is a number, a day or an address is no header. */
function looksLikeData(header: string): boolean {
  return /^(?:-?\d+(?:[.,]\d+)?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*)$/u.test(header.replace(/#\d+$/u, ""));
}

/** The preset, and the columns beside it that its entities have a field for. */
async function presetDraft(
  context: InspectContext,
  {preset, source, compiled, used, rivals, loads}: Known,
  format: FormatOptions,
): Promise<Draft> {
  const rest = context.columns.filter(
    ({name, filled}) => !used.has(name) && filled > 0 && !/#\d*$/u.test(name),
  );
  const from = (entity: string, field: string) => {
    const {fields, derive} = source.entities[entity]!;
    return fromOf(fields[field]!, context.sample.columns, derive);
  };
  const firstOf = (entity: string, field: string) =>
    context.sample.columns.find((name) => `${from(entity, field)}, `.startsWith(`${name}, `)) ?? null;
  const entities: EntityDraft[] = [];
  const doubts = new Map<string, CountedRows["doubt"]>();
  for (const one of compiled) {
    const {contract, mapped} = one;
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
    await addPresetDays(context, one, extra, (field) => from(contract.entity, field));
    const read = new Set([...used, ...[...extra.fields.values()].map(({from}) => from)]);
    const client = mapped.find(({name}) => name.startsWith("client_"));
    const clientColumn = client ? firstOf(contract.entity, client.name) : null;
    const counted = await findCounted(context, one, {used: read, client: clientColumn});
    if (counted) {
      extra.shape.counts = counted.counts;
      extra.questions.push(...counted.questions);
      doubts.set(`${contract.entity}.amount`, counted.doubt);
    }
    if (extra.fields.size > 0 || counted) entities.push(extra);
  }
  const unit = unitAbove(context, compiled);
  for (const name of unit?.fields ?? []) doubts.set(name, unit!.doubt);
  if (source.entities["employees"] && !source.entities["employee_extensions"])
    entities.push(...(await extensionsOf(context)));
  const posts = preset.id === zupStaff.id ? await unknownPosts(context) : null;
  if (posts) doubts.set("employee_roles.role", posts.doubt);
  const presetFields = compiled.flatMap(({contract: {entity}, mapped}) =>
    mapped.map(({name}) => {
      const doubt = doubts.get(`${entity}.${name}`);
      return {entity, field: name, from: from(entity, name), ...(doubt ? {doubt} : {})};
    }),
  );
  const taken = new Set([
    ...used,
    ...entities.flatMap(({fields}) => [...fields.values()].map(({from}) => from)),
  ]);
  const stages = source.entities["stage_events"]
    ? null
    : askStageDays(context, source.entities["deals"]?.fields["deal_id"], taken);
  const losesMost = loads !== null && loads.accepted * 2 < loads.taken;
  const questions = [
    ...(rivals.length > 0 ? [whichPreset(preset, rivals)] : losesMost ? [isItReally(preset, loads)] : []),
    ...(stages ? [stages] : []),
    ...(unit ? [unit.question] : []),
    ...(posts?.questions ?? []),
    ...(preset.id === oneCGrossProfit.id ? askLevels(context.columns) : []),
  ];
  return {
    preset: preset.id,
    isDoubtful: rivals.length > 0 || losesMost,
    format,
    entities,
    questions,
    // what is added to a field of the preset stands for it
    presetFields: presetFields.filter(
      ({entity, field}) => !entities.some((one) => one.entity === entity && one.fields.has(field)),
    ),
  };
}

/** Lists of one vendor may have the same columns: only a person knows which of them was saved. */
function whichPreset(preset: Preset, rivals: Preset[]): Question {
  return {
    id: "preset",
    entity: Object.keys(preset.entities)[0]!,
    field: null,
    text: {
      en: "Which export is it? The columns fit several.",
      ru: "Что это за выгрузка? Столбцы подходят к нескольким.",
    },
    options: [preset, ...rivals].map(({id, title}, index) => ({
      label: {en: title, ru: title},
      set: index === 0 ? {} : {preset: id},
    })),
  };
}

/** The columns are the vendor's and most rows would not load: it may be another export with the same words. */
function isItReally(preset: Preset, {taken, accepted}: NonNullable<Known["loads"]>): Question {
  return {
    id: "preset",
    entity: Object.keys(preset.entities)[0]!,
    field: null,
    text: {
      en: `The columns are those of "${preset.title}", but only ${accepted} of ${counted(taken, "row")} would load. Is it that export? If not, choose another or none above.`,
      ru: `Столбцы как у «${preset.title}», но загрузится только ${accepted} из ${taken} ${plural(taken, ["строки", "строк", "строк"])}. Это та выгрузка? Если нет, выберите выше другую или никакую.`,
    },
    options: [{label: {en: "Yes, it is", ru: "Да, она"}, set: {}}],
  };
}
