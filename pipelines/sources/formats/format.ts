import {withoutMarks} from "../../../queries/hidden-marks.ts";
import type {Bilingual} from "../../bilingual.ts";
import type {FormatOptions} from "../mapping.ts";

/** A file opened as rows of text: what every format must give, and all that staging knows of it. */
export interface RawTable {
  /** Column names in order, made unique: the second `Товар` is `Товар#2`, a nameless one `#7`. */
  columns: string[];
  /** SQL relation with these columns as text; after `split` also with "__line", the record's first line in the file. */
  relation(options?: {lines?: boolean}): string;
  /** Goes through the file record by record, so that broken records are set apart and lines are known; at most once. */
  split(): Promise<void>;
  /** True when `relation` can give lines: the file has been split, or its format knows them. */
  readonly hasLines: boolean;
  /** SQL relation (line_number, reason_code, raw_text) of records that could not be split into cells, or null. */
  readonly rejects: string | null;
  /** SQL relation of the rows of totals, which `relation` leaves out: the same columns, and "__line" when known; or null. */
  readonly totals: string | null;
  /** Rows that say the header again, as files written one after another have them; no data, and in no relation. */
  readonly repeatedHeaders: number;
  /** Path to the records of a document, such as `data.orders[]`. */
  place?: string;
  /** What stands above the header, row by row. */
  above?: string[];
  /** The sheet that is read although another with a title stands before it. */
  sheet?: {title: string; after: string};
  /** Removes temporary files. */
  close(): void;
}

/** What any format says of a file with nothing in it. */
export const emptyFile = (name: string): Bilingual => ({
  en: `${name}: the file is empty; check the export and send it again`,
  ru: `${name}: файл пустой; проверьте выгрузку и отправьте файл снова`,
});

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
  kind: NonNullable<FormatOptions["kind"]>;
  /** True when the first bytes can only be this format. */
  matches(head: Buffer): boolean;
  open(context: OpenContext): Promise<RawTable>;
}

/** A table of more columns is no list of things, and reading it would take all memory. */
export const mostColumns = 2000;

/** Names that rows and SQL have another use for. */
const taken = ["__line", "__row_hash", "__list", "__proto__"];

/** SQL takes Latin letters for the same whatever their case, so names are told apart without it. */
export function uniqueNames(names: string[]): string[] {
  const used = new Set<string>(taken);
  const folded = (name: string) => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  // a sheet's row may have holes, which `map` would leave
  return Array.from(names, (raw, index) => {
    const name =
      withoutMarks(raw ?? "")
        .replaceAll("\0", "")
        .trim() || `#${index + 1}`;
    let unique = name;
    for (let times = 2; used.has(folded(unique)); times++) unique = `${name}#${times}`;
    used.add(folded(unique));
    return unique;
  });
}
