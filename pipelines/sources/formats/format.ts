import type {FormatOptions} from "../mapping.ts";

/** A file opened as rows of text: what every format must give, and all that staging knows of it. */
export interface RawTable {
  /** Column names in order, made unique: the second `Товар` is `Товар#2`, a nameless one `#7`. */
  columns: string[];
  /**
   * SQL relation with these columns as text; with `lines` also "__line", the record's line in the file,
   * counted without the records that could not be split. With `record` those are written to `rejects`: once a file.
   */
  relation(options?: {lines?: boolean; record?: boolean}): string;
  /** SQL relation (line_number, reason_code, raw_text) of records that could not be split into cells, or null. */
  rejects: string | null;
  /** Removes temporary files. */
  close(): void;
}

export interface OpenContext {
  /** The archived file. */
  path: string;
  /** Name it arrived under, for messages. */
  name: string;
  options: FormatOptions;
  /** Folder for converted copies. */
  temporary: string;
}

export interface Format {
  kind: "csv" | "xlsx";
  /** True when the first bytes can only be this format. */
  matches(head: Buffer): boolean;
  open(context: OpenContext): Promise<RawTable>;
}

export function uniqueNames(names: string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((raw, index) => {
    const name = raw.replace(/^\uFEFF/, "").trim() || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  });
}
