import fields from "../../../queries/generated/fields.json" with {type: "json"};
import type {RejectedGroupsRow} from "../../../queries/generated/rows.ts";
import {visible} from "../../../queries/hidden-marks.ts";
import type {Key} from "../../lib/i18n.ts";
import type {Words} from "../../lib/words.ts";

interface FieldWords {
  ru: string;
  en: string;
  dictionary?: string;
  codes?: string[];
  /** The field of the same row that this one has to follow. */
  after?: string;
}
interface EntityWords {
  ru: string;
  en: string;
  fields: Record<string, FieldWords>;
}

const known: Record<string, EntityWords> = fields;

export type Group = RejectedGroupsRow;

/** What is wrong, as a sentence with the field and one of the values. */
const sentences: Record<string, Key> = {
  missing: "why.missing",
  unreadable: "why.unreadable",
  too_many_decimals: "why.too_many_decimals",
  doubtful_number: "why.doubtful_number",
  doubtful_date: "why.doubtful_date",
  mixed_dates: "why.mixed_dates",
  hidden_characters: "why.hidden_characters",
  not_in_dictionary: "why.not_in_dictionary",
  not_in_list: "why.not_in_list",
  impossible_date: "why.impossible_date",
  not_happened: "why.not_happened",
  not_in_order: "why.not_in_order",
  out_of_range: "why.out_of_range",
  too_long: "why.too_long",
  phone_digits_lost: "why.phone_digits_lost",
  id_digits_lost: "why.id_digits_lost",
  taken_elsewhere: "why.taken_elsewhere",
  number_reused: "why.number_reused",
  repeated_key: "why.repeated_key",
  split_call: "why.split_call",
  other_currency: "why.other_currency",
  not_counted: "why.not_counted",
  too_few_cells: "why.too_few_cells",
  too_many_cells: "why.too_many_cells",
  broken_quotes: "why.broken_quotes",
  broken_encoding: "why.broken_encoding",
  broken_json: "why.broken_json",
  line_too_long: "why.line_too_long",
  unreadable_line: "why.unreadable_line",
  columns_changed: "why.columns_changed",
};

/** A reason is a source, a field and a code: by this the page's address names the group that is open. */
export const groupKey = (row: Pick<Group, "source_id" | "column_name" | "reason_code">): string =>
  [row.source_id, row.column_name ?? "", row.reason_code].join("/");

export const entitiesOf = (group: Pick<Group, "entities">): string[] =>
  group.entities?.split(" ").filter(Boolean) ?? [];

/** The field as the contracts describe it; a line that belongs to several entities has it in each. */
export function fieldOf(group: Pick<Group, "entities" | "column_name">): FieldWords | undefined {
  const name = group.column_name;
  return name === null
    ? undefined
    : entitiesOf(group)
        .map((entity) => known[entity]?.fields[name])
        .find(Boolean);
}

export function fieldName(group: Pick<Group, "entities" | "column_name">, {language}: Words): string {
  return fieldOf(group)?.[language] ?? group.column_name?.replaceAll("_", " ") ?? "";
}

/** `entity.field` in words; undefined for anything else, such as a column of a file. */
export function fieldWords(path: string | null, {language}: Words): string | undefined {
  const [entity, field] = (path ?? "").split(".");
  const words = known[entity ?? ""];
  const named = words?.fields[field ?? ""];
  return words && named && `${words[language]}: ${named[language]}`;
}

/** What the lines should have become, in words. */
export function entityNames(group: Pick<Group, "entities">, {language, f}: Words): string {
  const names = entitiesOf(group).map((entity) => known[entity]?.[language] ?? entity.replaceAll("_", " "));
  return f.list(names.map((name, index) => (index === 0 ? name : name.toLowerCase())));
}

export function reasonSentence(group: Group, words: Words): string {
  const key = sentences[group.reason_code];
  const field = fieldName(group, words);
  if (!key) return [words.label("reason", group.reason_code), field].filter(Boolean).join(": ");
  const after = fieldOf(group)?.after ?? null;
  const other = after === null ? "" : fieldName({...group, column_name: after}, words);
  return words.t(key, {field, other, value: shortened(group.example ?? "")});
}

const shortened = (value: string) => visible(value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** A field chosen from a list can be mended by a spelling; a torn line only by its cells. */
export function adviceOf(group: Group): Key {
  if (isOfList(group)) return "quarantine.advice.spelling";
  if (group.reason_code === "repeated_key") return "quarantine.advice.repeated";
  if (group.reason_code === "number_reused") return "quarantine.advice.reused";
  if (group.reason_code === "columns_changed") return "quarantine.advice.columns";
  return group.column_name === null ? "quarantine.advice.line" : "quarantine.advice.cell";
}

export const isOfList = ({reason_code}: Pick<Group, "reason_code">) =>
  reason_code === "not_in_dictionary" || reason_code === "not_in_list";

/** "May 2026", a range when there are several, and how many lines have no readable day. */
export function monthsText(group: Pick<Group, "months" | "undated_count">, {t, f}: Words): string {
  const months = group.months?.split(" ").filter(Boolean) ?? [];
  const first = months[0];
  const last = months.at(-1);
  const span = [first, first === last ? undefined : last].flatMap((month) =>
    month ? [f.shortMonth(`${month}-01`)] : [],
  );
  const undated = group.undated_count
    ? t("quarantine.undated", {count: group.undated_count, n: f.count(group.undated_count)})
    : "";
  return [span.join(" – "), undated].filter(Boolean).join(", ");
}

/** What the figures lack for it, where that can be read. */
export function lackText(group: {amount: number | null; talk_seconds: number | null}, {t, f}: Words): string {
  return [
    group.amount ? t("quarantine.lacks.amount", {amount: f.moneyFull(group.amount)}) : "",
    group.talk_seconds ? t("quarantine.lacks.talk", {talk: f.minutes(group.talk_seconds)}) : "",
  ]
    .filter(Boolean)
    .join(", ");
}
