import {crc32, deflateRawSync, gzipSync} from "node:zlib";
import {storedZip} from "../workbook.ts";
import {type BrokenCase, call, table} from "./case.ts";

const good = table(call("c1"), call("c2"));
/** Bytes of a file of which only the beginning counts. */
const begins = (...parts: (string | number[])[]) =>
  Buffer.concat([...parts.map((part) => Buffer.from(part as string, "latin1")), Buffer.alloc(600)]);

/** A zip of one deflated member. */
function deflatedZip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, {level: 9});
  const zip = Buffer.from(storedZip({[name]: packed}));
  const directory = zip.lastIndexOf("PK\x01\x02");
  for (const at of [4, directory + 6]) {
    zip.writeUInt16LE(8, at + 4);
    zip.writeUInt32LE(crc32(content), at + 10);
    zip.writeUInt32LE(content.length, at + 18);
  }
  return zip;
}

/** Says of the only member that a password is needed. */
function locked(zip: Uint8Array): Buffer {
  const bytes = Buffer.from(zip);
  bytes.writeUInt16LE(1, 6);
  bytes.writeUInt16LE(1, bytes.lastIndexOf("PK\x01\x02") + 8);
  return bytes;
}

/** More than any export packs so well. */
const bomb = () => Buffer.alloc(110_000_000, "0");
const refused = (
  name: string,
  content: BrokenCase["content"],
  message: RegExp,
  source?: string,
): BrokenCase => ({
  name,
  content,
  refused: message,
  ...(source ? {source} : {}),
});

/** Archives that are broken or hold something else, and files that are no tables at all. */
export const brokenContainers: readonly BrokenCase[] = [
  refused(
    "gzip that breaks off",
    () => gzipSync(good).subarray(0, -12),
    /the gzip data breaks off; ask for the file again/,
  ),
  refused(
    "gzip with a byte turned",
    () => gzipSync(good).fill(0x55, 30, 34),
    /the gzip data is damaged; ask for the file again/,
  ),
  refused("gzip of nothing", () => gzipSync(""), /the file in the archive is empty; check the export/),
  refused(
    "gzip that unpacks to far too much",
    () => gzipSync(bomb()),
    /bytes unpack to more than \d+, as no export does; send the file unpacked/,
  ),
  refused("gzip within gzip", () => gzipSync(gzipSync(good)), /an archive within an archive; unpack it/),
  {
    name: "gzip with blanks behind its end",
    content: () => Buffer.concat([gzipSync(good), Buffer.alloc(512)]),
    counts: [2, 2, 0, 0],
  },
  {
    name: "gzip of two parts",
    content: () => Buffer.concat([gzipSync(good), gzipSync(`${call("c3")}\n`)]),
    counts: [3, 3, 0, 0],
  },
  refused(
    "zip that unpacks to far too much",
    () => deflatedZip("export.csv", bomb()),
    /bytes unpack to more than \d+, as no export does; send the file unpacked/,
  ),
  refused(
    "zip behind a password",
    () => locked(deflatedZip("export.csv", Buffer.from(good))),
    /password|encrypted/,
  ),
  refused(
    "zip within zip",
    () => storedZip({"export.zip": storedZip({"export.csv": good})}),
    /an archive within an archive; unpack it/,
  ),
  refused(
    "zip of several files",
    () => storedZip({"march.csv": good, "april.csv": good}),
    /the zip holds march\.csv, april\.csv; name the one to read in format\.member/,
  ),
  refused(
    "zip of several files that fit",
    () => storedZip({"march.csv": good, "april.csv": good, "note.txt": "-"}),
    /format\.member \*\.csv fits 2 files of the zip, not one; it holds/,
    'format: {member: "*.csv"}',
  ),
  {
    name: "zip of several files, one of which is named",
    source: "format: {member: march*}",
    content: () => storedZip({"2026/march.csv": good, "2026/note.txt": "-"}),
    counts: [2, 2, 0, 0],
  },
  refused("zip of nothing", () => storedZip({}), /the zip holds no file; check the export/),
  refused("zip of folders only", () => storedZip({"march/": ""}), /the zip holds no file; check the export/),
  refused("zip of an empty file", () => storedZip({"export.csv": ""}), /the file in the archive is empty/),
  refused(
    "zip that breaks off",
    () => storedZip({"export.csv": good}).subarray(0, -30),
    /the zip is damaged or cut off; ask for the file again/,
  ),
  refused(
    "zip with a byte turned",
    () => deflatedZip("export.csv", Buffer.from(good)).fill(0x55, 44, 50),
    /the zip data is damaged; ask for the file again/,
  ),
  refused(
    "old binary .xls",
    () => begins([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    /an old binary \.xls; save it as \.xlsx or CSV.*without one/,
  ),
  refused(
    "workbook behind a password",
    () =>
      begins(
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
        "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
      ),
    /behind a password.*save it without one/,
  ),
  refused(
    "spreadsheet of 1C",
    () => begins("MOXCEL\0\x08"),
    /a spreadsheet of 1C \(\.mxl\); open it in 1C, save it as \.xlsx/,
  ),
  refused(
    "OpenDocument file",
    () => storedZip({mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
    /an OpenDocument file; save it as \.xlsx or CSV/,
  ),
  refused(
    "text document of Word",
    () => storedZip({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}),
    /holds no workbook of the \.xlsx form; save it as \.xlsx or CSV/,
  ),
  refused(
    "PDF",
    () => begins("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    /this is a PDF; export the same report to XLSX or CSV/,
  ),
  refused(
    "picture",
    () => begins([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    /this is a picture; send the table itself/,
  ),
  refused(
    "photograph",
    () => begins([0xff, 0xd8, 0xff, 0xe0], "\0\x10JFIF"),
    /this is a picture; send the table itself/,
  ),
  refused("program of Windows", () => begins("MZ\x90\0\x03\0"), /this is a program; send CSV or XLSX/),
  refused(
    "program of Linux",
    () => begins([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    /this is a program; send CSV or XLSX/,
  ),
  refused(
    "SQLite database",
    () => begins("SQLite format 3\0"),
    /an SQLite database; export its tables to CSV/,
  ),
  refused(
    "DuckDB database",
    () => begins("\0\0\0\0\0\0\0\0DUCK"),
    /a DuckDB database; export its tables to CSV or Parquet/,
  ),
  refused(
    "RAR archive",
    () => begins("Rar!\x1a\x07\x01\0"),
    /a RAR archive; unpack it, or pack it as zip or gzip/,
  ),
  refused("7z archive", () => begins("7z\xbc\xaf\x27\x1c\0\x04"), /a 7z archive; unpack it/),
  refused(
    "recording of a call",
    () => begins("ID3\x03\0\0\0\0\0\x21"),
    /a sound recording; send the list of calls/,
  ),
  refused(
    "noise",
    () => Buffer.from(Array.from({length: 5000}, (_, index) => ((index * 7919) % 251) % 32)),
    /no table of text; send CSV or XLSX|the file has no column|no rows/,
  ),
];
