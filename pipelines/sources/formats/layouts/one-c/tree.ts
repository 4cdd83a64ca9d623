import type {Bilingual} from "../../../../bilingual.ts";
import {PipelineError} from "../../../../errors.ts";
import type {GridRow} from "../../grid.ts";
import {isFigure, readFigure} from "./figure.ts";
import {isTotalLabel, type ReportHeader} from "./header.ts";

/** One row of the report: a group when rows stand below it, else a leaf. */
export interface ReportNode {
  line: number;
  label: string;
  /** What the row above says its rows are, as `По менеджерам` does. */
  meaning: string | null;
  /** True for rows such as `По менеджерам`, which are no level of their own. */
  isHeading: boolean;
  parent: ReportNode | null;
  children: ReportNode[];
  /** Plain decimal text for each column of figures; empty where the report prints nothing. */
  figures: string[];
  attributes: string[];
  article: string;
}

export interface ReportTree {
  roots: ReportNode[];
  leaves: ReportNode[];
  total: ReportNode | null;
}

/** Outlines of a spreadsheet end at this depth; deeper rows differ by indent alone. */
const deepestOutline = 7;

/** Rows as a tree by the depth of their groups, or of their indents when there are none. */
export function readTree(header: ReportHeader, file: string): ReportTree {
  const depth = depthOf(header.body);
  const isArticle = articleRows(header, depth);
  const roots: ReportNode[] = [];
  const open: {node: ReportNode; depth: number}[] = [];
  const all: ReportNode[] = [];
  let total: ReportNode | null = null;
  let isOver = false;
  for (const [index, row] of header.body.entries()) {
    if (isOver) {
      // signatures and notes hold no figures
      if (header.figures.some(({column}) => isFigure(row.cells[column])))
        refuse(file, row, {
          en: `has figures below ${total!.label}`,
          ru: `с цифрами стоит ниже строки «${total!.label}»`,
        });
      continue;
    }
    const node = readNode(row, header, file);
    if (isTotalLabel(node.label)) {
      if (total) refuse(file, row, {en: `is a second ${node.label}`, ru: `повторяет строку «${node.label}»`});
      total = node;
      isOver = all.length > 0;
      continue;
    }
    if (isArticle(index)) {
      all.at(-1)!.article = node.label.replace(/^Артикул:?\s*/iu, "");
      continue;
    }
    if (node.label === "" && depth.byIndent)
      refuse(file, row, {en: "has figures and no name", ru: "с цифрами, но без названия"});
    const own = depth.of(row);
    while (open.length > 0 && isClosed(open.at(-1)!, node, own)) open.pop();
    const parent = open.at(-1)?.node ?? null;
    node.parent = parent;
    if (parent?.isHeading) node.meaning = meaningOf(parent.label);
    (parent?.children ?? roots).push(node);
    all.push(node);
    open.push({node, depth: own});
  }
  const leaves = all.filter(({children}) => children.length === 0);
  for (const leaf of leaves)
    if (leaf.isHeading)
      throw new PipelineError("bad_file", {
        en: `${file}: row ${leaf.line} (${leaf.label}) has no rows below it; form the report again`,
        ru: `${file}: под строкой ${leaf.line} (${leaf.label}) нет строк; сформируйте отчёт заново`,
      });
  return {roots, leaves, total};
}

/** A heading on the level of its group belongs to the group. */
function isClosed(above: {node: ReportNode; depth: number}, node: ReportNode, depth: number): boolean {
  if (above.depth !== depth) return above.depth > depth;
  return !node.isHeading || above.node.isHeading;
}

function refuse(file: string, row: GridRow, what: Bilingual): never {
  const cells = row.cells
    .filter((cell) => cell !== "")
    .slice(0, 3)
    .join("; ");
  throw new PipelineError("bad_file", {
    en: `${file}: row ${row.line} (${cells}) ${what.en}; form the report again without it`,
    ru: `${file}: строка ${row.line} (${cells}) ${what.ru}; сформируйте отчёт заново, без неё`,
  });
}

function readNode(row: GridRow, header: ReportHeader, file: string): ReportNode {
  const known = new Set([header.label, ...header.attributes.map(({column}) => column)]);
  const first = header.figures[0]!.column;
  for (let column = 0; column < first; column++)
    if (!known.has(column) && (row.cells[column] ?? "") !== "")
      refuse(file, row, {
        en: `holds text in column ${column + 1}, which has no caption`,
        ru: `с текстом в столбце ${column + 1}, у которого нет подписи`,
      });
  const label = tidy(row.cells[header.label] ?? "");
  const figures = header.figures.map(({column, measure}) => {
    const cell = row.cells[column] ?? "";
    const figure = readFigure(cell);
    if (figure !== null) return figure;
    return refuse(file, row, {
      en: `holds ${JSON.stringify(cell)} for ${measure}, which is no number`,
      ru: `содержит в столбце «${measure}» не число: ${JSON.stringify(cell)}`,
    });
  });
  return {
    line: row.line,
    label,
    meaning: null,
    isHeading: meaningOf(label) !== null,
    parent: null,
    children: [],
    figures,
    attributes: header.attributes.map(({column}) => tidy(row.cells[column] ?? "")),
    article: "",
  };
}

/** Names end with ", " where the characteristic of goods is empty. */
const tidy = (text: string) =>
  text
    .replace(/[\s\u00A0]+/g, " ")
    .trim()
    .replace(/,$/, "")
    .trim();

const headings: readonly [RegExp, string][] = [
  [/^По менеджерам$/iu, "Менеджер"],
  [/^По ответственным$/iu, "Ответственный"],
  [/^По клиентам$/iu, "Клиент"],
  [/^По контрагентам$/iu, "Контрагент"],
  [/^По партн[её]рам$/iu, "Партнер"],
  [/^По складам$/iu, "Склад"],
  [/^По подразделениям$/iu, "Подразделение"],
  [/^По организациям$/iu, "Организация"],
  [/^По группам( товаров| номенклатуры)?$/iu, "Группа"],
  [/^По (номенклатуре|товарам)$/iu, "Номенклатура"],
  [/^По периодам$|^По месяцам$/iu, "Период"],
];

function meaningOf(label: string): string | null {
  return headings.find(([pattern]) => pattern.test(label))?.[1] ?? null;
}

interface Depth {
  byIndent: boolean;
  of(row: GridRow): number;
}

/** Depths are compared, never counted on: settings of the report change the steps of indents. */
function depthOf(body: GridRow[]): Depth {
  const deepest = Math.max(0, ...body.map(({outline}) => outline));
  if (deepest === 0) return {byIndent: true, of: (row) => row.indent};
  if (deepest < deepestOutline) return {byIndent: false, of: (row) => row.outline};
  return {
    byIndent: false,
    of: (row) => row.outline * 1000 + (row.outline === deepestOutline ? row.indent : 0),
  };
}

/** Tells rows that only hold the article of the item above them; a report has them throughout or not at all. */
function articleRows({body, label, figures, levels}: ReportHeader, depth: Depth): (index: number) => boolean {
  const hasFigures = (row: GridRow | undefined) =>
    row !== undefined && figures.some(({column}) => (row.cells[column] ?? "") !== "");
  const depthAt = (index: number) => (body[index] ? depth.of(body[index]) : -1);
  const follows = body.map(
    (row, index) =>
      !hasFigures(row) &&
      hasFigures(body[index - 1]) &&
      /^(Артикул:?\s*)?(?=\S*\d)\S+$/iu.test((row.cells[label] ?? "").trim()) &&
      depthAt(index) >= depthAt(index - 1) &&
      depthAt(index + 1) <= depthAt(index),
  );
  const found = follows.filter(Boolean).length;
  const items = body.filter(
    (row, index) => hasFigures(row) && (follows[index + 1] || depthAt(index + 1) <= depthAt(index)),
  ).length;
  const isUsual = 2 * found >= items || /^артикул$/iu.test(levels.at(-1) ?? "");
  return (index) => isUsual && follows[index]!;
}
