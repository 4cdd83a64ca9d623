import {takenSourceNames} from "../../../queries/vocabulary.ts";
import type {EntitySetting, FieldSetting, FieldTarget, Settings} from "../../lib/inspection.ts";

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Lays `change` over `base`, part by part; a null takes the part away, and what is empty then goes too. */
export function merge<Base extends object>(base: Base, change: object): Base {
  const result: Part = {...(base as Part)};
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete result[name];
    else if (isPart(value)) {
      const before = result[name];
      result[name] = merge(isPart(before) ? before : shorthand(before), value);
    } else result[name] = value;
  }
  return result as Base;
}

/** A field that is only a column's name, written out. */
const shorthand = (value: unknown): Part => (typeof value === "string" ? {column: value} : {});

export const fieldOf = (settings: Settings, {entity, field}: FieldTarget): FieldSetting | undefined =>
  settings.entities?.[entity]?.fields?.[field];

/** The field is taken from this column, whatever filled it before. */
export function assign(settings: Settings, target: FieldTarget, column: string): Settings {
  return fill(settings, target, {column});
}

/** The field is filled in this way: from a column, with one value for all rows, or from the row as a whole. */
export function fill(settings: Settings, target: FieldTarget, way: FieldSetting): Settings {
  const fields = {...settings.entities?.[target.entity]?.fields, [target.field]: way};
  return withEntity(settings, target.entity, {fields});
}

/**
 * The field is filled by nothing. What a preset fills has to be emptied in so many words; an entity that has lost
 * its last field goes.
 */
export function unassign(settings: Settings, target: FieldTarget): Settings {
  if (settings.preset !== undefined) return fill(settings, target, {sql: "null"});
  const {[target.field]: _gone, ...fields} = settings.entities?.[target.entity]?.fields ?? {};
  if (Object.keys(fields).length > 0) return withEntity(settings, target.entity, {fields});
  const {[target.entity]: _last, ...entities} = settings.entities ?? {};
  return {...settings, entities};
}

/** What a spelling in the file means; an empty code takes the spelling out again. */
export function mapSpelling(
  settings: Settings,
  target: FieldTarget,
  spelling: string,
  code: string,
): Settings {
  const change = {map: {[spelling]: code === "" ? null : code}};
  return merge(settings, {entities: {[target.entity]: {fields: {[target.field]: change}}}});
}

/** What the field's own settings say of spellings. */
export function spellingsOf(settings: Settings, target: FieldTarget): Record<string, string> {
  const setting = fieldOf(settings, target);
  const map = typeof setting === "object" ? setting["map"] : undefined;
  return isPart(map) ? (map as Record<string, string>) : {};
}

/** How the file is read; an empty value leaves it to the program again. */
export function setFormat(
  settings: Settings,
  name: string,
  value: string | number | boolean | null,
): Settings {
  const next = merge(settings, {format: {[name]: value === "" ? null : value}});
  if (Object.keys(next.format ?? {}).length > 0) return next;
  const {format: _empty, ...rest} = next;
  return rest;
}

function withEntity(settings: Settings, entity: string, change: EntitySetting): Settings {
  const entities = {...settings.entities, [entity]: {...settings.entities?.[entity], ...change}};
  return {...settings, entities};
}

/** A name that may stand in the configuration: a-z, 0-9 and _, a letter first, and no word with another meaning. */
export const isSourceName = (name: string): boolean =>
  /^[a-z][a-z0-9_]{0,59}$/.test(name) && !takenSourceNames.includes(name);
