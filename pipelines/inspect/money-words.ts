import {spellingKey} from "../company/dictionaries.ts";
import type {Verdict} from "../sources/counts.ts";

/** `returned`: the money of this very row went back, or the row is the refund itself; the word does not tell which. */
export type Meaning = Verdict | "returned" | null;

const partly = /частичн|част\.|partial/u;
const denied =
  /(?:^|\s)(?:не|not|no)\s|^не(?:оплач|провед|исполн|заверш|успеш|выполн|подтвержд)|^un(?:paid|posted|confirmed|settled)/u;
const cancelled =
  /отмен|аннулир|отклон|отказ|ошибк|неусп|неудач|удален|черновик|отозван|недейств|скасован|cancel|void|declin|fail|reject|draft|delet|error|expired|abandon/u;
const waiting =
  /ожида|ожидан|к оплате|в обработке|обрабатыва|просроч|заморож|холд|очікує|pending|await|process(?:ing)?$|on hold|overdue|scheduled|authoriz/u;
const issued = /выставлен|отправлен|просроч|ожида|к оплате|issued|sent|open|overdue|pending|awaiting/u;
const outgoing =
  /списан|расход|исход|выплат|перечислен|^оплата поставщ|комисси|зарплат|налог|между (?:своими )?счет|собственн|видаток|debit|outgo|outflow|withdraw|expense|payout|^fee|transfer out|money out|paid out/u;
const debit = /^(?:дебет|дт|д|dt|dr|d)\.?$/u;
const credit = /^(?:кредит|кт|к|kt|cr|c)\.?$/u;
const refund = /возврат|повернення|сторн|refund(?!ed)|chargeback|reversal|^returns?$|credit note/u;
const returned = /возвращен|повернен[оа]?$|refunded|returned|reversed|charged back/u;
const ofSupplier = /поставщик|supplier|vendor/u;
const received =
  /^(?:пред|до)?оплат|оплачен|провед|исполнен|зачисл|поступ|приход|входящ|получен|успеш|заверш|выполнен|подтвержден|аванс|надходження|сплачен|(?<!un)paid(?! out)|succe|complet|settle|captur|(?<!un)posted|credit|incom|receipt|deposit|inflow|receiv|approved|money in/u;
const sold = /продаж|реализ|отгру|доставлен|выдан|закрыт|shipped|deliver|fulfil|sale$|sold|closed/u;

/** What a word beside an amount usually does to the sum; null when nobody can tell. */
export function meaningOf(entity: string, value: string): Meaning {
  const text = spellingKey(value).replace(/[.!]+$/u, "");
  if (text === "" || ofSupplier.test(text)) return /^оплат|перечисл|paid|payment/u.test(text) ? "skip" : null;
  const isInvoice = entity === "invoices";
  if (partly.test(text)) return isInvoice ? "plus" : null;
  if (cancelled.test(text)) return "skip";
  // an invoice is one before it is paid
  if (isInvoice && (issued.test(text) || /оплач|paid/u.test(text))) return "plus";
  if (denied.test(text) || waiting.test(text)) return "skip";
  if (refund.test(text)) return "minus";
  if (returned.test(text)) return "returned";
  if (entity === "payments" && (outgoing.test(text) || debit.test(text))) return "skip";
  if (entity === "payments" && credit.test(text)) return "plus";
  return received.test(text) || sold.test(text) ? "plus" : null;
}

const yes = /^(?:да|yes|true|1|y|истина|\+|v|x|так|✓)$/u;
const no = /^(?:нет|no|false|0|n|ложь|-|–|—|ні|)$/u;

/** What yes means below a header: such a row counts, does not, or is a refund; null for other headers. */
function flagOf(entity: string, header: string): Verdict | null {
  const text = spellingKey(header.replaceAll("_", " "));
  if (/возврат|refund|return|сторно/u.test(text)) return "minus";
  if (/отмен|аннул|удал|cancel|delet|void|черновик|draft/u.test(text)) return "skip";
  // an invoice counts before it is paid
  if (entity === "invoices" && /оплачен|сплачен|paid/u.test(text)) return null;
  return /оплачен|провед|paid|posted|исполнен|зачислен|подтвержд|confirmed/u.test(text) ? "plus" : null;
}

/** The meaning of yes and no below such a header; null when some cell says anything else. */
export function readFlags(
  entity: string,
  header: string,
  values: readonly string[],
): Record<string, Verdict> | null {
  const meant = flagOf(entity, header);
  const keys = values.map((value) => [value, spellingKey(value)] as const);
  if (meant === null || !keys.every(([, key]) => yes.test(key) || no.test(key))) return null;
  if (!keys.some(([, key]) => key !== "")) return null;
  const otherwise = meant === "plus" ? "skip" : "plus";
  return Object.fromEntries(keys.map(([value, key]) => [value, yes.test(key) ? meant : otherwise]));
}

const states = /^(?:статус|состояние|стан|status|state)(?:$|\s)/u;
const kinds =
  /^(?:(?:тип|вид) (?:операции|движения|транзакции)|(?:хозяйственная |банковская )?операция|(?:payment|transaction|order|invoice|operation) (?:status|state)|(?:transaction|operation) (?:type|kind)|(?:дебет|приход|дт|д|debit|dr|credit) ?\/ ?(?:кредит|расход|кт|к|credit|cr|debit))$/u;
const likely = /тип|вид|операц|движен|направлен|статус|состоян|kind|type|status|state|direction/u;
const ofOthers =
  /клиент|контрагент|покупат|сделк|лид|товар|сотрудн|менеджер|client|customer|deal|lead|product|employee|manager/u;

/** How much a header speaks for a column that tells which rows count: surely, likely, or only its cells can. */
export function headerSays(header: string): "surely" | "likely" | "nothing" {
  const text = spellingKey(header.replaceAll("_", " ").replace(/#\d+$/u, ""));
  if (ofOthers.test(text)) return "nothing";
  if (states.test(text) || kinds.test(text)) return "surely";
  return likely.test(text) ? "likely" : "nothing";
}

/** True for a header below which people write what they like. */
export const isFreeText = (header: string) =>
  /назначен|коммент|примечан|описан|основание|заметк|purpose|comment|note|memo|descri|details|remark/u.test(
    spellingKey(header.replaceAll("_", " ")),
  );
