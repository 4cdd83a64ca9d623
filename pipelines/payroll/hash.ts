import {hash} from "node:crypto";

/** JSON with sorted keys and without undefined; whole numbers of any size as text. The same data is the same text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  let text = "";
  if (Array.isArray(value)) {
    for (const inner of value) text += `${text === "" ? "" : ","}${canonicalJson(inner)}`;
    return `[${text}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const [key, label] of sortedKeys(fields)) {
    const inner = fields[key];
    if (inner !== undefined) text += (text === "" ? "" : ",") + label + canonicalJson(inner);
  }
  return `{${text}}`;
}

type Order = readonly (readonly [key: string, label: string])[];

/** Keys in order, each with its label; most objects come with a few sets of keys, so each set is sorted once. */
const orders = new Map<string, {keys: string[]; order: Order}[]>();
function sortedKeys(fields: Record<string, unknown>): Order {
  const keys = Object.keys(fields);
  const [first = ""] = keys;
  const known = orders.get(first) ?? [];
  for (const one of known) if (areSame(one.keys, keys)) return one.order;
  const order = keys.toSorted().map((key) => [key, `${JSON.stringify(key)}:`] as const);
  if (known.length < mostOrders) orders.set(first, [...known, {keys, order}]);
  return order;
}
/** Of one first key; data of any keys must not fill the memory. */
const mostOrders = 50;

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
}

/** SHA-256 of the canonical JSON, hexadecimal. */
export const contentHash = (value: unknown): string => hash("sha256", canonicalJson(value), "hex");
