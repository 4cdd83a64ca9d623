import {type Contract, fieldsOf} from "./contracts/contract.ts";
import {firstDay, lastDay} from "./contracts/fields.ts";
import type {Database} from "./database.ts";
import type {RawTable} from "./sources/formats/index.ts";
import {identifier, literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/** Sets aside what cannot be accepted: file, line, column, reason, value and the raw row; nothing is repaired. */
export const recordRejects = {
  /** Records that could not be split into the header's cells. */
  async structural(warehouse: Database, load: Load, rejects: string): Promise<number> {
    await warehouse.run(`
      insert into ops.rejected_rows (load_id, entity, line_number, column_name, reason_code, value, raw_text)
      select ${load.load_id}, null, line_number, null, reason_code, null, raw_text from ${rejects}`);
    return warehouse.value(`select count(*) from ${rejects}`);
  },

  /** Every row of the file, for one reason that is about the file as a whole. */
  async whole(warehouse: Database, load: Load, table: RawTable, reason: string): Promise<number> {
    await warehouse.run(
      `insert into ops.rejected_rows (load_id, line_number, reason_code, value, raw_text)
       select ${load.load_id}, "__line", 'columns_changed', $reason, ${rawText(table)} from ${table.relation({lines: true})}`,
      {reason},
    );
    return warehouse.value(`select count(*) from ${table.relation()}`);
  },

  /**
   * Rows of `stage.incoming` that break the contract; their raw text is read from the file by line. What could be
   * read of their day, money and talk is kept beside, so that readers can be told what the figures lack.
   */
  async contract(
    warehouse: Database,
    load: Load,
    contract: Contract,
    options: {table: RawTable; timezone: string},
  ): Promise<void> {
    const {table} = options;
    await warehouse.run(`
      insert into ops.rejected_rows
          (load_id, entity, line_number, column_name, reason_code, value, raw_text, event_date, amount, talk_seconds)
      with refused as (
          select "__line" as line, reject, reject_value, ${measures(contract, options.timezone).join(", ")}
          from stage.incoming where reject is not null
          group by "__line", reject, reject_value
      ),
      raw as (
          select "__line" as line, ${rawText(table)} as raw_text
          from ${table.relation({lines: true})} where "__line" in (select line from refused)
      )
      select ${load.load_id}, '${contract.entity}', refused.line, split_part(refused.reject, '|', 1),
          split_part(refused.reject, '|', 2), refused.reject_value, raw.raw_text,
          refused.event_date, refused.amount, refused.talk_seconds
      from refused left join raw on raw.line = refused.line`);
  },
};

/** Day, money and talk of refused rows: null where the field is what is wrong with them. */
export function measures(contract: Contract, timezone: string): string[] {
  const types = new Map(fieldsOf(contract).map((field) => [field.name, field.sqlType]));
  const sound = (name: string) => `case when split_part(reject, '|', 1) <> '${name}' then ${name} end`;
  const sum = (name: string, type: string) =>
    types.has(name) ? `sum(${sound(name)})::${type} as ${name}` : `null::${type} as ${name}`;
  const {event} = contract;
  const moment = event && `max(${sound(event)})`;
  const day =
    moment && types.get(event) === "timestamptz" ? `timezone(${literal(timezone)}, ${moment})` : moment;
  const possible = `between date '${firstDay}' and date '${lastDay}'`;
  return [
    day
      ? `case when (${day})::date ${possible} then (${day})::date end as event_date`
      : "null::date as event_date",
    sum("amount", "decimal(18,2)"),
    sum("talk_seconds", "integer"),
  ];
}

/** SQL: the row as delimited text. */
export function rawText(table: RawTable): string {
  const cells = table.columns.map((name) => {
    const cell = identifier(name);
    return `case when regexp_matches(${cell}, '[;"\\n]') then '"' || replace(${cell}, '"', '""') || '"' else coalesce(${cell}, '') end`;
  });
  return `concat_ws(';', ${cells.join(", ")})`;
}
