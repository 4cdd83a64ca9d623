import type {Bilingual} from "../bilingual.ts";
import {contractOf} from "../contracts/index.ts";
import {counted, plural} from "../counted.ts";
import {identifier} from "../sources/sql.ts";
import type {EntityDraft, InspectContext} from "./context.ts";
import {question} from "./context.ts";
import {longestTalkFirst} from "./longest-talk.ts";
import {headerScore} from "./match.ts";
import type {Profile} from "./profile.ts";

/** Columns that telephony uses to join the legs of a call. */
const groupKey = /linked ?id|entry.?id|session.?id|pbx.?call.?id|general.?call.?id|parent|tracking/iu;

/** Up to this share of rows a key may repeat: a row sent twice is the same row. */
const fewRepeats = 0.02;

/** A key that repeats within the first rows is mended: by a second column, or by taking one row of those that share it. */
export async function requireUnique(context: InspectContext, draft: EntityDraft): Promise<void> {
  const [name, ...more] = contractOf(draft.entity)!.key;
  const entry = draft.fields.get(name!);
  if (!entry || more.length > 0 || entry.mapping.column === undefined || draft.shape.unpivot) return;
  const column = context.columns.find((profile) => profile.name === entry.mapping.column);
  if (!column || column.filled === 0 || column.distinct === column.filled) return;
  const key = identifier(column.name);
  const repeated = column.filled - column.distinct;
  if (repeated <= fewRepeats * column.filled || (await isOneThing(context, draft, column))) return;
  if (draft.entity === "calls" && groupKey.test(column.name)) {
    draft.shape.one_per = key;
    preferLongest(draft);
    entry.status = "guess";
    entry.why = {
      en: "several rows share it: legs of one call, the one that talked longest is taken",
      ru: "несколько строк с одним номером: плечи звонка, берётся самое длинное",
    };
    return;
  }
  const partner = await findPartner(context, draft, column);
  if (partner) {
    entry.mapping = {sql: `${identifier(partner.name)} || '-' || ${key}`};
    entry.from = `${partner.name}, ${column.name}`;
    entry.status = "guess";
    entry.why = {
      en: `it repeats; together with ${partner.name} it does not`,
      ru: `повторяется; вместе со столбцом «${partner.name}» — нет`,
    };
    return;
  }
  // of rows with one key the load takes the later
  const isCall = draft.entity === "calls";
  if (isCall) {
    draft.shape.one_per = key;
    preferLongest(draft);
  }
  const areLegs = isCall && draft.shape.prefer !== undefined && (await differ(context, column));
  entry.status = "ask";
  const rows = `${counted(repeated, "row")} ${repeated === 1 ? "repeats" : "repeat"}`;
  const inRows = `в ${repeated} ${plural(repeated, ["строке", "строках", "строках"])}`;
  entry.why = areLegs
    ? {
        en: `${rows} it: legs of one call, the one that talked longest is taken`,
        ru: `повторяется ${inRows}: похоже на плечи звонка, берётся самое длинное`,
      }
    : isCall
      ? {
          en: `${rows} it; one of them is taken`,
          ru: `повторяется ${inRows}; берётся одна из них`,
        }
      : {
          en: `${rows} it; the later of such rows counts`,
          ru: `повторяется ${inRows}; считается более поздняя из них`,
        };
  draft.questions.push(
    question(
      draft.entity,
      name!,
      areLegs
        ? legsText(column.name)
        : {
            en: `${column.name} repeats. Are such rows the same thing?`,
            ru: `${column.name} повторяется. Такие строки — одно и то же?`,
          },
      [
        {
          label: areLegs
            ? {
                en: "Yes: count one of them, with the longest talk",
                ru: "Да: считать одну из них, с самым долгим разговором",
              }
            : isCall
              ? {en: "Yes: one row of them counts", ru: "Да: считать одну из них"}
              : {en: "Yes: the later replaces the earlier", ru: "Да: более поздняя заменяет прежнюю"},
          set: {},
        },
        {
          label: {
            en: "No: each row counts; a corrected row will count as a new one",
            ru: "Нет: считать каждую; исправленная строка станет новой",
          },
          set: {
            entities: {
              [draft.entity]: {
                one_per: null,
                prefer: null,
                fields: {[name!]: {column: null, sql: null, row_hash: true}},
              },
            },
          },
        },
      ],
    ),
  );
}

const legsText = (column: string): Bilingual => ({
  en: `${column} repeats with different rows: these look like legs of one call, such as each person that it rang or was passed on to. Of them the one with the longest talk is taken, so talk of a call that several people had in turn may be counted too low. Is it one call?`,
  ru: `${column} повторяется в разных строках: похоже, это части одного звонка — каждый, кому он звонил или кому его передали. Из них берётся та, где разговор самый долгий, поэтому у звонка, который вели по очереди несколько человек, разговор может быть посчитан не весь. Это один звонок?`,
});

/** Of legs of a call the one that talked longest stands for it: the first one may only have rung. */
function preferLongest(draft: EntityDraft): void {
  const talk = draft.fields.get("talk_seconds");
  const order = talk ? longestTalkFirst(talk.mapping) : null;
  if (order !== null) draft.shape.prefer = order;
}

/** True when rows that share a key are not just sent twice. */
async function differ({database, sample, columns}: InspectContext, key: Profile): Promise<boolean> {
  const all = columns.map(({name}) => identifier(name)).join(", ");
  const different = await database.value(
    `select count(*) from (select distinct ${all} from ${sample.table} where ${identifier(key.name)} is not null)`,
  );
  return Number(different) > key.distinct;
}

/** A person or a company in several rows under one name: periods of posts, several contacts. */
async function isOneThing(context: InspectContext, draft: EntityDraft, column: Profile): Promise<boolean> {
  const name = draft.fields.get(draft.entity === "employees" ? "employee_name" : "client_name")?.mapping
    .column;
  if (!["employees", "clients"].includes(draft.entity) || name === undefined) return false;
  const pairs = await context.database.value(
    `select count(distinct (${identifier(column.name)}, ${identifier(String(name))})) from ${context.sample.table} where ${identifier(column.name)} is not null`,
  );
  return pairs === column.distinct;
}

/** A column of ids or codes that together with this one names each row. */
async function findPartner(
  context: InspectContext,
  {entity}: EntityDraft,
  column: Profile,
): Promise<Profile | null> {
  const partners = context.columns.filter(
    (other) =>
      other.name !== column.name &&
      ["id", "code", "integer", "text"].includes(other.shape) &&
      other.filled === context.sample.rows &&
      other.distinct > 1 &&
      // whoever a leg of a call rang is no part of the call's number
      (entity !== "calls" || headerScore("calls", "operator", other) < 0.9) &&
      /id|line|код|номер|линия|№|vru|trunk|branch|филиал|база/iu.test(other.name),
  );
  for (const other of partners) {
    const different = await context.database.value(
      `select count(distinct (${identifier(column.name)}, ${identifier(other.name)})) from ${context.sample.table} where ${identifier(column.name)} is not null`,
    );
    if (different === column.filled) return other;
  }
  return null;
}
