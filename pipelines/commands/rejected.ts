import {existsSync} from "node:fs";
import {join} from "node:path";
import {homeAt} from "../company/company.ts";
import {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import {currentSnapshot} from "../snapshots.ts";
import {type Command, text} from "./command.ts";

export const rejectedCommand: Command = {
  usage: `estafeta rejected [--source S] [--limit N] [--json]

Quarantined rows with file, line, column, reason, value and the raw row.`,
  options: {source: {type: "string"}, limit: {type: "string"}, json: {type: "boolean"}},
  async execute(invocation) {
    const home = homeAt(invocation.home);
    const health = currentSnapshot(home)?.health;
    const path = health ? join(home.snapshots, health) : "";
    if (!existsSync(path))
      throw new PipelineError("not_found", "rejected: nothing has been published yet; `estafeta run` first");
    const limit = Number(text(invocation, "limit") ?? 100);
    if (!Number.isInteger(limit) || limit < 1)
      throw new PipelineError(
        "bad_usage",
        `--limit ${text(invocation, "limit")}: expected a whole number from 1`,
      );
    const database = await Database.open(path, {access_mode: "READ_ONLY"});
    try {
      const source = text(invocation, "source") ?? null;
      const rows = await database.rows(
        `select source_id, file_name, line_number, entity, column_name, reason_code, value, raw_text from rejected_rows
         where $source::varchar is null or source_id = $source::varchar
         order by source_id, file_name, line_number limit ${limit}`,
        {source},
      );
      const total = await database.value(
        "select count(*) from rejected_rows where $source::varchar is null or source_id = $source::varchar",
        {source},
      );
      if (invocation.values["json"]) console.log(JSON.stringify(rows, null, 1));
      else
        for (const row of rows) {
          const where = `${row["source_id"]}/${row["file_name"]}:${row["line_number"]}`;
          const what = row["column_name"]
            ? `${row["entity"]}.${row["column_name"]} = ${JSON.stringify(row["value"])}`
            : "the whole line";
          console.log(`${where}  ${row["reason_code"]}  ${what}\n    ${row["raw_text"]}`);
        }
      if (total > rows.length) console.error(`${rows.length} of ${total} rows shown; --limit shows more`);
      return 0;
    } finally {
      database.close();
    }
  },
};
