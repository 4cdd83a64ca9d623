import {contractOf} from "../contracts/index.ts";
import {headerWords} from "./header-words.ts";
import type {Profile} from "./profile.ts";

/** How well a header that says no more than "number" speaks for the row's own number: a header that names it comes first. */
export const bareKey = 0.93;

const ids = new Set(["id"]);
const numbers = new Set(["id", "номер", "number", "no", "nr", "num", "n"]);

/** Headers of this kind that name what has a row of its own; a bare number beside people and calls is their phone. */
const bareWords: Readonly<Record<string, ReadonlySet<string>>> = {
  employees: ids,
  clients: ids,
  calls: ids,
  campaigns: ids,
  call_results: numbers,
  qa_reviews: numbers,
  client_feedback: numbers,
  deals: numbers,
  orders: numbers,
  invoices: numbers,
  payments: numbers,
  handovers: numbers,
};

/** True for `id`, `№`, `Номер`, `Код` and the like alone: the number of whatever the row is. */
export function isBareKey(entity: string, field: string, {name, shape}: Profile): boolean {
  if (contractOf(entity)?.key[0] !== field || shape === "phone") return false;
  return saysNumberOnly(name, bareWords[entity]);
}

function saysNumberOnly(header: string, bare: ReadonlySet<string> = numbers): boolean {
  const [word = "", ...more] = headerWords(header);
  return more.length === 0 && bare.has(word);
}

/** True for a header that rows are often only counted under. */
export const maySayPlace = (header: string): boolean => /^\s*(?:№|n|no|nr|num)\.?\s*$/iu.test(header);
