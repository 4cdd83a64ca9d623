import {createReadStream, existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {basename, extname, join} from "node:path";
import {Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {pathsOf} from "../config.ts";
import {audit} from "../ledger/audit.ts";
import {guardPay, holdsPay, settingsOf} from "../source-settings.ts";
import {sourceKeepers} from "./uploads.ts";

const receipt = z.object({source_id: z.string(), file_name: z.string(), sha256: z.string()});

/**
 * POST /sources/:source/sample: a source's settings as they stand, and its last file as an upload to look at; of pay the
 * settings alone, for sums of single people are read on their statements, where each reading is in the audit.
 */
export function sourceSampleRoutes({home, ledger, uploads}: Deps): Router {
  const router = Router();
  router.post("/sources/:source/sample", async (request, response) => {
    const user = signedInAs(request, {en: "changing a source", ru: "изменение источника"}, sourceKeepers);
    const {source} = request.params;
    const settings = settingsOf(home, source);
    guardPay(request, source, settings);
    const last = holdsPay(settings) ? null : lastFile(home, source);
    const isSmall = last !== null && statSync(last.path).size <= uploads.limit;
    const file = isSmall ? await uploads.receive(createReadStream(last.path), last.name, undefined) : null;
    audit(ledger, {actor: user.name, action: "source_opened", subject: source, detail: file?.name ?? ""});
    response.status(201).set("Cache-Control", "no-store").json({source, settings, file});
  });
  return router;
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
