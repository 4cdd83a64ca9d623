import type {Database} from "../database.ts";
import {readCompanyTables} from "../models.ts";
import {workCalendar} from "./calendar.ts";
import type {Company} from "./company.ts";

/** Fills schema `company` from the company folder; it is small and made anew by every run. */
export async function writeCompanyTables(
  database: Database,
  company: Company,
  {dataUntil, pseudonymSalt}: {dataUntil: string | null; pseudonymSalt: string},
): Promise<void> {
  const {config, norms, dictionaries} = company;
  await database.run(readCompanyTables());
  const {thresholds} = config;
  await insert(database, "company.settings", [
    {
      company_name: config.name,
      timezone: config.timezone,
      locale: config.locale,
      currency: config.currency,
      country: config.country,
      ...thresholds,
      trap_event: config.trap_event,
      script_change_rate: config.script_test.smallest_change,
      script_alarm_rate: config.script_test.false_alarm,
      script_power_rate: config.script_test.power,
      script_look_count: config.script_test.looks,
      data_until: dataUntil,
      pseudonym_salt: pseudonymSalt,
    },
  ]);
  const last = `${Number((dataUntil ?? "2026").slice(0, 4)) + 1}-12-31`;
  await insert(
    database,
    "company.calendar",
    workCalendar(config.work_calendar, company.directory, "1995-01-01", last).map((day) => ({
      calendar_date: day.date,
      is_working: day.isWorking,
      norm_hours: day.normHours,
    })),
  );
  await insert(
    database,
    "company.norms",
    norms.map((norm) => ({
      norm_id: norm.id,
      name_en: norm.name.en,
      name_ru: norm.name.ru,
      definition_en: norm.definition.en,
      definition_ru: norm.definition.ru,
      numerator: norm.numerator,
      denominator: norm.denominator,
      grain: norm.grain,
      unit: norm.unit,
      direction: norm.direction,
      low: norm.low ?? null,
      high: norm.high ?? null,
      valid_from: norm.valid_from,
      valid_to: norm.valid_to ?? null,
      mission: norm.mission ?? null,
    })),
  );
  await insert(
    database,
    "company.dictionary",
    dictionaries.entries.map((entry) => ({
      dictionary: entry.dictionary,
      code: entry.code,
      name_en: entry.nameEn,
      name_ru: entry.nameRu,
      group_code: entry.group,
      position: entry.position,
      is_other: entry.isOther,
    })),
  );
  await insert(
    database,
    "company.contact_groups",
    Object.entries(config.contact_days).map(([group, days]) => ({client_group: group, contact_days: days})),
  );
  await insert(
    database,
    "company.breaks",
    config.breaks.map(({date, name}) => ({break_date: date, name_en: name.en, name_ru: name.ru})),
  );
  await insert(
    database,
    "company.recording_links",
    Object.entries(config.recording_links).map(([source, link]) => ({source_id: source, link})),
  );
  await insert(
    database,
    "company.stages",
    dictionaries.stages.map((stage) => ({
      pipeline: stage.pipeline,
      stage: stage.stage,
      stage_code: stage.stageCode,
      status: stage.status,
      position: stage.position,
    })),
  );
}

/** Rows as one JSON text, cast by the table's own column types. */
async function insert(database: Database, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(rows[0]!);
  const columns = await database.rows<{column_name: string; column_type: string}>(`describe ${table}`);
  const types = new Map(columns.map((column) => [column.column_name, column.column_type]));
  const shape = JSON.stringify([
    Object.fromEntries(names.map((name) => [name, types.get(name) ?? "VARCHAR"])),
  ]);
  await database.run(
    `insert into ${table} (${names.join(", ")})
     select ${names.map((name) => `item.${name}`).join(", ")}
     from (select unnest(from_json($rows::json, '${shape}')) as item) as items`,
    {rows: JSON.stringify(rows)},
  );
}
