import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {captionOf, entityCaption} from "./contracts/captions.ts";
import {codesOf, fieldsOf} from "./contracts/contract.ts";
import {stageTableSql} from "./contracts/ddl.ts";
import {contracts} from "./contracts/index.ts";
import type {Column, ColumnType} from "./header.ts";
import {metricsText} from "./metrics-table.ts";
import {
  type Model,
  queriesDirectory,
  readChecks,
  readCompanyTables,
  readHealthTables,
  readMacros,
  readModels,
  readReports,
} from "./models.ts";
import {payLeaks} from "./pay-models.ts";

const typescriptTypes: Record<ColumnType, string> = {
  varchar: "string",
  boolean: "boolean",
  date: "string",
  timestamptz: "string",
  integer: "number",
  bigint: "number",
  "decimal(18,2)": "number",
  "decimal(18,6)": "number",
  double: "number",
};

const duckdbNames: Record<string, string> = {
  "timestamp with time zone": "timestamptz",
};

/** An in-memory database with every table a model may read, all of them empty. */
export async function emptyWarehouse(timezone = "Europe/Moscow"): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", {threads: "2"});
  const connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
  await connection.run("create schema stage");
  for (const contract of contracts) await connection.run(stageTableSql(contract));
  await connection.run(readCompanyTables());
  await connection.run(readHealthTables());
  await connection.run(readMacros(timezone));
  await connection.run("create table touched_months (month date)");
  await connection.run("create table touched_months_forward (month date)");
  return connection;
}

/** The empty table a model's header promises. */
export function tableSql(model: Pick<Model, "name" | "columns">): string {
  return `create or replace table ${model.name} (${model.columns.map((column) => `${column.name} ${column.type}`).join(", ")})`;
}

/** Prepares a statement and says where its columns differ from the header; an empty list means that they agree. */
export async function differences(connection: DuckDBConnection, model: Model): Promise<string[]> {
  const prepared = await connection.prepare(model.sql);
  const actual: Pick<Column, "name" | "type">[] = [];
  for (let index = 0; index < prepared.columnCount; index++) {
    const type = prepared.columnType(index).toString().toLowerCase();
    actual.push({name: prepared.columnName(index), type: (duckdbNames[type] ?? type) as ColumnType});
  }
  const found = new Set<string>();
  for (let index = 1; index <= prepared.parameterCount; index++) found.add(prepared.parameterName(index));
  prepared.destroySync();
  const problems: string[] = [];
  const length = Math.max(actual.length, model.columns.length);
  for (let index = 0; index < length; index++) {
    const promised = model.columns[index];
    const got = actual[index];
    if (promised?.name !== got?.name || promised?.type !== got?.type)
      problems.push(
        `column ${index + 1}: the header says ${promised ? `${promised.name} ${promised.type}` : "nothing"}, the statement gives ${got ? `${got.name} ${got.type}` : "nothing"}`,
      );
  }
  for (const param of model.params)
    if (!found.has(param.name)) problems.push(`param ${param.name} is not used`);
  for (const name of found)
    if (!model.params.some((param) => param.name === name))
      problems.push(`param ${name} is not in the header`);
  return problems;
}

/** Every way a header and its statement disagree, over all models, reports and checks. */
export async function allDifferences(): Promise<string[]> {
  const connection = await emptyWarehouse();
  const problems: string[] = [];
  const compare = async (model: Model) => {
    try {
      for (const problem of await differences(connection, model))
        problems.push(`queries/${model.path}: ${problem}`);
    } catch (error) {
      problems.push(`queries/${model.path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const model of readModels()) {
    await compare(model);
    await connection.run(tableSql(model));
  }
  for (const report of readReports()) await compare(report);
  for (const check of readChecks()) {
    try {
      (await connection.prepare(check.sql)).destroySync();
    } catch (error) {
      problems.push(`queries/${check.path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  problems.push(...payLeaks(readModels(), readReports()));
  connection.closeSync();
  return problems;
}

/** The header of every file, for the server, the catalogue page and the tests. */
export function catalogText(): string {
  const entries = [...readModels(), ...readReports(), ...readChecks()].map(
    ({sql: _sql, ...header}) => header,
  );
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  return `${JSON.stringify(entries, null, 1)}\n`;
}

/** Row and parameter types of every report, by the report's name. */
export function rowsText(): string {
  const reports = readReports();
  const lines = ["// Generated by `npm run typegen` from the headers of queries/reports. Do not edit."];
  for (const report of reports) {
    const never = new Set(
      report.checks.filter((check) => check.kind === "not_null").flatMap((check) => check.args),
    );
    lines.push("", `/** ${report.doc} */`, `export interface ${pascal(report.name)}Row {`);
    for (const column of report.columns) {
      const type = typescriptTypes[column.type];
      lines.push(
        `  /** ${column.doc} */`,
        `  ${column.name}: ${never.has(column.name) ? type : `${type} | null`};`,
      );
    }
    lines.push("}");
  }
  lines.push("", "/** Report name to the type of its rows. */", "export interface ReportRows {");
  for (const report of reports) lines.push(`  ${report.name}: ${pascal(report.name)}Row;`);
  lines.push(
    "}",
    "",
    "/** Report name to its parameters; days are written YYYY-MM-DD. */",
    "export interface ReportParams {",
  );
  for (const report of reports) {
    const params = report.params.map((param) => `${param.name}: ${typescriptTypes[param.type]}`);
    lines.push(
      `  ${report.name}: ${params.length === 0 ? "Record<string, never>" : `{${params.join("; ")}}`};`,
    );
  }
  lines.push("}", "", "export type ReportName = keyof ReportRows;", "");
  return lines.join("\n");
}

function pascal(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** What people call each entity and field, and which dictionary or closed list a field is chosen from. */
export function fieldsText(): string {
  const entities = contracts.map((contract) => {
    const fields = fieldsOf(contract).map((field) => [
      field.name,
      {
        ...captionOf(contract.entity, field.name),
        dictionary: field.dictionary,
        codes: codesOf(field) ?? undefined,
        after: contract.ordered?.find(({later}) => later === field.name)?.earlier,
      },
    ]);
    return [contract.entity, {...entityCaption(contract.entity), fields: Object.fromEntries(fields)}];
  });
  return `${JSON.stringify(Object.fromEntries(entities), null, 1)}\n`;
}

export const generatedFiles = {
  "catalog.json": catalogText,
  "rows.ts": rowsText,
  "fields.json": fieldsText,
  "metrics.md": metricsText,
} as const;

/** Writes the generated files, or with `check` names those that differ from what would be written. */
export function generate(options: {check: boolean}): string[] {
  const folder = join(queriesDirectory, "generated");
  mkdirSync(folder, {recursive: true});
  const changed: string[] = [];
  for (const [name, textOf] of Object.entries(generatedFiles)) {
    const path = join(folder, name);
    const text = textOf();
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    changed.push(`queries/generated/${name}`);
    if (!options.check) writeFileSync(path, text);
  }
  return changed;
}

if (import.meta.main) {
  const check = process.argv.includes("--check");
  const problems = await allDifferences();
  for (const problem of problems) console.error(problem);
  const changed = problems.length === 0 ? generate({check}) : [];
  for (const path of changed)
    console.log(check ? `${path}: differs from the headers; run npm run typegen` : `wrote ${path}`);
  if (problems.length > 0 || (check && changed.length > 0)) process.exitCode = 1;
}
