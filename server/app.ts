import type {DatabaseSync} from "node:sqlite";
import express, {type Express, Router} from "express";
import helmet from "helmet";
import type {Demo} from "./auth/demo.ts";
import {authenticate, refuseForged} from "./auth/session.ts";
import type {Catalog} from "./catalog.ts";
import type {CommandLine} from "./command.ts";
import {errorHandler, nothingHere} from "./errors.ts";
import type {Events} from "./events.ts";
import type {Journal} from "./journal.ts";
import {docketRoutes} from "./routes/docket.ts";
import {eventRoutes} from "./routes/events.ts";
import {fixRoutes} from "./routes/fixes.ts";
import {healthRoutes} from "./routes/health.ts";
import {inspectRoutes} from "./routes/inspect.ts";
import {invitationRoutes} from "./routes/invitations.ts";
import {pageRoutes} from "./routes/pages.ts";
import {payrollRoutes} from "./routes/payroll.ts";
import {reportRoutes} from "./routes/reports.ts";
import {runRoutes} from "./routes/runs.ts";
import {sessionRoutes} from "./routes/session.ts";
import {snapshotRoutes} from "./routes/snapshot.ts";
import {sourceSampleRoutes} from "./routes/source-sample.ts";
import {sqlRoutes} from "./routes/sql.ts";
import {templateRoutes} from "./routes/templates.ts";
import {uploadRoutes} from "./routes/uploads.ts";
import type {RunQueue} from "./run-queue.ts";
import type {Desk} from "./sandbox/desk.ts";
import type {Snapshots} from "./snapshots.ts";
import type {Uploads} from "./uploads.ts";

export interface Deps {
  catalog: Catalog;
  commandLine: CommandLine;
  demo: Demo;
  /** Runs what people write in SQL. */
  desk: Desk;
  events: Events;
  /** The company's home folder. */
  home: string;
  journal: Journal;
  ledger: DatabaseSync;
  log: (line: string) => void;
  queue: RunQueue;
  snapshots: Snapshots;
  uploads: Uploads;
  /** Folder of the built pages. */
  pages: string;
  trustProxy: boolean;
}

/** The whole server without a port. */
export function createApp(deps: Deps): Express {
  const app = express();
  app.set("trust proxy", deps.trustProxy ? 1 : false);
  app.set("query parser", "simple");
  app.use(protection(deps.trustProxy));
  app.use("/api", api(deps));
  app.use(pageRoutes(deps.pages));
  app.use(errorHandler(deps.log));
  return app;
}

function api(deps: Deps): Router {
  const router = Router();
  router.use(healthRoutes(deps));
  router.use(["/inspect", "/sources", "/fixes", "/sql"], refuseForged, express.json({limit: "1mb"}));
  router.use(refuseForged, express.json({limit: "16kb"}), authenticate(deps));
  router.use(sessionRoutes(deps), invitationRoutes(deps), snapshotRoutes(deps));
  router.use(reportRoutes(deps), runRoutes(deps), eventRoutes(deps));
  router.use(uploadRoutes(deps), inspectRoutes(deps), templateRoutes(deps), fixRoutes(deps));
  router.use(sourceSampleRoutes(deps), docketRoutes(deps), payrollRoutes(deps), sqlRoutes(deps));
  router.use(() => {
    throw nothingHere();
  });
  return router;
}

/** Charts set inline styles, so styles may be inline; scripts may not. Plain http must keep working. */
function protection(https: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https,
    xFrameOptions: {action: "deny"},
  });
}
