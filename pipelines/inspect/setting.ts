import {existsSync} from "node:fs";
import {join} from "node:path";
import {type Home, readCompany} from "../company/company.ts";
import type {Dictionaries} from "../company/dictionaries.ts";
import type {Source, SourceConfig} from "../sources/mapping.ts";
import {resolveSource} from "../sources/resolve.ts";

/** What the company has settled; usual values when there is no company folder yet. */
export interface Setting {
  dictionaries: Dictionaries;
  country: string;
  /** The company's currency; without a company any is taken. */
  currency?: string;
  zone: string;
  locale: string;
  isKnown: boolean;
  /** What loads already. */
  sources: Source[];
}

export function settingOf(home: Home): Setting {
  if (!existsSync(join(home.company, "company.yaml")))
    return {
      dictionaries: {entries: [], stages: []},
      country: "RU",
      zone: "Europe/Moscow",
      locale: "ru-RU",
      isKnown: false,
      sources: [],
    };
  const {dictionaries, config, sources} = readCompany(home);
  const {country, currency, timezone: zone, locale} = config;
  return {dictionaries, country, currency, zone, locale, isKnown: true, sources};
}

/** The settings as a run would take them; throws a PipelineError that names the key. */
export function resolveSettings(settings: SourceConfig, setting: Setting): Source {
  return resolveSource("inspect", settings, {
    timezone: setting.zone,
    dictionaries: setting.dictionaries,
    at: (...path) => `settings.${path.slice(2).join(".")}`,
  });
}
