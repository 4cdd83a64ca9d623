import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {refused} from "../command.ts";
import {HttpError} from "../errors.ts";
import {sourceKeepers} from "./uploads.ts";

const query = z.strictObject({
  lang: z.enum(["ru", "en"]).default("ru"),
  /** `true` writes the clients we know into the form. */
  known: z.enum(["true", "false"]).default("false"),
});

/** GET /templates/<entity>.xlsx or .csv: a form for what no export gives. */
export function templateRoutes({commandLine}: Deps): Router {
  const router = Router();
  router.get("/templates/:name", async (request, response) => {
    signedInAs(request, {en: "forms to fill in", ru: "формы для заполнения"}, sourceKeepers);
    const name = /^[a-z_]+\.(xlsx|csv)$/.exec(request.params.name)?.[0];
    const parsed = query.safeParse(request.query);
    if (!name || !parsed.success)
      throw new HttpError("bad_request", {
        en: "template: expected <entity>.xlsx or .csv, lang=ru or en, known=true or false",
        ru: "форма: нужно <вид строк>.xlsx или .csv, lang=ru или en, known=true или false",
      });
    const {lang, known} = parsed.data;
    const folder = mkdtempSync(join(tmpdir(), "estafeta-form-"));
    try {
      const path = join(folder, name);
      const entity = name.replace(/\.\w+$/, "");
      const args = ["template", entity, "--output", path, "--lang", lang];
      if (known === "true") args.push("--known");
      const {code, stderr} = await commandLine.runCommand(args);
      if (code !== 0) throw refused("template", code, stderr);
      response.set("Cache-Control", "no-store");
      await new Promise<void>((resolve, reject) => {
        response.download(path, name, (error) => (error ? reject(error) : resolve()));
      });
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  });
  return router;
}
