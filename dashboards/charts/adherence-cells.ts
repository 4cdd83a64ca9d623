import {beyondChance} from "../../queries/statistics/beyond.ts";
import {wilsonInterval} from "../../queries/statistics/wilson.ts";
import type {Words} from "../lib/words.ts";
import {tip} from "./options.ts";

/** Below so many conversations heard a cell says nothing: four of four passed is anything from half to all. */
export const fewestHeard = 10;

export interface AdherenceCell {
  item: string;
  itemName: string;
  column: string;
  columnName: string;
  /** Marks, each 0 to 1, and conversations in which the item applied. */
  score: number;
  heard: number;
  /** The same marks by the weights of the checklist. */
  passed: number;
  weight: number;
}

export interface JudgedCell extends AdherenceCell {
  rate: number;
  common: number;
  verdict: "few" | "above" | "below" | "within";
}

/** Each cell against the common rate of its item, a column's items sharing one chance; few conversations are not judged. */
export function judgeCells(cells: readonly AdherenceCell[]): JudgedCell[] {
  const items = Map.groupBy(
    cells.filter((cell) => cell.heard > 0),
    (cell) => cell.item,
  );
  const judged = Map.groupBy(
    cells.filter((cell) => cell.heard >= fewestHeard),
    (cell) => cell.column,
  );
  return [...items.values()].flatMap((own) => {
    const heard = own.reduce((sum, cell) => sum + cell.heard, 0);
    const common = own.reduce((sum, cell) => sum + cell.score, 0) / heard;
    return own.map((cell) => {
      const rate = cell.score / cell.heard;
      const ofColumn = judged.get(cell.column)?.length ?? 1;
      const verdict =
        cell.heard < fewestHeard
          ? "few"
          : (beyondChance(cell.score, cell.heard, common, ofColumn) ?? "within");
      return {...cell, rate, common, verdict};
    });
  });
}

/** Items of the checklist, the one fulfilled least first. */
export const itemsOf = (judged: readonly JudgedCell[]) =>
  [...Map.groupBy(judged, (cell) => cell.item)]
    .map(([key, own]) => ({key, name: own[0]!.itemName, common: own[0]!.common}))
    .toSorted((a, b) => a.common - b.common);

/** What each person or script fulfils of all items by their weights; null where too little was heard. */
export const totalsOf = (judged: readonly JudgedCell[]) =>
  [...Map.groupBy(judged, (cell) => cell.column)].map(([key, own]) => {
    const weight = own.reduce((sum, cell) => sum + cell.weight, 0);
    const isEnough = own.some((cell) => cell.heard >= fewestHeard);
    return {
      key,
      name: own[0]!.columnName,
      rate: isEnough && weight ? own.reduce((sum, cell) => sum + cell.passed, 0) / weight : null,
    };
  });

export const adherenceTip = (cell: JudgedCell, {f, t, label}: Words): string => {
  const limits = wilsonInterval(cell.score, cell.heard)!;
  return tip(
    `${cell.itemName}, ${cell.columnName}`,
    t("quality.qa.tip", {rate: f.percent(cell.rate), n: f.count(cell.heard)}),
    `${f.percent(limits.low)}–${f.percent(limits.high)}`,
    cell.verdict === "few" ? t("quality.qa.few") : label("verdict", cell.verdict),
  );
};
