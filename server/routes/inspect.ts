import {basename} from "node:path";
import {Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {refused} from "../command.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";
import {guardPay, keepPay, settingsOf} from "../source-settings.ts";
import {sourceKeepers} from "./uploads.ts";

const settings = z.record(z.string(), z.unknown());
const upload = z.string().regex(/^[0-9a-f]{32}$/);
const inspectBody = z.strictObject({
  uploads: z.array(upload).min(1).max(20),
  /** By name of the file. */
  settings: z.record(z.string(), settings).default({}),
});
const saveBody = z.strictObject({
  uploads: z.array(upload).max(20),
  source: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  settings,
  /** Said by a person who was asked whether the source of this name may be changed. */
  replace: z.boolean().default(false),
});

interface KnownSource {
  source_id: string;
  preset: string | null;
  entities: string[];
}

/** POST /inspect: what files are and would become; GET, POST /sources: what is set up, and setting up one more. */
export function inspectRoutes(deps: Deps): Router {
  const {commandLine, ledger, uploads} = deps;
  const router = Router();
  /** The looks that go on, by user and files: a newer one at the same files ends the older, another tab's goes on. */
  const looking = new Map<string, AbortController>();

  router.post("/inspect", async (request, response) => {
    const user = signedInAs(request, {en: "inspecting files", ru: "разбор файлов"}, sourceKeepers);
    const parsed = inspectBody.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "inspect: expected {uploads, settings}",
        ru: "разбор файла: нужны uploads и settings",
      });
    const paths = parsed.data.uploads.map(uploads.pathOf);
    const names = new Set(paths.map((path) => basename(path)));
    if (names.size < paths.length)
      throw new HttpError("bad_request", {
        en: "inspect: two files have one name; rename one of them",
        ru: "у двух файлов одно имя; переименуйте один из них",
      });
    const look = [user.user_id, ...parsed.data.uploads.toSorted()].join(" ");
    looking.get(look)?.abort();
    const abort = new AbortController();
    looking.set(look, abort);
    response.on("close", () => abort.abort());
    try {
      const isTold = Object.keys(parsed.data.settings).length > 0;
      const told = isTold ? ["--settings", "-", "--complete"] : [];
      const {code, stdout, stderr} = await commandLine.runCommand(["inspect", "--json", ...told, ...paths], {
        input: JSON.stringify(parsed.data.settings),
        signal: abort.signal,
      });
      // when no file at all can be read, the exit code says so and the answer tells why of each
      if (code !== 0 && stdout === "") throw refused("inspect", code, stderr);
      response.set("Cache-Control", "no-store").json(JSON.parse(stdout));
    } catch (error) {
      if (!response.writableEnded && !response.destroyed) throw error;
    } finally {
      if (looking.get(look) === abort) looking.delete(look);
    }
  });

  const knownSources = async () =>
    (await commandLine.runJson<{sources: KnownSource[]}>(["config", "--json"])).sources;

  router.get("/sources", async (request, response) => {
    signedInAs(request, {en: "the list of sources", ru: "список источников"}, sourceKeepers);
    response.set("Cache-Control", "no-store").json(await knownSources());
  });

  router.post("/sources", async (request, response) => {
    const user = signedInAs(request, {en: "saving a source", ru: "сохранение источника"}, sourceKeepers);
    const parsed = saveBody.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "source: expected {uploads, source, settings}; a source's name is of a-z, 0-9 and _",
        ru: "источник: нужны uploads, source и settings; имя источника — из a-z, 0-9 и _",
      });
    const {source, settings, replace} = parsed.data;
    if (Object.hasOwn(settings, "folder"))
      throw new HttpError("bad_request", {
        en: `source ${source}: folder: a page may not choose what the server reads from its own disk; leave it out, or write it into company/sources.yaml on the server`,
        ru: `источник ${source}: папку (folder) со страницы выбрать нельзя; уберите её или впишите в company/sources.yaml на сервере`,
      });
    const paths = parsed.data.uploads.map(uploads.pathOf);
    const isKnown = (await knownSources()).some(({source_id}) => source_id === source);
    if (isKnown && !replace)
      throw new HttpError("source_exists", {
        en: `source ${source}: there is one already; choose another name or replace it`,
        ru: `источник ${source}: такой уже есть; выберите другое имя или замените его`,
      });
    if (isKnown) {
      const former = settingsOf(deps.home, source);
      guardPay(request, source, former);
      keepPay(source, former, settings);
    }
    await save(deps, parsed.data, paths);
    for (const id of parsed.data.uploads) uploads.remove(id);
    audit(ledger, {
      actor: user.name,
      action: isKnown ? "source_replaced" : "source_saved",
      subject: source,
      detail: paths.map((path) => basename(path)).join(", "),
    });
    response.status(201).json({source, run_id: await deps.queue.startOrWait({source, full: false})});
  });
  return router;
}

/** Writes the source and moves the files into its inbox, all by the pipeline, which alone knows the grammar. */
async function save({commandLine}: Deps, wish: z.output<typeof saveBody>, paths: string[]): Promise<void> {
  const {source, settings, replace} = wish;
  const files = paths.flatMap((path) => ["--file", path]);
  const args = ["source", "save", source, "--settings", "-", ...files, ...(replace ? ["--replace"] : [])];
  const {code, stderr} = await commandLine.runCommand(args, {input: JSON.stringify(settings)});
  if (code !== 0) throw refused("source save", code, stderr);
}
