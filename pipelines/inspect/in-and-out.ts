import {spellingKey} from "../company/dictionaries.ts";
import {isFreeText} from "./money-words.ts";
import type {Profile} from "./profile.ts";

const other =
  /остат|сальдо|balance|дата|date|номер|счет|карт|card|лимит|limit|инн|банк|корр|назнач|account|number|(?:^| )id(?: |$)/u;
/** Words of two sides, of which the books of a bank and those of its client mean the opposite. */
const sides = /дебет|кредит|debit|credit|(?:^| )(?:дт|кт|dr|cr)(?: |$)/u;
const incoming =
  /кредит|(?:^| )(?:кт|cr)(?: |$)|приход|поступлен|поступил|зачислен|credit|deposit|paid in|money in|inflow|received/u;
const outgoing =
  /дебет|(?:^| )(?:дт|dr)(?: |$)|расход|списан|выплачен|debit|withdraw|paid out|money out|outflow|spent/u;

const plain = (header: string) => spellingKey(header.replaceAll("_", " ").replace(/[^\p{L}\p{N}]+/gu, " "));
const says = (header: string, what: RegExp) => what.test(plain(header)) && !other.test(plain(header));

/** True for a column of a bank statement that holds what came in. */
export const isIncoming = (header: string) => says(header, incoming) && !says(header, outgoing);
/** True for one that holds what was paid out. */
export const isOutgoing = (header: string) => says(header, outgoing) && !says(header, incoming);
/** True when the header names a side of an account instead of saying where the money went. */
export const isSide = (header: string) => says(header, sides);

const movement =
  /^(?:поступлени|списани|приход|расход|входящ|исходящ|дебет|кредит|incoming|outgoing|withdrawal|deposit|debit|credit)/u;
const figures = ["money", "number", "integer", "flag", "empty"];

/** True for a column of amounts, or one without any in this file. */
export const isFigure = ({shape}: Profile) => figures.includes(shape);

/** True when columns or kinds of rows tell what came in from what went out: such rows are no sales. */
export function tellsInFromOut(columns: readonly Profile[]): boolean {
  const has = (test: (header: string) => boolean) => columns.some((one) => test(one.name) && isFigure(one));
  if (has(isIncoming) && has(isOutgoing)) return true;
  return columns.some(
    ({name, shape, distinct, values}) =>
      ["text", "code", "person"].includes(shape) &&
      distinct <= 15 &&
      !isFreeText(name) &&
      values.filter(({value}) => movement.test(spellingKey(value)) && value.length <= 30).length * 2 >
        distinct,
  );
}
