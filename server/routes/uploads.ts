import {basename} from "node:path";
import {Router} from "express";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {audit} from "../ledger/audit.ts";

/** Who may bring files and say what they mean. */
export const sourceKeepers: readonly Role[] = ["admin", "director"];

/** GET /uploads: the limit; PUT /uploads/:name: the bytes of a file as the body; DELETE /uploads/:upload. */
export function uploadRoutes({uploads, ledger}: Deps): Router {
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

  router.delete("/uploads/:upload", (request, response) => {
    const user = signedInAs(request, {en: "bringing files", ru: "отправка файлов"}, sourceKeepers);
    const path = uploads.pathOf(request.params.upload);
    uploads.remove(request.params.upload);
    audit(ledger, {actor: user.name, action: "upload_removed", subject: basename(path)});
    response.status(204).end();
  });
  return router;
}
