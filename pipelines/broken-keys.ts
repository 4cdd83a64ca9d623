import type {Company} from "./company/company.ts";
import type {Database} from "./database.ts";
import type {LoadTable} from "./open-load.ts";
import {cutBroken} from "./raw-rows.ts";
import {type CompiledEntity, compileEntity} from "./sources/compile.ts";
import type {EntityMapping, FieldMapping, Source} from "./sources/mapping.ts";
import {hasOwnRows} from "./sources/own-rows.ts";
import {identifier, literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";
import {keyText} from "./superseded.ts";

/** Of more such records the first are looked at: a file that has them is broken throughout. */
const mostRecords = 10_000;

/**
 * Keeps the keys of records of too few or too many cells, so that they wait no more when a mended copy brings the same.
 * Which cell is missing nobody can tell: a key is only read where it comes first, or where all before it are days and
 * figures that can be read as such.
 */
export async function recordBrokenKeys(
  warehouse: Database,
  load: Load,
  entity: CompiledEntity,
  {table, source, company}: {table: LoadTable; source: Source; company: Company},
): Promise<void> {
  const {entity: name, key} = entity.contract;
  const mapping = source.entities[name]!;
  const sure = table.rejects && !hasOwnRows(mapping) ? readableFields(entity, mapping, table.columns) : null;
  if (sure === null || !table.hasLines) return;
  const width = table.columns.length;
  const records = await warehouse.rows<{line_number: number; reason_code: string; raw_text: string}>(
    `select line_number, reason_code, raw_text from ${table.rejects}
     where reason_code in ('too_few_cells', 'too_many_cells') order by line_number limit ${mostRecords}`,
  );
  const cut = records.flatMap(({line_number: line, raw_text}) => {
    const cells = cutBroken(raw_text, width);
    // two records on one line are two keys
    return cells.length < 2 * width - 1 ? [{line, cells: cells.slice(0, width)}] : [];
  });
  if (cut.length === 0) return;
  const columns = table.columns.map(
    (name, index) => `nullif(cells[${index + 1}], '') as ${identifier(name)}`,
  );
  await warehouse.run(
    `create or replace temp table broken_records as
     select ${columns.join(", ")}, line as "__line"
     from (select unnest(from_json($records::json, '[{"line": "BIGINT", "cells": ["VARCHAR"]}]'), recursive := true))`,
    {records: JSON.stringify(cut)},
  );
  // SQL of other fields may stop at cells that stand in the wrong place
  const fields = Object.fromEntries(sure.map((field) => [field, mapping.fields[field]!]));
  const {config, dictionaries} = company;
  const few = compileEntity(
    name,
    {extends: true, fields},
    {source, columns: table.columns, dictionaries, country: config.country, currency: config.currency},
  );
  const typed = (field: string) => `t_${field}`;
  await warehouse.run(`
    insert into ops.row_keys
    select ${load.load_id}, ${literal(name)}, "__line", ${keyText(key, typed)}
    from (${few.select({relation: "temp.broken_records"}, {extra: ['"__line"']})}) as broken
    where ${sure.map((field) => `${typed(field)} is not null`).join(" and ")}
        and coalesce(split_part(reject, '|', 1), '') not in (${key.map(literal).join(", ")})`);
  await warehouse.run("drop table temp.broken_records");
}

/** Fields that must be readable for the key to be sure: its own, and those of the columns before it; null when none are. */
function readableFields(
  {contract: {key}, mapped}: CompiledEntity,
  {fields}: EntityMapping,
  columns: readonly string[],
): string[] | null {
  const places = key.map((name) => placeOf(fields[name], columns));
  if (places.includes(-1)) return null;
  const before = columns.slice(0, Math.max(...places)).flatMap((_, index) => {
    if (places.includes(index)) return [];
    const field = mapped.find(
      ({name, sqlType}) => sqlType !== "varchar" && placeOf(fields[name], columns) === index,
    );
    return [field?.name];
  });
  return before.every((name) => name !== undefined) ? [...key, ...before] : null;
}

/** Position of the one column that a field is read from as it is; -1 when it is made in another way. */
function placeOf(field: FieldMapping | undefined, columns: readonly string[]): number {
  if (!field || field.value !== undefined || field.sql !== undefined || field.row_hash) return -1;
  if (typeof field.column === "number") return field.column - 1;
  const named = field.column === undefined ? (field.columns ?? []) : [field.column];
  const present = named.filter((name) => typeof name === "string" && columns.includes(name));
  return present.length === 1 ? columns.indexOf(String(present[0])) : -1;
}
