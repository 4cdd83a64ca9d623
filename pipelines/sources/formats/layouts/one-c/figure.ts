/** Cells that a report prints for nothing. */
const nothing = new Set(["", "-", "–", "—"]);

/** A figure as plain decimal text, "" for an empty cell, null when the cell holds something else. */
export function readFigure(cell: string): string | null {
  const text = cell.replace(/[\s\u00A0\u202F\u2009']/g, "").replace("\u2212", "-");
  if (nothing.has(text)) return "";
  const plain = text.replace(/^\((.*)\)$/, "-$1").replace(",", ".");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  // three decimals alone would look like a thousand
  return /\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}

/** True for a cell that holds a number. */
export const isFigure = (cell: string | undefined) => Boolean(cell && readFigure(cell));

/** Captions of figures in sales reports, as they begin. */
const measure =
  /^(итого\s+)?(количество|кол-во|выручка|сумма|стоимость|себестоимость|(валовая )?прибыль(?=\s*(,|\(|$))|рентабельность|наценка|маржа|продаж|оборот|объ[её]м|вес|скидка|ндс|цена|расход|доход)/iu;
/** Figures that cannot be summed. */
const ratio = /%|рентабельность|цена|наценка|средн|доля|маржинальность/iu;

export const isMeasure = (caption: string) => measure.test(caption) && !caption.includes(":");
export const isAdditive = (name: string) => !ratio.test(name);

/** How far a sum may be from the rows below it: a rouble for money, what rounding explains for the rest. */
export function tolerance(name: string, rows: number): number {
  return /количество|кол-во|объ[её]м|вес/iu.test(name) ? 0.01 + 0.0005 * rows : 1;
}
