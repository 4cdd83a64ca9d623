import type {Bilingual} from "../../bilingual.ts";
import {PipelineError} from "../../errors.ts";
import {listed} from "../listed.ts";
import type {Format, OpenContext} from "./format.ts";
import {type GridRow, openGrid} from "./grid.ts";
import {type Book, readBook, type SheetPart} from "./workbook/book.ts";
import {Parts} from "./workbook/parts.ts";
import {readMerged, readRows} from "./workbook/sheet.ts";
import {readStrings} from "./workbook/strings.ts";
import {readStyles} from "./workbook/styles.ts";

/** One sheet of an Excel workbook, brought to delimited text row by row. */
export const xlsx: Format = {
  kind: "xlsx",
  matches: (head) => head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])),
  async open(context) {
    const rows = sheetRows(context);
    try {
      return await openGrid(rows, context);
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

/** The rows of the wanted sheet; by default of the first one that has rows, a hidden one only when no other has. */
async function* sheetRows(context: OpenContext): AsyncGenerator<GridRow, void> {
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
    const wanted = wantedSheets(book, options.sheet);
    if (wanted.length === 0 && options.sheet !== undefined)
      throw badSheet(name, book, {
        en: `there is no sheet ${options.sheet}`,
        ru: `в книге нет листа «${options.sheet}»`,
      });
    for (const sheet of wanted) {
      const {part} = sheet;
      // a table has no captions to spread, so its sheet is read once
      const merged = options.layout === "one_c_report" ? await readMerged(parts.text(part)) : new Map();
      let found = false;
      const all = readRows(parts.text(part), {...reading, merged});
      const isGiven = options.sheet !== undefined || book.sheets.length === 1;
      for await (const row of isGiven ? all : withoutTitlePage(all, name, book, sheet)) {
        found = true;
        yield row;
      }
      if (found) return;
    }
    if (options.sheet !== undefined)
      throw badSheet(name, book, {
        en: `sheet ${options.sheet} has no rows`,
        ru: `на листе «${options.sheet}» нет ни одной строки`,
      });
  } finally {
    parts.close();
  }
}

/** The rows of a sheet that nobody chose; one with a single cell has a title and no table, one of blanks has no rows. */
async function* withoutTitlePage(
  rows: AsyncIterable<GridRow>,
  name: string,
  book: Book,
  {title}: SheetPart,
): AsyncGenerator<GridRow, void> {
  let held: GridRow[] | null = [];
  let filled = 0;
  for await (const row of rows) {
    filled += row.cells.filter((cell) => cell.trim() !== "").length;
    held?.push(row);
    if (filled <= 1) continue;
    if (!held) yield row;
    else yield* held;
    held = null;
  }
  if (filled === 1)
    throw badSheet(name, book, {
      en: `the sheet ${title} holds a title and no table`,
      ru: `на листе «${title}» только заголовок, таблицы нет`,
    });
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
