import {createHash} from "node:crypto";

/** JSON with sorted keys and without undefined; whole numbers of any size as text. The same data is the same text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  let text = "";
  if (Array.isArray(value)) {
    for (const inner of value) text += `${text === "" ? "" : ","}${canonicalJson(inner)}`;
    return `[${text}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const key of sortedKeys(fields)) {
    const inner = fields[key];
    if (inner !== undefined)
      text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(inner)}`;
  }
  return `{${text}}`;
}

/** Keys in order; most objects come with a few sets of keys, so each set is sorted once. */
const orders = new Map<string, readonly string[]>();
function sortedKeys(fields: Record<string, unknown>): readonly string[] {
  const keys = Object.keys(fields);
  const set = keys.join("\n");
  let order = orders.get(set);
  if (!order) {
    order = keys.toSorted();
    if (orders.size < 1000) orders.set(set, order);
  }
  return order;
}

/** SHA-256 of the canonical JSON, hexadecimal. */
export const contentHash = (value: unknown): string =>
  createHash("sha256").update(canonicalJson(value)).digest("hex");
