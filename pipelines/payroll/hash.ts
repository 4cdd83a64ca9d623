import {createHash} from "node:crypto";

/** JSON with sorted keys and without undefined; whole numbers of any size as text. The same data is the same text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
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

/** Most texts hold nothing that JSON escapes, and finding that out is cheaper than escaping. */
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
const quoted = (text: string) => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`);

/** Keys in order, each with its label; most objects come with a few sets of keys, so each set is sorted once. */
const orders = new Map<string, readonly (readonly [key: string, label: string])[]>();
function sortedKeys(fields: Record<string, unknown>): readonly (readonly [key: string, label: string])[] {
  const keys = Object.keys(fields);
  // NUL parts them, as in no name of a field; an object without fields has no name, and is not one with an empty name
  const set = `${keys.length}\0${keys.join("\0")}`;
  let order = orders.get(set);
  if (!order) {
    order = keys.toSorted().map((key) => [key, `${JSON.stringify(key)}:`] as const);
    if (orders.size < 1000) orders.set(set, order);
  }
  return order;
}

/** SHA-256 of the canonical JSON, hexadecimal. */
export const contentHash = (value: unknown): string =>
  createHash("sha256").update(canonicalJson(value)).digest("hex");
