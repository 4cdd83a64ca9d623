import type {Database} from "./database.ts";
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

  /** Rows of `stage.incoming` that break the contract; their raw text is read from the file by line. */
  async contract(warehouse: Database, load: Load, entity: string, table: RawTable): Promise<void> {
    const cells = table.columns.map((name) => {
      const cell = identifier(name);
      return `case when regexp_matches(${cell}, '[;"\\n]') then '"' || replace(${cell}, '"', '""') || '"' else coalesce(${cell}, '') end`;
    });
    await warehouse.run(`
      insert into ops.rejected_rows
      with refused as (
          select distinct "__line" as line, reject, reject_value from stage.incoming where reject is not null
      ),
      raw as (
          select "__line" as line, concat_ws(';', ${cells.join(", ")}) as raw_text
          from ${table.relation({lines: true})} where "__line" in (select line from refused)
      )
      select ${load.load_id}, '${entity}', refused.line, split_part(refused.reject, '|', 1),
          split_part(refused.reject, '|', 2), refused.reject_value, raw.raw_text
      from refused left join raw on raw.line = refused.line`);
  },
};
