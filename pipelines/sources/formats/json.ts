import {PipelineError} from "../../errors.ts";
import {longestRecord, TableCopy} from "./copy.ts";
import type {Format, OpenContext} from "./format.ts";
import {ListVisitor, type PathStep, PathVisitor, parsePath, writePath} from "./json-path.ts";
import {JsonRows} from "./json-rows.ts";
import {BrokenJson, JsonScanner, type JsonVisitor} from "./json-scanner.ts";
import {decode, type Encoding, readLines, readText, readTextHead, sniffEncoding} from "./text.ts";
import {vendorError} from "./vendor-error.ts";

/** A JSON document with its records somewhere in it, or a record per line. */
export const json: Format = {
  kind: "json",
  matches(head) {
    const text = decode(head, sniffEncoding(head)).replace(/^\ufeff/, "");
    return /^\s*(\{\s*["}]|\[\s*([{[]|\]\s*$))/.test(text) || isListOfTexts(text);
  },
  async open(context) {
    const {path, name, options, temporary} = context;
    const {encoding, text} = readTextHead(path, options.encoding);
    const copy = new TableCopy(temporary);
    const rows = new JsonRows(copy, name, options);
    try {
      let place: PathStep[] = [];
      if (isPerLine(text)) await readPerLine(context, encoding, rows, copy);
      else place = await readDocument(context, encoding, rows, copy);
      refuseEmpty(rows, context, text);
      const table = await copy.close(rows.columns);
      table.place = writePath(place);
      return table;
    } catch (cause) {
      copy.remove();
      if (cause instanceof BrokenJson) throw brokenFile(cause, name);
      throw cause;
    }
  },
};

/** `["a", "b"]` is JSON and `[1,2];3` a line of a table. */
function isListOfTexts(text: string): boolean {
  return text.trimStart().startsWith("[") && parses(text.trim());
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** At least two of the first whole lines are objects of their own, or arrays. */
function isPerLine(text: string): boolean {
  const lines = text.split("\n", 6).filter((line) => line.trim() !== "");
  return lines.filter((line) => /^\s*[{[]/.test(line) && parses(line)).length >= 2;
}

async function readPerLine(
  {path, options}: OpenContext,
  encoding: Encoding,
  rows: JsonRows,
  copy: TableCopy,
): Promise<void> {
  const steps = options.path ? parsePath(options.path) : null;
  for await (const {line, text, isCut} of readLines(path, encoding, longestRecord)) {
    if (text.trim() === "") continue;
    if (isCut || !steps || !parses(text)) rows.take(text.trim(), line, isCut);
    else scan(text, new PathVisitor(steps, (row) => rows.take(row, line, false)));
    if (copy.isFull) await copy.flush();
  }
}

function scan(text: string, visitor: JsonVisitor): void {
  const scanner = new JsonScanner(visitor, longestRecord);
  scanner.take(text);
  scanner.end();
}

async function readDocument(
  context: OpenContext,
  encoding: Encoding,
  rows: JsonRows,
  copy: TableCopy,
): Promise<PathStep[]> {
  const {path, options} = context;
  const steps = options.path ? parsePath(options.path) : await findRows(context, encoding);
  const visitor = new PathVisitor(steps, (text, line, isCut) => rows.take(text, line, isCut));
  const scanner = new JsonScanner(visitor, longestRecord);
  for await (const text of readText(path, encoding)) {
    scanner.take(text);
    if (copy.isFull) await copy.flush();
  }
  scanner.end();
  return steps;
}

/** Where the records are: the only list of the shallowest depth; the document itself when there is no list. */
async function findRows({path, name}: OpenContext, encoding: Encoding): Promise<PathStep[]> {
  const visitor = new ListVisitor();
  const scanner = new JsonScanner(visitor, longestRecord);
  for await (const text of readText(path, encoding)) scanner.take(text);
  scanner.end();
  const lists = visitor.candidates();
  if (lists.length > 1) {
    const found = lists.map((list) => `${list.path} (${list.rows})`).join(", ");
    throw new PipelineError("bad_file", {
      en: `${name}: there are several lists of records: ${found}; name the one to read in format.path`,
      ru: `${name}: в файле несколько списков записей: ${found}; укажите нужный в format.path`,
    });
  }
  return lists[0] ? parsePath(lists[0].path) : [];
}

/** An answer without records is refused: it would say that nothing happened. */
function refuseEmpty(rows: JsonRows, {name, options}: OpenContext, head: string): void {
  const error = rows.count <= 1 ? vendorError(head) : null;
  if (error !== null)
    throw new PipelineError("bad_file", {
      en: `${name}: it holds the vendor's error and no data: ${error}; correct the request and export again`,
      ru: `${name}: вместо данных в файле ответ системы об ошибке: ${error}; исправьте запрос и выгрузите снова`,
    });
  if (rows.columns.length > 0) return;
  if (rows.firstBroken !== null)
    throw new PipelineError("bad_file", {
      en: `${name}: line ${rows.firstBroken} is no JSON record and no other line is one; export it again`,
      ru: `${name}: строка ${rows.firstBroken} — не запись JSON, и других записей в файле нет; выгрузите его ещё раз`,
    });
  throw new PipelineError("bad_file", {
    en: `${name}: no records were found${options.path ? ` at format.path ${options.path}` : ""}; check the export${options.path ? " and the path" : ""}`,
    ru: `${name}: записей не нашлось${options.path ? ` по пути ${options.path} (format.path)` : ""}; проверьте выгрузку${options.path ? " и путь" : ""}`,
  });
}

function brokenFile({line, isCut}: BrokenJson, name: string): PipelineError {
  return new PipelineError(
    "bad_file",
    isCut
      ? {
          en: `${name}: the JSON breaks off in line ${line}; ask for the file again`,
          ru: `${name}: JSON обрывается на строке ${line}; запросите файл ещё раз`,
        }
      : {
          en: `${name}: the JSON is broken in line ${line}, outside of any record; export it again`,
          ru: `${name}: JSON испорчен в строке ${line}, вне записей; выгрузите файл ещё раз`,
        },
  );
}
