import type {InspectContext} from "./context.ts";
import type {Candidate} from "./draft.ts";
import {headerScore, matchFields} from "./match.ts";
import type {Profile} from "./profile.ts";

const days = ["date", "datetime"];
const figures = ["money", "number", "integer"];

/** Sums that a list of clients would leave unread: called so, or beside a day or a document that says that something was sold. */
export function unreadMoney({columns}: InspectContext, {entity, named, matches}: Candidate): Profile[] {
  if (entity !== "clients" || named) return [];
  const used = new Set(matches.map(({column}) => column.name));
  const free = columns.filter(({name, filled}) => filled > 0 && !used.has(name));
  const says = (field: string, column: Profile) => headerScore("orders", field, column) >= 0.9;
  const isDealt = free.some((column) => days.includes(column.shape) || says("order_id", column));
  const sums = free.filter((column) => figures.includes(column.shape) && says("amount", column));
  if (sums.length === 0 && !isDealt) return [];
  return free.filter((column) => column.shape === "money" || sums.includes(column));
}

/** What such rows may be instead, with the day that money needs; nothing where the file has no day. */
export function dealtRows({columns}: InspectContext, settled: ReadonlySet<string>): Candidate[] {
  if (!columns.some(({shape}) => days.includes(shape))) return [];
  return ["orders", "payments"]
    .filter((entity) => !settled.has(entity))
    .map((entity) => ({entity, matches: matchFields(entity, columns, new Map()), score: 0, named: false}));
}
