import type {
  EntityChoice,
  FieldChoice,
  FieldSetting,
  FieldTarget,
  InspectedFile,
  ProposedField,
  Settings,
} from "../../lib/inspection.ts";
import {change, correct, type Draft, proposeAnew} from "./drafts.ts";
import {type ReadingPart, setReading} from "./readings.ts";
import {assign, fill, mapSpelling, merge, setFormat, unassign} from "./settings.ts";

export const keyOf = ({entity, field}: FieldTarget): string => `${entity}.${field}`;

/** The column now fills another field, or none; what the person decides is no guess any more. */
export function moveColumn(
  draft: Draft,
  column: string,
  from: FieldTarget | null,
  to: FieldTarget | null,
): void {
  let {settings} = draft;
  if (!settings) return;
  if (from) settings = unassign(settings, from);
  if (to) settings = assign(settings, to, column);
  const decided = new Set(draft.decided);
  for (const target of [from, to]) if (target) decided.add(keyOf(target));
  correct(draft.name, settings, {decided});
}

/** Fills a field that no column fills yet. */
export function fillField(draft: Draft, target: FieldTarget, way: FieldSetting): void {
  if (!draft.settings) return;
  const decided = new Set([...draft.decided, keyOf(target)]);
  correct(draft.name, fill(draft.settings, target, way), {decided});
}

export function answer(draft: Draft, id: string, option: number): void {
  const set = draft.questions.find((question) => question.id === id)?.options[option]?.set;
  if (!draft.settings || !set) return;
  correct(draft.name, merge(draft.settings, set), {answers: {...draft.answers, [id]: option}});
}

export function nameSpelling(draft: Draft, target: FieldTarget, spelling: string, code: string): void {
  if (draft.settings) correct(draft.name, mapSpelling(draft.settings, target, spelling, code));
}

/** How the cells of a field's column are read. */
export function readCells(
  draft: Draft,
  target: FieldTarget,
  part: ReadingPart,
  value: string | string[] | null,
): void {
  if (draft.settings) correct(draft.name, setReading(draft.settings, target, part, value));
}

/**
 * Another way to read the file gives other columns: a proposal that nobody has corrected is made anew, a corrected one
 * is kept.
 */
function reread(draft: Draft, next: (settings: Settings) => Settings): void {
  if (draft.isProposal) proposeAnew(draft.name, next(draft.given ?? {}));
  else if (draft.settings) correct(draft.name, next(draft.settings));
}

export function readAs(draft: Draft, name: string, value: string | number | boolean | null): void {
  reread(draft, (settings) => setFormat(settings, name, value));
}

/** Zone of times without one. */
export function setZone(draft: Draft, zone: string): void {
  reread(draft, (settings) => merge(settings, {zone: zone === "" ? null : zone}));
}

/**
 * A ready mapping, or none and then a proposal for the same rows; what was corrected belonged to the other one. One
 * that found none of its columns says nothing of what the rows are.
 */
export function choosePreset(draft: Draft, preset: string): void {
  const {found} = draft;
  if (preset === "") chooseEntity(draft, found?.fields.length ? (found.entity ?? "") : "");
  else proposeAnew(draft.name, {...readingOf(draft), preset});
}

/** What one row is, said by a person; the program proposes how its fields are filled. */
export function chooseEntity(draft: Draft, entity: string): void {
  const entities = entity ? {entities: {[entity]: {fields: {}}}} : {};
  proposeAnew(draft.name, {...readingOf(draft), ...entities});
}

/** What was said of the reading alone. */
function readingOf(draft: Draft): Settings {
  const {format, zone, files} = (draft.isProposal ? draft.given : draft.settings) ?? {};
  return {...(format && {format}), ...(zone && {zone}), ...(files !== undefined && {files})};
}

export function rename(draft: Draft, source: string): void {
  change(draft.name, {source: source.trim().toLowerCase()});
}

/** Fields that this column alone fills. */
export function usesOf(found: InspectedFile, column: string): ProposedField[] {
  return found.fields.filter(({from}) => from === column);
}

/** Fields that this column fills together with others. */
export function sharesOf(found: InspectedFile, column: string): ProposedField[] {
  return found.fields.filter(({from}) => from !== column && columnsOf(found, from).includes(column));
}

/**
 * Columns that fill nothing, now or when the file was first seen: a row that a person has just emptied stays in sight.
 * Without any column in use there is nothing to hide them behind.
 */
export function spareColumns({proposed}: Draft, found: InspectedFile): ReadonlySet<string> {
  const used = new Set([...proposed, ...found.fields].flatMap(({from}) => columnsOf(found, from)));
  const spare = found.columns.filter(({name}) => !used.has(name)).map(({name}) => name);
  return new Set(spare.length < found.columns.length ? spare : []);
}

/** The columns that a proposal names: one, or several after each other. */
export function columnsOf(found: InspectedFile, from: string): string[] {
  const names = new Set(found.columns.map(({name}) => name));
  return names.has(from) ? [from] : from.split(", ").filter((name) => names.has(name));
}

/** Entities that the file makes or may make: the choices of a column. */
export function entitiesOf(found: InspectedFile, all: readonly EntityChoice[]): EntityChoice[] {
  const made = new Set([
    ...found.fields.map(({entity}) => entity),
    ...found.preview.map(({entity}) => entity),
    ...Object.keys(found.settings.entities ?? {}),
    ...(found.entity ? [found.entity] : []),
  ]);
  return all.filter(({entity}) => made.has(entity));
}

export function choiceOf(all: readonly EntityChoice[], target: FieldTarget): FieldChoice | undefined {
  const own = all.find(({entity}) => entity === target.entity);
  return own?.fields.find(({field}) => field === target.field);
}

/** Fields without which a row cannot be taken and that nothing fills. */
export function missingFields(found: InspectedFile, all: readonly EntityChoice[]): FieldTarget[] {
  const filled = new Set(found.fields.map(keyOf));
  return entitiesOf(found, all).flatMap(({entity, fields}) =>
    fields
      .filter(({field, required, isKey}) => (required || isKey) && !filled.has(keyOf({entity, field})))
      .map(({field}) => ({entity, field})),
  );
}
