import {makeHome} from "./home.ts";
import {type Staged, staged} from "./stage.ts";

/** Loads one file through a preset and asks what came of it. */
export function load<Result>(
  preset: string,
  file: string | Uint8Array,
  ask: (open: Staged) => Promise<Result>,
  more = "",
) {
  const home = makeHome({
    sources: `sources: {it: {preset: ${preset}${more}}}\n`,
    inbox: {[`it/export.${typeof file === "string" ? "csv" : "xlsx"}`]: file},
  });
  return staged(home, ask);
}

/** A moment on Moscow's clock, as a column. */
export const time = (column: string) =>
  `strftime(timezone('Europe/Moscow', ${column}), '%d.%m.%Y %H:%M:%S') as ${column}`;
