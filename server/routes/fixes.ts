import {createHash} from "node:crypto";
import {type Response, Router} from "express";
import * as z from "zod";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";
import type {User} from "../ledger/users.ts";

/** Who may see a row cell by cell and correct it. */
export const correctors: readonly Role[] = ["admin", "director"];

const place = {load_id: z.int().min(1), line: z.int().min(1)};
const reason = z.string().trim().min(1).max(2000);
/** Who changes it comes from the session; what the cells and codes may be, the pipeline knows. */
const changesBody = z.strictObject({
  reason,
  rows: z
    .array(z.strictObject({...place, cells: z.record(z.string(), z.string().nullable())}))
    .max(1000)
    .default([]),
  dismiss: z.array(z.strictObject(place)).max(1000).default([]),
  dictionary: z
    .array(z.strictObject({dictionary: z.string(), code: z.string(), spelling: z.string()}))
    .max(1000)
    .default([]),
});
type Changes = z.output<typeof changesBody>;

const undone = {id: z.string().regex(/^\w{1,40}$/)};
const undoBody = z.strictObject({...undone, reason});
const undoTrialBody = z.strictObject(undone);
const withdrawBody = z.strictObject({load_id: place.load_id, reason});
const rowQuery = z.object({
  load: z.string().regex(/^\d{1,9}$/),
  line: z.string().regex(/^\d{1,15}$/),
});

/** A trial stages and builds all that the changes touch, in a copy. */
const trialTimeout = 15 * 60_000;

/**
 * GET /fixes/row: a row in quarantine, cell by cell; POST /fixes/trial: what changes would come to;
 * POST /fixes: record the changes whose effect was shown, and load again; POST /fixes/undo/trial and POST /fixes/undo:
 * the same for taking one back; POST /fixes/withdraw: wait no longer for a file that could not be read.
 */
export function fixRoutes({commandLine, journal, ledger, queue, snapshots}: Deps): Router {
  const router = Router();
  const shown = createShown(() => snapshots.current()?.health ?? "");
  const undoing = {en: "taking a correction back", ru: "отмена правки"};

  /** Runs a trial, answers with its effect and remembers that it was shown. */
  async function show(response: Response, user: User, what: object, args: string[], input?: string) {
    if (journal.newest(1)[0]?.status === "running")
      throw new HttpError("run_in_progress", {
        en: "a run goes on; the effect can be seen when it has ended",
        ru: "идёт загрузка; что изменится, будет видно после её конца",
      });
    await queue.ended();
    const trial = shown.begin(user.user_id);
    response.on("close", () => trial.abort.abort());
    try {
      const effect = await commandLine.runJson(args, {
        ...(input === undefined ? {} : {input}),
        timeoutMs: trialTimeout,
        signal: trial.abort.signal,
      });
      trial.end(what);
      response.set("Cache-Control", "no-store").json(effect);
    } catch (error) {
      if (!response.destroyed) throw error;
    }
  }

  async function requireShown(user: User, what: object): Promise<void> {
    await snapshots.refresh();
    if (!shown.has(user.user_id, what))
      throw new HttpError("effect_unseen", {
        en: "fix: the effect of just these changes on the present data has not been shown; look at it first",
        ru: "правка: вы ещё не видели, что она изменит в нынешних данных; сначала посмотрите",
      });
  }

  router.get("/fixes/row", async (request, response) => {
    signedInAs(request, {en: "a row in quarantine", ru: "строка в карантине"}, correctors);
    const parsed = rowQuery.safeParse(request.query);
    if (!parsed.success)
      throw new HttpError("bad_params", {
        en: "row: expected load and line, two numbers",
        ru: "строка: нужны номера файла и строки",
      });
    const {load, line} = parsed.data;
    const row = await commandLine.runJson(["rejected", "--row", `${load}:${line}`, "--json"]);
    response.set("Cache-Control", "no-store").json(row);
  });

  router.post("/fixes/trial", async (request, response) => {
    const user = signedInAs(request, {en: "correcting rows", ru: "правка строк"}, correctors);
    const changes = readChanges(request.body);
    const input = JSON.stringify({...changes, by: user.name});
    await show(response, user, changes, ["fix", "--changes", "-", "--trial", "--json"], input);
  });

  router.post("/fixes/undo/trial", async (request, response) => {
    const user = signedInAs(request, undoing, correctors);
    const parsed = undoTrialBody.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "undo: expected {id}",
        ru: "отмена правки: нужен её номер",
      });
    await show(response, user, parsed.data, ["fix", "undo", parsed.data.id, "--trial", "--json"]);
  });

  router.post("/fixes", async (request, response) => {
    const user = signedInAs(request, {en: "correcting rows", ru: "правка строк"}, correctors);
    const changes = readChanges(request.body);
    await requireShown(user, changes);
    const recorded = await commandLine.runJson(["fix", "--changes", "-", "--json"], {
      input: JSON.stringify({...changes, by: user.name}),
    });
    shown.forget(user.user_id);
    audit(ledger, {
      actor: user.name,
      action: "rows_corrected",
      subject: sizeOf(changes),
      detail: changes.reason,
    });
    const run_id = await queue.startOrWait({source: null, full: false, replay: true});
    response.status(201).json({recorded, run_id});
  });

  router.post("/fixes/undo", async (request, response) => {
    const user = signedInAs(request, undoing, correctors);
    const parsed = undoBody.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "undo: expected {id, reason}; a reason is needed",
        ru: "отмена правки: нужна причина",
      });
    const {id, reason: why} = parsed.data;
    await requireShown(user, parsed.data);
    const recorded = await commandLine.runJson([
      ...["fix", "undo", id, `--by=${user.name}`, `--reason=${why}`, "--json"],
    ]);
    shown.forget(user.user_id);
    audit(ledger, {actor: user.name, action: "correction_undone", subject: id, detail: why});
    const run_id = await queue.startOrWait({source: null, full: false, replay: true});
    response.status(201).json({recorded, run_id});
  });

  router.post("/fixes/withdraw", async (request, response) => {
    const user = signedInAs(request, {en: "withdrawing a file", ru: "отказ от файла"}, correctors);
    const parsed = withdrawBody.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "withdraw: expected {load_id, reason}; a reason is needed",
        ru: "отказ от файла: нужны номер файла и причина",
      });
    const {load_id, reason: why} = parsed.data;
    const number = String(load_id);
    const recorded = await commandLine.runJson([
      ...["fix", "withdraw", number, `--by=${user.name}`, `--reason=${why}`, "--json"],
    ]);
    audit(ledger, {actor: user.name, action: "file_withdrawn", subject: number, detail: why});
    const run_id = await queue.startOrWait({source: null, full: false, replay: false});
    response.status(201).json({recorded, run_id});
  });
  return router;
}

function readChanges(body: unknown): Changes {
  const parsed = changesBody.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") || "changes";
  throw new HttpError("bad_request", {
    en: `fix: ${place}: ${issue?.message}`,
    ru: `правка: ${place}: значение не подходит (${issue?.message})`,
  });
}

const sizeOf = ({rows, dismiss, dictionary}: Changes) =>
  `${rows.length} corrected, ${dismiss.length} dismissed, ${dictionary.length} spellings`;

/**
 * Remembers of each user the changes whose effect was shown last, and upon which data. What is shown and what is
 * recorded must be the same; only the words of the reason may differ.
 */
function createShown(version: () => string) {
  const effects = new Map<number, string>();
  const running = new Map<number, AbortController>();
  const digest = ({reason: _reason, ...changes}: {reason?: string}, data: string) =>
    createHash("sha256")
      .update(JSON.stringify([data, changes]))
      .digest("hex");

  return {
    /** A newer trial of the same user ends the one that goes on. */
    begin(user: number) {
      running.get(user)?.abort();
      const abort = new AbortController();
      const data = version();
      running.set(user, abort);
      effects.delete(user);
      return {abort, end: (changes: object) => void effects.set(user, digest(changes, data))};
    },
    has: (user: number, changes: object) => effects.get(user) === digest(changes, version()),
    forget: (user: number) => effects.delete(user),
  };
}
