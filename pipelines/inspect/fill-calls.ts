import {codesOf, contractOf, fieldsOf} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {identifier, literal} from "../sources/sql.ts";
import {isTelephony, readCodes} from "./codes.ts";
import {choose, type EntityDraft, type FieldDraft, type InspectContext, question} from "./context.ts";
import {addColumn, setField, whichColumn} from "./draft.ts";
import type {Option} from "./inspection.ts";
import {headerScore} from "./match.ts";
import {meaningful, type Profile} from "./profile.ts";
import {withoutMarkers} from "./scaled.ts";

const fromHeader =
  /^(?:src|from|caller|calling|origin|source)(?: ?(?:number|phone|num|id))?$|^(?:откуда|с какого номера|кто звонил|звонил|звонивший|вызывающий|от кого|звідки|номер [аa]|номер (?:звонящего|звонившего|вызывающего)|(?:звонящий|исходный|вызывающий) номер)$/iu;
const toHeader =
  /^(?:dst|to|callee|called|destination|dialed|dialled)(?: ?(?:number|phone|num|id))?$|^(?:куда|на какой номер|кому звонили|кому звонил|кому|вызываемый|куди|номер [бb]|номер (?:назначения|вызываемого)|(?:набранный|вызываемый) номер)$/iu;
/** `from_number` and `FromNumber` are `from number`. */
const endName = (header: string) =>
  header
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/[_.\s-]+/gu, " ")
    .trim();
/** An internal number: two to five digits, whatever name stands beside it. */
const insideSql = (column: Profile) =>
  `regexp_matches(${identifier(column.name)}, '^[•\\s]*\\d{2,5}(\\D|$)')`;

/** What telephony leaves to the reader: direction and people from both ends of a call, talk from status and duration. */
export async function fillCalls(context: InspectContext, draft: EntityDraft, free: Profile[]): Promise<void> {
  await findByWords(context, draft, free, "direction");
  await findByWords(context, draft, free, "disposition");
  const from = context.columns.find(({name}) => fromHeader.test(endName(name)));
  const to = context.columns.find(({name}) => toHeader.test(endName(name)));
  if (from && to) fillEnds(draft, from, to);
  const numbers = free.filter(({shape}) => shape === "phone");
  const fields = fieldsOf(contractOf("calls")!);
  const named = (name: string) => fields.find((field) => field.name === name)!;
  if (!draft.fields.has("client_phone") && numbers[0]) {
    await addColumn(context, draft, named("client_phone"), numbers[0], {
      status: numbers.length > 1 ? "ask" : "guess",
      why: {en: "its cells are telephone numbers", ru: "в ячейках номера телефонов"},
    });
    if (numbers.length > 1) draft.questions.push(whichColumn("calls", named("client_phone"), numbers));
  }
  if (!draft.fields.has("direction")) fillDirection(draft, context, free);
  if (!draft.fields.has("talk_seconds")) fillTalk(draft);
  if (!draft.fields.has("disposition")) fillDisposition(draft, free);
}

const tellingWords: Record<string, FieldDraft["why"]> = {
  direction: {en: "its cells say incoming and outgoing", ru: "в ячейках «входящий» и «исходящий»"},
  disposition: {en: "its cells say how a call ended", ru: "в ячейках сказано, чем кончился звонок"},
};

/** A column whose cells are all words for the codes of this field is the field, whatever its header. */
async function findByWords(
  context: InspectContext,
  draft: EntityDraft,
  free: Profile[],
  name: "direction" | "disposition",
): Promise<void> {
  if (draft.fields.has(name)) return;
  const field = fieldsOf(contractOf("calls")!).find((one) => one.name === name)!;
  const telling = free.filter((column) => {
    const words = meaningful(column);
    if (words.length === 0 || (name === "disposition" && !isTelephony(words))) return false;
    return readCodes(name, codesOf(field)!, words).unknown.length === 0;
  });
  const [column] = telling.toSorted((left, right) => right.distinct - left.distinct);
  if (!column) return;
  await addColumn(context, draft, field, column, {
    status: telling.length > 1 ? "ask" : "guess",
    why: tellingWords[name]!,
  });
  if (telling.length > 1) draft.questions.push(whichColumn("calls", field, telling));
  free.splice(free.indexOf(column), 1);
}

/** Columns that may tell one way from the other: two words, or three with calls inside the house. */
function ways(draft: EntityDraft, free: Profile[]): Option[] {
  const used = new Set([...draft.fields.values()].map(({from}) => from));
  return free
    .filter(
      ({name, distinct, shape}) =>
        distinct > 1 && distinct < 4 && !used.has(name) && ["text", "code", "flag"].includes(shape),
    )
    .slice(0, 3)
    .flatMap((column) => {
      const words = meaningful(column);
      if (words.length !== 2) return [];
      return [words, words.toReversed()].map(([incoming, outgoing]) => ({
        label: {
          en: `by ${column.name}: ${incoming} is incoming, ${outgoing} outgoing`,
          ru: `по столбцу «${column.name}»: ${incoming} — входящий, ${outgoing} — исходящий`,
        },
        set: choose("calls", "direction", {
          column: column.name,
          map: {[incoming!]: "in", [outgoing!]: "out"},
        }),
      }));
    });
}

function fillEnds(draft: EntityDraft, from: Profile, to: Profile): void {
  const inside = `${insideSql(from)} and ${insideSql(to)}`;
  const why = {
    en: "told by which of the two ends is an internal number",
    ru: "видно по тому, какой из двух концов — внутренний номер",
  };
  const ends = `${from.name}, ${to.name}`;
  const direction = draft.fields.get("direction");
  const out = direction?.mapping.column === undefined ? insideSql(from) : outgoingSql(draft);
  if (!direction)
    setField(draft, "direction", {
      mapping: {sql: `case when ${inside} then 'internal' when ${insideSql(from)} then 'out' else 'in' end`},
      from: ends,
      status: "guess",
      why,
    });
  const ours = draft.fields.get("client_phone")?.mapping.column;
  if (ours === undefined || ours === from.name || ours === to.name) {
    // it is neither of the two for every row
    draft.questions = draft.questions.filter(({id}) => id !== "calls.client_phone");
    setField(draft, "client_phone", {
      mapping: {
        sql: `case when ${inside} then null when ${out} then ${identifier(to.name)} else ${identifier(from.name)} end`,
      },
      from: ends,
      status: "guess",
      why: direction
        ? {en: "the end that the direction says", ru: "тот конец, который называет направление"}
        : why,
    });
  }
  if (!draft.fields.has("operator"))
    setField(draft, "operator", {
      mapping: {
        sql: `case when ${out} then ${identifier(from.name)} else ${identifier(to.name)} end`,
        extract: "^[•\\s]*(\\d{2,5})(?:\\D|$)",
      },
      from: ends,
      status: "guess",
      why,
    });
}

/** True for rows whose direction column says outgoing. */
function outgoingSql(draft: EntityDraft): string {
  const {column, map = {}} = draft.fields.get("direction")!.mapping;
  const spellings = Object.entries(map).filter(([, code]) => code === "out");
  const texts = [...spellings.map(([spelling]) => spelling.toLowerCase()), "out"];
  return `lower(${identifier(String(column))}) in (${texts.map(literal).join(", ")})`;
}

function fillDirection(draft: EntityDraft, context: InspectContext, free: Profile[]): void {
  const incoming = context.columns.some(({name}) =>
    /queue|очеред|^q_|ivr|vru|(?:^|[^a-z])did(?:$|[^a-z])/iu.test(name),
  );
  setField(draft, "direction", {
    mapping: {value: incoming ? "in" : "out"},
    from: "value",
    status: "ask",
    why: incoming
      ? {
          en: "no column tells; a queue speaks for incoming calls",
          ru: "столбца нет; очередь говорит о входящих",
        }
      : {
          en: "no column tells incoming from outgoing",
          ru: "ни один столбец не отличает входящие от исходящих",
        },
  });
  const way = (code: string) => choose("calls", "direction", {value: code});
  draft.questions.push(
    question("calls", "direction", {en: "Which calls are in this file?", ru: "Какие звонки в этом файле?"}, [
      {label: {en: "incoming", ru: "входящие"}, set: way("in")},
      {label: {en: "outgoing", ru: "исходящие"}, set: way("out")},
      ...ways(draft, free),
    ]),
  );
}

function fillTalk(draft: EntityDraft): void {
  const duration = draft.fields.get("duration_seconds");
  if (!duration) return;
  const talk = (way: FieldMapping) => talkMapping(way, duration.from, draft.fields.get("disposition"));
  setField(draft, "talk_seconds", {
    mapping: talk(duration.mapping),
    from: duration.from,
    status: "ask",
    why: {
      en: "no column of talk alone; the whole duration holds ringing too",
      ru: "столбца с одним разговором нет; в общей длительности есть и дозвон",
    },
  });
  // another answer about the duration is one about the talk made of it
  for (const {field, options} of draft.questions)
    for (const option of field === "duration_seconds" ? options : []) {
      const fields = (option.set as FieldSet).entities?.["calls"]?.fields;
      if (fields?.["duration_seconds"]) {
        const {calls} = (
          choose("calls", "talk_seconds", talk(withoutNone(fields["duration_seconds"]))) as FieldSet
        ).entities!;
        Object.assign(fields, calls!.fields);
      }
    }
}

interface FieldSet {
  entities?: Record<string, {fields: Record<string, FieldMapping>}>;
}

/** What an option says of a field, without the keys that it takes away. */
const withoutNone = (way: FieldMapping) =>
  Object.fromEntries(Object.entries(way).filter(([, value]) => value !== null)) as FieldMapping;

/** Talk made of the whole duration: none where nobody answered. */
function talkMapping(
  {sql, empty, duration: unit, column: chosen}: FieldMapping,
  from: string,
  disposition: FieldDraft | undefined,
): FieldMapping {
  const answered = Object.entries(disposition?.mapping.map ?? {}).filter(([, code]) => code === "answered");
  const name = String(chosen ?? from);
  const column = withoutMarkers(sql === undefined ? identifier(name) : `(${sql})`, empty);
  const mapping =
    disposition?.mapping.column !== undefined && answered.length > 0
      ? {
          sql: `case when ${identifier(String(disposition.mapping.column))} in (${answered.map(([spelling]) => literal(spelling)).join(", ")}) then ${column} else '${unit === "hms" ? "0:00:00" : "0"}' end`,
        }
      : sql === undefined && empty === undefined
        ? {column: name}
        : {sql: column};
  return {...mapping, ...(unit ? {duration: unit} : {}), default: "0"};
}

function fillDisposition(draft: EntityDraft, free: Profile[]): void {
  const talk = draft.fields.get("talk_seconds");
  if (!talk) return;
  const named = free.filter(
    (column) =>
      column.distinct > 1 && column.distinct <= 12 && headerScore("calls", "disposition", column) >= 0.93,
  );
  setField(draft, "disposition", {
    mapping: {
      sql: `case when regexp_matches(${identifier(talk.from)}, '[1-9]') then 'answered' else 'no_answer' end`,
    },
    from: talk.from,
    status: "guess",
    why: {
      en: "no status column: answered when there was talk",
      ru: "статуса нет: отвечен, если был разговор",
    },
  });
  if (named.length === 0) return;
  draft.questions.push(
    question(
      "calls",
      "disposition",
      {en: "What tells how a call ended?", ru: "По чему видно, чем кончился звонок?"},
      [
        {label: {en: "Whether there was talk", ru: "По тому, был ли разговор"}, set: {}},
        ...named.map((column) => ({
          label: {
            en: `${column.name} (${column.samples.slice(0, 3).join(", ")}); words nobody knows yet are unknown`,
            ru: `${column.name} (${column.samples.slice(0, 3).join(", ")}); неизвестные слова — «неизвестно»`,
          },
          set: choose("calls", "disposition", {column: column.name, ...dispositionsOf(column)}),
        })),
      ],
    ),
  );
}

function dispositionsOf(column: Profile): FieldMapping {
  const field = fieldsOf(contractOf("calls")!).find(({name}) => name === "disposition")!;
  const words = meaningful(column);
  const {map} = readCodes("disposition", codesOf(field)!, words);
  // without a spelling of its own a list takes every text as it is
  const all = Object.fromEntries(words.map((word) => [word, map[word] ?? "unknown"]));
  return {map: all, default: "unknown"};
}
