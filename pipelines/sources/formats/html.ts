import {Parser} from "htmlparser2";
import type {Bilingual} from "../../bilingual.ts";
import {PipelineError} from "../../errors.ts";
import type {Format, OpenContext} from "./format.ts";
import {type GridRow, openGrid} from "./grid.ts";
import {TableRows, TableSizes, type TableVisitor} from "./html-table.ts";
import {decode, readText, readTextHead, sniffEncoding} from "./text.ts";

const firstTag =
  /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|meta|title|style|script|body|div|center|p|h\d|table|thead|tbody|tr)[\s>]/i;

/** A table of a page, under whatever name: many systems call it .xls. */
export const html: Format = {
  kind: "html",
  matches(head) {
    const text = decode(head, sniffEncoding(head)).replace(/^\ufeff/, "");
    return firstTag.test(text) || /^\s*<\?xml[^>]*>/.test(text);
  },
  async open(context) {
    const {path, name, options} = context;
    const {encoding, text} = readTextHead(path, options.encoding);
    if (!firstTag.test(text)) throw new PipelineError("bad_file", xmlRefusal(name, text));
    const sizes = new TableSizes();
    for await (const _ of visit(readText(path, encoding), sizes));
    const table = sizes.largest();
    if (table === null) throw new PipelineError("bad_file", pageRefusal(name, sizes.text));
    if (!sizes.isClosed(table))
      throw new PipelineError("bad_file", {
        en: `${name}: the page breaks off inside its table; export it again`,
        ru: `${name}: страница обрывается посреди таблицы; выгрузите её ещё раз`,
      });
    return openGrid(tableRows(context, encoding, table), context);
  },
};

async function* tableRows(
  {path}: OpenContext,
  encoding: Parameters<typeof readText>[1],
  table: number,
): AsyncGenerator<GridRow, void> {
  const rows = new TableRows(table);
  for await (const _ of visit(readText(path, encoding), rows)) yield* rows.take();
  yield* rows.take();
}

/** Shows a page to a visitor piece by piece. */
async function* visit(pieces: AsyncIterable<string>, visitor: TableVisitor): AsyncGenerator<void, void> {
  const parser = new Parser({
    onopentag: (tag, attributes) => visitor.open(tag, attributes),
    onclosetag: (tag, isImplied) => visitor.close(tag, isImplied),
    ontext: (text) => visitor.onText(text),
  });
  for await (const piece of pieces) {
    parser.write(piece);
    yield;
  }
  parser.end();
}

function xmlRefusal(name: string, text: string): Bilingual {
  if (/<calendar\s[^>]*\byear=/u.test(text))
    return {
      en: `${name}: this is a work calendar (xmlcalendar); put it into company/calendars under a name such as ru-2026.xml`,
      ru: `${name}: это производственный календарь (xmlcalendar); положите его в company/calendars под именем вида ru-2026.xml`,
    };
  const isWorkbook = /<(\w+:)?Workbook[\s>]/.test(text);
  const what = isWorkbook
    ? {en: "an XML workbook of Excel 2003", ru: "книга Excel 2003 в формате XML"}
    : {en: "XML", ru: "XML"};
  return {
    en: `${name}: this is ${what.en}; save it as .xlsx or CSV and send it again`,
    ru: `${name}: это ${what.ru}; сохраните файл как .xlsx или CSV и отправьте снова`,
  };
}

function pageRefusal(name: string, text: string): Bilingual {
  const words = text.replace(/\s+/g, " ").trim().slice(0, 100);
  return {
    en: `${name}: this is a page without a table${words ? `, it says "${words}"` : ""}; log in again and repeat the export`,
    ru: `${name}: это страница без таблицы${words ? `, на ней написано «${words}»` : ""}; войдите в систему заново и повторите выгрузку`,
  };
}
