import type {Parts} from "./parts.ts";
import {readXml} from "./xml.ts";

export interface SheetPart {
  title: string;
  /** Part that holds the rows. */
  part: string;
  hidden: boolean;
}

export interface Book {
  /** Sheets with rows and columns, in the order of their tabs. */
  sheets: SheetPart[];
  /** True when serial days are counted from 1904. */
  since1904: boolean;
  styles: string;
  strings: string;
}

/** What the workbook says of itself; null when the container holds no workbook. */
export async function readBook(parts: Parts): Promise<Book | null> {
  const root = await relations(parts, "_rels/.rels", "");
  const part = [...root.values()].find(({kind}) => kind === "officeDocument")?.part ?? "xl/workbook.xml";
  if (!parts.has(part) || !part.endsWith(".xml")) return null;
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const related = await relations(parts, `${folder}_rels/${part.slice(folder.length)}.rels`, folder);
  const sheets: SheetPart[] = [];
  let since1904 = false;
  await readXml(parts.text(part), {
    open(name, attributes) {
      if (name === "workbookPr") since1904 = /^(1|true)$/i.test(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      const relation = related.get(id);
      if (relation?.kind !== "worksheet") return;
      const hidden = (attributes["state"] ?? "visible") !== "visible";
      sheets.push({title: attributes["name"] ?? "", part: relation.part, hidden});
    },
  });
  const partOf = (wanted: string) => [...related.values()].find(({kind}) => kind === wanted)?.part;
  return {
    sheets,
    since1904,
    styles: partOf("styles") ?? `${folder}styles.xml`,
    strings: partOf("sharedStrings") ?? `${folder}sharedStrings.xml`,
  };
}

/** Relations of a part by id; their targets are resolved against its folder. */
async function relations(
  parts: Parts,
  part: string,
  folder: string,
): Promise<Map<string, {kind: string; part: string}>> {
  const found = new Map<string, {kind: string; part: string}>();
  await readXml(parts.text(part), {
    open(name, {Id: id, Type: type, Target: target}) {
      if (name !== "Relationship" || !id || !type || !target) return;
      const path = new URL(target, `file:///${folder}`).pathname.slice(1);
      found.set(id, {kind: type.slice(type.lastIndexOf("/") + 1), part: decodeURIComponent(path)});
    },
  });
  return found;
}
