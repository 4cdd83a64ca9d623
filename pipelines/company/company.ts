import {createHash} from "node:crypto";
import {join, resolve} from "node:path";
import type {Source} from "../sources/mapping.ts";
import {sourcesSchema} from "../sources/mapping.ts";
import {resolveSource} from "../sources/resolve.ts";
import {calendarExceptions} from "./calendar.ts";
import {type Dictionaries, readDictionaries} from "./dictionaries.ts";
import {type CompanyConfig, companySchema, type NormsConfig, normsSchema} from "./schema.ts";
import {readYaml} from "./yaml.ts";

/** Everything the company folder says, checked. */
export interface Company {
  home: string;
  directory: string;
  config: CompanyConfig;
  norms: NormsConfig["norms"];
  sources: Source[];
  dictionaries: Dictionaries;
}

/** Where one company lives; every path the program writes is below `var`. */
export interface Home {
  home: string;
  company: string;
  inbox: string;
  archive: string;
  warehouse: string;
  build: string;
  temporary: string;
  snapshots: string;
  parts: string;
  runs: string;
  /** What people corrected in archived files, one file for each. */
  corrections: string;
  /** Files of the company folder as they were before a fix changed them. */
  history: string;
  /** Folders of commands that work beside a run. */
  scratch: string;
}

export function homeAt(directory: string): Home {
  const home = resolve(directory);
  const at = (...parts: string[]) => join(home, "var", ...parts);
  return {
    home,
    company: join(home, "company"),
    inbox: at("inbox"),
    archive: at("archive"),
    warehouse: at("warehouse.duckdb"),
    build: at("build"),
    temporary: at("tmp"),
    snapshots: at("snapshots"),
    parts: at("snapshots", "parts"),
    runs: at("runs"),
    corrections: at("corrections"),
    history: at("history"),
    scratch: at("scratch"),
  };
}

export function readCompany(home: Home): Company {
  const config = readYaml(join(home.company, "company.yaml"), companySchema).data;
  const {norms} = readYaml(join(home.company, "norms.yaml"), normsSchema).data;
  const {data, at} = readYaml(join(home.company, "sources.yaml"), sourcesSchema);
  const dictionaries = readDictionaries(join(home.company, "dictionaries"));
  const context = {timezone: config.timezone, dictionaries, at};
  return {
    home: home.home,
    directory: home.company,
    config,
    norms,
    sources: Object.entries(data.sources).map(([id, source]) => resolveSource(id, source, context)),
    dictionaries,
  };
}

/** Of how keys are made of whole rows: rows that have such a key are read again when it changes. */
const rowHashVersion = 2;

/** What decides how a source's rows are read; a change means its files must be staged again. */
export function mappingHash(source: Source, company: Company): string {
  const {format, entities, zone, preset, system} = source;
  const isHashed = Object.values(entities).some(({fields}) =>
    Object.values(fields).some(({row_hash}) => row_hash),
  );
  return hashOf({
    mapping: {format, entities, zone, preset, ...(system === source.id ? {} : {system})},
    ...(isHashed ? {rowHashVersion} : {}),
    dictionaries: company.dictionaries.entries,
    country: company.config.country,
    currency: company.config.currency,
  });
}

/** What decides whether a file is refused: also which columns the source accepts. */
export function refusalHash(source: Source, company: Company): string {
  return hashOf([mappingHash(source, company), source.contract, source.contractFrom]);
}

/** What decides how models come out beside the rows themselves; a change means all months are built again. */
export function settingsHash(company: Company): string {
  const {
    schedule: _schedule,
    retry: _retry,
    keep_snapshots: _keep,
    settle_seconds: _settle,
    ...settings
  } = company.config;
  const calendar = [...calendarExceptions(company.config.work_calendar, company.directory)];
  return hashOf({settings, norms: company.norms, dictionaries: company.dictionaries, calendar});
}

function hashOf(value: unknown): string {
  const plain = JSON.stringify(value, (_key, inner) => (inner instanceof Set ? [...inner] : inner));
  return createHash("sha256").update(plain).digest("hex").slice(0, 16);
}
