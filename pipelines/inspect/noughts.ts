import type {Field} from "../contracts/index.ts";
import type {Reading} from "./reading.ts";
import {isNothing} from "./shapes.ts";

/** What stands for nothing with one dash in this file stands for it with another in the next. */
const dashes = ["-", "–", "—", "‑", "−"];

/** Texts of a column that mean nothing is there. */
export function nothingOf(values: readonly string[]): string[] {
  const markers = values.filter(isNothing);
  return markers.some((value) => dashes.includes(value)) ? [...new Set([...dashes, ...markers])] : markers;
}

/** What must have a number has none where nothing is written: that is taken for 0. */
export function doubtOfNought(field: Field, values: readonly string[]): Reading["doubt"] {
  const marker = field.required ? values.find(isNothing) : undefined;
  if (marker === undefined) return null;
  return {
    status: "guess",
    why: {en: `"${marker}" is taken for none: 0`, ru: `«${marker}» принято за ноль`},
  };
}
