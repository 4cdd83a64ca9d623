import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Database} from "../../pipelines/database.ts";
import {openTable} from "../../pipelines/sources/formats/index.ts";

// Opens, splits and counts one file; prints the rows and the peak of resident memory.
const [path] = process.argv.slice(2) as [string];
const temporary = mkdtempSync(join(tmpdir(), "estafeta-"));
const database = await Database.open(":memory:", {memory_limit: "400MB"});
try {
  const table = await openTable({path, name: "bench/file", options: {}, temporary});
  await table.split();
  const rows = await database.value(`select count(*) from ${table.relation({lines: true})}`);
  table.close();
  console.log(JSON.stringify({rows, megabytes: Math.round(process.resourceUsage().maxRSS / 1024)}));
} finally {
  database.close();
  rmSync(temporary, {recursive: true, force: true});
}
