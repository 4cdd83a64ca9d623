import type {Preset} from "../sources/mapping.ts";
import {currencyWords} from "../sources/named-currency.ts";
import {amountScale, timeUnitWord} from "./header-units.ts";
import {headerScore} from "./match.ts";
import type {Profile} from "./profile.ts";
import {isItem, measures} from "./wide.ts";

/** Fewest items by which a list with telephones is a sheet of marks when nobody is named who gave them. */
const fewestMarks = 2;

/** What a list of scored conversations calls the score. */
const ofScores = ["score", "оценка"];

/** False for a list of calls or sums that a preset would take for a sheet, because any column may be an item there. */
export function mayBeChecklist({entities}: Preset, columns: Profile[]): boolean {
  const reviews = entities["qa_reviews"];
  if (!reviews) return true;
  // without a wide sheet's items the mark has a column of its own
  const except = reviews.unpivot?.except;
  if (!except) return columns.some(({name}) => ofScores.includes(name.toLowerCase()));
  const left = except.map((name) => String(name).toLowerCase());
  const items = columns.filter(({name}) => !name.startsWith("#") && !left.includes(name.toLowerCase()));
  const marks = items.filter((column) => !isMeasure(column));
  if (marks.length === 0) return false;
  const says = (entity: string, field: string) =>
    columns.some((column) => headerScore(entity, field, column) >= 0.93);
  if (says("qa_reviews", "reviewer") || says("qa_reviews", "reviewed_on")) return true;
  const isOfCalls = says("calls", "direction") || says("calls", "client_phone");
  return !isOfCalls || marks.filter(isItem).length >= fewestMarks;
}

/** True for a header of a length, a sum or a count, whatever small numbers stand below it. */
function isMeasure(column: Profile): boolean {
  const {name} = column;
  return (
    timeUnitWord(name) !== null ||
    amountScale(name) !== null ||
    /^(?:мин|сек|хв|минут\p{L}*|секунд\p{L}*|min(?:ute)?s?|sec(?:ond)?s?)\.?$/iu.test(name.trim()) ||
    currencyWords.some(([pattern]) => pattern.test(name)) ||
    measures(column)
  );
}
