import {hiddenCodes} from "../../queries/hidden-marks.ts";
import {literal} from "./sql.ts";

/** Those of them that stand at the end of a cell although none stands at its beginning. */
export const closingMarks = [0x200b, 0x200e, 0x202c] as const;

const marks = `[${String.fromCodePoint(...hiddenCodes)}]`;
const before = `(^|[^\\p{L}\\p{N}])${marks}+`;
const behind = `${marks}+($|[^\\p{L}\\p{N}])`;

/** A text without the marks that stand outside of its words and numbers; inside they may belong to it. */
export const withoutHidden = (text: string) =>
  text.replace(new RegExp(before, "gu"), "$1").replace(new RegExp(behind, "gu"), "$1");

/** The same of an SQL text. */
export const withoutHiddenSql = (text: string) =>
  `regexp_replace(regexp_replace(${text}, ${literal(before)}, '\\1', 'g'), ${literal(behind)}, '\\1', 'g')`;

export const holdsHiddenSql = (text: string) => `regexp_matches(${text}, ${literal(marks)})`;
