import {type Contract, contractOf} from "../contracts/index.ts";
import type {EntityMapping, FieldMapping} from "./mapping.ts";
import {isData} from "./melt.ts";

/** Columns that no line of the file has: those of cells or elements that become rows. */
export function madeColumns({unpivot, each}: EntityMapping): string[] {
  return [
    ...(unpivot ? [unpivot.name, unpivot.value, ...Object.keys(unpivot.about ?? {})] : []),
    ...(each ? [each.name, `${each.name}_number`] : []),
  ];
}

/** The condition of a line, as far as it does not speak of rows that are only made of the line. */
export function takesOf(mapping: EntityMapping): string | null {
  const {rows, unpivot, each} = mapping;
  const isOfLine = rows !== undefined && !madeColumns(mapping).some((name) => rows.includes(name));
  if (each) return isOfLine ? rows : null;
  if (!unpivot) return rows ?? null;
  if (isOfLine) return `${isData(unpivot)} and (${rows})`;
  return unpivot.about ? isData(unpivot) : null;
}

/** A preset's fields without the columns that the user hid or the vendor does not send yet. */
export function withPresent(mapping: EntityMapping, columns: string[]): EntityMapping {
  const present = (name: string | number) => typeof name === "number" || columns.includes(name.trim());
  const fields: Record<string, FieldMapping> = {};
  for (const [name, way] of Object.entries(mapping.fields)) {
    if (!mapping.lenient?.has(name)) fields[name] = way;
    else if (way.columns) {
      if (way.columns.some(present)) fields[name] = way;
    } else if (way.sql !== undefined) {
      const {sql, found} = presentSql(way.sql, columns);
      if (found) fields[name] = {...way, sql};
    } else if (way.column === undefined || present(way.column)) fields[name] = way;
  }
  const derive = Object.entries(mapping.derive ?? {}).map(([name, sql]) => [
    name,
    mapping.lenient?.has(name) ? presentSql(sql, columns).sql : sql,
  ]);
  return {...mapping, fields, derive: Object.fromEntries(derive)};
}

/** A preset's conditions and orders with nothing in the place of columns that the file does not have. */
export function withPresentParts(mapping: EntityMapping, columns: string[]): EntityMapping {
  const {lenient, unpivot} = mapping;
  if (!lenient) return mapping;
  const all = [...columns, ...madeColumns(mapping), ...Object.keys(mapping.derive ?? {})];
  const part = (name: "rows" | "gone" | "one_per" | "prefer") => {
    const sql = mapping[name];
    return sql !== undefined && lenient.has(name) ? {[name]: presentSql(sql, all).sql} : {};
  };
  const about = Object.entries(lenient.has("unpivot") ? (unpivot?.about ?? {}) : {});
  const told = about.map(([name, sql]) => [name, presentSql(sql, all).sql]);
  return {
    ...mapping,
    ...part("rows"),
    ...part("gone"),
    ...part("one_per"),
    ...part("prefer"),
    ...(unpivot && about.length > 0 ? {unpivot: {...unpivot, about: Object.fromEntries(told)}} : {}),
  };
}

/** A mapping whose condition of rows leaves out those that are gone. */
export function withoutGone(mapping: EntityMapping): EntityMapping {
  const {rows, gone} = mapping;
  if (gone === undefined) return mapping;
  const stays = `not coalesce((${gone}), false)`;
  return {...mapping, rows: rows === undefined ? stays : `(${rows}) and ${stays}`};
}

/** A mapping that finds the keys of the rows that are gone; null when the source does not tell. */
export function onlyGone(mapping: EntityMapping, contract: Contract): EntityMapping | null {
  const {rows, gone, counts: _counts, alone: _alone, ...other} = mapping;
  if (gone === undefined) return null;
  const names = [...contract.key, "updated_at"].filter((name) => mapping.fields[name]);
  return {
    ...other,
    rows: rows === undefined ? gone : `(${rows}) and (${gone})`,
    extends: true,
    fields: Object.fromEntries(names.map((name) => [name, mapping.fields[name]!])),
  };
}

/** A piece of SQL with null in the place of absent columns; `found` is false when it reads none that is there. */
function presentSql(sql: string, columns: string[]): {sql: string; found: boolean} {
  let found = false;
  const present = sql.replace(/"((?:[^"]|"")+)"/g, (quoted, column: string) => {
    const isPresent = columns.includes(column.replaceAll('""', '"').trim());
    found ||= isPresent;
    return isPresent ? quoted : "null::varchar";
  });
  return {sql: present, found};
}

/** False when a preset's entity needs a column that this file does not have: for its elements, or for an optional key. */
export function isMade(entity: string, mapping: EntityMapping, columns: string[]): boolean {
  const {each, lenient} = mapping;
  if (mapping.optional) {
    const {fields} = withPresent(mapping, columns);
    if (contractOf(entity)!.key.some((name) => !fields[name])) return false;
  }
  return !each || !lenient || typeof each.column === "number" || columns.includes(each.column.trim());
}
