import type {Bilingual} from "../bilingual.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import type {Question, Status} from "./inspection.ts";

/** How the text of a column is read as a field: what the mapping must say beside the column. */
export interface Reading {
  mapping: Partial<FieldMapping>;
  /** Null when nothing is in doubt. */
  doubt: {status: Status; why: Bilingual} | null;
  questions: Question[];
}

export const plain: Reading = {mapping: {}, doubt: null, questions: []};
