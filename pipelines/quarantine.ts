import type {Database} from "./database.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import type {RawTable} from "./sources/formats/index.ts";
import {identifier} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/** Sets aside what cannot be accepted: file, line, column, reason, value and the raw row; nothing is repaired. */
export const recordRejects = {
  /** Records that could not be split into the header's cells. */
  async structural(warehouse: Database, load: Load, rejects: string): Promise<number> {
    await warehouse.run(`
      insert into ops.rejected_rows
      select ${load.load_id}, null, line_number, null, reason_code, null, raw_text from ${rejects}`);
    return warehouse.value(`select count(*) from ${rejects}`);
  },

  /** Rows that break the contract; the file is read once more to find their lines, which good files never need. */
  async contract(warehouse: Database, load: Load, entity: CompiledEntity, table: RawTable): Promise<void> {
    await table.split();
    const raw = `concat_ws(';', ${table.columns
      .map(
        (name) =>
          `case when regexp_matches(${identifier(name)}, '[;"\\n]') then '"' || replace(${identifier(name)}, '"', '""') || '"' else coalesce(${identifier(name)}, '') end`,
      )
      .join(", ")}) as raw_row`;
    const value = `case split_part(reject, '|', 1) ${entity.mapped
      .map((field) => `when '${field.name}' then r_${field.name}`)
      .join(" ")} end`;
    const phones = entity.phones.length > 0 ? {phoneTable: "temp.phone_spellings"} : {};
    await warehouse.run(`
      insert into ops.rejected_rows
      select distinct ${load.load_id}, '${entity.contract.entity}', "__line", split_part(reject, '|', 1),
          split_part(reject, '|', 2), ${value}, raw_row
      from (${entity.select(`(select *, ${raw} from ${table.relation({lines: true})})`, {...phones, extra: ['"__line"', "raw_row"]})}) as mapped
      where reject is not null`);
  },
};
