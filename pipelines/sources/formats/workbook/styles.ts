import type {Parts} from "./parts.ts";
import {readXml} from "./xml.ts";

/** What a cell's style says of its number. */
export type NumberKind = "plain" | "date" | "elapsed";

export interface CellStyle {
  kind: NumberKind;
  indent: number;
}

/** Number formats every program knows by number alone; 45 to 47 are minutes and seconds. */
const builtInDates = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
const builtInElapsed = 46;

/** Styles of cells by the number that a cell gives. */
export async function readStyles(parts: Parts, part: string): Promise<CellStyle[]> {
  const formats = new Map<number, NumberKind>();
  const styles: CellStyle[] = [];
  let inCells = false;
  await readXml(parts.text(part), {
    open(name, attributes) {
      if (name === "numFmt")
        formats.set(Number(attributes["numFmtId"]), kindOfFormat(attributes["formatCode"] ?? ""));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attributes["numFmtId"] ?? 0);
        styles.push({kind: formats.get(id) ?? builtInKind(id), indent: 0});
      } else if (name === "alignment" && inCells)
        styles.at(-1)!.indent = Number(attributes["indent"] ?? 0) || 0;
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

function builtInKind(id: number): NumberKind {
  if (id === builtInElapsed) return "elapsed";
  return builtInDates(id) ? "date" : "plain";
}

/** A format with letters of day or time outside of quotes, colours and currencies; [h] counts hours beyond a day. */
function kindOfFormat(code: string): NumberKind {
  if (/^(general|standard)$/i.test(code)) return "plain";
  const bare = code.replace(/"[^"]*"|[\\_*]./g, "");
  if (/\[(h+|m+|s+)\]/i.test(bare)) return "elapsed";
  return /[ymdhs]/i.test(bare.replace(/\[[^\]]*\]/g, "")) ? "date" : "plain";
}
