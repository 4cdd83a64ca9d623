import {PipelineError} from "../../errors.ts";
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
    for (const {part} of wantedSheets(book, options.sheet)) {
      // a table has no captions to spread, so its sheet is read once
      const merged = options.layout === "one_c_report" ? await readMerged(parts.text(part)) : new Map();
      let found = false;
      for await (const row of readRows(parts.text(part), {...reading, merged})) {
        found = true;
        yield row;
      }
      if (found) return;
    }
  } finally {
    parts.close();
  }
}

function wantedSheets({sheets}: Book, wanted: string | number | undefined): SheetPart[] {
  if (wanted === undefined)
    return [...sheets.filter(({hidden}) => !hidden), ...sheets.filter(({hidden}) => hidden)];
  return sheets.filter(({title}, index) => wanted === index + 1 || wanted === title);
}
