import {rmSync} from "node:fs";
import {Database} from "../../pipelines/database.ts";

/**
 * What somebody would write by hand for the same question: a typed table of the same columns and the same
 * aggregates, without contract, quarantine, people, clients or publication.
 */
const [csv, path] = process.argv.slice(2) as [string, string];
rmSync(path, {force: true});
const database = await Database.open(path, {memory_limit: "1400MB", threads: "2"});
await database.run(`
  create table calls as
  select * from read_csv('${csv}', header = true, auto_detect = false, columns = {
      call_id: 'varchar', started_at: 'timestamp', direction: 'varchar', operator: 'varchar', client_phone: 'varchar',
      ring_seconds: 'integer', talk_seconds: 'integer', disposition: 'varchar', recording: 'varchar'})`);
const counts = `count(*) as attempt_count, count(*) filter (where talk_seconds > 0) as contact_count,
    count(*) filter (where talk_seconds >= 30) as conversation_count,
    count(*) filter (where talk_seconds >= 30 and recording is not null) as recorded_count, sum(talk_seconds) as talk_seconds`;
for (const [name, keys] of [
  ["operator_days", "operator, started_at::date"],
  ["operator_hours", "operator, date_trunc('month', started_at), hour(started_at)"],
  ["operator_months", "operator, date_trunc('month', started_at)"],
  ["client_months", "client_phone, date_trunc('month', started_at)"],
])
  await database.run(`create table ${name} as select ${keys}, ${counts} from calls group by ${keys}`);
await database.run(`
  create table gaps as
  select * from (
      select operator, started_at, started_at - lag(started_at) over (partition by operator, started_at::date order by started_at) as gap
      from calls)
  where gap > interval 600 seconds`);
await database.run("checkpoint");
database.close();
