import type {DuckDBConnection} from "@duckdb/node-api";
import {Router} from "express";
import {metrics} from "../../queries/metrics/index.ts";
import {audienceOfRole} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {readArrow} from "../arrow.ts";
import {signedIn, signedInAs} from "../auth/session.ts";
import type {Report} from "../catalog.ts";
import type {DataFile} from "../data-file.ts";
import {HttpError} from "../errors.ts";
import {type Format, readReportQuery} from "../report-query.ts";
import {csvText, jsonText} from "../rows.ts";
import {type WorkbookSource, workbook} from "../workbook.ts";

type Reader = (
  file: DataFile,
  connection: DuckDBConnection,
  source: WorkbookSource,
) => Promise<string | Buffer>;

const readers: Record<Format, Reader> = {
  async arrow(file, connection, {report: {sql}, values}) {
    const shape = await file.shape(connection, sql, values);
    const {buffer, byteOffset, byteLength} = await readArrow(connection, sql, values, shape);
    return Buffer.from(buffer, byteOffset, byteLength);
  },
  async csv(_file, connection, {report: {sql}, values}) {
    const result = await connection.run(sql, values);
    return csvText(result.columnNames(), await result.getRows());
  },
  async json(_file, connection, {report: {sql}, values}) {
    const result = await connection.run(sql, values);
    return jsonText(result.columnNames(), await result.getRows());
  },
  async xlsx(_file, connection, source) {
    const result = await connection.run(source.report.sql, source.values);
    return workbook(source, await result.getRows());
  },
};
const contentTypes: Record<Format, string> = {
  arrow: "application/vnd.apache.arrow.stream",
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** GET /reports/:name?month=… answers one named report; SQL never comes from the browser. */
export function reportRoutes({catalog, snapshots}: Deps): Router {
  const router = Router();
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
    const {name, doc, grain, columns, sql} = report;
    const own = metrics.filter((metric) => metric.report === name);
    response.set("Cache-Control", "no-store").json({name, doc, grain, columns, metrics: own, sql});
  });

  router.get("/reports/:name", async (request, response) => {
    signedIn(request);
    const report = find(request.params.name);
    const user = signedInAs(request, {en: report.name, ru: report.name}, report.roles);
    const {format, asOf, values, key} = readReportQuery(report, request.query, user);
    await snapshots.read(asOf, async (snapshot) => {
      const {pointer} = snapshot;
      const ofHealth = report.page === "data_health";
      const version = ofHealth ? (pointer.health ?? "").replaceAll(/[^\w-]/g, "_") : pointer.id;
      response.set({
        ETag: `"${version}-${report.hash}-${key}"`,
        "Cache-Control": "private, no-cache",
        "Estafeta-Snapshot": pointer.id,
      });
      if (request.fresh) return void response.status(304).end();
      const file = ofHealth ? snapshot.health() : snapshot.audience(audienceOfRole[user.role]);
      const body = await file.use((connection) =>
        readers[format](file, connection, {report, values, snapshot: pointer.id}),
      );
      response.type(contentTypes[format]);
      if (format === "csv" || format === "xlsx") response.attachment(`${report.name}.${format}`);
      response.send(body);
    });
  });
  return router;
}
