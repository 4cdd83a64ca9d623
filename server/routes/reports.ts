import type {DatabaseSync} from "node:sqlite";
import type {DuckDBConnection} from "@duckdb/node-api";
import {Router} from "express";
import {metrics} from "../../queries/metrics/index.ts";
import {audienceOfRole} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {readArrow, type Values} from "../arrow.ts";
import {signedIn, signedInAs} from "../auth/session.ts";
import type {Report} from "../catalog.ts";
import type {DataFile} from "../data-file.ts";
import {docketReport, withDecisions} from "../decided-rows.ts";
import {HttpError} from "../errors.ts";
import {exportTable} from "../export-table.ts";
import {withLiterals} from "../literals.ts";
import {type Format, readReportQuery} from "../report-query.ts";
import {csvForms, csvText, jsonText, plainCsv} from "../rows.ts";
import {exportWords, type Language} from "../words.ts";
import {workbook} from "../workbook.ts";
import {overItsYears} from "../years.ts";

interface Asked {
  report: Report;
  sql: string;
  values: Values;
  language: Language | undefined;
  snapshot: string;
}
type Reader = (file: DataFile, connection: DuckDBConnection, asked: Asked) => Promise<string | Buffer>;

const contentTypes: Record<Format, string> = {
  arrow: "application/vnd.apache.arrow.stream",
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** GET /reports/:name?month=… answers one named report; SQL never comes from the browser. */
export function reportRoutes({catalog, ledger, pages, snapshots}: Deps): Router {
  const router = Router();
  const readers = readersOf(ledger, pages);
  const find = (name: string): Report => {
    const report = catalog.get(name);
    if (!report)
      throw new HttpError("unknown_report", {
        en: `there is no report named ${name}`,
        ru: `отчёта ${name} нет`,
      });
    return report;
  };

  router.get("/reports", (request, response) => {
    const {role} = signedIn(request);
    const readable = [...catalog.values()].filter((report) => report.roles.includes(role));
    const reports = readable.map(({name, page, doc, params, columns}) => ({
      name,
      page,
      doc,
      params,
      columns,
    }));
    response.set("Cache-Control", "no-store").json(reports);
  });

  router.get("/reports/:name/definition", (request, response) => {
    signedIn(request);
    const report = find(request.params.name);
    signedInAs(request, {en: report.name, ru: report.name}, report.roles);
    const {name, doc, grain, columns, params, sql} = report;
    const own = metrics.filter((metric) => metric.report === name);
    response.set("Cache-Control", "no-store").json({name, doc, grain, columns, params, metrics: own, sql});
  });

  router.get("/reports/:name", async (request, response) => {
    signedIn(request);
    const report = find(request.params.name);
    const user = signedInAs(request, {en: report.name, ru: report.name}, report.roles);
    const {format, asOf, key, ...asked} = readReportQuery(report, request.query, user);
    await snapshots.read(asOf, async (snapshot) => {
      const {pointer} = snapshot;
      const ofHealth = report.page === "data_health";
      const version = ofHealth ? (pointer.health ?? "").replaceAll(/[^\w-]/g, "_") : pointer.id;
      response.set({
        ETag: `"${version}-${report.hash}-${key}"`,
        "Cache-Control": "private, no-cache",
        "Estafeta-Snapshot": pointer.id,
      });
      // what was decided of a docket's rows changes without a new snapshot
      if (report.name === docketReport && format !== "arrow") response.removeHeader("ETag");
      if (request.fresh) return void response.status(304).end();
      const file = ofHealth ? snapshot.health() : snapshot.audience(audienceOfRole[user.role]);
      const sql = overItsYears(asked.sql, report, asked.values, file.parts);
      const body = await file
        .use((connection) => readers[format](file, connection, {...asked, report, sql, snapshot: pointer.id}))
        .catch((error: unknown) => {
          throw isOfOtherVersion(error) ? otherVersion(report) : error;
        });
      response.type(contentTypes[format]);
      if (format === "csv" || format === "xlsx") response.attachment(`${report.name}.${format}`);
      response.send(body);
    });
  });
  return router;
}

/** A report's statement fits the tables of its own version: what it does not find was written by another one. */
const isOfOtherVersion = (error: unknown) =>
  error instanceof Error && /^(?:Binder|Catalog) Error/.test(error.message);

const otherVersion = ({name}: Report) =>
  new HttpError("other_version", {
    en: `${name}: this snapshot was published by another version of the program and lacks what the report reads; the next run mends it`,
    ru: `${name}: этот снимок опубликован другой версией программы, и в нём нет того, что читает отчёт; следующий запуск это исправит`,
  });

function readersOf(ledger: DatabaseSync, pages: string): Record<Format, Reader> {
  /** All rows to take away, with what was decided of them, in the words of the page. */
  const table = async (connection: DuckDBConnection, {report, sql, values, language}: Asked) => {
    const result = await connection.run(withLiterals(sql, values));
    const decided = withDecisions(ledger, report, result.columnNames(), await result.getRows());
    const words = language
      ? exportWords(pages, language, await ownNames(connection, report, language))
      : null;
    return exportTable(decided.report, decided.names, decided.rows, words);
  };
  return {
    async arrow(file, connection, {sql, values}) {
      const shape = await file.shape(connection, sql, values);
      const {buffer, byteOffset, byteLength} = await readArrow(connection, sql, values, shape);
      return Buffer.from(buffer, byteOffset, byteLength);
    },
    async csv(_file, connection, asked) {
      const {columns, rows} = await table(connection, asked);
      const headings = columns.map(({heading}) => heading);
      return csvText(headings, rows, asked.language ? csvForms[asked.language] : plainCsv);
    },
    async json(_file, connection, asked) {
      const {columns, rows} = await table(connection, {...asked, language: undefined});
      return jsonText(
        columns.map(({name}) => name),
        rows,
      );
    },
    async xlsx(_file, connection, asked) {
      return workbook({...asked, table: await table(connection, asked)});
    },
  };
}

/** The company's own names of codes and norms; a health file has none. */
async function ownNames(connection: DuckDBConnection, report: Report, language: Language) {
  if (report.page === "data_health") return [];
  const known = await connection.runAndReadAll(
    "select table_name from duckdb_tables() where table_name in ('dim_dictionary', 'dim_norms')",
  );
  const tables = known.getRowObjects().map((row) => String(row["table_name"]));
  const parts = [
    tables.includes("dim_norms") &&
      report.columns.some(({name}) => name === "norm_id") &&
      `(select norm_id as code, name_${language} as name from dim_norms order by valid_from)`,
    tables.includes("dim_dictionary") && `(select code, name_${language} as name from dim_dictionary)`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return [];
  const names = await connection.runAndReadAll(
    `select code, name from (${parts.join(" union all ")}) where name is not null`,
  );
  return names.getRowObjects().map(({code, name}) => ({code: String(code), name: String(name)}));
}
