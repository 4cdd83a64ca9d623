import {crc32} from "node:zlib";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Texts or bytes as a zip whose members are stored unpacked. */
export function storedZip(members: Record<string, string | Uint8Array>): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(members)) {
    const data = Buffer.from(content);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(title.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from("PK\x03\x04"), common, title, data);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), common, place, title);
    offset += 30 + title.length + data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(Object.keys(members).length, 8);
  end.writeUInt16LE(Object.keys(members).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, list, end]));
}

export interface RawWorkbook {
  /** XML between the tags of `worksheet`, by title; a title that begins with "-" is a hidden sheet's. */
  sheets: Record<string, string>;
  /** XML between the tags of `sst`, `styleSheet` and `workbook`. */
  strings?: string;
  styles?: string;
  workbook?: string;
}

/** A workbook of parts as other programs than ours write them. */
export function rawWorkbook({sheets, strings, styles, workbook = ""}: RawWorkbook): Uint8Array {
  const titles = Object.keys(sheets);
  const tabs = titles.map(
    (title, index) =>
      `<sheet name="${title.replace(/^-/, "")}" sheetId="${index + 7}" r:id="rId${index + 1}"${title.startsWith("-") ? ' state="hidden"' : ""}/>`,
  );
  const relations = titles.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${related}/worksheet" Target="/xl/data/${index}.xml"/>`,
  );
  return storedZip({
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${related}">${workbook}<sheets>${tabs.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relations.join("")}</Relationships>`,
    ...(strings ? {"xl/sharedStrings.xml": `<sst>${strings}</sst>`} : {}),
    ...(styles ? {"xl/styles.xml": `<styleSheet>${styles}</styleSheet>`} : {}),
    ...Object.fromEntries(
      titles.map((title, index) => [
        `xl/data/${index}.xml`,
        `<worksheet xmlns="${main}">${sheets[title]}</worksheet>`,
      ]),
    ),
  });
}
