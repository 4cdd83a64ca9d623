import {PipelineError} from "../../../../errors.ts";
import {isAdditive, tolerance} from "./figure.ts";
import type {FigureColumn, ReportHeader} from "./header.ts";
import type {ReportNode, ReportTree} from "./tree.ts";

/** A report that was understood, and whose own sums contradict each other. */
export class Unreconciled extends PipelineError {}

/** Sums of the leaves below a row for each column of figures. */
interface Below {
  sums: number[];
  leaves: number;
  /** True when a sum printed above each leaf confirms it. */
  isConfirmed: boolean;
}

/** Compares every subtotal, the total and sums over columns with the leaves; throws at the first that differs. */
export function reconcile(header: ReportHeader, tree: ReportTree, file: string): void {
  const {figures} = header;
  if (!figures.some(({measure}) => isAdditive(measure)))
    throw new PipelineError("bad_file", {
      en: `${file}: no column of figures can be summed, so nothing confirms the rows; form the report with Количество or Выручка`,
      ru: `${file}: ни один столбец с цифрами нельзя сложить, проверить строки нечем; сформируйте отчёт с количеством или выручкой`,
    });
  const parts = tree.roots.map((root) => below(root, figures, file));
  const whole = merged(parts, figures.length);
  if (tree.total) compare(tree.total, whole, figures, file);
  else if (!whole.isConfirmed)
    throw new PipelineError("bad_file", {
      en: `${file}: there is no row Итого and not every row stands below a subtotal, so nothing confirms the sums; form the report with totals`,
      ru: `${file}: нет строки «Итого», и не у всех строк есть промежуточный итог, проверить суммы нечем; сформируйте отчёт с итогами`,
    });
  for (const node of [...tree.leaves, ...(tree.total ? [tree.total] : [])])
    compareAcross(node, figures, file);
}

function below(node: ReportNode, figures: FigureColumn[], file: string): Below {
  if (node.children.length === 0) return {sums: node.figures.map(Number), leaves: 1, isConfirmed: false};
  const found = merged(
    node.children.map((child) => below(child, figures, file)),
    figures.length,
  );
  if (node.figures.every((figure) => figure === "")) return found;
  compare(node, found, figures, file);
  return {...found, isConfirmed: true};
}

function merged(parts: Below[], width: number): Below {
  return {
    sums: Array.from({length: width}, (_, index) => parts.reduce((sum, part) => sum + part.sums[index]!, 0)),
    leaves: parts.reduce((sum, part) => sum + part.leaves, 0),
    isConfirmed: parts.every((part) => part.isConfirmed),
  };
}

function compare(node: ReportNode, found: Below, figures: FigureColumn[], file: string): void {
  for (const [index, figure] of figures.entries()) {
    if (!isAdditive(figure.measure)) continue;
    const shown = Number(node.figures[index]);
    const sum = found.sums[index]!;
    if (Math.abs(shown - sum) <= tolerance(figure.measure, found.leaves)) continue;
    const [too, extra] = sum > shown ? ["much", "больше"] : ["little", "меньше"];
    const off = round(Math.abs(sum - shown));
    throw new Unreconciled("bad_file", {
      en: `${file}: row ${node.line} (${node.label}), ${nameOf(figure)}: it says ${round(shown)} and its rows give ${round(sum)}, ${off} too ${too}; form the report again and send it with all its rows`,
      ru: `${file}: строка ${node.line} (${node.label}), ${nameOf(figure)}: указано ${round(shown)}, а её строки дают ${round(sum)}, на ${off} ${extra}; сформируйте отчёт заново и отправьте его со всеми строками`,
    });
  }
}

/** A column that sums over months or managers agrees with them in every row. */
function compareAcross(node: ReportNode, figures: FigureColumn[], file: string): void {
  for (const [index, total] of figures.entries()) {
    if (!total.isTotal || !isAdditive(total.measure)) continue;
    let sum = 0;
    let count = 0;
    for (const [other, figure] of figures.entries())
      if (isPart(figure, total)) {
        sum += Number(node.figures[other]);
        count++;
      }
    const shown = Number(node.figures[index]);
    if (Math.abs(shown - sum) <= tolerance(total.measure, count)) continue;
    throw new PipelineError("bad_file", {
      en: `${file}: row ${node.line} (${node.label}), ${nameOf(total)}: it says ${round(shown)} and its columns give ${round(sum)}; form the report again and send it with all its columns`,
      ru: `${file}: строка ${node.line} (${node.label}), ${nameOf(total)}: указано ${round(shown)}, а столбцы дают ${round(sum)}; сформируйте отчёт заново и отправьте его со всеми столбцами`,
    });
  }
}

/** A total of a month sums over that month's managers, a total without period over all columns. */
function isPart(figure: FigureColumn, total: FigureColumn): boolean {
  if (figure.isTotal || figure.measure !== total.measure) return false;
  if (total.across !== "" && figure.across !== total.across) return false;
  return total.period === null || figure.period?.from === total.period.from;
}

const nameOf = ({measure, across, period, isTotal}: FigureColumn) =>
  [isTotal ? `Итого ${measure}` : measure, across, period?.from.slice(0, 7)].filter(Boolean).join(", ");

const round = (value: number) => String(Math.round(value * 1000) / 1000);
