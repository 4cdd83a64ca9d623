import {PipelineError} from "../../errors.ts";

interface Signature {
  bytes: string | number[];
  /** Where the bytes stand; at the beginning by default. */
  at?: number;
  what: string;
  remedy: string;
}

const send = "send CSV or XLSX";
const signatures: readonly Signature[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: "an old binary .xls",
    remedy:
      "save it as .xlsx or CSV and send it again; a workbook behind a password looks the same: save it without one",
  },
  {
    bytes: "MOXCEL",
    what: "a spreadsheet of 1C (.mxl)",
    remedy: "open it in 1C, save it as .xlsx and send it again",
  },
  {bytes: "%PDF", what: "a PDF", remedy: "export the same report to XLSX or CSV"},
  {bytes: "{\\rtf", what: "a text document (.rtf)", remedy: send},
  {bytes: [0x89, 0x50, 0x4e, 0x47], what: "a picture", remedy: "send the table itself as XLSX or CSV"},
  {bytes: [0xff, 0xd8, 0xff], what: "a picture", remedy: "send the table itself as XLSX or CSV"},
  {bytes: "GIF8", what: "a picture", remedy: "send the table itself as XLSX or CSV"},
  {bytes: "SQLite format 3", what: "an SQLite database", remedy: "export its tables to CSV"},
  {bytes: "DUCK", at: 8, what: "a DuckDB database", remedy: "export its tables to CSV or Parquet"},
  {bytes: "MZ", what: "a program", remedy: send},
  {bytes: [0x7f, 0x45, 0x4c, 0x46], what: "a program", remedy: send},
  {bytes: "Rar!", what: "a RAR archive", remedy: "unpack it, or pack it as zip or gzip"},
  {bytes: "7z\xbc\xaf\x27\x1c", what: "a 7z archive", remedy: "unpack it, or pack it as zip or gzip"},
  {bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a zstd archive", remedy: "unpack it, or pack it as zip or gzip"},
  {bytes: "BZh", what: "a bzip2 archive", remedy: "unpack it, or pack it as zip or gzip"},
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    what: "an xz archive",
    remedy: "unpack it, or pack it as zip or gzip",
  },
  {bytes: "ustar", at: 257, what: "a tar archive", remedy: "send its files one by one, or as a zip"},
  {bytes: "PARE", what: "an encrypted Parquet file", remedy: "send it without encryption"},
  {bytes: "ID3", what: "a sound recording", remedy: "send the list of calls as CSV or XLSX"},
  {bytes: "RIFF", what: "a sound recording", remedy: "send the list of calls as CSV or XLSX"},
];

/** Refuses by its first bytes what is known and is no table; says what it is and what to send. */
export function refuseKnown(head: Buffer, name: string): void {
  for (const {bytes, at = 0, what, remedy} of signatures) {
    const wanted = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : Buffer.from(bytes);
    // "MZ" and the like may also begin a text: only with bytes that no text has
    const isSame = head.subarray(at, at + wanted.length).equals(wanted);
    if (isSame && (wanted.length > 3 || head.subarray(0, 512).some((byte) => byte < 9)))
      throw new PipelineError("bad_file", `${name}: this is ${what}; ${remedy}`);
  }
}
