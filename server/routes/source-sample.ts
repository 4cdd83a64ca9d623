import {createReadStream, existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {basename, extname, join} from "node:path";
import {Router} from "express";
import {parse} from "yaml";
import * as z from "zod";
import {payEntities, payRoles} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {pathsOf} from "../config.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";
import {sourceKeepers} from "./uploads.ts";

const configuration = z.object({sources: z.record(z.string(), z.record(z.string(), z.unknown()))});
const receipt = z.object({source_id: z.string(), file_name: z.string(), sha256: z.string()});

/** POST /sources/:source/sample: a source's settings as they stand, and its last file as an upload to look at. */
export function sourceSampleRoutes({home, ledger, uploads}: Deps): Router {
  const router = Router();
  router.post("/sources/:source/sample", async (request, response) => {
    const user = signedInAs(request, {en: "changing a source", ru: "изменение источника"}, sourceKeepers);
    const {source} = request.params;
    const settings = settingsOf(home, source);
    if (holdsPay(settings)) signedInAs(request, heldBack(source), payRoles);
    const last = lastFile(home, source);
    const isSmall = last !== null && statSync(last.path).size <= uploads.limit;
    const file = isSmall ? await uploads.receive(createReadStream(last.path), last.name, undefined) : null;
    audit(ledger, {actor: user.name, action: "source_opened", subject: source, detail: file?.name ?? ""});
    response.status(201).set("Cache-Control", "no-store").json({source, settings, file});
  });
  return router;
}

const heldBack = (source: string) => ({
  en: `source ${source}, which holds pay,`,
  ru: `источник ${source}, в котором зарплаты`,
});

/** True when rows of the source become entities of pay, by its preset or its own mapping. */
function holdsPay({preset, entities}: Record<string, unknown>): boolean {
  const names = [preset, ...Object.keys((entities as object | undefined) ?? {})];
  return payEntities.some((entity) => names.includes(entity) || names.includes(`form_${entity}`));
}

function settingsOf(home: string, source: string): Record<string, unknown> {
  const path = join(pathsOf(home).company, "sources.yaml");
  const parsed = configuration.safeParse(existsSync(path) ? parse(readFileSync(path, "utf8")) : null);
  if (!parsed.success)
    throw new HttpError("refused", {
      en: "sources.yaml: it cannot be read; `estafeta config` says where",
      ru: "sources.yaml: файл не читается; где ошибка, скажет `estafeta config`",
    });
  const own = Object.entries(parsed.data.sources).find(([name]) => name === source);
  if (!own)
    throw new HttpError("not_found", {
      en: `source ${source}: sources.yaml names no such source`,
      ru: `источник ${source}: в sources.yaml такого нет`,
    });
  // where it reads from is not a page's to say, so a page does not get it to send back
  const {folder: _folder, ...settings} = own[1];
  return settings;
}

/** The newest file of the source that the archive keeps; receipts are numbered in the order of arrival. */
function lastFile(home: string, source: string): {path: string; name: string} | null {
  const archive = join(pathsOf(home).variable, "archive");
  const receipts = join(archive, "receipts");
  if (!existsSync(receipts)) return null;
  const names = readdirSync(receipts).filter((name) => name.endsWith(".json"));
  for (const name of names.sort().reverse()) {
    const {source_id, file_name, sha256} = receipt.parse(
      JSON.parse(readFileSync(join(receipts, name), "utf8")),
    );
    const path = join(archive, sha256.slice(0, 2), `${sha256}${extensionOf(file_name)}`);
    if (source_id === source && existsSync(path)) return {path, name: file_name};
  }
  return null;
}

const extensionOf = (name: string) =>
  name.endsWith(".gz") ? `${extname(basename(name, ".gz"))}.gz` : extname(name);
