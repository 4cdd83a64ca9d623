import {basename} from "node:path";
import {Router} from "express";
import * as z from "zod";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {refused} from "../command.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";

/** Who may bring files and say what they mean. */
export const sourceKeepers: readonly Role[] = ["admin", "director"];

const loadBody = z.strictObject({source: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)});

/**
 * GET /uploads: the limit; PUT /uploads/:name: the bytes of a file as the body; POST /uploads/:upload/load: the file is
 * one more of a source; DELETE /uploads/:upload.
 */
export function uploadRoutes({commandLine, ledger, queue, uploads}: Deps): Router {
  const router = Router();

  router.get("/uploads", (request, response) => {
    signedInAs(request, {en: "bringing files", ru: "отправка файлов"}, sourceKeepers);
    response.set("Cache-Control", "no-store").json({limit: uploads.limit});
  });

  router.put("/uploads/:name", async (request, response) => {
    const user = signedInAs(request, {en: "bringing files", ru: "отправка файлов"}, sourceKeepers);
    const announced = request.get("content-length");
    const kept = await uploads.receive(
      request,
      request.params.name,
      announced === undefined ? undefined : Number(announced),
    );
    audit(ledger, {
      actor: user.name,
      action: "file_uploaded",
      subject: kept.name,
      detail: `${kept.size} bytes`,
    });
    response.status(201).json(kept);
  });

  router.post("/uploads/:upload/load", async (request, response) => {
    const user = signedInAs(request, {en: "bringing files", ru: "отправка файлов"}, sourceKeepers);
    const parsed = loadBody.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "upload: expected {source}, the name of a source",
        ru: "отправка файла: нужно имя источника",
      });
    const path = uploads.pathOf(request.params.upload);
    const {source} = parsed.data;
    const {code, stderr} = await commandLine.runCommand(["source", "add", source, "--file", path]);
    if (code !== 0) throw refused("source add", code, stderr);
    uploads.remove(request.params.upload);
    audit(ledger, {actor: user.name, action: "file_added", subject: source, detail: basename(path)});
    response.status(201).json({source, run_id: await queue.startOrWait({source, full: false})});
  });

  router.delete("/uploads/:upload", (request, response) => {
    const user = signedInAs(request, {en: "bringing files", ru: "отправка файлов"}, sourceKeepers);
    const path = uploads.pathOf(request.params.upload);
    uploads.remove(request.params.upload);
    audit(ledger, {actor: user.name, action: "upload_removed", subject: basename(path)});
    response.status(204).end();
  });
  return router;
}
