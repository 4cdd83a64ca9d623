import {asked} from "../contracts/asked.ts";
import {captionOf} from "../contracts/captions.ts";
import {contractOf, contracts, fieldsOf} from "../contracts/index.ts";
import {secondLooks} from "../day-order.ts";
import {PipelineError} from "../errors.ts";
import {type CompiledEntity, compileEntity} from "../sources/compile.ts";
import type {EntityMapping, Preset, Source} from "../sources/mapping.ts";
import {isMade} from "../sources/present.ts";
import {presets} from "../sources/presets/index.ts";
import {resolveSource} from "../sources/resolve.ts";
import {mayBeChecklist} from "./checklist.ts";
import type {InspectContext} from "./context.ts";
import {ownOf} from "./currencies.ts";
import type {Candidate} from "./draft.ts";
import {headerWords, likeness} from "./header-words.ts";
import {tellsInFromOut} from "./in-and-out.ts";
import type {Profile} from "./profile.ts";
import {weighAll} from "./propose.ts";
import {synonymsOf} from "./synonyms.ts";

/** A preset that can read the file. */
export interface Known {
  preset: Preset;
  source: Source;
  compiled: CompiledEntity[];
  /** Columns of the file that it reads. */
  used: Set<string>;
  /** Presets for which just as much speaks. */
  rivals: Preset[];
  /** Of the rows that it takes of the file at hand, those that would load; null for a file without rows. */
  loads: {taken: number; accepted: number} | null;
}

/** Fewest columns by which the export of a vendor is known. */
const fewestColumns = 4;
/** Of the columns of a form and of the contract's own names these must be the file's. */
const ownShare = 0.7;
/** So many columns that no other vendor writes are proof enough. */
const fewestParticular = 3;
/** A vendor's export whose columns are nearly all known, and not few, is that vendor's. */
const vendorShare = 0.8;
const manyColumns = 6;
/** Rows that must have a key and a day before the preset is believed: rows with other faults are only set aside. */
const leastSound = 0.25;

/** The preset that names most of the file's columns, needs none that is absent and finds keys and days in its rows. */
export async function bestPreset(context: InspectContext, candidates: Preset[]): Promise<Known | null> {
  const known = candidates.map((preset) => tryPreset(context, preset)).filter((one) => one !== null);
  const form = bestForm(context, known);
  if (form) return form;
  const [likeliest] = weighAll(context, new Map());
  const fitting = known
    .filter((one) => !isFormId(one.preset.id) && fits(context, one, likeliest))
    .sort((left, right) => fullness(right) - fullness(left));
  const sound: Known[] = [];
  for (const one of fitting) {
    if (sound.length > 0 && fullness(one) !== fullness(sound[0]!)) continue;
    const loads = await countLoads(context, one);
    if (loads !== "nothing") sound.push({...one, loads});
  }
  const [best, ...rivals] = sound;
  return best ? {...best, rivals: rivals.map(({preset}) => preset)} : null;
}

const isFormId = (id: string) => id.startsWith("form_");

/** A form of ours has every caption that it asks for, whatever its cells hold; of two the one that explains more. */
function bestForm({sample: {columns}}: InspectContext, known: Known[]): Known | null {
  const forms = known.flatMap((one) => {
    if (!isFormId(one.preset.id)) return [];
    const captions = captionsOf(one.compiled).find((names) => names.every((name) => columns.includes(name)));
    return captions && captions.length >= ownShare * columns.length ? [{one, count: captions.length}] : [];
  });
  return forms.toSorted((left, right) => right.count - left.count)[0]?.one ?? null;
}

/** Captions that the form asks for, in each language. */
function captionsOf(compiled: CompiledEntity[]): string[][] {
  return (["ru", "en"] as const).map((language) =>
    compiled.flatMap(({contract: {entity, schema}}) =>
      (asked[entity] ?? Object.keys(schema.shape)).map((field) => captionOf(entity, field)[language]),
    ),
  );
}

function fits({sample, columns}: InspectContext, known: Known, likeliest: Candidate | undefined): boolean {
  const {preset, used, compiled} = known;
  const named = sample.columns.filter((name) => !name.startsWith("#") && !sample.inner.includes(name));
  const share = named.filter((name) => used.has(name)).length / named.length;
  // our own names are no vendor's: a table that has them has little else
  if (contractOf(preset.id)) return share >= ownShare && used.size >= (likeliest?.matches.length ?? 0) * 0.8;
  if (used.size < fewestColumns || !mayBeChecklist(preset, columns) || !isTold(known, columns, likeliest))
    return false;
  // a bank statement has the words of a sales table and more
  if (compiled.some(({contract}) => contract.entity === "orders") && tellsInFromOut(columns)) return false;
  if (particular(known).length >= fewestParticular) return true;
  const filled = filledShare(known);
  if (share >= vendorShare && used.size >= manyColumns) return true;
  // a few columns that any list may have say nothing of who made it
  const isDistinct = particular(known).length > 0 || vendorsOwn(known).length > 1;
  if (!isDistinct && used.size < 2 * fewestColumns) return false;
  if (share === 1 && vendorsOwn(known).length >= 2) return true;
  const isLikeliest =
    likeliest === undefined || compiled.some(({contract}) => contract.entity === likeliest.entity);
  if (!isLikeliest && filled < 0.8) return false;
  if (likeliest && passesOver(likeliest, used)) return false;
  // a plain list of ID, name and owner looks like a small part of many vendors' exports
  return filled >= 0.5 || used.size >= 2 * fewestColumns;
}

/** True when the file's name, a column or a cell says that it is this and no other list with the same words. */
function isTold({preset: {tells, entities}}: Known, columns: Profile[], likeliest: Candidate | undefined) {
  if (!tells || (likeliest?.named && entities[likeliest.entity])) return true;
  return columns.some(
    ({name, values}) =>
      tells.columns.includes(name) || values.slice(0, 200).some(({value}) => tells.cells.test(value)),
  );
}

/** Columns that only this vendor writes and that are no plain words for what they hold. */
const particular = (known: Known) => vendorsOwn(known).filter((name) => !isPlainWord(name));

/** Columns that no preset of another vendor reads. */
function vendorsOwn({preset, used}: Known): string[] {
  const others = [...presets.values()].filter(
    ({id}) => vendorOf(id) !== vendorOf(preset.id) && !isFormId(id) && !contractOf(id),
  );
  return [...used].filter((name) => !others.some((other) => readText(other).includes(quoted(name))));
}

const vendorOf = (id: string) => id.split("_")[0];

const plainWords = new Map<string, boolean>();

/** True when a header says exactly what some field is called. */
function isPlainWord(name: string): boolean {
  const known = plainWords.get(name);
  if (known !== undefined) return known;
  const words = headerWords(name);
  const isPlain =
    words.length < 2 ||
    contracts.some((contract) =>
      fieldsOf(contract).some((field) =>
        synonymsOf(contract.entity, field.name).some((synonym) => likeness(words, synonym) >= 0.95),
      ),
    );
  plainWords.set(name, isPlain);
  return isPlain;
}

/** True when the preset has no use for a column that can only be a key or must be there: it is another export. */
function passesOver({entity, matches}: Candidate, used: ReadonlySet<string>): boolean {
  const {key} = contractOf(entity)!;
  return matches.some(
    ({field, column, header}) =>
      (field.required || key.includes(field.name)) && header >= 0.93 && !used.has(column.name),
  );
}

/** How much speaks for the preset: columns that it reads, less for each field that stays empty, and those of this vendor alone. */
export function fullness(known: Known): number {
  return known.used.size * filledShare(known) + 2 * vendorsOwn(known).length;
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
  const currency = ownOf(context);
  const source = resolveSource(
    "inspect",
    {preset: preset.id},
    {timezone: zone, dictionaries, at: () => preset.id},
  );
  try {
    const compiled = Object.entries(source.entities)
      .filter(([entity, mapping]) => isMade(entity, mapping, sample.columns))
      .map(([entity, mapping]) =>
        compileEntity(entity, mapping, {source, columns: sample.columns, dictionaries, country, currency}),
      );
    if (compiled.length === 0) return null;
    const read = readText(preset);
    const used = new Set(
      sample.columns.filter((column) => !sample.inner.includes(column) && read.includes(quoted(column))),
    );
    for (const name of innerNames(context, used))
      if (read.includes(`'${name.slice(name.indexOf(".") + 1)}'`)) used.add(name);
    return {preset, source, compiled, used, rivals: [], loads: null};
  } catch (error) {
    if (error instanceof PipelineError) return null;
    throw error;
  }
}

/** Keys of the objects in cells of these columns, as `column.key`. */
function innerNames({columns}: InspectContext, used: ReadonlySet<string>): string[] {
  const objects = columns.filter(({name, shape}) => shape === "json" && used.has(name));
  return objects.flatMap(({name, values}) => [
    ...new Set(values.slice(0, 50).flatMap(({value}) => keysOf(value).map((key) => `${name}.${key}`))),
  ]);
}

function keysOf(cell: string): string[] {
  try {
    const value: unknown = JSON.parse(cell);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const readTexts = new Map<string, string>();

/** What a preset reads, columns in quotes. */
function readText({id, entities}: Preset): string {
  const text = readTexts.get(id) ?? Object.values(entities).map(readOf).join("\n");
  readTexts.set(id, text);
  return text;
}

/** Neither names of fields nor those of columns that the mapping makes itself. */
function readOf({fields, derive = {}, rows, one_per, prefer, unpivot, each}: EntityMapping): string {
  const made = new Set(Object.keys(derive));
  const sql = [
    ...Object.values(fields).map((way) => way.sql),
    ...Object.values(derive),
    ...Object.values(unpivot?.about ?? {}),
    rows,
    one_per,
    prefer,
  ];
  const references = [
    ...Object.values(fields).flatMap(({column, columns = []}) => [
      ...(column === undefined ? [] : [column]),
      ...columns,
    ]),
    ...(unpivot?.columns ?? []),
    ...(unpivot?.except ?? []),
    ...(unpivot?.after === undefined ? [] : [unpivot.after]),
    ...(each ? [each.column] : []),
  ];
  const text = sql.filter((part) => part !== undefined).join("\n");
  const raw = text.replace(/"((?:[^"]|"")+)"/gu, (name, inner: string) => (made.has(inner) ? "" : name));
  return `${raw}\n${references.map((name) => (made.has(String(name)) ? "" : quoted(String(name)))).join("\n")}`;
}

/**
 * How much of the file would load; "nothing" when too few rows have the key and the day of what they are, or none would
 * load: columns alone make no export. A file without rows shows nothing against it.
 */
async function countLoads(context: InspectContext, {compiled}: Known): Promise<Known["loads"] | "nothing"> {
  const {database, sample} = context;
  if (sample.rows === 0) return null;
  try {
    const loads = {taken: 0, accepted: 0};
    let isVouched = false;
    // a day or a cell that only waits to be told how it is read is what it should be
    const isWaiting = `split_part(reject, '|', 2) in (${secondLooks.map((reason) => `'${reason}'`).join(", ")})`;
    for (const {contract, select} of compiled) {
      const vital = [...contract.key, ...(contract.event ? [contract.event] : [])];
      const [counts] = await database.rows<{taken: number; accepted: number; faulty: number}>(
        `select count(*) as taken, count(*) filter (where reject is null or ${isWaiting}) as accepted,
             count(*) filter (where not ${isWaiting} and list_contains([${vital.map((name) => `'${name}'`).join(", ")}], split_part(reject, '|', 1))) as faulty
         from (${select({relation: sample.table})}) as mapped`,
      );
      const {taken, accepted, faulty} = counts!;
      // the first entity that has rows is what the file is of
      if (taken > 0 && !isVouched) {
        if (taken === faulty || taken - faulty < leastSound * taken) return "nothing";
        isVouched = true;
      }
      loads.taken += taken;
      loads.accepted += accepted;
    }
    return loads.accepted > 0 ? loads : "nothing";
  } catch {
    // SQL of a preset that cannot be run over these columns: the file is another vendor's
    return "nothing";
  }
}
