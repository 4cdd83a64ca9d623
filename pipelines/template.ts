import {writeFileSync} from "node:fs";
import ExcelJS from "exceljs";
import type {Dictionaries} from "./company/dictionaries.ts";
import {asked} from "./contracts/asked.ts";
import {captionOf, codeCaption, entityCaption} from "./contracts/captions.ts";
import {type Contract, codesOf, contractOf, type Field, fieldsOf} from "./contracts/index.ts";

export type Language = "ru" | "en";

export interface TemplateOptions {
  language: Language;
  dictionaries: Dictionaries;
  /** Every field, also those that CRM and telephony usually give. */
  all: boolean;
  /** Values of rows that are known already, by field. */
  rows: Record<string, string | null>[];
}

/** Rows below the header that carry formats and lists. */
const formRows = 5000;

const words = {
  ru: {
    sheet: "Форма",
    lists: "Списки",
    help: "Как заполнять",
    required: "Обязательно.",
    kinds: {
      list: "Выберите из списка.",
      day: "Дата, например 31.12.2026.",
      utc: "Дата и время, например 31.12.2026 15:30.",
      money: "Сумма, например 12500,50.",
      number: "Число.",
      flag: "Да или Нет.",
      phone: "Телефон, например +7 900 000-00-01.",
      phones: "Телефоны через запятую, например +7 900 000-00-01, +7 900 000-00-02.",
      aliases: "Через точку с запятой, например Иванова А.; Аня; 201.",
      share: "Доля от 0 до 1, например 0,85; ячейка с 85 % тоже подойдёт.",
      text: "Текст.",
    },
    ownKey:
      "Любой номер или текст, у каждой строки свой; если код уже есть в CRM или учёте, то он. Тот же ещё раз обновит прежнюю строку.",
    partOfKey: (others: string) =>
      `Любой номер или текст; вместе с ${others} — свой у каждой строки. Те же ещё раз обновят прежнюю строку.`,
    reference: (where: string) => `Тот же код, что в таблице «${where}».`,
    quoted: (name: string) => `«${name}»`,
    and: " и ",
    /** What ends a stretch: it is no part of it. */
    ends: (start: string, isApart: boolean) =>
      `Первый день, который сюда уже не входит; ${isApart ? "позже" : "не раньше"}, чем «${start}».`,
    follows: (start: string) => `Не раньше, чем «${start}».`,
    flags: ["Да", "Нет"],
    helpColumns: ["Столбец", "Что писать", "Поле"],
    wrong: "Такого значения нет в списке",
    steps:
      "Заполните лист «Форма», сохраните как .xlsx и перетащите на страницу «Источники». Пустая ячейка ничего не меняет.",
  },
  en: {
    sheet: "Form",
    lists: "Lists",
    help: "How to fill in",
    required: "Required.",
    kinds: {
      list: "Choose from the list.",
      day: "A date such as 31.12.2026.",
      utc: "Date and time such as 31.12.2026 15:30.",
      money: "An amount such as 12500.50.",
      number: "A number.",
      flag: "Yes or No.",
      phone: "A telephone number such as +7 900 000-00-01.",
      phones: "Telephone numbers with commas between them, such as +7 900 000-00-01, +7 900 000-00-02.",
      aliases: "With semicolons between them, such as Smith A.; Ann; 201.",
      share: "A share from 0 to 1 such as 0.85; a cell with 85 % will do as well.",
      text: "Text.",
    },
    ownKey:
      "Any number or text, another one in each row; the code of your CRM or accounting if there is one. The same again updates the earlier row.",
    partOfKey: (others: string) =>
      `Any number or text; together with ${others} another one in each row. The same again update the earlier row.`,
    reference: (where: string) => `The same code as in the table "${where}".`,
    quoted: (name: string) => `"${name}"`,
    and: " and ",
    ends: (start: string, isApart: boolean) =>
      `The first day that is no part of it; ${isApart ? "after" : "not before"} "${start}".`,
    follows: (start: string) => `Not before "${start}".`,
    flags: ["Yes", "No"],
    helpColumns: ["Column", "What to write", "Field"],
    wrong: "The list has no such value",
    steps:
      "Fill in the sheet Form, save it as .xlsx and drop it on the page Sources. An empty cell changes nothing.",
  },
} as const;

type Kind = keyof (typeof words)["en"]["kinds"];

interface Asked {
  name: string;
  caption: string;
  required: boolean;
  kind: Kind;
  /** What to write, in a sentence. */
  help: string;
  /** Values to choose from; null when anything may be written. */
  choices: readonly string[] | null;
}

function askedFields(contract: Contract, options: TemplateOptions): Asked[] {
  const {language, dictionaries, all} = options;
  const wanted = all ? undefined : asked[contract.entity];
  const fields = fieldsOf(contract)
    .filter((field) => !wanted || wanted.includes(field.name))
    .map((field): Asked => {
      const choices = choicesOf(field, dictionaries, language);
      const required = field.required || contract.key.includes(field.name);
      const kind = choices && field.unit !== "flag" ? "list" : kindOf(field);
      const what =
        (kind === "text" ? idHelp(contract, field, language) : null) ?? words[language].kinds[kind];
      return {
        name: field.name,
        caption: captionOf(contract.entity, field.name)[language],
        required,
        kind,
        help: [required && words[language].required, what, orderHelp(contract, field, language)]
          .filter(Boolean)
          .join(" "),
        choices,
      };
    });
  // a name beside the id for whoever fills in; nothing loads it
  if (options.rows.length > 0 && !fields.some(({name}) => name === "client_name"))
    fields.splice(1, 0, {
      name: "client_name",
      caption: captionOf("clients", "client_name")[language],
      required: false,
      kind: "text",
      help: words[language].kinds.text,
      choices: null,
    });
  return fields;
}

/** Of an id where its like is found, or how to make one; null when the field is none. */
function idHelp(contract: Contract, field: Field, language: Language): string | null {
  if (field.unit !== "id") return null;
  const text = words[language];
  const home = contractOf(/^([a-z_]+)\.[a-z_]+/.exec(field.doc)?.[1] ?? "");
  if (home) return text.reference(entityCaption(home.entity)[language]);
  if (!contract.key.includes(field.name)) return null;
  const others = contract.key
    .filter((name) => name !== field.name)
    .map((name) => text.quoted(captionOf(contract.entity, name)[language]));
  return others.length === 0 ? text.ownKey : text.partOfKey(others.join(text.and));
}

/** Of a day or moment that has to follow another of its row. */
function orderHelp({entity, ordered = []}: Contract, field: Field, language: Language): string | null {
  const pair = ordered.find(({later}) => later === field.name);
  if (!pair) return null;
  const start = captionOf(entity, pair.earlier)[language];
  const text = words[language];
  return field.unit === "day" ? text.ends(start, pair.isApart === true) : text.follows(start);
}

function choicesOf(field: Field, {entries}: Dictionaries, language: Language): readonly string[] | null {
  const codes = codesOf(field);
  if (codes) return codes.map((code) => codeCaption(code)[language]);
  if (field.unit === "flag") return words[language].flags;
  const known = entries.filter((entry) => entry.dictionary === field.dictionary);
  if (field.dictionary === undefined || known.length === 0) return null;
  return known.map((entry) => (language === "ru" ? entry.nameRu : entry.nameEn));
}

function kindOf(field: Field): Kind {
  if (field.phone) return field.phone === "many" ? "phones" : "phone";
  if (field.name === "aliases") return "aliases";
  switch (field.unit) {
    case "day":
    case "utc":
    case "money":
    case "flag":
      return field.unit;
    case "count":
    case "ratio":
    case "s":
      return "number";
    case "rate":
      return "share";
    default:
      return "text";
  }
}

/** A workbook to fill in: a form with lists to choose from, the lists, and a page that explains each column. */
export async function writeWorkbook(
  contract: Contract,
  path: string,
  options: TemplateOptions,
): Promise<void> {
  const text = words[options.language];
  const fields = askedFields(contract, options);
  const book = new ExcelJS.Workbook();
  const form = book.addWorksheet(text.sheet, {views: [{state: "frozen", ySplit: 1}]});
  const help = book.addWorksheet(text.help);
  const lists = book.addWorksheet(text.lists, {state: "hidden"});
  form.addRow(fields.map(({caption}) => caption));
  fields.forEach((field, index) => {
    form.getColumn(index + 1).width = Math.max(14, Math.min(34, field.caption.length + 4));
    form.getColumn(index + 1).numFmt = numberFormat(field.kind);
    styleHeader(form.getCell(1, index + 1), field);
    addValidation(form, lists, index + 1, field, text.wrong);
  });
  for (const row of options.rows) form.addRow(fields.map(({name}) => row[name] ?? null));
  fillHelp(help, contract, fields, options.language);
  await book.xlsx.writeFile(path);
}

function numberFormat(kind: Kind): string {
  if (kind === "day") return "dd.mm.yyyy";
  if (kind === "utc") return "dd.mm.yyyy hh:mm";
  if (kind === "money") return "# ##0.00";
  // text, so that leading noughts and long numbers stay as they are typed
  return kind === "number" || kind === "share" ? "General" : "@";
}

function styleHeader(cell: ExcelJS.Cell, field: Asked): void {
  cell.numFmt = "@";
  cell.font = {bold: true};
  cell.fill = {
    type: "pattern",
    pattern: "solid",
    fgColor: {argb: field.required ? "FFFFE8B3" : "FFEDEFF2"},
  };
  cell.note = field.help;
}

function addValidation(
  form: ExcelJS.Worksheet,
  lists: ExcelJS.Worksheet,
  column: number,
  field: Asked,
  wrong: string,
): void {
  const letter = form.getColumn(column).letter;
  const range = `${letter}2:${letter}${formRows}`;
  const rules = (form as unknown as {dataValidations: ValidationRules}).dataValidations;
  if (field.choices) {
    field.choices.forEach((choice, index) => {
      lists.getCell(index + 1, column).value = choice;
    });
    rules.add(range, {
      type: "list",
      allowBlank: true,
      formulae: [`'${lists.name}'!$${letter}$1:$${letter}$${field.choices.length}`],
      showErrorMessage: true,
      error: wrong,
    });
  } else if (field.kind === "day" || field.kind === "utc")
    rules.add(range, {
      type: "date",
      operator: "greaterThan",
      allowBlank: true,
      formulae: [new Date(Date.UTC(1990, 0, 1))],
      showErrorMessage: true,
    });
  else if (field.kind === "money" || field.kind === "number" || field.kind === "share")
    rules.add(range, {
      type: "decimal",
      operator: "between",
      allowBlank: true,
      formulae: field.kind === "share" ? [0, 1] : [-1e12, 1e12],
      showErrorMessage: true,
    });
}

/** The library takes a whole range, although its types know single cells only. */
interface ValidationRules {
  add(range: string, validation: ExcelJS.DataValidation): void;
}

function fillHelp(help: ExcelJS.Worksheet, contract: Contract, fields: Asked[], language: Language): void {
  const text = words[language];
  help.addRow([entityCaption(contract.entity)[language]]).font = {bold: true, size: 14};
  help.addRow([text.steps]);
  help.addRow([]);
  help.addRow([...text.helpColumns]).font = {bold: true};
  for (const {caption, help: what, name} of fields) help.addRow([caption, what, name]);
  help.getColumn(1).width = 34;
  help.getColumn(2).width = 60;
  help.getColumn(2).alignment = {wrapText: true, vertical: "top"};
  help.getColumn(3).width = 28;
}

/** What to write into each column, with the values to choose from: a CSV file has no room for lists. */
export function columnsHelp(contract: Contract, options: TemplateOptions): string {
  return askedFields(contract, options)
    .map(({caption, help, choices}) => `  ${caption}: ${help}${choices ? ` ${choices.join(" | ")}` : ""}`)
    .join("\n");
}

/** The header alone, and the known rows, for spreadsheets that read CSV: `;` and a mark of UTF-8, as Excel wants it. */
export function writeCsv(contract: Contract, path: string, options: TemplateOptions): void {
  const fields = askedFields(contract, options);
  const quoted = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    fields.map(({caption}) => caption),
    ...options.rows.map((row) => fields.map(({name}) => row[name] ?? "")),
  ];
  writeFileSync(path, `\uFEFF${lines.map((cells) => cells.map(quoted).join(";")).join("\r\n")}\r\n`);
}
