import {parse} from "node:path";
import {Router} from "express";
import type {Deps} from "../app.ts";
import {signedIn} from "../auth/session.ts";
import {HttpError, nothingPublished} from "../errors.ts";

/** GET /snapshot: what is being shown, without where its files are. */
export function snapshotRoutes({snapshots}: Deps): Router {
  const router = Router();
  router.get("/snapshot", (request, response) => {
    signedIn(request);
    const pointer = snapshots.current();
    if (!pointer) throw new HttpError("no_snapshot", nothingPublished);
    const {id, published_at, company, data_until, health} = pointer;
    const health_run = health ? parse(health).name : null;
    response.set("Cache-Control", "no-store").json({id, published_at, company, data_until, health_run});
  });
  return router;
}
