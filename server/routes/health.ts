import {Router} from "express";
import type {Deps} from "../app.ts";

/** GET /health tells a monitor whether something is published, and how old it is. */
export function healthRoutes({snapshots, journal}: Deps): Router {
  const router = Router();
  router.get("/health", (_request, response) => {
    const pointer = snapshots.current();
    const last = journal.newest(1)[0];
    const age = pointer && Math.max(0, Math.round((Date.now() - Date.parse(pointer.published_at)) / 1000));
    response.set("Cache-Control", "no-store").json({
      status: pointer ? "ok" : "no_snapshot",
      snapshot: pointer?.id ?? null,
      published_at: pointer?.published_at ?? null,
      age_seconds: age ?? null,
      last_run: last ? {run_id: last.run_id, status: last.status, finished_at: last.finished_at} : null,
    });
  });
  return router;
}
