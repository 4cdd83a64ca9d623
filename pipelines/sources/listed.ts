import type {Bilingual} from "../bilingual.ts";

const most = 40;
const longest = 60;

/** Names of columns for a message: on one line, long ones cut, and not thousands of them. */
export function listed(names: readonly string[]): Bilingual {
  const shown = names.slice(0, most).map(onLine).join(", ");
  const more = names.length - most;
  return more > 0 ? {en: `${shown} and ${more} more`, ru: `${shown} и ещё ${more}`} : {en: shown, ru: shown};
}

/** A column as Russian names it: by its header, or by its number. */
export function columnRu(reference: string | number): string {
  return typeof reference === "number" ? `с номером ${reference}` : `«${onLine(reference)}»`;
}

function onLine(name: string): string {
  const line = name.replace(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
