import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {stageTableSql} from "../../pipelines/contracts/ddl.ts";
import {contracts} from "../../pipelines/contracts/index.ts";
import {
  type Model,
  readCompanyTables,
  readHealthTables,
  readMacros,
  readModels,
  readReports,
} from "../../pipelines/models.ts";
import {tableSql} from "../../pipelines/typegen.ts";

export type Value = string | number | boolean | null;
export type FixtureRow = Record<string, Value>;
/** Rows by table: `stage.calls`, `company.norms`, or the name of a model. Columns that are left out are null. */
export type Fixture = Record<string, FixtureRow[]>;

export const settings: FixtureRow = {
  company_name: "Test",
  timezone: "Europe/Moscow",
  locale: "ru-RU",
  currency: "RUB",
  country: "RU",
  contact_seconds: 1,
  conversation_seconds: 30,
  fading_days: 30,
  dormant_days: 90,
  handover_limit_days: 60,
  acceptance_hours: 48,
  deal_maturity_days: 60,
  revival_days: 90,
  gap_seconds: 600,
  trap_event: "first_payment",
  script_change_rate: 0.02,
  script_alarm_rate: 0.05,
  script_power_rate: 0.8,
  script_look_count: 5,
  data_until: "2026-06-30",
  pseudonym_salt: "salt",
};

const models = readModels();
const reports = readReports();

function find(name: string): Model {
  const model =
    models.find((candidate) => candidate.name === name) ?? reports.find((one) => one.name === name);
  if (!model) throw new Error(`there is no model or report named ${name}`);
  return model;
}

/** A database in memory with every table a model may read, all empty but the settings and the calendar. */
async function openEmpty(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", {threads: "1"});
  const connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
  await connection.run("create schema stage");
  for (const contract of contracts) await connection.run(stageTableSql(contract));
  await connection.run(readCompanyTables());
  await connection.run(readHealthTables());
  await connection.run(readMacros("Europe/Moscow"));
  await insert(connection, "company.settings", [settings]);
  await connection.run(`
    insert into company.calendar
    select day::date, isodow(day) < 6, case when isodow(day) < 6 then 8.0 else 0.0 end
    from generate_series(timestamp '2023-01-01', timestamp '2027-12-31', interval 1 day) as days(day)`);
  await touch(connection, null);
  return connection;
}

/** Puts the given rows into tables of stage and company. */
async function fill(connection: DuckDBConnection, fixture: Fixture): Promise<void> {
  for (const [table, rows] of Object.entries(fixture))
    if (table.includes(".")) {
      if (table === "company.settings" || table === "company.calendar")
        await connection.run(`delete from ${table}`);
      await insert(connection, table, rows);
    }
}

let empty: Promise<DuckDBConnection> | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** Lends the empty database, one at a time, and takes back whatever was done to it: to make one takes longer than a model. */
function withEmpty<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
  const mine = turn.then(async () => {
    empty ??= openEmpty();
    const connection = await empty;
    await connection.run("begin transaction");
    try {
      return await work(connection);
    } finally {
      await connection.run("rollback");
    }
  });
  turn = mine.catch(() => undefined);
  return mine;
}

/** Says which months are to be built; null means every month. */
export async function touch(connection: DuckDBConnection, months: string[] | null): Promise<void> {
  const list = months ? `unnest([${months.map((month) => `date '${month}'`).join(", ")}])` : null;
  for (const table of ["touched_months", "touched_months_forward"])
    await connection.run(
      `create or replace temp table ${table} as ${list ? `select ${list} as month` : "select unnest(generate_series(timestamp '2022-01-01', timestamp '2028-12-01', interval 1 month))::date as month"}`,
    );
  if (!months) {
    await connection.run("reset variable touched_from; reset variable touched_until;");
    return;
  }
  await connection.run(`set variable touched_from = date '${months.toSorted()[0]}'`);
  await connection.run(
    `set variable touched_until = (date '${months.toSorted().at(-1)}' + interval 1 month)::date`,
  );
}

async function insert(connection: DuckDBConnection, table: string, rows: FixtureRow[]): Promise<void> {
  // one statement for rows of the same columns: a statement a row took longer than the models
  for (const alike of Map.groupBy(rows, (row) => Object.keys(row).join(", ")).entries()) {
    const [names, group] = alike;
    const values = group.map((row) => `(${Object.values(row).map(literal).join(", ")})`);
    await connection.run(`insert into ${table} (${names}) values ${values.join(", ")}`);
  }
}

function literal(value: Value): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Runs one model or report on given input tables, whose columns come from contracts and headers. */
export async function runModel(
  name: string,
  fixture: Fixture,
  params: FixtureRow = {},
): Promise<FixtureRow[]> {
  const model = find(name);
  return withEmpty((connection) => runIn(connection, model, fixture, params));
}

async function runIn(
  connection: DuckDBConnection,
  model: Model,
  fixture: Fixture,
  params: FixtureRow,
): Promise<FixtureRow[]> {
  const {name} = model;
  await fill(connection, fixture);
  const made = new Set<string>();
  for (const dependency of model.dependencies) await make(dependency);
  for (const table of Object.keys(fixture))
    if (!table.includes(".") && !made.has(table)) {
      if (model.page !== "data_health") throw new Error(`${name} does not read ${table}`);
      await insert(connection, table, fixture[table]!);
    }
  /** A given table, one that follows from the company's settings, or a step between that follows from given ones. */
  async function make(table: string): Promise<void> {
    if (made.has(table)) return;
    made.add(table);
    const source = find(table);
    const isStep = table.startsWith("int_") && source.dependencies.some(isBehind);
    if (!fixture[table] && (isStep || ["dim_settings", "dim_dates"].includes(table))) {
      for (const dependency of isStep ? source.dependencies : []) await make(dependency);
      await connection.run(`create table ${table} as ${source.sql}`);
    } else {
      await connection.run(tableSql(source));
      await insert(connection, table, fixture[table] ?? []);
    }
  }
  /** Given, though the model does not read it itself. */
  function isBehind(table: string): boolean {
    return fixture[table] !== undefined && !model.dependencies.includes(table);
  }
  // a table has no order of its own; a report's order is part of its promise
  const sql =
    model.layer === "reports"
      ? model.sql
      : `select * from (${model.sql}) order by ${model.grain.map((column) => `${column} nulls first`).join(", ")}`;
  const unset = Object.fromEntries(model.params.map(({name: param}) => [param, null]));
  return read(connection, sql, {...unset, ...params});
}

export interface Built {
  connection: DuckDBConnection;
  /** Rows of any query on the built tables. */
  query(sql: string): Promise<FixtureRow[]>;
  report(name: string, params?: FixtureRow): Promise<FixtureRow[]>;
  close(): void;
}

/** Builds every model from fixture rows of stage and company tables, as a whole run does. */
export async function buildAll(fixture: Fixture): Promise<Built> {
  const connection = await openEmpty();
  await fill(connection, fixture);
  for (const model of models) await connection.run(`create table ${model.name} as ${model.sql}`);
  return {
    connection,
    query: (sql) => read(connection, sql),
    report: (name, params = {}) => {
      const report = find(name);
      const unset = Object.fromEntries(report.params.map(({name: param}) => [param, null]));
      return read(connection, report.sql, {...unset, ...params});
    },
    close: () => connection.closeSync(),
  };
}

async function read(
  connection: DuckDBConnection,
  sql: string,
  params: FixtureRow = {},
): Promise<FixtureRow[]> {
  const result = await connection.runAndReadAll(sql, params);
  const moments = result
    .columnNames()
    .filter((_, index) => result.columnType(index).toString() === "TIMESTAMP WITH TIME ZONE");
  return (result.getRowObjectsJson() as FixtureRow[]).map((row) => {
    for (const name of moments) row[name] = inUtc(row[name] ?? null);
    return row;
  });
}

/** The driver writes moments in the machine's zone; expectations are in UTC. */
function inUtc(moment: Value): Value {
  if (typeof moment !== "string") return moment;
  const iso = moment.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return new Date(iso)
    .toISOString()
    .replace("T", " ")
    .replace(/\.000Z$/, "+00");
}

/** The named columns of each row, so that an expectation holds only what it is about. */
export function pick(rows: FixtureRow[], ...names: string[]): FixtureRow[] {
  return rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
}
