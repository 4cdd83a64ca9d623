import type {Request} from "express";
import type * as z from "zod";
import {type Bilingual, HttpError, nothingHere} from "../errors.ts";
import type {User} from "../ledger/users.ts";
import type {Actor} from "./refusal.ts";

/** What the fields of a step are called where a person fills them in. */
const fieldNames: Record<string, Bilingual> = {
  amount: {en: "sum", ru: "сумма"},
  approver: {en: "approved by", ru: "кто утвердил"},
  closed_month: {en: "closed month", ru: "закрытый месяц"},
  date: {en: "date of the order", ru: "дата приказа"},
  document: {en: "document", ru: "документ"},
  document_date: {en: "date of the document", ru: "дата документа"},
  employee_id: {en: "employee", ru: "сотрудник"},
  employees: {en: "employees", ru: "сотрудники"},
  ground: {en: "ground", ru: "основание"},
  legal_class: {en: "kind of pay", ru: "вид оплаты"},
  months: {en: "months", ru: "месяцы"},
  not_paid_here: {en: "month not paid here", ru: "месяц, который выплачен не здесь"},
  number: {en: "number of the order", ru: "номер приказа"},
  on: {en: "day of the signature", ru: "день подписи"},
  order_kind: {en: "kind of order", ru: "вид взыскания"},
  plan: {en: "plan", ru: "план"},
  reason: {en: "reason", ru: "причина"},
  text: {en: "text", ru: "текст"},
  version: {en: "version", ru: "версия"},
};
const longestQuoted = 40;

/** The body of a step; what it may say is in its schema. */
export function bodyOf<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw faultOf(issue!, request.body);
}

/** One line about the first field that is wrong: its name, what stands there, what to do. */
function faultOf(issue: z.core.$ZodIssue, body: unknown): HttpError {
  const field = issue.code === "unrecognized_keys" ? issue.keys[0]! : String(issue.path[0] ?? "");
  const name = fieldNames[field] ?? {en: field || "request", ru: field || "запрос"};
  const given = valueAt(body, issue.code === "unrecognized_keys" ? [field] : issue.path);
  const shown = given === undefined || given === "" ? "" : ` “${quoted(given)}”`;
  const {en, ru} = wantedBy(issue, given);
  const said = {en: `${name.en}${shown}: ${en}`, ru: `${name.ru}${shown.replace(/“(.*)”/su, "«$1»")}: ${ru}`};
  return new HttpError("bad_request", said, {}, field || undefined);
}

function wantedBy(issue: z.core.$ZodIssue, given: unknown): Bilingual {
  if (issue.code === "unrecognized_keys")
    return {en: "there is no such field here; leave it out", ru: "такого поля здесь нет; уберите его"};
  if (given === undefined || given === null || given === "" || (Array.isArray(given) && given.length === 0))
    return {en: "nothing is given; fill it in", ru: "не заполнено; заполните"};
  if (issue.code === "too_small" && typeof given === "string")
    return {en: "nothing but blanks; fill it in", ru: "одни пробелы; заполните"};
  if (issue.code === "too_small")
    return {
      en: `expected ${issue.minimum} or more; correct it`,
      ru: `нужно не меньше ${issue.minimum}; исправьте`,
    };
  if (issue.code === "too_big")
    return {
      en: `at most ${issue.maximum} are allowed; shorten it`,
      ru: `не больше ${issue.maximum}; сократите`,
    };
  if (issue.code === "invalid_value") {
    const allowed = issue.values.join(", ");
    return {en: `choose one of ${allowed}`, ru: `выберите одно из: ${allowed}`};
  }
  if (issue.code === "invalid_format" && issue.format === "date")
    return {en: "expected a day such as 2026-10-05", ru: "нужен день, например 2026-10-05"};
  if (issue.code === "invalid_format" && issue.path[0] === "hash")
    return {en: "look at the month again", ru: "посмотрите месяц ещё раз"};
  if (issue.code === "invalid_format")
    return {en: "expected a month such as 2026-10", ru: "нужен месяц, например 2026-10"};
  if (issue.code === "invalid_type" && ["number", "int"].includes(issue.expected))
    return {en: "expected a whole number", ru: "нужно целое число"};
  if (issue.code === "invalid_type" && issue.expected === "array")
    return {en: "expected a list", ru: "нужен список"};
  return {en: "this is not what belongs here; correct it", ru: "значение сюда не подходит; исправьте"};
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  );
}

function quoted(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > longestQuoted ? `${text.slice(0, longestQuoted)}…` : text;
}

export const actorOf = ({name, role, employee_id}: User): Actor => ({name, role, employee_id});

export function monthIn(request: Request): string {
  const {month} = request.params;
  if (typeof month !== "string" || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw nothingHere();
  return month;
}
