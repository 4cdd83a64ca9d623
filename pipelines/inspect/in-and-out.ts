import {spellingKey} from "../company/dictionaries.ts";

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
