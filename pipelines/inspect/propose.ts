import {contracts} from "../contracts/index.ts";
import {askPlace, askWholeOrder} from "./ask-keys.ts";
import {companions} from "./companions.ts";
import {askContacts} from "./contacts.ts";
import type {Draft, EntityDraft, InspectContext} from "./context.ts";
import {nameCurrencies} from "./currencies.ts";
import {type Candidate, draftEntity, weigh} from "./draft.ts";
import {fillMissing} from "./fill.ts";
import {fillByCells, fillRequired} from "./fill-by-cells.ts";
import {askWhichCount} from "./in-and-out-rows.ts";
import {matchFields} from "./match.ts";
import {takeMorePhones} from "./more-phones.ts";
import type {Profile} from "./profile.ts";
import {askRefunds} from "./refund-column.ts";
import {askStageDays} from "./stage-days.ts";
import {requireUnique} from "./unique.ts";
import {dealtRows, unreadMoney} from "./unread-money.ts";
import {askDay} from "./which-day.ts";
import {whichEntity} from "./which-entity.ts";
import {findMarks, unpivotMarks} from "./wide.ts";

/** An entity for which less than this speaks is not proposed. */
const leastScore = 2.4;

/** A longer list of what a row may be would be guessed from, not chosen from. */
const mostRivals = 3;

/** Columns whose meaning other files have settled: entity to field to column. */
export type Settled = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Proposes a mapping from headers and cells alone, without a preset. */
export async function propose(context: InspectContext, settled: Settled): Promise<Draft> {
  const columns = namedColumns(context);
  const marks = findMarks(columns);
  const candidates = weighAll(context, settled);
  const draft: Draft = {preset: null, format: {}, entities: [], questions: [], presetFields: []};
  const [best, ...rest] = candidates;
  if (!best) return draft;
  const main = await draftCandidate(context, best, marks);
  draft.entities.push(main);
  const rivals = rest
    .filter((other) => other.score > best.score * 0.8 && (other.named || !best.named))
    .slice(0, mostRivals);
  const unread = unreadMoney(context, best);
  const dealt = unread.length > 0 ? dealtRows(context, new Set(rivals.map(({entity}) => entity))) : [];
  if (rivals.length > 0 || unread.length > 0) {
    const others: EntityDraft[] = [];
    for (const rival of rivals) others.push(await draftCandidate(context, rival, marks));
    for (const other of dealt) others.push(await draftCandidate(context, other, marks, true));
    draft.questions.push(whichEntity(main, others, unread));
  }
  draft.entities.push(...(await companions(context, main, columns)));
  const used = new Set(best.matches.map(({column}) => column.name));
  const stages =
    main.entity === "deals" ? askStageDays(context, main.fields.get("deal_id")?.mapping, used) : null;
  if (stages) draft.questions.push(stages);
  return draft;
}

/** Proposes how the rows would fill this entity, however little speaks for it. */
export async function proposeAs(context: InspectContext, entity: string): Promise<Draft> {
  const columns = namedColumns(context);
  const marks = entity === "qa_reviews" ? findMarks(columns) : null;
  const own = marks ? marks.others : columns;
  const candidate = weigh(context, entity, own, new Map()) ?? {
    entity,
    matches: matchFields(entity, own, new Map()),
    score: 0,
    named: false,
  };
  const main = await draftCandidate(context, candidate, marks, true);
  const entities = [main, ...(await companions(context, main, columns))];
  return {preset: null, format: {}, entities, questions: [], presetFields: []};
}

function namedColumns({columns}: InspectContext): Profile[] {
  return columns.filter(({name}) => !name.startsWith("#"));
}

/** The entities that the file may be, the likeliest first; looks at headers and cells without reading them. */
export function weighAll(context: InspectContext, settled: Settled): Candidate[] {
  const known = settled.size === 0 ? weighed.get(context) : undefined;
  const candidates = known ?? weighNew(context, settled);
  if (settled.size === 0) weighed.set(context, candidates);
  return candidates;
}

const weighed = new WeakMap<InspectContext, Candidate[]>();

function weighNew(context: InspectContext, settled: Settled): Candidate[] {
  const columns = namedColumns(context);
  const marks = findMarks(columns);
  return contracts
    .map(({entity}) => {
      const isSheet = entity === "qa_reviews" && marks !== null;
      const candidate = weigh(
        context,
        entity,
        isSheet ? marks.others : columns,
        settled.get(entity) ?? new Map(),
      );
      const isSure = isSheet || (candidate !== null && isDrawnList(candidate));
      return candidate && isSure ? {...candidate, score: candidate.score + 4} : candidate;
    })
    .filter((candidate): candidate is Candidate => candidate !== null && candidate.score >= leastScore)
    .map((candidate, _, all) => belowThoseThatUseMore(candidate, all))
    .sort((left, right) => right.score - left.score);
}

/** A list with a campaign and who is held out of it is one of its clients, whatever else it tells of them. */
const isDrawnList = ({entity, matches}: Candidate): boolean =>
  entity === "campaign_members" &&
  ["campaign_id", "is_control"].every((name) =>
    matches.some(({field, header}) => field.name === name && header >= 0.9),
  );

/** What leaves a sum and a day unread is less likely than what reads them both, unless the file's name says it. */
function belowThoseThatUseMore(candidate: Candidate, all: readonly Candidate[]): Candidate {
  const used = new Set(candidate.matches.map(({column}) => column.name));
  const better = all.filter(({matches, named}) => {
    const leaves = (units: readonly string[]) =>
      matches.some(
        ({field, column, header}) =>
          units.includes(field.unit) && header >= 0.9 && column.filled > 0 && !used.has(column.name),
      );
    return (named || !candidate.named) && leaves(["money"]) && leaves(["day", "utc"]);
  });
  const best = Math.max(...better.map(({score}) => score));
  return better.length > 0 ? {...candidate, score: Math.min(candidate.score, 0.95 * best)} : candidate;
}

async function draftCandidate(
  context: InspectContext,
  candidate: Candidate,
  marks: ReturnType<typeof findMarks>,
  isNamed = false,
): Promise<EntityDraft> {
  const draft = await draftEntity(context, candidate);
  if (isNamed) await fillRequired(context, draft);
  if (candidate.entity === "qa_reviews" && marks) unpivotMarks(context, draft, marks);
  const used = new Set([...draft.fields.values()].flatMap(({from}) => [from, ...from.split(", ")]));
  await fillMissing(
    context,
    draft,
    context.columns.filter(({name}) => !used.has(name)),
  );
  await fillByCells(context, draft);
  nameCurrencies(context, draft);
  await askWhichCount(context, draft);
  await askRefunds(context, draft);
  takeMorePhones(context, draft);
  await askContacts(context, draft);
  await requireUnique(context, draft);
  await askPlace(context, draft);
  askWholeOrder(context, draft);
  askDay(context, draft, used);
  return draft;
}
