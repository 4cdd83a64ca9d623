import {findDialect} from "../sources/formats/dialect.ts";
import type {OpenContext} from "../sources/formats/format.ts";
import {kindOf} from "../sources/formats/index.ts";
import {readTextHead, type TextHead} from "../sources/formats/text.ts";
import type {FormatFound} from "./inspection.ts";

/** How a plain file was read, in the words of `format` of sources.yaml. */
export function describeFormat(context: OpenContext): {
  format: Omit<FormatFound, "rows" | "totalsRows" | "headerRows" | "brokenRows">;
  doubt: TextHead["doubt"];
  /** Lines above the header. */
  above: string[];
} {
  const {options, path} = context;
  const kind = options.kind ?? kindOf(path);
  const given = {
    kind,
    ...(options.sheet === undefined ? {} : {sheet: String(options.sheet)}),
    ...(options.path === undefined ? {} : {path: options.path}),
    ...(options.layout === undefined ? {} : {layout: options.layout}),
  };
  if (kind !== "csv") return {format: given, doubt: undefined, above: []};
  const {encoding, text, doubt} = readTextHead(path, options.encoding);
  const {delimiter, header, skip} = findDialect(text, context);
  const format = {...given, encoding, delimiter: options.delimiter ?? delimiter, header, skipLines: skip};
  return {format, doubt, above: text.split(/\r\n?|\n/u, skip)};
}
