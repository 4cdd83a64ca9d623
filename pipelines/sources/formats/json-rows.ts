import {PipelineError} from "../../errors.ts";
import type {FormatOptions} from "../mapping.ts";
import type {TableCopy} from "./copy.ts";
import {mostColumns, uniqueNames} from "./format.ts";
import {itemsOf, membersOf, rawItemsOf} from "./json-values.ts";

/** Brings JSON values to rows of cells: objects by their keys, arrays by position. */
export class JsonRows {
  /** Rows kept and rows set apart. */
  count = 0;
  /** Line of the first value that could not be read. */
  firstBroken: number | null = null;
  private readonly copy: TableCopy;
  private readonly options: FormatOptions;
  private readonly name: string;
  private readonly keys = new Map<string, number>();
  private names: string[] | null = null;
  private lastLine = 0;

  constructor(copy: TableCopy, name: string, options: FormatOptions) {
    this.copy = copy;
    this.name = name;
    this.options = options;
  }

  get columns(): string[] {
    return uniqueNames(this.names ?? [...this.keys.keys()]);
  }

  /** Several records of one line are counted on from it: a line number must name one record. */
  take(text: string, startLine: number, isCut: boolean): void {
    const line = Math.max(startLine, this.lastLine + 1);
    this.lastLine = line;
    const first = text[0];
    if (isCut) this.reject(line, "line_too_long", text);
    else if (!isValid(text) || (first !== "{" && first !== "[")) this.reject(line, "broken_json", text);
    else if (first === "{" && this.names === null) this.takeObject(text, line);
    else if (first === "[" && this.keys.size === 0) this.takeArray(text, line);
    else this.reject(line, "broken_json", text);
  }

  private takeObject(text: string, line: number): void {
    const cells: string[] = [];
    for (const [key, cell] of membersOf(text)) cells[this.position(key, cells)] = cell;
    this.keep(line, cells, this.keys.size);
  }

  /** A key that an object has twice is told apart like columns of one name. */
  private position(key: string, cells: readonly string[]): number {
    for (let times = 1; ; times++) {
      const name = times === 1 ? key : `${key}#${times}`;
      const known = this.keys.get(name);
      if (known !== undefined && cells[known] === undefined) return known;
      if (known !== undefined) continue;
      // so many are ids, and their values the rows
      if (this.keys.size >= mostColumns)
        throw new PipelineError("bad_file", {
          en: `${this.name}: the records have more than ${mostColumns} different keys; if these are ids, say in format.path where the records are, such as data[]`,
          ru: `${this.name}: в записях больше ${mostColumns} разных ключей; если это идентификаторы, укажите в format.path, где лежат записи, например data[]`,
        });
      this.keys.set(name, this.keys.size);
      return this.keys.size - 1;
    }
  }

  private takeArray(text: string, line: number): void {
    const cells = itemsOf(text);
    if (this.names === null) {
      const {header, columns} = this.options;
      const isHeader = header ?? (columns === undefined && areNames(text, cells));
      this.names = isHeader ? cells : (columns ?? cells.map((_, index) => `c${index + 1}`));
      if (isHeader) return;
    }
    const {length} = this.names;
    if (cells.length === length) this.keep(line, cells, length);
    else this.reject(line, cells.length < length ? "too_few_cells" : "too_many_cells", text);
  }

  private keep(line: number, cells: readonly string[], width: number): void {
    this.count++;
    this.copy.keep(line, cells, width);
  }

  private reject(line: number, reason: Parameters<TableCopy["reject"]>[1], text: string): void {
    this.count++;
    this.firstBroken ??= line;
    this.copy.reject(line, reason, text);
  }
}

function isValid(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Names of columns are texts with letters, each another. */
function areNames(text: string, cells: readonly string[]): boolean {
  return (
    rawItemsOf(text).every((item) => item.startsWith('"')) &&
    cells.every((cell) => /\p{L}/u.test(cell)) &&
    new Set(cells).size === cells.length
  );
}
