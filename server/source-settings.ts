import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {Request} from "express";
import {parse} from "yaml";
import * as z from "zod";
import {payEntities, payRoles} from "../queries/vocabulary.ts";
import {signedInAs} from "./auth/session.ts";
import {pathsOf} from "./config.ts";
import {HttpError} from "./errors.ts";

const configuration = z.object({sources: z.record(z.string(), z.record(z.string(), z.unknown()))});

/** True when rows of the source become entities of pay, by its preset or its own mapping. */
export function holdsPay({preset, entities}: Record<string, unknown>): boolean {
  const names = [preset, ...Object.keys((entities as object | undefined) ?? {})];
  return payEntities.some((entity) => names.includes(entity) || names.includes(`form_${entity}`));
}

/** Refuses a source of pay to whoever may not be told what people are paid. */
export function guardPay(request: Request, source: string, settings: Record<string, unknown>): void {
  if (!holdsPay(settings)) return;
  const what = {
    en: `source ${source}, which holds pay,`,
    ru: `источник ${source}, в котором зарплаты`,
  };
  signedInAs(request, what, payRoles);
}

/** Refuses settings by which files that were read as pay would be read, and shown, as something else. */
export function keepPay(
  source: string,
  former: Record<string, unknown>,
  next: Record<string, unknown>,
): void {
  if (!holdsPay(former) || holdsPay(next)) return;
  throw new HttpError("refused", {
    en: `source ${source}: it holds pay and its files stay pay; bring other data under another name`,
    ru: `источник ${source}: в нём зарплаты, и его файлы остаются зарплатами; для других данных выберите другое имя`,
  });
}

/** The settings of a source as sources.yaml has them, but for the folder it reads. */
export function settingsOf(home: string, source: string): Record<string, unknown> {
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
