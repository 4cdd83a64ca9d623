import {Router} from "express";
import * as z from "zod";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";

/** Who sees what happens to the data, and who may make it happen. */
export const runReaders: readonly Role[] = ["admin", "director", "head", "analyst"];
export const runStarters: readonly Role[] = ["admin", "director"];

const body = z.strictObject({
  source: z
    .string()
    .regex(/^[\w-]+$/)
    .nullish(),
  full: z.boolean().default(false),
  replay: z.boolean().default(false),
});

/** GET /runs, GET /runs/:id, POST /runs: the last thirty runs, one of them, start another. */
export function runRoutes({journal, queue, ledger}: Deps): Router {
  const router = Router();

  router.get("/runs", (request, response) => {
    signedInAs(request, {en: "the list of runs", ru: "список загрузок"}, runReaders);
    response.set("Cache-Control", "no-store").json(journal.newest(30));
  });

  router.get("/runs/:id", (request, response) => {
    signedInAs(request, {en: "the list of runs", ru: "список загрузок"}, runReaders);
    const run = journal.read(request.params.id);
    if (!run)
      throw new HttpError("unknown_run", {
        en: `there is no run ${request.params.id}`,
        ru: `загрузки ${request.params.id} нет`,
      });
    response.set("Cache-Control", "no-store").json(run);
  });

  router.post("/runs", async (request, response) => {
    const user = signedInAs(request, {en: "starting a run", ru: "запуск загрузки"}, runStarters);
    const parsed = body.safeParse(request.body ?? {});
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "run: expected {source, full, replay}; all may be left out",
        ru: "загрузка: можно указать source, full и replay, другого нельзя",
      });
    const {source, full, replay} = parsed.data;
    const run_id = await queue.startNow({source: source ?? null, full, replay});
    const detail = replay ? "replay" : (source ?? "");
    audit(ledger, {actor: user.name, action: "run_started", subject: run_id, detail});
    response.status(202).json({run_id});
  });
  return router;
}
