import {existsSync} from "node:fs";
import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {recordAddress} from "./address.ts";
import {createApp} from "./app.ts";
import {type Demo, isDemoFolder, placeDemoUsers, prepareDemo} from "./auth/demo.ts";
import {inviteFirstAdmin} from "./auth/first-admin.ts";
import {type Catalog, readCatalog} from "./catalog.ts";
import {createCommandLine} from "./command.ts";
import {type Config, ConfigError, isLoopback, pathsOf, readConfig, urlOf} from "./config.ts";
import type {Limits} from "./data-file.ts";
import {createEvents} from "./events.ts";
import {createJournal} from "./journal.ts";
import {invitationPath} from "./ledger/invitations.ts";
import {openLedger} from "./ledger/ledger.ts";
import {createRunQueue} from "./run-queue.ts";
import {createRunner} from "./runs.ts";
import {createDesk} from "./sandbox/desk.ts";
import {readSchedule, startSchedule} from "./schedule.ts";
import {followSnapshots} from "./snapshots.ts";
import {openUploads} from "./uploads.ts";

const root = join(import.meta.dirname, "..");

export interface ServeOptions extends Config {
  catalog?: Catalog;
  /** Command line of the pipeline. */
  command?: string[];
  /** Folder of the built pages. */
  pages?: string;
  log?: (line: string) => void;
  /** Largest file that may be dropped on the page, in bytes. */
  uploadLimit?: number;
  /** What one statement of free SQL may take. */
  queryLimits?: Limits;
}

export interface RunningServer {
  url: string;
  /** One-time link of the first administrator, while nobody has a password. */
  invitation: string | undefined;
  /** Who may sign in to the demo company, and with which password. */
  demoUsers: Demo["users"];
  close(): Promise<void>;
}

/** Serves one company folder: pages, reports, sign-in, runs and their schedule. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const {
    log = console.error,
    catalog = readCatalog(),
    pages = join(root, "dashboards/dist"),
    command = [process.execPath, "--max-old-space-size=2048", join(root, "pipelines/cli.ts")],
  } = options;
  const paths = pathsOf(options.home);
  const events = createEvents();
  const ledger = openLedger(paths.ledger);
  const snapshots = await followSnapshots({directory: paths.snapshots, events, log});
  const demoWanted = options.demo || isDemoFolder(paths.demo);
  const demo = await prepareDemo(ledger, demoWanted && isLoopback(options.host));
  const runner = createRunner({home: options.home, command, events, log});
  const commandLine = createCommandLine({home: options.home, command});
  const uploads = openUploads(paths.uploads, options.uploadLimit);
  const queue = createRunQueue({runner, log});
  const desk = createDesk(options.queryLimits ? {limits: options.queryLimits} : {});
  const journal = createJournal(paths.runs, runner.isRunning);
  const {trustProxy} = options;
  const app = createApp({
    catalog,
    commandLine,
    demo,
    desk,
    events,
    home: options.home,
    journal,
    ledger,
    log,
    queue,
    snapshots,
    uploads,
    pages,
    trustProxy,
  });

  const place = () => {
    if (!demo.allowed) return;
    placeDemoUsers(ledger, catalog, snapshots).catch((error: Error) => log(`demo users: ${error.message}`));
  };
  events.subscribe(({type}) => type === "snapshot" && place());
  place();

  const server = createServer(app);
  await listen(server, options);
  const {port} = server.address() as AddressInfo;
  const url = urlOf(options.host, port);
  recordAddress(paths.address, url);
  if (!existsSync(join(pages, "index.html"))) log("pages: not built yet; run npm run build");
  const token = demo.allowed ? undefined : inviteFirstAdmin(ledger);
  const schedule = readSchedule(command, options.home)
    .then((read) => startSchedule({schedule: read, ledger, queue, log}))
    .catch((error: Error) => {
      log(`schedule: it cannot be read, nothing runs by itself; ${firstLine(error)}`);
      return undefined;
    });

  let closing: Promise<void> | undefined;
  async function close() {
    (await schedule)?.close();
    queue.close();
    commandLine.close();
    desk.close();
    await runner.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    snapshots.close();
    ledger.close();
  }
  return {
    url,
    invitation: token && url + invitationPath(token),
    demoUsers: demo.users,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function listen(server: Server, {host, port}: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const known =
        error.code === "EADDRINUSE" ? `port ${port}: it is in use; choose another with PORT` : undefined;
      reject(known ? new ConfigError(known) : error);
    });
    server.listen(port, host, resolve);
  });
}

const firstLine = (error: Error) => error.message.split("\n", 1)[0];

/** Names to sign in with, those of one password together. */
export function signInLines(users: Demo["users"]): string[] {
  return [...Map.groupBy(users, (user) => user.password)].map(
    ([password, same]) =>
      `Demo company, sign in as ${same.map(({name}) => name).join(", ")}; password: ${password}`,
  );
}

async function main() {
  try {
    const server = await serve(readConfig(process.argv.slice(2), process.env));
    console.log(`Estafeta: ${server.url}`);
    if (server.invitation) console.log(`First administrator, one use, 48 hours: ${server.invitation}`);
    for (const line of signInLines(server.demoUsers)) console.log(line);
    let stopping = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (stopping) process.exit(1);
        stopping = true;
        void server.close().then(() => process.exit(0));
      });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error instanceof ConfigError ? error.message : (error.stack ?? error.message));
    process.exit(1);
  }
}

if (import.meta.main) await main();
