import type {Bilingual} from "../bilingual.ts";
import {captionOf} from "../contracts/captions.ts";
import {codesOf, contractOf, type Field, fieldsOf} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {isTelephony, looksLikeCodes, readCodes} from "./codes.ts";
import {choose, type EntityDraft, type FieldDraft, type InspectContext, question} from "./context.ts";
import {tellsInFromOut} from "./in-and-out.ts";
import type {Status} from "./inspection.ts";
import {isWholeOrder, lentHeader, lentMatches} from "./lent-matches.ts";
import {dirtyFit, type Match, matchFields} from "./match.ts";
import {meaningful, type Profile} from "./profile.ts";
import {readField} from "./readings.ts";
import {makeable, signs} from "./weights.ts";

/** A header that says so much needs no second look. */
const certain = 0.93;

/** Which columns would fill which fields if the rows were this entity, and how much speaks for that. */
export interface Candidate {
  entity: string;
  matches: Match[];
  score: number;
  /** True when the file's name says so. */
  named: boolean;
}

/** Weighs one entity; null when columns are absent without which the rows cannot be it. */
export function weigh(
  context: InspectContext,
  entity: string,
  columns: Profile[],
  settled: ReadonlyMap<string, string>,
): Candidate | null {
  const sign = signs[entity];
  if (!sign) return null;
  const named = sign.name.test(context.sample.file);
  const isPlace = !named && sign.name.test(context.sample.place);
  const own = matchFields(entity, columns, settled).filter((match) => isCredible(match));
  const matches = named || isPlace ? [...own, ...lentMatches(entity, columns, own)] : own;
  const has = (name: string) =>
    name === "#price" ? priceColumn(columns) !== null : matches.some(({field}) => field.name === name);
  if (!sign.needs.every((group) => group.some(has))) return null;
  const contract = contractOf(entity)!;
  const missing = fieldsOf(contract).filter(
    (field) =>
      (field.required || contract.key.includes(field.name)) &&
      !has(field.name) &&
      !(makeable[entity] ?? []).includes(field.name),
  );
  const score =
    matches.reduce((sum, {field, score}) => {
      const weight = sign.marks.includes(field.name) ? 2 : field.required ? 1.2 : 0.7;
      return sum + Math.min(1, score) * weight;
    }, 0) +
    (named ? 2.5 : isPlace ? 1.5 : 0) +
    (entity === "payments" && tellsInFromOut(columns) ? 2.5 : 0) -
    2 * missing.length;
  return {entity, matches, score, named};
}

/** A code column whose spellings are no codes is something else that has the same header. */
function isCredible({field, column, header}: Match): boolean {
  const codes = codesOf(field);
  if (!codes || column.filled === 0) return true;
  const spellings = meaningful(column);
  if (field.name === "disposition" && saysOutcome(column.name) && !isTelephony(spellings)) return false;
  if (field.name === "result_code" && isTelephony(spellings)) return false;
  if (looksLikeCodes(field.name, codes, spellings)) return true;
  const someKnown = readCodes(field.name, codes, spellings).unknown.length < spellings.length;
  return header >= 1 && column.distinct <= 12 && someKnown && field.name !== "direction";
}

/** Headers that telephony writes over how a call ended, and operators over what a conversation came to. */
const saysOutcome = (header: string) =>
  /^(?:результат|итог|outcome|result|call[\s_]?(?:outcome|result)|чем (?:за)?кончился)$/iu.test(
    header.trim(),
  );

/** Price of one unit, for files that leave the multiplication to the reader. */
export function priceColumn(columns: Profile[]): Profile | null {
  const price = /^(?:цена|ціна|price|unit price)|цена (?:продажи|за ед|за шт|реализ)|(?:^|[\s_])price$/iu;
  const other = /план|цель|plan|target|закуп|себестоим|cost|old|стар/iu;
  return (
    columns.find(
      ({name, shape}) =>
        price.test(name) && !other.test(name) && ["money", "number", "integer"].includes(shape),
    ) ?? null
  );
}

/** Writes down what the matches give: how each cell is read, what is sure, what is asked. */
export async function draftEntity(context: InspectContext, candidate: Candidate): Promise<EntityDraft> {
  const draft: EntityDraft = {
    entity: candidate.entity,
    fields: new Map(),
    shape: {},
    questions: [],
    score: candidate.score,
  };
  for (const match of candidate.matches) await addMatch(context, draft, match);
  // a state that changes later must find the row it changes
  if (isWholeOrder(candidate.matches) && !draft.fields.has("line_number"))
    setField(draft, "line_number", {
      mapping: {value: "1"},
      from: "value",
      status: "guess",
      why: {en: "each row has an id of its own", ru: "у каждой строки свой код"},
    });
  return draft;
}

async function addMatch(context: InspectContext, draft: EntityDraft, match: Match): Promise<void> {
  const {field, column, rival} = match;
  const {status, why} = certainty(match);
  await addColumn(context, draft, field, column, {status, why});
  if (!rival) return;
  const entry = draft.fields.get(field.name)!;
  entry.status = "ask";
  entry.why = {
    en: `"${column.name}" or "${rival.name}"`,
    ru: `«${column.name}» или «${rival.name}»`,
  };
  draft.questions.push(whichColumn(draft.entity, field, [column, rival]));
}

export function whichColumn(entity: string, field: Field, columns: Profile[]) {
  const caption = captionOf(entity, field.name);
  return question(
    entity,
    field.name,
    {en: `Which column is "${caption.en}"?`, ru: `Какой столбец — «${caption.ru}»?`},
    columns.map(({name, samples}) => ({
      label: {
        en: `${name} (${samples.slice(0, 2).join(", ")})`,
        ru: `${name} (${samples.slice(0, 2).join(", ")})`,
      },
      set: choose(entity, field.name, {column: name}),
    })),
  );
}

/** Adds a field that one column fills, with what its cells need to be read. */
export async function addColumn(
  context: InspectContext,
  draft: EntityDraft,
  field: Field,
  column: Profile,
  sureness: {status: Status; why: Bilingual},
): Promise<void> {
  const way: FieldMapping = {column: column.name};
  const reading = await readField(context, draft.entity, field, column, way);
  const doubt =
    reading.doubt && (sureness.status !== "ask" || reading.doubt.status === "ask") ? reading.doubt : sureness;
  draft.fields.set(field.name, {
    mapping: {...(reading.mapping.sql === undefined ? way : {}), ...reading.mapping},
    from: column.name,
    status: doubt.status,
    why: doubt.why,
  });
  draft.questions.push(...reading.questions);
}

/** Words that some exports write for our people and others for our clients. */
const eitherSide = /seller|продав/iu;

function certainty({field, header, column, score}: Match): {status: Status; why: Bilingual} {
  if (score > 1)
    return {
      status: "sure",
      why: {en: "its values are keys of another file", ru: "значения — ключи другого файла"},
    };
  if ((field.employee || field.name.endsWith("_id")) && eitherSide.test(column.name))
    return {
      status: "guess",
      why: {
        en: "a seller may be our employee or our client; check it",
        ru: "продавец — наш сотрудник или клиент; проверьте",
      },
    };
  if (column.filled > 0 && score <= header * dirtyFit)
    return {
      status: "guess",
      why: {
        en: "the header says so; other cells stand among its own",
        ru: "так говорит заголовок; среди значений есть чужие",
      },
    };
  if (header === lentHeader)
    return {
      status: "guess",
      why: {
        en: "no column says so; the name of the file or list speaks for this one",
        ru: "прямо не сказано; за этот столбец говорит имя файла или списка",
      },
    };
  if (header >= certain && column.filled > 0)
    return {status: "sure", why: {en: "header and cells agree", ru: "заголовок и значения согласны"}};
  if (header >= certain)
    return {
      status: "guess",
      why: {en: "the header says so; the cells are empty", ru: "так говорит заголовок; ячейки пусты"},
    };
  return {
    status: "guess",
    why: {en: "the header is similar; check it", ru: "заголовок похож; проверьте"},
  };
}

export function setField(draft: EntityDraft, field: string, entry: FieldDraft): void {
  draft.fields.set(field, entry);
}
