import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {ChangedMonths, wasLeftHalfBuilt} from "./changed-months.ts";
import type {Company, Home} from "./company/company.ts";
import {settingsHash} from "./company/company.ts";
import {writeCompanyTables} from "./company/tables.ts";
import {contracts} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {PipelineError, saidOf} from "./errors.ts";
import {type Model, readChecks, readMacros, readModels} from "./models.ts";
import {attachParts, type Part, unionView} from "./parts.ts";
import {pseudonymSalt} from "./pseudonyms.ts";
import {changedEntities, touchAllMonths} from "./touch.ts";
import {readState} from "./warehouse.ts";

export interface Built {
  models: Model[];
  parts: Part[];
  /** Months rebuilt, first days. */
  months: string[];
  /** Months rebuilt of models that look back: from the earliest of `months` to the last known. */
  forwardMonths: string[];
  changes: ChangedMonths;
  dataUntil: string | null;
  /** Stored once the snapshot is published: while it differs everything is built anew. */
  buildHash: string;
}

/** What models and settings amount to; while it differs from the one stored, everything is built anew. */
function buildHash(models: Model[], home: Home, company: Company): string {
  return (
    createHash("sha256")
      .update(models.map((model) => `${model.name} ${model.stored}\n${model.sql}`).join("\n"))
      // what a check found holds while its table stays, and no longer than the check itself
      .update(JSON.stringify([models.map(({checks}) => checks), readChecks().map(({sql}) => sql)]))
      .update(readMacros(company.config.timezone))
      .update(settingsHash(company))
      .update(pseudonymSalt(home))
      .digest("hex")
      .slice(0, 16)
  );
}

/** True when the last published build holds no more: models, settings or thresholds changed, or a file is gone. */
export async function needsFullBuild(
  warehouse: Database,
  home: Home,
  company: Company,
  models = readModels(),
): Promise<boolean> {
  const stored = await readState(warehouse, "build_hash");
  return stored !== buildHash(models, home, company) || (await hasLostPart(warehouse, home));
}

/** Makes every model; event-grained ones only for the months that loads touched since the last published run. */
export async function build(
  warehouse: Database,
  home: Home,
  company: Company,
  options: {run: string; onModel?: (name: string, share: number) => void},
): Promise<Built> {
  const {timezone} = company.config;
  const models = readModels();
  await warehouse.run(readMacros(timezone));
  const full = await needsFullBuild(warehouse, home, company, models);
  if (full) await touchAllMonths(warehouse, timezone);
  const dataUntil = await lastEventDay(warehouse, timezone);
  await warehouse.transaction(() =>
    writeCompanyTables(warehouse, company, {dataUntil, pseudonymSalt: pseudonymSalt(home)}),
  );

  const existing = full ? new Set<string>() : await tableNames(warehouse);
  const [former] = existing.has("dim_months")
    ? await warehouse.rows<{first: string | null; last: string | null}>(
        "select min(month)::varchar as first, max(month)::varchar as last from dim_months",
      )
    : [];
  const span = await touchedSpan(warehouse, dataUntil, former?.last ?? null);
  const changes = new ChangedMonths(warehouse, models, {
    touchedFrom: span.touched[0] ?? null,
    formerFirst: former?.first ?? null,
    hasNewMonth: (span.forward.at(-1) ?? "") > (former?.last ?? ""),
    changedEntities: await changedEntities(warehouse),
    isWhole: await wasLeftHalfBuilt(warehouse),
  });
  const looksBack = models.some((model) => model.stored === "part" && model.rebuilt === "forward");
  const months = looksBack ? span.forward : span.touched;
  const years = new Set(months.map((month) => Number(month.slice(0, 4))));
  const [known] = await warehouse.rows("select 1 as one from ops.parts limit 1");
  // an empty company still has tables that reports can read
  if (years.size === 0 && !known) years.add(Number((dataUntil ?? options.run).slice(0, 4)));
  const parts = await attachParts(
    warehouse,
    home,
    full ? new Set([...years, ...(await knownYears(warehouse))]) : years,
    options.run,
  );
  const setMonths = monthsOf(warehouse);
  const make = async (model: Model) => {
    options.onModel?.(model.name, models.indexOf(model) / models.length);
    try {
      if (model.stored === "part") await buildPart(warehouse, model, parts, {span, full, setMonths, changes});
      else await buildMain(warehouse, model, {span, isNew: !existing.has(model.name), setMonths, changes});
    } catch (cause) {
      const {en: message} = saidOf(cause);
      throw new PipelineError(
        "bad_model",
        {
          en: `queries/${model.path}: ${message}; correct the model`,
          ru: `queries/${model.path}: таблица не строится (${message}); исправьте запрос`,
        },
        {cause},
      );
    }
  };
  for (const group of groupsOf(models)) {
    const makeAll = async () => {
      for (const model of group) await make(model);
    };
    // the disk is waited for once for all; a transaction can write to one file only, so parts go one by one
    if (group[0]!.stored === "part") await makeAll();
    else await warehouse.transaction(makeAll);
  }
  return {
    models,
    parts,
    months: span.touched,
    forwardMonths: span.forward,
    changes,
    dataUntil,
    buildHash: buildHash(models, home, company),
  };
}

/** Neighbours that are stored alike. */
function groupsOf(models: readonly Model[]): Model[][] {
  const groups: Model[][] = [];
  for (const model of models) {
    const last = groups.at(-1) ?? [];
    if (last[0]?.stored === model.stored) last.push(model);
    else groups.push([model]);
  }
  return groups;
}

interface Span {
  touched: string[];
  /** Every month from the earliest touched, or the first after those built before, to the last known. */
  forward: string[];
}

async function touchedSpan(
  warehouse: Database,
  dataUntil: string | null,
  formerLast: string | null,
): Promise<Span> {
  const rows = await warehouse.rows<{month: string}>(
    "select month::varchar as month from ops.touched_months order by month",
  );
  const touched = rows.map((row) => row.month);
  const forward: string[] = [];
  const last = [dataUntil ? `${dataUntil.slice(0, 7)}-01` : "", ...touched].sort().at(-1)!;
  const [first] = touched;
  const start = first && formerLast ? [first, nextMonth(formerLast)].sort()[0] : first;
  for (let month = start; month !== undefined && month <= last; month = nextMonth(month)) forward.push(month);
  return {touched, forward};
}

function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
}

type SetMonths = (touched: string[], forward: string[]) => Promise<void>;

/** Tells the models which months to make, as tables and as constants that prune what is read; once for those alike. */
function monthsOf(warehouse: Database): SetMonths {
  const list = (months: string[]) =>
    months.length === 0
      ? "select null::date as month where false"
      : `select unnest([${months.map((month) => `'${month}'::date`).join(", ")}]) as month`;
  let current = "";
  return async (touched, forward) => {
    const wanted = JSON.stringify([touched, forward]);
    if (wanted === current) return;
    await warehouse.run(`create or replace temp table touched_months as ${list(touched)}`);
    await warehouse.run(`create or replace temp table touched_months_forward as ${list(forward)}`);
    const all = [...touched, ...forward].sort();
    const from = all[0] ?? "1900-01-01";
    await warehouse.run(`set variable touched_from = date '${from}'`);
    await warehouse.run(
      `set variable touched_until = date '${all.length === 0 ? from : nextMonth(all.at(-1)!)}'`,
    );
    current = wanted;
  };
}

async function tableNames(warehouse: Database): Promise<Set<string>> {
  const rows = await warehouse.rows<{table_name: string}>(
    "select table_name from information_schema.tables where table_catalog = current_catalog() and table_schema = 'main'",
  );
  return new Set(rows.map(({table_name}) => table_name));
}

async function buildPart(
  warehouse: Database,
  model: Model,
  parts: Part[],
  {span, full, setMonths, changes}: {span: Span; full: boolean; setMonths: SetMonths; changes: ChangedMonths},
): Promise<void> {
  const stays = changes.stays(model, full);
  const partition = model.partition!;
  const columns = model.columns.map((column) => column.name).join(", ");
  for (const part of parts.filter((candidate) => candidate.fresh)) {
    const ofYear = (months: string[]) => months.filter((month) => month.startsWith(`${part.year}-`));
    const touched = ofYear(span.touched);
    const forward = ofYear(span.forward);
    const rebuilt = stays ? [] : model.rebuilt === "forward" ? forward : touched;
    await setMonths(touched, forward);
    const target = `${part.name}.${model.name}`;
    const kept = part.former !== null && !full ? `${part.former}.${model.name}` : null;
    if (kept) {
      const list = rebuilt.map((month) => `date '${month}'`).join(", ");
      await warehouse.run(
        `create table ${target} as select ${columns} from ${kept}${list === "" ? "" : ` where ${partition} not in (${list})`}`,
      );
      if (rebuilt.length > 0) await warehouse.run(`insert into ${target} (${columns}) ${model.sql}`);
    } else await warehouse.run(`create table ${target} as ${model.sql}`);
  }
  await warehouse.run(
    `create or replace temp view ${model.name} as ${unionView(
      model.name,
      model.columns.map((column) => column.name),
      parts,
    )}`,
  );
}

async function buildMain(
  warehouse: Database,
  model: Model,
  {
    span,
    isNew,
    setMonths,
    changes,
  }: {span: Span; isNew: boolean; setMonths: SetMonths; changes: ChangedMonths},
): Promise<void> {
  await setMonths(span.touched, span.forward);
  if (model.rebuilt === "whole") return changes.replace(model, isNew);
  if (model.rebuilt === "changed") return changes.rebuild(model, isNew);
  const stays = changes.stays(model, isNew);
  if (isNew) {
    await warehouse.run(`create or replace table ${model.name} as ${model.sql}`);
    return;
  }
  if (stays) return;
  const rebuilt = model.rebuilt === "forward" ? "touched_months_forward" : "touched_months";
  await warehouse.run(`delete from ${model.name} where ${model.partition} in (select month from ${rebuilt})`);
  const columns = model.columns.map((column) => column.name).join(", ");
  await warehouse.run(`insert into ${model.name} (${columns}) ${model.sql}`);
}

/** A year's file that somebody removed cannot give its untouched months. */
async function hasLostPart(warehouse: Database, home: Home): Promise<boolean> {
  const parts = await warehouse.rows<{file: string}>("select file from ops.parts");
  return parts.some(({file}) => !existsSync(join(home.parts, file)));
}

async function knownYears(warehouse: Database): Promise<number[]> {
  const rows = await warehouse.rows<{year: number}>("select year from ops.parts");
  return rows.map((row) => row.year);
}

/** The last company-local day on which anything happened; plans and due dates do not count. */
async function lastEventDay(warehouse: Database, timezone: string): Promise<string | null> {
  const days = contracts
    .filter((contract) => contract.event)
    .map((contract) => {
      const last = `max(${contract.event})`;
      return `select ${contract.event!.endsWith("_on") ? last : `timezone('${timezone}', ${last})::date`} as day from stage.${contract.entity}`;
    });
  // a document dated forward is kept, but what has come cannot tell of days after it came
  const received = `select max(timezone('${timezone}', received_at)::date) as day from ops.loads where status_code = 'staged'`;
  return warehouse.value<string | null>(
    `select least(max(days.day), max(received.day))::varchar from (${days.join(" union all ")}) as days cross join (${received}) as received`,
  );
}
