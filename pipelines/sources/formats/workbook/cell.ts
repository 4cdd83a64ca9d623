import {plainText} from "./strings.ts";
import type {NumberKind} from "./styles.ts";

/** One cell as the sheet writes it. */
export interface StoredCell {
  type: string;
  /** The stored value; null when there is none. */
  value: string | null;
  /** The formula, without "="; null when the cell holds none. */
  formula: string | null;
}

export interface CellContext {
  strings: readonly string[];
  since1904: boolean;
}

/** A cell as text: dates as ISO, numbers plain (85% is 0.85), formulas by their stored result, errors by their name. */
export function cellText(cell: StoredCell, kind: NumberKind, {strings, since1904}: CellContext): string {
  const {type, value, formula} = cell;
  if (value === null) return formula === null ? "" : `=${formula}`; // never calculated: better refused than empty
  switch (type) {
    case "s":
      return textAt(strings, value);
    case "str":
    case "inlineStr":
      return plainText(value);
    case "b":
      return value.trim() === "1" ? "true" : "false";
    case "e":
      return value;
    case "d":
      return value.replace("T", " ").replace(/ 00:00:00(\.0+)?$/, "");
    default:
      return value.trim() === "" ? "" : numberCell(value.trim(), kind, since1904);
  }
}

function textAt(strings: readonly string[], index: string): string {
  const text = strings[Number(index)];
  if (text === undefined) throw new Error(`the workbook lacks its text ${index}`);
  return text;
}

function numberCell(literal: string, kind: NumberKind, since1904: boolean): string {
  const number = Number(literal);
  if (!Number.isFinite(number)) return literal;
  if (kind === "plain") return /^-?\d+$/.test(literal) ? literal : numberText(number);
  if (kind === "elapsed") return clock(number);
  // a time of day has no day, so it is the same from 1904
  return dateText(since1904 && number >= 1 ? number + daysTo1904 : number);
}

const daySeconds = 86_400;
const daysTo1904 = 1462;
/** Serial number of 1970-01-01. */
const epochSerial = 25_569;
/** Serial number of 9999-12-31, the last day a sheet can show. */
const lastSerial = 2_958_465;

/** What lies before 1900 is a time of day or a length of time. */
function dateText(serial: number): string {
  if (serial < 2) return clock(serial);
  if (serial > lastSerial + 1) return numberText(serial);
  const iso = new Date(Math.round((serial - epochSerial) * daySeconds) * 1000).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19).replace("T", " ");
}

function clock(serial: number): string {
  const seconds = Math.round(Math.abs(serial) * daySeconds);
  const two = (part: number) => String(part).padStart(2, "0");
  const text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return serial < 0 ? `-${text}` : text;
}

/** Never in powers of ten, and never with three decimals alone, which would look like a thousand. */
function numberText(value: number): string {
  const text = String(value);
  if (text.includes("e-")) return value.toFixed(15);
  if (text.includes("e")) return BigInt(value).toString();
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}
