import {visible} from "../../queries/hidden-marks.ts";
import {homeAt, readCompany} from "../company/company.ts";
import {captionOf, entityCaption} from "../contracts/captions.ts";
import {datedEntities} from "../contracts/index.ts";
import {counted} from "../counted.ts";
import type {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import {askHealth} from "../health-file.ts";
import {readRawRows} from "../raw-rows.ts";
import {reasonWords} from "../reasons.ts";
import {literal} from "../sources/sql.ts";
import type {Load} from "../stage.ts";
import {type Command, countOf, type Invocation, text} from "./command.ts";

interface Rejected {
  load_id: number;
  source_id: string;
  file_name: string;
  line_number: number;
  entity: string | null;
  column_name: string | null;
  reason_code: string;
  value: string | null;
  raw_text: string | null;
  event_date: string | null;
  amount: string | null;
  talk_seconds: number | null;
  correction_code: string | null;
}

interface Group {
  source_id: string;
  entity: string | null;
  column_name: string | null;
  reason_code: string;
  row_count: number;
  months: string[];
  /** Rows that belong to a month which cannot be read. */
  undated_count: number;
  amount: string | null;
  talk_seconds: number | null;
  example: string | null;
}

export const rejectedCommand: Command = {
  usage: `estafeta rejected [--source S] [--month YYYY-MM] [--reason R] [--group] [--limit N] [--json]
estafeta rejected --row LOAD:LINE [--json]

Quarantined rows: file, line, field, what is wrong with it, and the row as it came; --group counts them by reason.
--row shows one row cell by cell, to be corrected; see \`estafeta fix --help\`.`,
  options: {
    source: {type: "string"},
    month: {type: "string"},
    reason: {type: "string"},
    row: {type: "string"},
    limit: {type: "string"},
    group: {type: "boolean"},
    json: {type: "boolean"},
  },
  async execute(invocation) {
    if (text(invocation, "row") !== undefined) return showRow(invocation);
    return askHealth(homeAt(invocation.home), "rejected", (health) =>
      invocation.values["group"] ? listGroups(health, invocation) : listRows(health, invocation),
    );
  },
};

const nothingWaits = "no such row is in quarantine";

async function listRows(health: Database, invocation: Invocation): Promise<number> {
  const limit = countOf(invocation, "limit", 100);
  const chosen = choice(invocation);
  const rows = await health.rows<Rejected>(
    `select load_id, source_id, file_name, line_number, entity, column_name, reason_code, value, raw_text, event_date,
         amount, talk_seconds, correction_code
     from rejected_rows where ${chosen.where}
     order by source_id, file_name, line_number, entity limit ${limit}`,
    chosen.values,
  );
  if (invocation.values["json"]) console.log(JSON.stringify(rows, null, 1));
  else for (const row of rows) console.log(`${rowText(row)}\n    ${row.raw_text ?? ""}`);
  const total = await health.value(`select count(*) from rejected_rows where ${chosen.where}`, chosen.values);
  if (total === 0 && !invocation.values["json"]) console.error(nothingWaits);
  if (total > rows.length) console.error(`${rows.length} of ${total} rows shown; --limit shows more`);
  return 0;
}

async function listGroups(health: Database, invocation: Invocation): Promise<number> {
  const chosen = choice(invocation);
  const rows = await health.rows<Omit<Group, "months"> & {months: string | null}>(
    `select source_id, entity, column_name, reason_code, count(distinct (load_id, line_number)) as row_count,
         string_agg(distinct strftime(event_date, '%Y-%m'), ' ' order by strftime(event_date, '%Y-%m')) as months,
         count(distinct (load_id, line_number)) filter (where event_date is null
             and (entity is null or entity in (${datedEntities.map(literal).join(", ")}))) as undated_count,
         sum(amount)::decimal(18,2) as amount, sum(talk_seconds)::integer as talk_seconds, min(value) as example
     from rejected_rows where ${chosen.where}
     group by source_id, entity, column_name, reason_code order by row_count desc, source_id, entity, column_name`,
    chosen.values,
  );
  const groups: Group[] = rows.map((row) => ({...row, months: row.months?.split(" ") ?? []}));
  if (invocation.values["json"]) console.log(JSON.stringify(groups, null, 1));
  else if (groups.length === 0) console.error(nothingWaits);
  else for (const group of groups) console.log(groupText(group));
  return 0;
}

async function showRow(invocation: Invocation): Promise<number> {
  const home = homeAt(invocation.home);
  const [, load, line] = /^(\d+):(\d+)$/.exec(text(invocation, "row")!) ?? [];
  if (load === undefined)
    throw new PipelineError(
      "bad_usage",
      `--row ${text(invocation, "row")}: expected the numbers of load and line, such as 12:345; \`estafeta rejected --json\` tells them`,
    );
  const found = await askHealth(home, "rejected", async (health) => {
    const [file] = await health.rows<Load>(
      "select load_id, source_id, file_name, sha256, received_at::varchar as received_at from loads where load_id = $load::integer",
      {load: Number(load)},
    );
    const [row] = await health.rows<Rejected>(
      "select * from rejected_rows where load_id = $load::integer and line_number = $line::bigint order by entity",
      {load: Number(load), line: Number(line)},
    );
    return file && row ? {file, row} : null;
  });
  if (!found)
    throw new PipelineError("not_found", {
      en: `--row ${load}:${line}: this row is not in quarantine; see \`estafeta rejected --json\``,
      ru: `строка ${load}:${line}: в карантине её нет; обновите страницу`,
    });
  if (found.row.raw_text === null)
    throw new PipelineError("bad_usage", {
      en: `--row ${load}:${line}: ${found.file.file_name} holds what people are paid, its cells are not shown; correct the file itself and send it again`,
      ru: `строка ${load}:${line}: в файле ${found.file.file_name} зарплаты, его ячейки не показываются; исправьте сам файл и загрузите снова`,
    });
  const {columns, rows} = await readRawRows(home, readCompany(home), found.file, [Number(line)]);
  const {row} = found;
  const shown = {
    load_id: row.load_id,
    line: row.line_number,
    file_name: row.file_name,
    source_id: row.source_id,
    entity: row.entity,
    column: row.column_name,
    reason: row.reason_code,
    value: row.value,
    columns,
    cells: rows[0]!.cells,
    raw_text: row.raw_text,
  };
  if (invocation.values["json"]) console.log(JSON.stringify(shown, null, 1));
  else {
    console.log(rowText(row));
    for (const [index, name] of columns.entries()) console.log(`    ${name}: ${shown.cells[index] ?? ""}`);
  }
  return 0;
}

/** Which rows the options ask for. */
function choice(invocation: Invocation): {where: string; values: Record<string, string | null>} {
  const month = text(invocation, "month") ?? null;
  if (month !== null && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new PipelineError("bad_usage", `--month ${month}: expected a month such as 2026-10`);
  const value = (name: string) => text(invocation, name) ?? null;
  return {
    where: `coalesce(source_id = $source::varchar, true) and coalesce(reason_code = $reason::varchar, true)
        and ($month::varchar is null or coalesce(strftime(event_date, '%Y-%m') = $month::varchar, false))`,
    values: {source: value("source"), reason: value("reason"), month},
  };
}

function rowText(row: Rejected): string {
  const known = [
    row.event_date,
    row.amount,
    row.talk_seconds === null ? null : `${row.talk_seconds} s`,
    row.correction_code === "corrected" ? "corrected, and refused still" : null,
  ].filter((part) => part !== null);
  const value = row.value === null ? "" : `${JSON.stringify(visible(row.value))} `;
  const where = `${row.source_id}/${row.file_name}:${row.line_number}`;
  const more = known.length > 0 ? ` [${known.join(", ")}]` : "";
  return `${where}  ${fieldText(row)}${value}${reasonWords(row.reason_code, row.entity, row.column_name)}${more}`;
}

function groupText(group: Group): string {
  const parts = [
    `${counted(group.row_count, "row")} of ${group.source_id}: ${fieldText(group)}${reasonWords(group.reason_code, group.entity, group.column_name)}`,
    group.example === null ? null : `for example ${JSON.stringify(visible(group.example))}`,
    group.months.length > 0 ? group.months.join(", ") : null,
    group.undated_count > 0 ? `${group.undated_count} of a month that cannot be read` : null,
    group.amount === null ? null : `money ${group.amount}`,
    group.talk_seconds === null ? null : `talk ${group.talk_seconds} s`,
  ];
  return parts.filter((part) => part !== null).join("; ");
}

function fieldText({entity, column_name: column}: Pick<Rejected, "entity" | "column_name">): string {
  if (entity === null) return "";
  return `${entityCaption(entity).en}${column === null ? "" : `, ${captionOf(entity, column).en}`}: `;
}
