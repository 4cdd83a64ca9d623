import type {Bilingual} from "../bilingual.ts";
import type {FieldMapping, SourceConfig} from "../sources/mapping.ts";

export type Status = "sure" | "guess" | "ask";

/** What the cells of a column look like, whatever its header says. */
export type Shape =
  | "id"
  | "phone"
  | "money"
  | "number"
  | "integer"
  | "date"
  | "time"
  | "datetime"
  | "duration"
  | "flag"
  | "person"
  | "company"
  | "text"
  | "code"
  | "json"
  | "empty";

export interface ColumnProfile {
  name: string;
  /** From 1. */
  position: number;
  /** Up to five different cells, the most frequent first. */
  samples: string[];
  filled: number;
  distinct: number;
  shape: Shape;
}

export interface FieldProposal {
  entity: string;
  field: string;
  /** Column name or names, `sql`, or `value`. */
  from: string;
  status: Status;
  why: Bilingual;
}

/** What settings do not say of how a column is read, and its cells or header do; the preview goes without it. */
export interface Addition {
  entity: string;
  field: string;
  /** The field as it would stand in the settings. */
  mapping: FieldMapping;
}

/** One possible answer; `set` is merged into the settings when it is chosen, a null in it removes the key. */
export interface Option {
  label: Bilingual;
  set: object;
}

export interface Question {
  id: string;
  entity: string;
  field: string | null;
  text: Bilingual;
  options: Option[];
}

/** A column whose values are keys of another file or of the clients loaded already. */
export interface Link {
  column: string;
  file: string;
  toColumn: string;
  /** Share of the column's different values that are found there, 0..1. */
  share: number;
  means: string;
}

export interface PreviewReject {
  line: number;
  column: string | null;
  reason: string;
  value: string | null;
  raw: string;
}

/** What the first rows would become; counts are those of the rows looked at. */
export interface Preview {
  entity: string;
  columns: string[];
  rows: (string | null)[][];
  accepted: number;
  rejected: number;
  skipped: number;
  /** Of the accepted, those whose key another row repeats later: that one counts. */
  repeated: number;
  /** Of the money and the seconds that load; none of a field without a value. */
  sums: {field: string; unit: "money" | "s"; sum: number}[];
  rejects: PreviewReject[];
}

export interface FormatFound {
  kind: string;
  encoding?: string;
  delimiter?: string;
  header?: boolean;
  skipLines?: number;
  sheet?: string;
  /** A sheet before it that holds a title and no table. */
  titleSheet?: string;
  path?: string;
  layout?: string;
  /** The file of a zip that is read, and what else it holds. */
  member?: string;
  beside?: string[];
  rows: number;
  totalsRows: number;
  /** Rows that say the header again. */
  headerRows: number;
  brokenRows: number;
}

export interface InspectedFile {
  file: string;
  /** Why the file cannot be read; the rest is empty then. */
  error: Bilingual | null;
  format: FormatFound;
  columns: ColumnProfile[];
  source: string;
  /** Sources whose files have the same headers: the file may be one more of theirs. */
  sameAs: string[];
  preset: string | null;
  entity: string | null;
  settings: SourceConfig;
  yaml: string;
  fields: FieldProposal[];
  unused: string[];
  additions: Addition[];
  questions: Question[];
  links: Link[];
  preview: Preview[];
}

export interface FieldChoice {
  field: string;
  caption: Bilingual;
  doc: string;
  required: boolean;
  isKey: boolean;
  type: string;
  unit: string;
  codes: string[] | null;
  /** Words for the codes. */
  codeCaptions: Record<string, Bilingual> | null;
  dictionary: string | null;
}

export interface EntityChoice {
  entity: string;
  caption: Bilingual;
  doc: string;
  key: string[];
  fields: FieldChoice[];
}

export interface Inspection {
  files: InspectedFile[];
  entities: EntityChoice[];
  presets: {id: string; title: Bilingual; doc: string}[];
}
