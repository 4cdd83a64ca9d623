import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import {Router} from "express";
import * as z from "zod";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {pathsOf} from "../config.ts";
import {HttpError} from "../errors.ts";
import {pastQueries, recordQuery} from "../ledger/queries.ts";
import type {Pointer} from "../pointer.ts";
import {withoutEnd} from "../sandbox/answer.ts";
import type {DeskFile} from "../sandbox/desk.ts";
import {readAnalystTables} from "../tables.ts";

/** Who may write SQL of their own; all of them read the analysts' file, where names are stand-ins and no pay is. */
export const queryRoles: readonly Role[] = ["admin", "director", "analyst"];

export const mostRows = 1_000_000;
const pastShown = 100;

const contentTypes = {
  arrow: "application/vnd.apache.arrow.stream",
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
} as const;

const body = z.strictObject({
  sql: z.string().trim().min(1).max(100_000),
  params: z.record(z.string().max(100), z.string().max(1000).nullable()).default({}),
  /** Parameters that are texts even where they look like numbers or days. */
  texts: z.array(z.string().max(100)).max(100).default([]),
  format: z.enum(["arrow", "csv", "json", "parquet"]).default("arrow"),
  limit: z.int().min(1).max(mostRows).default(mostRows),
  asOf: z.string().optional(),
});

/** POST /sql runs one SELECT in the sandbox; GET /sql/history lists the reader's own statements, /sql/tables what to read. */
export function sqlRoutes({desk, home, ledger, snapshots}: Deps): Router {
  const router = Router();
  const subject = {en: "SQL", ru: "запросы SQL"};
  const folder = pathsOf(home).snapshots;

  const tables = readAnalystTables();

  router.get("/sql/tables", (request, response) => {
    signedInAs(request, subject, queryRoles);
    response.set("Cache-Control", "no-store").json(tables);
  });

  router.get("/sql/history", (request, response) => {
    const user = signedInAs(request, subject, queryRoles);
    response.set("Cache-Control", "no-store").json(pastQueries(ledger, user.name, pastShown));
  });

  router.post("/sql", async (request, response) => {
    const user = signedInAs(request, subject, queryRoles);
    const {asOf, format, limit, params, texts, ...asked} = readBody(request.body);
    const sql = withoutEnd(asked.sql);
    const values = Object.fromEntries(
      Object.entries(params).map(([name, text]) => [name, {text, isText: texts.includes(name)}]),
    );
    const stop = new AbortController();
    response.once("close", () => stop.abort());
    await snapshots.read(asOf, async ({pointer}) => {
      const started = performance.now();
      const done = (outcome: string, row_count: number | null) => {
        const milliseconds = performance.now() - started;
        recordQuery(ledger, {
          by_name: user.name,
          sql,
          snapshot_id: pointer.id,
          row_count,
          milliseconds,
          outcome,
        });
        return Math.round(milliseconds);
      };
      const {head, bytes} = await desk
        .ask(user.name, analystFile(folder, pointer), {sql, values, format, limit}, stop.signal)
        .catch((error: unknown) => {
          done(stop.signal.aborted ? "stopped" : error instanceof HttpError ? error.code : "internal", null);
          throw error;
        });
      const milliseconds = done("answered", head.rowCount);
      const {byteCount, ...said} = head;
      response.set({
        "Cache-Control": "no-store",
        "Content-Length": String(byteCount),
        "Estafeta-Snapshot": pointer.id,
        // a header holds no letters beyond Latin: the page reads it back with decodeURIComponent
        "Estafeta-Answer": encodeURIComponent(JSON.stringify({...said, milliseconds})),
      });
      response.type(contentTypes[format]);
      if (format === "csv" || format === "parquet") response.attachment(`query.${format}`);
      await pipeline(bytes, response).catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      });
    });
  });
  return router;
}

function readBody(given: unknown): z.output<typeof body> {
  const parsed = body.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") ?? "";
  throw new HttpError("bad_params", {
    en: `query: ${field}: ${issue?.message}`,
    ru: `запрос: ${field}: значение не подходит (${issue?.message})`,
  });
}

function analystFile(folder: string, {audiences, id}: Pointer): DeskFile {
  const published = audiences.analyst;
  if (!published)
    throw new HttpError("no_snapshot", {
      en: `query: snapshot ${id} has no file for analysts; run the pipeline`,
      ru: `запрос: в опубликованных данных ${id} нет файла для аналитиков; запустите загрузку`,
    });
  const parts = published.attach.map(({name, file}) => ({name, path: join(folder, file)}));
  return {key: id, path: join(folder, published.file), parts};
}
