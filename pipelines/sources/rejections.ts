import type * as z from "zod";
import {firstDay, lastDay} from "../contracts/fields.ts";
import {type Contract, type Field, momentSlackHours} from "../contracts/index.ts";
import {namesOtherSql} from "./currency.ts";
import {isDoubtfulDateSql, isShortYearSql} from "./date-sql.ts";
import {holdsHiddenSql} from "./hidden.ts";
import type {FieldMapping} from "./mapping.ts";
import {doubleSql, isDoubtfulSql} from "./parse-sql.ts";
import {lostPhoneSql} from "./phones.ts";
import {literal} from "./sql.ts";

/** An id that a spreadsheet took for a number and rounded: of such ids many are the same. */
const lostIdSql = (text: string) =>
  `(contains(${text}, '+') and regexp_matches(${text}, '^\\d([.,]\\d+)?[eE]\\+\\d+$'))`;

/** What a spreadsheet shows instead of the result of a formula. */
const errors = [
  ...["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"],
  ...["#ССЫЛКА!", "#Н/Д", "#ЗНАЧ!", "#ИМЯ?", "#ДЕЛ/0!", "#ПУСТО!", "#ЧИСЛО!"],
];
const isErrorSql = (text: string) =>
  `(starts_with(${text}, '#') and ${text} in (${errors.map(literal).join(", ")}))`;

const numbers = new Set(["money", "ratio", "rate", "count"]);
/** What does not fit into decimal(18,2). */
const mostMoney = "1e16";

/** True for a field whose cells are read as something else than the text they are. */
export const isRead = (field: Field) =>
  !field.phone && (field.sqlType !== "varchar" || field.unit === "code" || field.dictionary !== undefined);

/** `when` branches in order of what a person should be told first. */
export function rejections(
  field: Field,
  contract: Contract,
  currency: string | undefined,
  {number, date}: Pick<FieldMapping, "number" | "date">,
): string[] {
  const typed = `t_${field.name}`;
  const text = `r_${field.name}`;
  const reason = (name: string) => `then ${literal(`${field.name}|${name}`)}`;
  const isRefused = `${text} is not null and ${typed} is null`;
  const tests: string[] = [];
  if (isRead(field))
    tests.push(`when ${isRefused} and ${holdsHiddenSql(text)} ${reason("hidden_characters")}`);
  if (field.phone) tests.push(`when ${lostPhoneSql(text)} ${reason("phone_digits_lost")}`);
  if (field.unit === "id") {
    tests.push(`when ${lostIdSql(text)} ${reason("id_digits_lost")}`);
    tests.push(`when ${isErrorSql(text)} ${reason("unreadable")}`);
  }
  if (field.unit === "money" && currency)
    tests.push(
      `when ${namesOtherSql(text, currency)} and not ${isErrorSql(text)} ${reason("other_currency")}`,
    );
  if (numbers.has(field.unit)) {
    const amount = field.unit === "money" && currency !== undefined ? `own_${field.name}` : text;
    if (number === undefined)
      tests.push(`when ${isRefused} and ${isDoubtfulSql(amount)} ${reason("doubtful_number")}`);
    if (field.unit === "money") {
      const read = doubleSql(amount, number);
      tests.push(`when ${isRefused} and abs(${read}) < ${mostMoney} ${reason("too_many_decimals")}`);
      tests.push(`when ${isRefused} and ${read} is not null ${reason("out_of_range")}`);
    }
  }
  const isDay = field.sqlType === "date" || field.sqlType === "timestamptz";
  if (isDay && date === undefined)
    tests.push(`when ${isRefused} and ${isDoubtfulDateSql(text)} ${reason("doubtful_date")}`);
  const unreadable = field.dictionary
    ? "not_in_dictionary"
    : field.unit === "code"
      ? "not_in_list"
      : "unreadable";
  tests.push(`when ${isRefused} ${reason(unreadable)}`);
  if (field.required || contract.key.includes(field.name))
    tests.push(`when ${typed} is null ${reason("missing")}`);
  const bounds = {
    date: `${typed} < date '${firstDay}' or ${typed} > date '${lastDay}'`,
    timestamptz: `${typed} < timestamptz '${firstDay} 00:00:00+00' or ${typed} >= timestamptz '${lastDay} 00:00:00+00'`,
  };
  if (field.sqlType === "date" || field.sqlType === "timestamptz") {
    const isShort = date === undefined ? isShortYearSql(text) : "false";
    const [short, impossible] = [`${field.name}|doubtful_date`, `${field.name}|impossible_date`];
    tests.push(
      `when ${bounds[field.sqlType]} then case when ${isShort} then ${literal(short)} else ${literal(impossible)} end`,
    );
  }
  if (field.least !== undefined) tests.push(`when ${typed} < ${field.least} ${reason("out_of_range")}`);
  const definition = field.type.def as {
    type: string;
    checks?: z.core.$ZodCheck[];
    entries?: Record<string, string>;
  };
  if (definition.entries) {
    const isUnknown = `${typed} not in (${Object.values(definition.entries).map(literal).join(", ")})`;
    tests.push(`when ${isUnknown} and ${holdsHiddenSql(text)} ${reason("hidden_characters")}`);
    tests.push(`when ${isUnknown} ${reason("not_in_list")}`);
  }
  for (const check of definition.checks ?? []) {
    const rule = check._zod.def as {
      check: string;
      value?: number;
      minimum?: number;
      maximum?: number;
      inclusive?: boolean;
    };
    if (rule.check === "greater_than")
      tests.push(`when ${typed} ${rule.inclusive ? "<" : "<="} ${rule.value} ${reason("out_of_range")}`);
    if (rule.check === "less_than")
      tests.push(`when ${typed} ${rule.inclusive ? ">" : ">="} ${rule.value} ${reason("out_of_range")}`);
    if (rule.check === "max_length")
      tests.push(`when length(${typed}) > ${rule.maximum} ${reason("too_long")}`);
  }
  return tests;
}

/** `when` branches for pairs of the row that stand in the wrong order; a row that lacks one of them is not judged. */
export function disorders({ordered = []}: Contract, mapped: readonly Field[]): string[] {
  const typeOf = (name: string) => mapped.find((field) => field.name === name)?.sqlType;
  return ordered
    .filter(({earlier, later}) => typeOf(earlier) && typeOf(later))
    .map(({earlier, later, isApart}) => {
      const slack = typeOf(later) === "timestamptz" ? ` - interval ${momentSlackHours} hours` : "";
      const sign = isApart ? "<=" : "<";
      return `when t_${later} ${sign} t_${earlier}${slack} then ${literal(`${later}|not_in_order`)}`;
    });
}

/** `when` branches for figures that exceed what their row calls the most. */
export function excesses({limits = []}: Contract, mapped: readonly Field[]): string[] {
  const isMapped = (name: string) => mapped.some((field) => field.name === name);
  return limits
    .filter(({value, most}) => isMapped(value) && isMapped(most))
    .map(({value, most}) => `when t_${value} > t_${most} then ${literal(`${value}|out_of_range`)}`);
}

/** A document may be dated forward by a bookkeeper, and clocks differ; beyond this the date is an error of typing. */
const forwardDays = 31;

/** `when` branch for an event that had not happened when its file came. */
export function unhappened(
  {event, isPlanned}: Contract,
  mapped: readonly Field[],
  received: string,
): string[] {
  const field = mapped.find(({name}) => name === event);
  if (!field || isPlanned) return [];
  const latest = `${literal(received)}::timestamptz + interval ${forwardDays} days`;
  const bound = field.sqlType === "date" ? `(${latest})::date` : latest;
  return [`when t_${field.name} > ${bound} then ${literal(`${field.name}|not_happened`)}`];
}
