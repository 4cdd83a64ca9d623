import {codesOf, contractOf, fieldsOf} from "../contracts/index.ts";
import {readCodes} from "./codes.ts";
import {choose, type EntityDraft, type InspectContext, question} from "./context.ts";
import {setField} from "./draft.ts";
import {meaningful, type Profile} from "./profile.ts";
import {askSpelling} from "./read-codes.ts";

const mostAsked = 12;

/** A stage says whether a deal is won only where somebody says so: stages.csv, the stage's own word, or an answer. */
export function fillStatus(context: InspectContext, draft: EntityDraft): void {
  const stage = draft.fields.get("stage");
  const column = context.columns.find(({name}) => name === stage?.mapping.column);
  if (!stage || !column || column.filled === 0) return;
  const spellings = meaningful(column);
  const known = knownStages(context, draft);
  const unknown = spellings.filter((spelling) => !known.has(spelling));
  if (draft.fields.has("status") || unknown.length === 0) return;
  if (unknown.length < spellings.length) {
    const list = unknown.slice(0, 5).join(", ");
    stage.status = "guess";
    stage.why = {
      en: `dictionaries/stages.csv lacks ${list}: such deals count as open`,
      ru: `в dictionaries/stages.csv нет: ${list}; такие сделки считаются открытыми`,
    };
    return;
  }
  const codes = codesOf(fieldsOf(contractOf("deals")!).find(({name}) => name === "status")!)!;
  const reading = readCodes("status", codes, spellings);
  const asked = reading.unknown;
  const open = Object.fromEntries(asked.map((spelling) => [spelling, "open"]));
  const map = {...reading.map, ...open};
  setField(draft, "status", {
    mapping: {column: column.name, ...(Object.keys(map).length > 0 ? {map} : {})},
    from: column.name,
    status: asked.length > 0 ? "ask" : "guess",
    why:
      asked.length > 0
        ? {
            en: `neither won nor lost by their words, taken as open: ${asked.slice(0, 5).join(", ")}`,
            ru: `по словам ни выиграны, ни проиграны, приняты за открытые: ${asked.slice(0, 5).join(", ")}`,
          }
        : {en: "the stages say won and lost", ru: "этапы говорят, выиграна сделка или проиграна"},
  });
  draft.questions.push(
    ...asked
      .slice(0, mostAsked)
      .map((spelling) => askSpelling("deals", "status", column.name, spelling, codes, "open")),
  );
}

/** Stages whose meaning the company has given, in the funnels that the rows name. */
function knownStages({columns, dictionaries}: InspectContext, draft: EntityDraft): Set<string> {
  const pipeline = columns.find(({name}) => name === draft.fields.get("pipeline")?.mapping.column);
  const funnels = new Set(pipeline ? meaningful(pipeline) : []);
  return new Set(
    dictionaries.stages
      .filter((entry) => entry.pipeline === "" || funnels.has(entry.pipeline))
      .map((entry) => entry.stage),
  );
}

/** A deal that is won on no day stands in no month: where the file has days, a person says which of them it is. */
export function askClosing(draft: EntityDraft, days: readonly Profile[]): void {
  const status = draft.fields.get("status");
  const opened = draft.fields.get("created_at");
  if (!status || !opened || draft.fields.has("closed_at")) return;
  const other = days.filter(({name}) => name !== opened.from);
  draft.questions.push(
    question(
      "deals",
      "closed_at",
      {
        en: "No column tells when a deal was closed. Won deals then count in no month, unless stage changes come from elsewhere.",
        ru: "Ни один столбец не говорит, когда сделка закрыта. Тогда выигранные не войдут ни в один месяц, если смены этапов не даст другой источник.",
      },
      [
        {label: {en: "Leave it so", ru: "Оставить так"}, set: {}},
        ...[...other.map(({name}) => ({from: name, mapping: {column: name}})), opened].map(
          ({from, mapping}) => ({
            label: {en: `Closed on ${from}`, ru: `Закрыта в день «${from}»`},
            set: choose("deals", "closed_at", mapping),
          }),
        ),
      ],
    ),
  );
}
