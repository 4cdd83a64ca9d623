import type {Bilingual} from "./i18n.ts";

/** How one field is filled, as in a source's settings: a column's name, or more than that. */
export type FieldSetting = string | {[part: string]: unknown};
export interface EntitySetting {
  fields?: Record<string, FieldSetting>;
  [part: string]: unknown;
}

/** A source's settings as they stand in the company's configuration. */
export interface Settings {
  preset?: string;
  zone?: string;
  format?: Record<string, unknown>;
  entities?: Record<string, EntitySetting>;
  [part: string]: unknown;
}

export interface FieldTarget {
  entity: string;
  field: string;
}

export interface InspectedColumn {
  name: string;
  position: number;
  samples: string[];
  filled: number;
  distinct: number;
  shape: string;
}

export interface ProposedField extends FieldTarget {
  /** Column name or names, `sql` or `value`. */
  from: string;
  status: "sure" | "guess" | "ask";
  why: Bilingual;
}

export interface QuestionOption {
  label: Bilingual;
  /** Merged into the settings when chosen; null removes. */
  set: Record<string, unknown>;
}

export interface Question {
  id: string;
  entity: string;
  field: string | null;
  text: Bilingual;
  options: QuestionOption[];
}

export interface ColumnLink {
  column: string;
  file: string;
  toColumn: string;
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

export interface Preview {
  entity: string;
  columns: string[];
  rows: (string | null)[][];
  accepted: number;
  rejected: number;
  skipped: number;
  /** Of the accepted, those that a later row of the same key replaces. */
  repeated: number;
  /** Of the money and the seconds that load. */
  sums: {field: string; unit: "money" | "s"; sum: number}[];
  rejects: PreviewReject[];
}

export interface FileFormat {
  kind: string;
  encoding?: string;
  delimiter?: string;
  header?: boolean;
  skipLines?: number;
  sheet?: string;
  path?: string;
  layout?: string;
  /** The file of a zip that is read. */
  member?: string;
  rows: number;
  totalsRows: number;
  headerRows: number;
  brokenRows: number;
}

export interface InspectedFile {
  file: string;
  /** One line when the file cannot be read; the rest is empty then. */
  error: Bilingual | null;
  format: FileFormat;
  columns: InspectedColumn[];
  source: string;
  /** Sources whose files have the same headers. */
  sameAs: string[];
  preset: string | null;
  entity: string | null;
  settings: Settings;
  yaml: string;
  fields: ProposedField[];
  unused: string[];
  questions: Question[];
  links: ColumnLink[];
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
