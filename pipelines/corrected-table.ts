import {randomUUID} from "node:crypto";
import {rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Corrected} from "./corrections.ts";
import {rawText} from "./quarantine.ts";
import type {RawTable} from "./sources/formats/format.ts";
import {identifier, literal} from "./sources/sql.ts";

/** An archived file as people corrected it; what was corrected is known to those who count and compare. */
export interface CorrectedTable extends RawTable {
  /** SQL relation (line_number) of the records left out by hand, or null. */
  leftOut: string | null;
  /** SQL relation (line_number, raw_text) of the records that were corrected or left out, as they came, or null. */
  asTheyCame: string | null;
}

/**
 * Lays corrections over a split file: corrected cells in their rows, dismissed rows left out, and records that could
 * not be split made rows by their correction. The rows keep the order of the file. `close` removes only its own copy.
 */
export function correctedTable(table: RawTable, corrected: Corrected, temporary: string): CorrectedTable {
  const path = join(temporary, `${randomUUID()}.ndjson`);
  const lines = [...corrected].map(([line, {dismissed, cells}]) => JSON.stringify({line, dismissed, cells}));
  writeFileSync(path, lines.join("\n"));
  const patch = `read_json(${literal(path)}, format = 'newline_delimited', columns = {line: 'bigint', dismissed: 'boolean', cells: 'map(varchar, varchar)'})`;
  const touched = new Set([...corrected.values()].flatMap(({cells}) => Object.keys(cells)));
  const given = (name: string) => `patch.cells[${literal(name)}]`;
  const patched = table.columns.map((name) => {
    const cell = identifier(name);
    return touched.has(name)
      ? `case when map_contains(patch.cells, ${literal(name)}) then ${given(name)} else base.${cell} end as ${cell}`
      : `base.${cell}`;
  });
  const made = table.columns.map((name) => `${given(name)} as ${identifier(name)}`);
  const {rejects} = table;
  const base = table.relation({lines: true});
  const rows = [
    `select ${patched.join(", ")}, base."__line" from ${base} as base left join ${patch} as patch on patch.line = base."__line" where patch.dismissed is not true`,
    ...(rejects
      ? [
          `select ${made.join(", ")}, patch.line as "__line" from ${rejects} as broken inner join ${patch} as patch on patch.line = broken.line_number where not patch.dismissed`,
        ]
      : []),
  ].join(" union all ");
  const visible = table.columns.map(identifier).join(", ");
  const known = [
    `select "__line" as line_number, ${rawText(table)} as raw_text from ${base}`,
    ...(rejects ? [`select line_number, raw_text from ${rejects}`] : []),
  ].join(" union all ");
  const ofPatch = (where: string) =>
    `(from (${known}) as known where line_number in (select line from ${patch}${where}))`;
  return {
    columns: table.columns,
    totals: table.totals,
    repeatedHeaders: table.repeatedHeaders,
    relation: ({lines: withLines = false} = {}) =>
      `(select ${visible}${withLines ? ', "__line"' : ""} from (${rows}) as patched order by "__line")`,
    split: () => Promise.resolve(),
    hasLines: true,
    rejects: rejects
      ? `(select * from ${rejects} where line_number not in (select line from ${patch}))`
      : null,
    leftOut: ofPatch(" where dismissed"),
    asTheyCame: ofPatch(""),
    close: () => rmSync(path, {force: true}),
  };
}
