import {mkdirSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";
import {zip} from "./zip.ts";

/** Text, a number, an amount with two places, a day, a moment (days with a fraction), or nothing. */
export type Cell = string | number | {amount: number} | {day: number} | {moment: number} | null;

/** Days between the spreadsheet's zero and 1970-01-01. */
const spreadsheetEpoch = 25_569;

const contentTypes =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>';
const packageLinks =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>';
const workbookLinks =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>';
/** Cell formats: 0 general, 1 day, 2 moment, 3 amount. */
const styles =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/><numFmt numFmtId="165" formatCode="dd.mm.yyyy\\ hh:mm"/></numFmts><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

/** Writes a workbook of one sheet. */
export function writeXlsx(path: string, sheet: string, rows: readonly (readonly Cell[])[]): void {
  const strings = new Map<string, number>();
  let used = 0;
  const cellXml = (cell: Cell, place: string): string => {
    if (cell === null) return "";
    if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
    if (typeof cell === "string") {
      used++;
      let number = strings.get(cell);
      if (number === undefined) {
        number = strings.size;
        strings.set(cell, number);
      }
      return `<c r="${place}" t="s"><v>${number}</v></c>`;
    }
    if ("amount" in cell) return `<c r="${place}" s="3"><v>${cell.amount}</v></c>`;
    if ("day" in cell) return `<c r="${place}" s="1"><v>${cell.day + spreadsheetEpoch}</v></c>`;
    return `<c r="${place}" s="2"><v>${cell.moment + spreadsheetEpoch}</v></c>`;
  };
  let width = 1;
  const lines = rows.map((row, r) => {
    width = Math.max(width, row.length);
    return `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, `${columnName(c)}${r + 1}`)).join("")}</row>`;
  });
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const list = [...strings.keys()]
    .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
    .join("");
  const archive = zip([
    {name: "[Content_Types].xml", text: contentTypes},
    {name: "_rels/.rels", text: packageLinks},
    {
      name: "xl/workbook.xml",
      text: `${head}<workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {name: "xl/_rels/workbook.xml.rels", text: workbookLinks},
    {name: "xl/styles.xml", text: styles},
    {
      name: "xl/sharedStrings.xml",
      text: `${head}<sst ${main} count="${used}" uniqueCount="${strings.size}">${list}</sst>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      text: `${head}<worksheet ${main}><dimension ref="A1:${columnName(width - 1)}${Math.max(1, rows.length)}"/><sheetData>${lines.join("")}</sheetData></worksheet>`,
    },
  ]);
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, archive);
}
