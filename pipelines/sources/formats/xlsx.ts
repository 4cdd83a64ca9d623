import type {Bilingual} from "../../bilingual.ts";
import {PipelineError} from "../../errors.ts";
import {listed} from "../listed.ts";
import type {Format, OpenContext, RawTable} from "./format.ts";
import {type GridRow, openGrid} from "./grid.ts";
import {type Book, readBook, type SheetPart} from "./workbook/book.ts";
import {Parts} from "./workbook/parts.ts";
import {readMerged, readRows} from "./workbook/sheet.ts";
import {readStrings} from "./workbook/strings.ts";
import {readStyles} from "./workbook/styles.ts";
import {type ChosenSheet, chooseSheet} from "./workbook/title-sheet.ts";

/** One sheet of an Excel workbook, brought to delimited text row by row. */
export const xlsx: Format = {
  kind: "xlsx",
  matches: (head) => head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])),
  async open(context) {
    const choice: Pick<RawTable, "sheet"> = {};
    const rows = sheetRows(context, choice);
    try {
      return Object.assign(await openGrid(rows, context), choice);
    } catch (cause) {
      if (cause instanceof PipelineError) throw cause;
      throw new PipelineError(
        "bad_file",
        {
          en: `${context.name}: the workbook cannot be read; open it in a spreadsheet and save it as .xlsx again`,
          ru: `${context.name}: книга не читается; откройте её в Excel и сохраните заново как .xlsx`,
        },
        {cause},
      );
    } finally {
      // a layout that gives up leaves the file open
      await rows.return();
    }
  },
};

/** The rows of the wanted sheet; by default of the first one that has a table, a hidden one only when no other has rows. */
async function* sheetRows(
  context: OpenContext,
  choice: Pick<RawTable, "sheet">,
): AsyncGenerator<GridRow, void> {
  const {path, name, options} = context;
  const parts = await Parts.open(path, name);
  try {
    const book = await readBook(parts);
    if (!book)
      throw new PipelineError("bad_file", {
        en: `${name}: this container holds no workbook of the .xlsx form; save it as .xlsx or CSV and send it again`,
        ru: `${name}: внутри нет книги формата .xlsx; сохраните файл как .xlsx или CSV и отправьте снова`,
      });
    const reading = {
      since1904: book.since1904,
      styles: await readStyles(parts, book.styles),
      strings: await readStrings(parts, book.strings, name),
      file: name,
    };
    const plain = ({part}: SheetPart) => readRows(parts.text(part), {...reading, merged: new Map()});
    const chosen = await chosenSheet(book, context, plain);
    if (!chosen) return;
    if (chosen.title) choice.sheet = {title: chosen.sheet.title, after: chosen.title.title};
    const {part} = chosen.sheet;
    // a table has no captions to spread, so its sheet is read once
    const merged = options.layout === "one_c_report" ? await readMerged(parts.text(part)) : new Map();
    let found = false;
    for await (const row of readRows(parts.text(part), {...reading, merged})) {
      found = true;
      yield row;
    }
    if (!found && options.sheet !== undefined)
      throw badSheet(name, book, {
        en: `sheet ${options.sheet} has no rows`,
        ru: `на листе «${options.sheet}» нет ни одной строки`,
      });
  } finally {
    parts.close();
  }
}

/** The sheet to read; null when none has rows. */
async function chosenSheet(
  book: Book,
  {name, options}: OpenContext,
  open: (sheet: SheetPart) => AsyncIterable<GridRow>,
): Promise<ChosenSheet | null> {
  const wanted = wantedSheets(book, options.sheet);
  const [first] = wanted;
  if (options.sheet !== undefined && !first)
    throw badSheet(name, book, {
      en: `there is no sheet ${options.sheet}`,
      ru: `в книге нет листа «${options.sheet}»`,
    });
  if (first && (options.sheet !== undefined || book.sheets.length === 1))
    return {sheet: first, isTitleAlone: false};
  const chosen = await chooseSheet(wanted, open);
  if (chosen?.isTitleAlone)
    throw badSheet(name, book, {
      en: `the sheet ${chosen.sheet.title} holds a title and no table`,
      ru: `на листе «${chosen.sheet.title}» только заголовок, таблицы нет`,
    });
  return chosen;
}

function badSheet(name: string, {sheets}: Book, what: Bilingual): PipelineError {
  const present = listed(sheets.map(({title}) => title));
  return new PipelineError("bad_file", {
    en: `${name}: ${what.en}; the workbook has ${present.en}; name the sheet of the table in format.sheet`,
    ru: `${name}: ${what.ru}; в книге есть листы: ${present.ru}; назовите лист с таблицей в format.sheet`,
  });
}

function wantedSheets({sheets}: Book, wanted: string | number | undefined): SheetPart[] {
  if (wanted === undefined)
    return [...sheets.filter(({hidden}) => !hidden), ...sheets.filter(({hidden}) => hidden)];
  return sheets.filter(({title}, index) => wanted === index + 1 || wanted === title);
}
