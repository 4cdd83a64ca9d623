import ExcelJS from "exceljs";
import type {Accrual} from "./accruals.ts";
import type {Month} from "./days.ts";
import {type Kopecks, type Language, sumOf} from "./money.ts";
import {decimalText, rational} from "./rational.ts";

/** A month's accruals with what proves that nothing was lost on the way. */
export interface AccrualFile {
  month: Month;
  accruals: readonly Accrual[];
  names: ReadonlyMap<string, string>;
  /** Of a closed month its number, or that it was calculated by later data; of an open one that it is a draft. */
  version: number | "draft" | "recalculated";
  /** Of all statements of the month. */
  hash: string;
  snapshot: string;
  language: Language;
}

const words = {
  ru: {
    columns: [
      "Табельный номер",
      "Сотрудник",
      "Месяц",
      "Код начисления",
      "Сумма",
      "Основание",
      "Дней",
      "Версия",
    ],
    sheet: "Начисления",
    control: "Контрольная сумма",
    about: "Контроль",
    draft: "черновик",
    recalculated: "пересчёт закрытого месяца",
    closed: "закрыт, версия",
    facts: ["Месяц", "Версия", "Строк", "Сотрудников", "Контрольная сумма", "Снимок данных", "Хеш расчёта"],
  },
  en: {
    columns: ["Personnel number", "Employee", "Month", "Accrual code", "Amount", "Basis", "Days", "Version"],
    sheet: "Accruals",
    control: "Control total",
    about: "Control",
    draft: "draft",
    recalculated: "recalculation of a closed month",
    closed: "closed, version",
    facts: [
      "Month",
      "Version",
      "Rows",
      "People",
      "Control total",
      "Data snapshot",
      "Hash of the calculation",
    ],
  },
} as const;

const amountText = (amount: Kopecks, language: Language) => {
  const text = decimalText(rational(amount, 100n), 2);
  return language === "ru" ? text.replace(".", ",") : text;
};

const versionOf = ({version, language}: AccrualFile) =>
  typeof version === "string" ? words[language][version] : `${words[language].closed} ${version}`;
const totalOf = ({accruals}: AccrualFile) => sumOf(accruals.map(({amount}) => amount));

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
const defused = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** One line for each accrual, and a last one with the control total; as spreadsheets of the language read it. */
export function accrualsCsv(file: AccrualFile): string {
  const {month, accruals, names, language} = file;
  const text = words[language];
  const delimiter = language === "ru" ? ";" : ",";
  const quoted = (cell: string) =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]) => `${cells.map(quoted).join(delimiter)}\r\n`;
  const rows = accruals.map(({employeeId, personnelNumber, code, amount, basis, days}) =>
    line([
      defused(personnelNumber),
      defused(names.get(employeeId) ?? ""),
      month,
      defused(code),
      amountText(amount, language),
      defused(basis[language]),
      String(days),
      versionOf(file),
    ]),
  );
  const control = ["", text.control, month, "", amountText(totalOf(file), language), "", "", versionOf(file)];
  return `\uFEFF${line(text.columns)}${rows.join("")}${line(control)}`;
}

/** The same as a workbook with typed cells; the control total stands on a sheet of its own. */
export async function accrualsWorkbook(file: AccrualFile): Promise<Uint8Array> {
  const {month, accruals, names, hash, snapshot, language} = file;
  const text = words[language];
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(text.sheet, {views: [{state: "frozen", ySplit: 1}]});
  sheet.addRow([...text.columns]).font = {bold: true};
  for (const {employeeId, personnelNumber, code, amount, basis, days} of accruals)
    sheet.addRow([
      personnelNumber,
      defused(names.get(employeeId) ?? ""),
      month,
      code,
      Number(amount) / 100,
      defused(basis[language]),
      days,
      versionOf(file),
    ]);
  [16, 34, 10, 16, 14, 60, 8, 12].forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  sheet.getColumn(1).numFmt = "@";
  sheet.getColumn(5).numFmt = "#,##0.00";
  const about = book.addWorksheet(text.about);
  const facts = [
    month,
    versionOf(file),
    accruals.length,
    new Set(accruals.map(({employeeId}) => employeeId)).size,
    Number(totalOf(file)) / 100,
    snapshot,
    hash,
  ];
  text.facts.forEach((name, index) => {
    about.addRow([name, facts[index]]);
  });
  about.getColumn(1).width = 24;
  about.getColumn(2).width = 70;
  return new Uint8Array(await book.xlsx.writeBuffer());
}
