import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {onTestFinished} from "vitest";
import {standInMark} from "../../queries/vocabulary.ts";
import type {CatalogEntry} from "../../server/catalog.ts";

/** How long a test waits for what happens by itself; a busy machine is slow, not wrong. */
export const patience = {timeout: 15_000};

/** An empty company folder that goes away after the test. */
export function emptyHome(finished: (clean: () => void) => void = onTestFinished): string {
  const home = mkdtempSync(join(tmpdir(), "estafeta-"));
  finished(() => rmSync(home, {recursive: true, force: true}));
  return home;
}

/** Writes a tiny snapshot whose every number is `figure`, and points to it. */
export async function publish(home: string, id: string, figure: number, {point = true} = {}) {
  const snapshots = join(home, "var", "snapshots");
  const folder = join(snapshots, id);
  for (const name of ["parts", "health", id]) mkdirSync(join(snapshots, name), {recursive: true});
  const part = `parts/2026-${id}.duckdb`;
  await write(join(snapshots, part), [
    "create table fct_calls (operator_id varchar, call_month date, talk_seconds integer)",
    `insert into fct_calls select 'e' || (range % 3 + 1), date '2026-10-01', ${figure} from range(6)`,
  ]);
  for (const audience of ["management", "analyst"])
    await write(join(folder, `${audience}.duckdb`), [
      `attach '${join(snapshots, part)}' as part_2026 (read_only)`,
      `create table dim_people as select 'e1' as employee_id, '${audience === "analyst" ? "person 1" : "Ольга"}' as employee_name`,
      `comment on column dim_people.employee_name is 'name; ${standInMark} [text]'`,
      "create table dim_employees as select * from (values ('e1', 'team 1'), ('e2', 'team 2'), ('e3', null)) as people(employee_id, team_id)",
      "create view fct_calls as select operator_id, call_month, talk_seconds from part_2026.fct_calls",
    ]);
  await write(join(snapshots, `health/${id}.duckdb`), [
    `create table sources as select 'crm' as source_id, ${figure} as row_count`,
  ]);
  const attach = [{name: "part_2026", file: part}];
  const manifest = JSON.stringify({
    id,
    published_at: "2026-11-01T06:30:00Z",
    company: {name: "Test", timezone: "Europe/Moscow", locale: "ru", currency: "RUB", country: "RU"},
    data_until: "2026-10-31",
    health: `health/${id}.duckdb`,
    audiences: {
      management: {file: `${id}/management.duckdb`, attach},
      analyst: {file: `${id}/analyst.duckdb`, attach},
    },
  });
  writeFileSync(join(folder, "manifest.json"), manifest);
  if (point) pointTo(home, manifest);
}

/** Publishes copies of an earlier snapshot's files under a new id; far cheaper than writing them anew. */
export function republish(home: string, from: string, id: string) {
  const snapshots = join(home, "var", "snapshots");
  copyFileSync(join(snapshots, `parts/2026-${from}.duckdb`), join(snapshots, `parts/2026-${id}.duckdb`));
  copyFileSync(join(snapshots, `health/${from}.duckdb`), join(snapshots, `health/${id}.duckdb`));
  cpSync(join(snapshots, from), join(snapshots, id), {recursive: true});
  const manifest = readFileSync(join(snapshots, from, "manifest.json"), "utf8").replaceAll(from, id);
  writeFileSync(join(snapshots, id, "manifest.json"), manifest);
  pointTo(home, manifest);
}

/** Replaces current.json by rename, as a publication does. */
export function pointTo(home: string, text: string) {
  const path = join(home, "var", "snapshots", "current.json");
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}

/** Runs statements in a database file, which is made when it is not there. */
export async function write(path: string, statements: string[]) {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

const month = {name: "month", type: "date", doc: "first day of the month"};
const calls = {name: "call_count", type: "integer", unit: "count", doc: "calls"} as const;
const operator = {name: "operator_id", type: "varchar", unit: "id", doc: "operator"} as const;

/** Reports over the tiny snapshot, one for each thing a report can ask of the server. */
export const entries: CatalogEntry[] = [
  {
    name: "talk",
    doc: "Talk time per operator.",
    page: "call_centre",
    grain: ["operator_id"],
    roles: ["admin", "director", "head"],
    params: [month],
    columns: [operator, {name: "talk_seconds", type: "integer", unit: "s", doc: "talk time"}],
    sql: `select operator_id, sum(talk_seconds)::integer as talk_seconds from fct_calls
          where call_month = $month group by operator_id order by operator_id`,
  },
  {
    name: "my_calls",
    doc: "Calls of one operator.",
    page: "my",
    grain: ["operator_id"],
    roles: ["employee", "director"],
    params: [{name: "employee_id", type: "varchar", doc: "operator"}],
    columns: [operator, calls],
    sql: `select operator_id, count(*)::integer as call_count from fct_calls
          where operator_id = $employee_id group by operator_id`,
  },
  {
    name: "team_calls",
    doc: "Calls of one team.",
    page: "my",
    grain: ["team_id"],
    roles: ["head", "director"],
    params: [{name: "team_id", type: "varchar", doc: "team"}],
    columns: [{name: "team_id", type: "varchar", unit: "id", doc: "team"}, calls],
    sql: "select $team_id::varchar as team_id, count(*)::integer as call_count from fct_calls",
  },
  {
    name: "people",
    doc: "Everybody, by name.",
    page: "shell",
    grain: ["employee_id"],
    roles: ["director", "analyst"],
    params: [],
    columns: [{name: "employee_name", type: "varchar", unit: "text", doc: "name"}],
    sql: "select employee_name from dim_people",
  },
  {
    name: "sources",
    doc: "Where data comes from.",
    page: "data_health",
    grain: ["source_id"],
    roles: ["admin", "analyst"],
    params: [],
    columns: [{name: "row_count", type: "integer", unit: "count", doc: "rows"}],
    sql: "select source_id, row_count from sources",
  },
  {
    name: "operator_months",
    doc: "Operators, by name.",
    page: "call_centre",
    grain: ["employee_id"],
    roles: ["director"],
    params: [month],
    columns: [operator],
    sql: "select employee_id, 'team 1' as team_id from dim_people where $month is not null",
  },
];
