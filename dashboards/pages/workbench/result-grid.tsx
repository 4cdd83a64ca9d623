import {useMemo, useState} from "preact/hooks";
import type {ColumnReader} from "../../lib/arrow-rows.ts";
import {words} from "../../lib/words.ts";

interface GridProps {
  caption: string;
  columns: readonly ColumnReader[];
  rowCount: number;
}

const rowHeight = 28;
const frameHeight = 460;
/** Browsers refuse elements much taller than this; beyond it the scroll bar stands for places, not for pixels. */
const mostPixels = 8_000_000;
const ahead = 6;
const letter = 7.8;
const looked = 200;

interface Sort {
  column: number;
  sign: 1 | -1;
}

/** As many rows as there are, of which only those in sight are in the document. */
export function ResultGrid({caption, columns, rowCount}: GridProps) {
  const {t} = words.value;
  const [top, setTop] = useState(0);
  const [sort, setSort] = useState<Sort | null>(null);
  const order = useMemo(() => (sort ? sorted(columns, rowCount, sort) : null), [columns, rowCount, sort]);
  const widths = useMemo(() => columns.map((column) => widthOf(column, rowCount)), [columns, rowCount]);

  const all = rowCount * rowHeight;
  const pixels = Math.min(all, mostPixels);
  const inSight = Math.ceil(frameHeight / rowHeight);
  // the first row in sight: by pixels, or by the share of the way down where pixels do not reach
  const share = pixels > frameHeight ? top / (pixels - frameHeight) : 0;
  const first =
    all === pixels ? Math.floor(top / rowHeight) : Math.round(share * Math.max(0, rowCount - inSight + 1));
  const start = Math.max(0, first - ahead);
  const end = Math.min(rowCount, first + inSight + ahead);
  const above = all === pixels ? start * rowHeight : Math.max(0, top - (first - start) * rowHeight);
  const below = Math.max(0, pixels - above - (end - start) * rowHeight);
  const rows = Array.from({length: Math.max(0, end - start)}, (_, index) => start + index);
  const width = widths.reduce((sum, one) => sum + one, 0);
  const classOf = ({kind}: ColumnReader) => (kind === "number" ? "number" : "");

  return (
    <div
      class="result-grid"
      style={{maxHeight: `${frameHeight + rowHeight}px`}}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <table aria-rowcount={rowCount + 1} style={{width: `${width}px`}}>
        <caption class="sr-only">{caption}</caption>
        <colgroup>
          {widths.map((one, index) => (
            <col key={index} style={{width: `${one}px`}} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column, index) => {
              const isSorted = sort?.column === index;
              return (
                <th
                  key={index}
                  scope="col"
                  class={classOf(column)}
                  aria-sort={isSorted ? (sort.sign === 1 ? "ascending" : "descending") : "none"}
                >
                  <button
                    type="button"
                    title={t(`kind.${column.kind}`)}
                    onClick={() => setSort(next(sort, index))}
                  >
                    {column.name}
                    {isSorted ? (sort.sign === 1 ? " ↑" : " ↓") : ""}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr class="room" style={{height: `${above}px`}} />}
          {rows.map((row) => {
            const at = order ? order[row]! : row;
            return (
              <tr key={row} aria-rowindex={row + 2}>
                {columns.map((column, index) => {
                  const value = column.at(at);
                  return (
                    <td key={index} class={classOf(column)}>
                      {value === null ? <i>null</i> : textOf(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {below > 0 && <tr class="room" style={{height: `${below}px`}} />}
        </tbody>
      </table>
      {rowCount === 0 && <p class="state">{t("workbench.noRows")}</p>}
    </div>
  );
}

function next(sort: Sort | null, column: number): Sort | null {
  if (sort?.column !== column) return {column, sign: 1};
  return sort.sign === 1 ? {column, sign: -1} : null;
}

/** Exact, as it came: an analyst copies it into the next statement. */
const textOf = (value: unknown): string => String(value).replace(/\.000Z$/, "Z");

function widthOf(column: ColumnReader, rowCount: number): number {
  let longest = column.name.length + 2;
  for (let row = 0; row < Math.min(rowCount, looked); row++)
    longest = Math.max(longest, textOf(column.at(row) ?? "").length);
  return Math.round(Math.min(44, Math.max(6, longest)) * letter) + 20;
}

/** Places of the rows in the order of a column, what has no value last. */
function sorted(columns: readonly ColumnReader[], rowCount: number, {column, sign}: Sort): Uint32Array {
  const {at, kind} = columns[column]!;
  const values = Array.from({length: rowCount}, (_, row) => at(row));
  const places = Uint32Array.from({length: rowCount}, (_, row) => row);
  const collator = new Intl.Collator();
  const compare =
    kind === "number" || kind === "flag"
      ? (left: unknown, right: unknown) => Number(left) - Number(right)
      : (left: unknown, right: unknown) => collator.compare(String(left), String(right));
  return places.sort((left, right) => {
    const [one, other] = [values[left], values[right]];
    if (one === null || other === null) return one === other ? left - right : one === null ? 1 : -1;
    return sign * compare(one, other) || left - right;
  });
}
