import {createHash} from "node:crypto";
import {DuckDBDateValue, type DuckDBValue} from "@duckdb/node-api";
import * as z from "zod";
import {audienceOfRole, sleepBands} from "../queries/vocabulary.ts";
import type {Values} from "./arrow.ts";
import type {Report} from "./catalog.ts";
import {type Bilingual, HttpError} from "./errors.ts";
import type {User} from "./ledger/users.ts";

import {type Language, languages} from "./words.ts";

export const formats = ["arrow", "csv", "json", "xlsx"] as const;
export type Format = (typeof formats)[number];

export interface ReportQuery {
  format: Format;
  /** Of an export for people: the language of its headings and codes. */
  language: Language | undefined;
  /** The report's statement for this reader: of a head's own people, and for a page no more rows than it shows. */
  sql: string;
  asOf: string | undefined;
  values: Values;
  /** Same key, same snapshot and same report: same bytes. */
  key: string;
}

const day = 86_400_000;
const paramTypes: Record<string, z.ZodType<DuckDBValue, string>> = {
  date: z.iso.date().transform((text) => new DuckDBDateValue(Date.parse(text) / day)),
  varchar: z.string().max(200),
  integer: z
    .string()
    .regex(/^-?\d{1,9}$/, "Invalid integer")
    .transform(Number),
  boolean: z.enum(["true", "false"]).transform((text) => text === "true"),
};

/** A month is named by its first day, and a band of sleep is one of a list: anything else would answer with no rows. */
const named: Record<string, z.ZodType<DuckDBValue, string>> = {
  month: z
    .string()
    .regex(/^\d{4}-\d{2}-01$/, "Invalid month: its first day is expected, as 2026-10-01")
    .pipe(paramTypes["date"] as z.ZodType<DuckDBValue, string>),
  band: z.enum(["", ...sleepBands]),
};

/**
 * Reads a report's address. An employee's own id and a head's own team come from the session:
 * what the address says about them is not even looked at.
 */
export function readReportQuery(report: Report, query: Record<string, unknown>, user: User): ReportQuery {
  const known = ["format", "asOf", "lang", ...report.params.map(({name}) => name)];
  for (const name of Object.keys(query))
    if (!known.includes(name))
      refuse(report, name, {
        en: `unknown; expected ${known.join(", ")}`,
        ru: `такого параметра нет; есть ${known.join(", ")}`,
      });
  const read = <Value>(name: string, schema: z.ZodType<Value>): Value => {
    const parsed = schema.safeParse(query[name]);
    if (parsed.success) return parsed.data;
    const problem = parsed.error.issues[0]?.message ?? "unreadable";
    return refuse(report, name, {en: problem, ru: `значение не подходит (${problem})`});
  };
  const format = read("format", z.enum(formats).default("arrow"));
  const asOf = read("asOf", z.string().optional());
  const language = read("lang", z.enum(languages).optional());
  const own = ownParams(report, user);
  const values: Values = {};
  for (const {name, type} of report.params) {
    const schema = named[name] ?? paramTypes[type];
    if (!schema) throw new Error(`${report.name}: params of type ${type} are not read`);
    const isOptional = name === "team_id" && query[name] === undefined;
    values[name] = own[name] ?? (isOptional ? null : read(name, schema));
  }
  const statement = ofOwnTeam(report, user);
  Object.assign(values, statement.values);
  const most = format === "arrow" && report.rows ? `\nlimit ${report.rows}` : "";
  const identity: string[] = [format, language ?? "", audienceOfRole[user.role]];
  for (const [name, value] of Object.entries(values)) identity.push(`${name}=${value}`);
  const key = createHash("sha256").update(identity.join("\n")).digest("base64url").slice(0, 12);
  return {format, language, sql: `${statement.sql}${most}`, asOf, values, key};
}

function refuse(report: Report, name: string, {en, ru}: Bilingual): never {
  const subject = `${report.name}: ${name}`;
  throw new HttpError("bad_params", {en: `${subject}: ${en}`, ru: `${subject}: ${ru}`});
}

/**
 * A head of one team sees rows about people of that team, and those about nobody; a report that takes the team as a
 * parameter sees to it itself, because its sums depend on it.
 */
function ofOwnTeam({name, team, sql}: Report, user: User): {sql: string; values: Values} {
  if (!team || user.role !== "head") return {sql, values: {}};
  if (user.team_id === null) throw new HttpError("forbidden", noPlace(name, user, "team_id"));
  const person = `report.${team}`;
  return {
    sql: `select * from (\n${sql}\n) as report
where coalesce(${person}, '') = '' or ${person} in (select employee_id from dim_employees where team_id = $own_team_id)`,
    values: {own_team_id: user.team_id},
  };
}

const noPlace = (report: string, {name}: User, param: string): Bilingual => ({
  en: `${report}: ${name} has no ${param}; an administrator sets it: estafeta user place`,
  ru: `${report}: у ${name} не указан ${param}; его задаёт администратор: estafeta user place`,
});

function ownParams(report: Report, user: User): Record<string, string> {
  const own: Record<string, string> = {};
  const inject = (param: string, value: string | null) => {
    if (!report.params.some(({name}) => name === param)) return;
    if (value === null) throw new HttpError("forbidden", noPlace(report.name, user, param));
    own[param] = value;
  };
  if (user.role === "employee") inject("employee_id", user.employee_id);
  if (user.role === "head") inject("team_id", user.team_id);
  return own;
}
