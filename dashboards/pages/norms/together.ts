import type {NormFactsRow, NormRegisterRow} from "../../../queries/generated/rows.ts";
import {normRelations} from "../../../queries/norm-relations.ts";
import {
  conflictOf,
  consistentRanges,
  quantitiesOf,
  type Range,
  type Relation,
} from "../../../queries/statistics/consistency.ts";
import type {NormRelation, Quantity} from "../../charts/norm-graph.ts";
import type {Key} from "../../lib/i18n.ts";
import {formatOf} from "../../lib/norm-rows.ts";
import type {Words} from "../../lib/words.ts";

export interface Together {
  quantities: Quantity[];
  relations: NormRelation[];
  /** Names of norms that cannot hold together; empty when they can. */
  conflict: string[];
  /** Norms of which the others leave less than they say. */
  narrowed: Quantity[];
}

const open: Range = {low: 0, high: Number.POSITIVE_INFINITY};
/** What ties the norms is measured in these units. */
const units: Record<string, string> = {talk_minutes: "minutes", minutes_per_conversation: "minutes"};

/** What the norms of a month, its working days and the usual length of a conversation leave of each other. */
export function normsTogether(
  register: NormRegisterRow[],
  facts: NormFactsRow | undefined,
  all: Words,
): Together {
  const {t, f, language} = all;
  const norms = new Map(register.map((row) => [row.norm_id, row]));
  const relations = relationsOf((name) => norms.has(name));
  const named = [...new Set(relations.flatMap(quantitiesOf))];
  const given = new Map<string, Range>();
  for (const name of named) {
    const norm = norms.get(name);
    if (norm) given.set(name, {low: norm.low ?? 0, high: norm.high ?? Number.POSITIVE_INFINITY});
  }
  if (facts?.working_day_count) given.set("working_days", exactly(facts.working_day_count));
  if (facts?.conversation_count && facts.talk_seconds)
    given.set("minutes_per_conversation", exactly(facts.talk_seconds / facts.conversation_count / 60));
  const left = consistentRanges(given, relations);
  const conflict = left ? [] : conflictOf(given, relations);
  const nameOf = (name: string) => {
    const norm = norms.get(name);
    if (norm) return language === "ru" ? norm.name_ru : norm.name_en;
    return t(`norms.quantity.${name}` as Key);
  };
  const quantities = named.map((name): Quantity => {
    const unit = norms.get(name)?.unit ?? units[name] ?? "count";
    const format = formatOf(unit, all);
    const said = given.get(name);
    const remains = left?.get(name) ?? open;
    const asked = said ?? open;
    return {
      id: name,
      name: nameOf(name) ?? name,
      said: said ? rangeText(said, format, all) : "",
      left: left ? rangeText(remains, format, all) : "",
      isNarrowed: left !== null && narrowing(remains, asked) > noticed,
      narrowing: narrowing(remains, asked),
      isConflict: conflict.includes(name),
    };
  });
  const position = (name: string) => (norms.has(name) ? 0 : 1);
  const sorted = quantities.toSorted((a, b) => position(a.id) - position(b.id));
  return {
    quantities: sorted,
    relations: relations.map((relation) => ({relation, text: relationText(relation, nameOf, f.count)})),
    conflict: conflict.map((name) => nameOf(name) ?? name),
    narrowed: sorted
      .filter((one) => one.isNarrowed && norms.has(one.id))
      .toSorted((a, b) => b.narrowing - a.narrowing),
  };
}

/** The equations that say something of the norms a company has, and those that only tie these to each other. */
function relationsOf(isNorm: (name: string) => boolean): Relation[] {
  const direct = normRelations.filter((relation) => quantitiesOf(relation).some(isNorm));
  const known = new Set(direct.flatMap(quantitiesOf));
  return normRelations.filter(
    (relation) =>
      direct.includes(relation) || quantitiesOf(relation).filter((name) => known.has(name)).length > 1,
  );
}

const exactly = (value: number): Range => ({low: value, high: value});

/** Less is rounding. */
const noticed = 1.005;

/** How many times more, or less, is left than said, at the end that moved most. */
function narrowing(left: Range, said: Range): number {
  const low = left.low <= said.low ? 1 : said.low === 0 ? noticed + Number.EPSILON : left.low / said.low;
  const high =
    left.high >= said.high
      ? 1
      : said.high === Number.POSITIVE_INFINITY
        ? noticed + Number.EPSILON
        : said.high / left.high;
  return Math.max(low, high);
}

export function rangeText({low, high}: Range, format: (value: number) => string, {t}: Words): string {
  if (low === high || format(low) === format(high)) return format(low);
  if (high === Number.POSITIVE_INFINITY) return low === 0 ? "" : t("norms.atLeast", {value: format(low)});
  if (low === 0) return t("norms.atMost", {value: format(high)});
  return `${format(low)}–${format(high)}`;
}

function relationText(
  relation: Relation,
  nameOf: (name: string) => string | null | undefined,
  count: (value: number) => string,
): string {
  const lower = (name: string) => {
    const text = nameOf(name) ?? name;
    return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  };
  const parts =
    "factors" in relation
      ? relation.factors.map(lower).join(" × ")
      : relation.terms
          .map(([weight, name]) => (weight === 1 ? lower(name) : `${count(weight)} × ${lower(name)}`))
          .join(" + ");
  return `${nameOf(relation.total) ?? relation.total} = ${parts}`;
}
