import {createHash} from "node:crypto";
import {PipelineError} from "../../../errors.ts";
import {uniqueNames} from "../format.ts";
import type {GridRow, Layout} from "../grid.ts";
import {type FigureColumn, type ReportHeader, readHeader} from "./one-c/header.ts";
import {acrossName, isGroup, type Place, placeOf} from "./one-c/levels.ts";
import {isWithinMonth, type Period, readPeriod} from "./one-c/period.ts";
import {reconcile} from "./one-c/reconcile.ts";
import {type ReportNode, type ReportTree, readTree} from "./one-c/tree.ts";

/**
 * A report of 1C such as "Валовая прибыль предприятия": one record per leaf and block of columns, sums left out after
 * they were compared. Columns: `Период` (first day, ISO) and `Конец периода`, one per level of rows and columns
 * (`Клиент`, `Менеджер`, `Склад`, `Группа`, `Номенклатура`, `Артикул`, or `Уровень 1`...), texts beside the names,
 * each measure, and `Ключ` with `Ключ строки`, which are the same when the report is formed again.
 */
export const readOneCReport: Layout = async (rows, {name}) => {
  const grid: GridRow[] = [];
  for await (const row of rows) if (row.cells.some((cell) => cell.trim() !== "")) grid.push(row);
  if (grid.length === 0)
    throw new PipelineError("bad_file", {
      en: `${name}: the sheet has no rows; check the export or set format.sheet`,
      ru: `${name}: на листе нет ни одной строки; проверьте выгрузку или укажите другой лист (format.sheet)`,
    });
  const header = readHeader(grid, name);
  const tree = readTree(header, name);
  if (tree.leaves.length === 0)
    throw new PipelineError("bad_file", {
      en: `${name}: the report has no rows below its captions; form it again`,
      ru: `${name}: в отчёте нет строк под шапкой; сформируйте его заново`,
    });
  reconcile(header, tree, name);
  const found = findSales(header, tree, name);
  return layOut(found, header);
};

/** What a leaf sold in one block of columns. */
interface Sale {
  line: number;
  period: Period;
  place: Place;
  attributes: string[];
  figures: Map<string, string>;
}

function findSales(header: ReportHeader, tree: ReportTree, file: string): Sale[] {
  const blocks = blocksOf(header.figures);
  const places = new Map(tree.leaves.map((leaf) => [leaf, placeOf(leaf, header, tree)]));
  const taken = new Set([...places.values()].flatMap((place) => [...place.keys()]));
  const captions = [...new Set(blocks.flatMap((block) => block[0]!.figure.across || []))];
  const across = captions.length > 0 ? acrossName(captions, taken) : "";
  return tree.leaves.flatMap((leaf) => {
    const filled = blocks.filter((block) => block.some(({index}) => leaf.figures[index] !== ""));
    // a row without any figure is left to the contract, which names what is missing
    return (filled.length > 0 ? filled : blocks.slice(0, 1)).map((block) => {
      const place = new Map(places.get(leaf));
      const caption = block[0]!.figure.across;
      if (caption) place.set(across, caption);
      if (leaf.article && !place.has("Артикул")) place.set("Артикул", leaf.article);
      return {
        line: leaf.line,
        period: periodOf(place, block[0]!.figure.period ?? header.period, leaf, file),
        place,
        attributes: attributesOf(leaf),
        figures: new Map(block.map(({figure, index}) => [figure.measure, leaf.figures[index]!])),
      };
    });
  });
}

type Block = {figure: FigureColumn; index: number}[];

/** Columns of figures that belong together: of one month, of one manager. */
function blocksOf(figures: FigureColumn[]): Block[] {
  const parts = figures.map((figure, index) => ({figure, index})).filter(({figure}) => !figure.isTotal);
  return [
    ...Map.groupBy(
      parts,
      ({figure}) => `${figure.period?.from}|${figure.period?.to}|${figure.across}`,
    ).values(),
  ];
}

function periodOf(place: Place, said: Period | null, leaf: ReportNode, file: string): Period {
  const level = [...place.keys()].find((name) => /^(период|месяц|дата)/iu.test(name));
  const period = level ? readPeriod(place.get(level)!) : said;
  if (level) place.delete(level);
  if (!period)
    throw new PipelineError(
      "bad_file",
      level
        ? {
            en: `${file}: row ${leaf.line} stands below no period that can be read; form the report by month`,
            ru: `${file}: у строки ${leaf.line} не читается период над ней; сформируйте отчёт по месяцам`,
          }
        : {
            en: `${file}: the report does not say its period; form it with the line Период: 01.07.2026 - 31.07.2026 above it`,
            ru: `${file}: в отчёте не указан период; сформируйте его со строкой «Период: 01.07.2026 - 31.07.2026» над таблицей`,
          },
    );
  if (!isWithinMonth(period))
    throw new PipelineError("bad_file", {
      en: `${file}: the report covers ${period.from} to ${period.to}, more than a month, without columns by month; form it for one month or by months`,
      ru: `${file}: отчёт за период с ${period.from} по ${period.to}, больше месяца, а столбцов по месяцам нет; сформируйте его за один месяц или по месяцам`,
    });
  return period;
}

/** Texts beside the name; a group's hold for its rows. */
function attributesOf(leaf: ReportNode): string[] {
  return leaf.attributes.map((_, index) => {
    let node: ReportNode | null = leaf;
    while (node && node.attributes[index] === "") node = node.parent;
    return node?.attributes[index] ?? "";
  });
}

function layOut(sales: Sale[], header: ReportHeader): Awaited<ReturnType<Layout>> {
  const levels = [...new Set(sales.flatMap(({place}) => [...place.keys()]))];
  const measures = [...new Set(header.figures.filter(({isTotal}) => !isTotal).map(({measure}) => measure))];
  // a column that only says the level again is no news
  const attributes = header.attributes
    .map(({name}, index) => ({name, index}))
    .filter(({name, index}) => sales.some(({place, attributes: texts}) => place.get(name) !== texts[index]));
  const columns = uniqueNames([
    "Период",
    "Конец периода",
    ...levels,
    ...attributes.map(({name}) => name),
    ...measures,
    "Ключ",
    "Ключ строки",
  ]);
  const seen = new Map<string, number>();
  async function* records() {
    for (const {line, period, place, attributes: texts, figures} of sales) {
      const {group, item} = keysOf(place);
      const times = (seen.get(`${period.from}\n${group}\n${item}`) ?? 0) + 1;
      seen.set(`${period.from}\n${group}\n${item}`, times);
      const cells = [
        period.from,
        period.to,
        ...levels.map((name) => place.get(name) ?? ""),
        ...attributes.map(({index}) => texts[index]!),
        ...measures.map((name) => figures.get(name) ?? ""),
        group,
        times === 1 ? item : `${item}#${times}`,
      ];
      yield {line, cells};
    }
  }
  return {columns, records: records()};
}

/** Item and the rest of the levels; groups of goods are left out, for goods are moved between them. */
function keysOf(place: Place): {group: string; item: string} {
  const names = [...place.keys()].filter((name) => !isGroup(name));
  const items = names.filter((name) => /^(номенклатура|товар|артикул|продукция)/iu.test(name));
  const own = items.length > 0 ? items : names.filter((name) => /^Уровень/u.test(name)).slice(-1);
  const joined = (wanted: string[]) => short(wanted.map((name) => place.get(name)).join(" / ")) || "-";
  return {group: joined(names.filter((name) => !own.includes(name))), item: joined(own)};
}

/** Identifiers are at most 200 characters long. */
function short(text: string): string {
  if (text.length <= 160) return text;
  return `${text.slice(0, 140)} ${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
}
