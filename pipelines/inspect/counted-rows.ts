import type {Bilingual} from "../bilingual.ts";
import {contractOf, fieldsOf} from "../contracts/index.ts";
import {type CompiledEntity, compileEntity} from "../sources/compile.ts";
import type {Counts, Verdict} from "../sources/counts.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {identifier, literal} from "../sources/sql.ts";
import {type EntityDraft, type FieldDraft, type InspectContext, trialSource} from "./context.ts";
import {type Group, shown, whatBecomes, whether} from "./counted-questions.ts";
import type {Question} from "./inspection.ts";
import {headerSays, isFreeText, type Meaning, meaningOf, readFlags} from "./money-words.ts";
import type {Profile} from "./profile.ts";

/** Entities whose amounts are money that came or is to come. */
const moneyEntities = ["orders", "invoices", "payments"];
/** More different values than this are no list of states or kinds. */
const mostValues = 15;
/** States and kinds are named in a few words; what is longer was written by hand. */
const longestName = 40;
/** Values that are asked about one by one. */
const mostAsked = 12;

/** What columns beside an amount say of its rows. */
export interface CountedRows {
  counts: Counts;
  questions: Question[];
  /** How sure the amount is with them. */
  doubt: Pick<FieldDraft, "status" | "why">;
}

/** Finds the columns that tell which rows count, and asks what each of their values does to the sum. */
export async function findCounted(
  context: InspectContext,
  compiled: CompiledEntity,
  {used, client}: {used: ReadonlySet<string>; client: string | null},
): Promise<CountedRows | null> {
  const {entity} = compiled.contract;
  if (!moneyEntities.includes(entity) || !compiled.mapped.some(({name}) => name === "amount")) return null;
  const counts: Counts = {};
  const questions: Question[] = [];
  const unknown: Bilingual[] = [];
  for (const column of context.columns) {
    if (used.has(column.name) || column.name.startsWith("#") || isFreeText(column.name)) continue;
    const meanings = meaningsOf(entity, column, context.sample.rows);
    if (!meanings) continue;
    const groups = await groupsOf(context, compiled, column);
    const verdicts: Record<string, Verdict> = {};
    for (const group of groups) {
      const meaning = meanings.get(group.value) ?? null;
      const verdict = meaning === "returned" ? await whatReturned(context, column, group, client) : meaning;
      if (verdict) verdicts[group.value] = verdict;
      else unknown.push(shown(group.value));
    }
    counts[column.name] = verdicts;
    if (groups.every(({value}) => verdicts[value] === "plus")) continue;
    questions.push(whether(entity, column, groups, verdicts));
    for (const group of groups.slice(0, mostAsked))
      questions.push(
        whatBecomes(entity, column, group, meanings.get(group.value) ?? null, verdicts[group.value]),
      );
  }
  const names = Object.keys(counts);
  if (names.length === 0) return null;
  return {counts, questions, doubt: doubtOf(names.join(", "), unknown, questions.length > 0)};
}

function doubtOf(names: string, unknown: Bilingual[], isAsked: boolean): CountedRows["doubt"] {
  if (unknown.length > 0) {
    const list = (language: "en" | "ru") =>
      unknown
        .slice(0, 5)
        .map((one) => one[language])
        .join(", ");
    return {
      status: "ask",
      why: {
        en: `"${names}": not known whether such rows count: ${list("en")}; they are set aside until you say`,
        ru: `«${names}»: неизвестно, считать ли такие строки: ${list("ru")}; пока вы не скажете, они откладываются`,
      },
    };
  }
  if (isAsked)
    return {
      status: "ask",
      why: {en: `"${names}" tells which rows count`, ru: `«${names}» говорит, какие строки считать`},
    };
  return {
    status: "guess",
    why: {
      en: `"${names}" has only rows that count; others will be set aside`,
      ru: `«${names}»: здесь все строки считаются, иные будут отложены`,
    },
  };
}

/** What each value of the column means; null when the column is no list of states or kinds. */
function meaningsOf(entity: string, column: Profile, rows: number): Map<string, Meaning> | null {
  const {name, shape, values, distinct, filled} = column;
  if (filled === 0 || distinct > mostValues || !["text", "code", "flag", "integer", "person"].includes(shape))
    return null;
  const all = [...values.map(({value}) => value), ...(filled < rows ? [""] : [])];
  const flags = readFlags(entity, name, all);
  if (flags) return new Map(Object.entries(flags));
  const meanings = new Map(all.map((value) => [value, meaningOf(entity, value)]));
  const says = headerSays(name);
  if (says === "surely") return meanings;
  const known = [...meanings.values()].filter((meaning) => meaning !== null);
  if (!known.some((meaning) => meaning !== "plus") || all.some((value) => value.length > longestName))
    return null;
  return says === "likely" || known.length * 2 >= distinct ? meanings : null;
}

/** Rows and sum of each value, the most frequent first. */
async function groupsOf(
  {database, sample}: InspectContext,
  compiled: CompiledEntity,
  column: Profile,
): Promise<Group[]> {
  const value = `coalesce(trim(${identifier(column.name)}), '') as "__value"`;
  return database.rows<Group & Record<string, string | number>>(
    `select "__value" as value, count(*) as rows, coalesce(sum(t_amount), 0)::double as sum
     from (${compiled.select({relation: sample.table}, {extra: [value]})}) as mapped
     group by "__value" order by count(*) desc, "__value"`,
  );
}

/** The amount alone, as a run would read it. */
export function compileAmount(
  context: InspectContext,
  {entity, shape}: EntityDraft,
  amount: FieldMapping,
): CompiledEntity {
  const contract = contractOf(entity)!;
  const fields: Record<string, FieldMapping> = {amount};
  for (const {name, unit} of fieldsOf(contract).filter((known) => contract.key.includes(known.name)))
    fields[name] = {value: unit === "day" ? "2020-01-01" : "1"};
  const {sample, dictionaries, country, currency} = context;
  return compileEntity(
    entity,
    {extends: true, fields, ...(shape.rows === undefined ? {} : {rows: shape.rows})},
    {
      source: trialSource(context),
      columns: sample.columns,
      dictionaries,
      country,
      ...(currency ? {currency} : {}),
    },
  );
}

/**
 * A row that says "returned" is the refund itself when the payment stands in another row, same client and same amount;
 * else it is the payment, whose money went back, and taking it off would take off what was never added.
 */
async function whatReturned(
  {database, sample, columns}: InspectContext,
  state: Profile,
  {value, rows}: Group,
  client: string | null,
): Promise<Verdict> {
  const amounts = columns.filter(({shape}) => ["money", "number", "integer"].includes(shape));
  if (client === null || amounts.length === 0) return "skip";
  const cell = (side: string, name: string) => `coalesce(trim(${side}.${identifier(name)}), '')`;
  const digits = (side: string, name: string) => `regexp_replace(${cell(side, name)}, '[^0-9]', '', 'g')`;
  const same = amounts.map(({name}) => `${digits("own", name)} = ${digits("other", name)}`).join(" or ");
  const twins = await database.value(
    `select count(*) from ${sample.table} as own
     where ${cell("own", state.name)} = ${literal(value)} and exists (
         select 1 from ${sample.table} as other
         where ${cell("other", state.name)} <> ${literal(value)} and ${cell("other", client)} = ${cell("own", client)} and (${same})
     )`,
  );
  return twins * 2 > rows ? "minus" : "skip";
}

/** Writes what such columns say into a proposal, which is never sure then. */
export async function askCounted(context: InspectContext, draft: EntityDraft): Promise<void> {
  const amount = draft.fields.get("amount");
  if (!amount || !moneyEntities.includes(draft.entity)) return;
  const used = new Set([...draft.fields.values()].flatMap(({from}) => [from, ...from.split(", ")]));
  const names = ["client_id", "client_tax_id", "client_name", "client_phone"];
  const client = names
    .map((name) => draft.fields.get(name)?.mapping.column)
    .find((name) => typeof name === "string");
  const compiled = compileAmount(context, draft, amount.mapping);
  const found = await findCounted(context, compiled, {used, client: client ?? null});
  if (!found) return;
  draft.shape.counts = {...draft.shape.counts, ...found.counts};
  draft.questions.push(...found.questions);
  if (amount.status !== "ask" || found.doubt.status === "ask") Object.assign(amount, found.doubt);
}
