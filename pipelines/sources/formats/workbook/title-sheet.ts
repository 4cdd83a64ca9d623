import type {GridRow} from "../grid.ts";
import {headerSample, usualWidth} from "../header.ts";
import type {SheetPart} from "./book.ts";

/** Company, period, author and the like beside their names; with more cells it may be a small table of two columns. */
const mostCells = 12;
const [narrow, wide] = [2, 3] as const;

type OpenSheet = (sheet: SheetPart) => AsyncIterable<GridRow>;

export interface ChosenSheet {
  sheet: SheetPart;
  /** Sheet before it that holds a title and no table. */
  title?: SheetPart;
  /** True for a sheet that nothing but one cell stands on. */
  isTitleAlone: boolean;
}

/**
 * The sheet to read where nobody names one: the first that has rows, but a later visible one with a table where the first
 * holds a title. Null when none has rows.
 */
export async function chooseSheet(
  sheets: readonly SheetPart[],
  open: OpenSheet,
): Promise<ChosenSheet | null> {
  for (const [index, sheet] of sheets.entries()) {
    const widths = await firstWidths(open(sheet));
    if (widths.length === 0) continue;
    if (!isTitle(widths)) return {sheet, isTitleAlone: false};
    for (const other of sheets.slice(index + 1))
      if (!other.hidden && isTable(await firstWidths(open(other))))
        return {sheet: other, title: sheet, isTitleAlone: false};
    return {sheet, isTitleAlone: widths.length === 1 && widths[0] === 1};
  }
  return null;
}

/** How many cells of each of the first rows are filled; blank rows left out. */
async function firstWidths(rows: AsyncIterable<GridRow>): Promise<number[]> {
  const widths: number[] = [];
  for await (const {cells} of rows) {
    const filled = cells.filter((cell) => cell.trim() !== "").length;
    if (filled > 0) widths.push(filled);
    if (widths.length === headerSample) break;
  }
  return widths;
}

/** Lines of text, or a few names with what they stand for. */
function isTitle(widths: readonly number[]): boolean {
  const filled = widths.reduce((sum, width) => sum + width, 0);
  const isWhole = widths.length < headerSample;
  return isWhole && widths.every((width) => width <= (filled > mostCells ? 1 : narrow));
}

const isTable = (widths: readonly number[]) => widths.length > 1 && usualWidth(widths) >= wide;
