import {PipelineError} from "../../../../errors.ts";
import type {GridRow} from "../../grid.ts";
import {isFigure, isMeasure} from "./figure.ts";
import {isWithinMonth, type Period, readPeriod} from "./period.ts";

/** One column of figures. */
export interface FigureColumn {
  column: number;
  measure: string;
  /** Captions above the measure that are no period: a manager, a warehouse. */
  across: string;
  period: Period | null;
  /** True for sums over other columns. */
  isTotal: boolean;
}

export interface ReportHeader {
  /** Period of the whole report, from the line `Период:`. */
  period: Period | null;
  /** Names of the levels of rows, outermost first, as far as the captions tell. */
  levels: string[];
  /** Column of the names of groups and items. */
  label: number;
  /** Columns of text beside it, such as article or unit. */
  attributes: {column: number; name: string}[];
  figures: FigureColumn[];
  /** Rows below the header. */
  body: GridRow[];
}

const levelNames =
  /^(клиент|контрагент|партн[её]р|покупатель|менеджер|ответственный|номенклатура|товар|артикул|склад|групп|вид |категория|подразделение|характеристика|регион|организация|заказ|документ|сегмент|период|месяц|марка|бренд|производитель)/iu;
export const isTotalLabel = (text: string) => /^(общий итог|итого|итог|всего)\s*:?$/iu.test(text.trim());

/** Finds captions, period and columns of a report; throws when there is no row of captions above figures. */
export function readHeader(rows: GridRow[], file: string): ReportHeader {
  const main = rows.findIndex(
    (row, index) => row.cells.some(isMeasure) && hasFiguresBelow(rows, index, row.cells.findIndex(isMeasure)),
  );
  if (main < 0)
    throw new PipelineError("bad_file", {
      en: `${file}: no row of captions such as Количество or Выручка stands above figures; send the report as 1C saves it, or remove format.layout when this is a plain table`,
      ru: `${file}: над цифрами нет шапки с подписями вроде «Количество» или «Выручка»; отправьте отчёт так, как его сохраняет 1С, а если это простая таблица, уберите format.layout`,
    });
  const top = firstCaptionRow(rows, main);
  const bottom = lastCaptionRow(rows, main);
  const captions = rows.slice(top, bottom + 1);
  const body = rows.slice(bottom + 1).filter((row) => !captions.some((caption) => isSame(row, caption)));
  const first = firstFigureColumn(captions, main - top);
  const named = captions.flatMap(({cells}) =>
    cells
      .slice(0, first)
      .flatMap((cell, column) => (cell.trim() === "" ? [] : [{column, name: cell.trim()}])),
  );
  const label = named.length > 0 ? Math.min(...named.map(({column}) => column)) : firstFilled(body);
  return {
    period: readReportPeriod(rows.slice(0, top)),
    levels: named.filter(({column}) => column === label).flatMap(({name}) => splitLevels(name)),
    label,
    attributes: lastOfEach(named.filter(({column}) => column !== label)),
    figures: figureColumns(captions, first, body, file),
    body,
  };
}

/** Figures have the name of their row to the left, so a title above numeric articles is no caption. */
const hasFiguresBelow = (rows: GridRow[], index: number, column: number) =>
  rows
    .slice(index + 1)
    .some(({cells}) => isFigure(cells[column]) && cells.slice(0, column).some((cell) => cell !== ""));

const isParameter = (cell: string) => /^[\p{L}][\p{L} .]*:(\s|$)/u.test(cell.trim());

/** Rows of captions above the measures stand without a gap and reach over columns of figures. */
function firstCaptionRow(rows: GridRow[], main: number): number {
  const first = rows[main]!.cells.findIndex(isMeasure);
  let top = main;
  while (top > 0) {
    const above = rows[top - 1]!;
    if (above.line !== rows[top]!.line - 1 || above.cells.some(isParameter)) break;
    if (!above.cells.some((cell, column) => column >= first && cell !== "")) break;
    top--;
  }
  return top;
}

/** Rows that name further levels stand below the measures, whose captions are merged over them. */
function lastCaptionRow(rows: GridRow[], main: number): number {
  let bottom = main;
  for (let next = main + 1; next < rows.length; next++) {
    const {cells} = rows[next]!;
    if (cells.some(isFigure)) break;
    const texts = cells.filter((cell) => cell.trim() !== "");
    if (!texts.every((text) => levelNames.test(text.trim()) || isMeasure(text))) break;
    bottom = next;
  }
  return bottom;
}

const isSame = (row: GridRow, caption: GridRow) => row.cells.join("\n") === caption.cells.join("\n");

/** A caption of a month may stand left of the first measure with a known name. */
function firstFigureColumn(captions: GridRow[], main: number): number {
  const columns = captions.flatMap(({cells}, index) =>
    cells.flatMap((cell, column) =>
      (index === main && isMeasure(cell)) || (cell !== "" && readPeriod(cell)) ? [column] : [],
    ),
  );
  return Math.min(...columns);
}

const firstFilled = (body: GridRow[]) =>
  Math.min(...body.map(({cells}) => cells.findIndex((cell) => cell !== "")));

/** `Клиент / Менеджер` are two levels; `Номенклатура, Характеристика` is one, named by its first part. */
const splitLevels = (caption: string) =>
  caption.split(/\s*[/\n]\s*/).map((name) => name.split(",")[0]!.trim());

function lastOfEach(named: {column: number; name: string}[]): {column: number; name: string}[] {
  const byColumn = new Map(named.map((one) => [one.column, one]));
  return [...byColumn.values()]
    .filter(({name}) => !/^(№|n|номер)( п\/п)?$/iu.test(name))
    .sort((one, other) => one.column - other.column);
}

function readReportPeriod(rows: GridRow[]): Period | null {
  for (const {cells} of rows)
    for (const [index, cell] of cells.entries()) {
      const said = /^\s*Период(?:\s+отч[её]та)?\s*:[^\S\n]*([^\n]*)$/imu.exec(cell);
      if (!said) continue;
      const text = said[1] || cells.slice(index + 1).find((other) => other !== "");
      const period = text ? readPeriod(text) : null;
      if (period) return period;
    }
  return null;
}

/** Each column of figures with its own caption and those that cover it. */
function figureColumns(captions: GridRow[], first: number, body: GridRow[], file: string): FigureColumn[] {
  const width = Math.max(...captions.map(({cells}) => cells.length), ...body.map(({cells}) => cells.length));
  const covers = captions.map((row) => covering(row, first));
  const found: FigureColumn[] = [];
  for (let column = first; column < width; column++) {
    const own = captions.findLastIndex(({cells}) => (cells[column] ?? "").trim() !== "");
    const stray = own < 0 ? body.find(({cells}) => (cells[column] ?? "").trim() !== "") : undefined;
    if (stray)
      throw new PipelineError("bad_file", {
        en: `${file}: row ${stray.line} holds ${JSON.stringify(stray.cells[column])} in column ${column + 1}, which has no caption; send the report as 1C saves it`,
        ru: `${file}: в строке ${stray.line} стоит ${JSON.stringify(stray.cells[column])} в столбце ${column + 1}, у которого нет подписи; отправьте отчёт так, как его сохраняет 1С`,
      });
    if (own < 0) continue;
    const above = covers.slice(0, own).flatMap((cover) => cover.get(column) ?? []);
    found.push(figureColumn(column, captions[own]!.cells[column]!.trim(), above, file));
  }
  // of a report with months or managers in columns those without them sum over all
  const hasBlocks = found.some(({period, across, isTotal}) => !isTotal && (period || across));
  for (const one of found) one.isTotal = hasBlocks && (one.isTotal || (!one.period && !one.across));
  refuseDoubles(found, file);
  return found;
}

function figureColumn(column: number, caption: string, above: string[], file: string): FigureColumn {
  const periods = above.map(readPeriod);
  const period = periods.find((one) => one !== null) ?? null;
  if (period && !isWithinMonth(period))
    throw new PipelineError("bad_file", {
      en: `${file}: columns ${above.join(", ")} cover more than one month; form the report with columns by month`,
      ru: `${file}: столбцы «${above.join(", ")}» охватывают больше месяца; сформируйте отчёт со столбцами по месяцам`,
    });
  const isTotal = above.some(isTotalLabel) || /^итого\s/iu.test(caption);
  const across = above.filter((text, index) => !periods[index] && !isTotalLabel(text)).join(" / ");
  return {
    column,
    measure: caption.replace(/^итого\s+(\p{L})/iu, (_, letter: string) => letter.toUpperCase()),
    across,
    period,
    isTotal,
  };
}

/** Which caption of a row stands over each column: as far as its cell is merged, else up to the next caption. */
function covering({cells, merged}: GridRow, first: number): Map<number, string> {
  const cover = new Map<number, string>();
  let current = "";
  let end = Infinity;
  for (let column = first; column < 16_384 && (column < cells.length || column < end); column++) {
    const own = (cells[column] ?? "").trim();
    if (own !== "") {
      current = own;
      end = merged ? column + (merged.get(column) ?? 1) : Infinity;
    }
    if (current !== "" && column < end) cover.set(column, current);
  }
  return cover;
}

function refuseDoubles(figures: FigureColumn[], file: string): void {
  const seen = new Map<string, number>();
  for (const {column, measure, across, period, isTotal} of figures) {
    const key = [measure, across, period?.from, period?.to, isTotal].join("|");
    const other = seen.get(key);
    if (other !== undefined) {
      const name = [measure, across, period?.from].filter(Boolean).join(", ");
      throw new PipelineError("bad_file", {
        en: `${file}: columns ${other + 1} and ${column + 1} are both ${name}; form the report again`,
        ru: `${file}: столбцы ${other + 1} и ${column + 1} называются одинаково: ${name}; сформируйте отчёт заново`,
      });
    }
    seen.set(key, column);
  }
}
