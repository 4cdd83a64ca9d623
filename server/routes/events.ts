import {Router} from "express";
import type {Deps} from "../app.ts";
import {signedIn} from "../auth/session.ts";
import {runReaders} from "./runs.ts";

const heartbeat = 25_000;

/** GET /events: a stream of `snapshot` events, and of `run` events for those who may see runs. */
export function eventRoutes({events}: Deps): Router {
  const router = Router();
  router.get("/events", (request, response) => {
    const seesRuns = runReaders.includes(signedIn(request).role);
    response.set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.write("retry: 3000\n\n");
    const unsubscribe = events.subscribe(({type, data}) => {
      if (type === "run" && !seesRuns) return;
      response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
    });
    const timer = setInterval(() => response.write(": still here\n\n"), heartbeat).unref();
    response.on("close", () => {
      clearInterval(timer);
      unsubscribe();
    });
  });
  return router;
}
