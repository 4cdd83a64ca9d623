import {createWriteStream, readdirSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {crc32, createGzip, deflateRawSync, gzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import {openTable} from "../../pipelines/sources/formats/index.ts";
import {temporaryFolder} from "../helpers/home.ts";
import {readFile, readTable} from "../helpers/raw-table.ts";

const table = "id;city\n1;Perm\n";
const read = {columns: ["id", "city"], rows: [["1", "Perm"]], lines: [2], broken: [], totals: []};

interface Member {
  name: string | Buffer;
  data: Uint8Array | string;
  /** Bit 0 says that a password is needed. */
  flags?: number;
}

/** A zip of deflated members, written by the format's description. */
function zipOf(...members: Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const {name, data, flags = 0} of members) {
    const title = Buffer.from(name);
    const content = Buffer.from(data);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, title, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), common, place, title]));
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from("PK\x05\x06"), end]);
}

test.each(["readme.txt", "docs/README.md", "Прочти меня.txt", "report.pdf"])(
  "words about the table beside it are no table: %s",
  async (name) => {
    expect(await readTable(zipOf({name: "a.csv", data: table}, {name, data: "about"}))).toEqual(read);
  },
);

test("inspect refuses an archive within an archive just as a run does", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "a.csv.gz");
  writeFileSync(file, gzipSync(gzipSync(table)));
  const {files} = await inspect({files: [file], home: homeAt(join(folder, "none")), rows: 5});
  expect(files[0]).toMatchObject({
    columns: [],
    error: {en: "a.csv.gz: an archive within an archive; unpack it and send what it holds"},
  });
});

test("the only file of a zip is read, whatever it is called and whatever macOS adds", async () => {
  expect(await readTable(zipOf({name: "export.xls", data: table}))).toEqual(read);
  const withFolders = zipOf(
    {name: "march/", data: ""},
    {name: "march/a.csv", data: table},
    {name: "__MACOSX/march/._a.csv", data: "\0\x05"},
  );
  expect(await readTable(withFolders)).toEqual(read);
});

test("a name that leads out of the archive does no harm", async () => {
  expect(await readTable(zipOf({name: "../../escape.csv", data: table}))).toEqual(read);
});

test("JSON, pages and workbooks within a zip are known by their bytes", async () => {
  expect((await readTable(zipOf({name: "a", data: '[{"id": 5}]'}))).rows).toEqual([["5"]]);
  const page = "<table><tr><td>id</td><td>x</td></tr><tr><td>5</td><td>6</td></tr></table>";
  expect((await readTable(zipOf({name: "a", data: page}))).rows).toEqual([["5", "6"]]);
});

const several = zipOf(
  {name: "calls_03.csv", data: table},
  {name: "deals_03.csv", data: "id\n7\n"},
  {name: Buffer.from([0xa7, 0xa2, 0xae, 0xad, 0xaa, 0xa8, 0x2e, 0x63, 0x73, 0x76]), data: "id;n\n8;9\n"},
);

test("of several files format.member names one, also by a Cyrillic name of Windows", async () => {
  expect(await readTable(several, {member: "CALLS_*"})).toEqual(read);
  expect((await readTable(several, {member: "звонк?.csv"})).rows).toEqual([["8", "9"]]);
});

test.each<[string, Buffer, {member?: string}, RegExp]>([
  [
    "several files and no member",
    several,
    {},
    /the zip holds calls_03\.csv, deals_03\.csv, звонки\.csv; name the one to read in format\.member/,
  ],
  [
    "a member that fits two",
    several,
    {member: "*_03.csv"},
    /format\.member \*_03\.csv fits 2 files of the zip, not one/,
  ],
  ["a member that fits none", several, {member: "x"}, /format\.member x fits 0 files/],
  ["an empty zip", zipOf(), {}, /the zip holds no file; check the export$/],
  [
    "a password",
    zipOf({name: "a.csv", data: table, flags: 1}),
    {},
    /a\.csv is behind a password; send it without one$/,
  ],
  ["a zip in a zip", zipOf({name: "a.zip", data: several}), {}, /an archive within an archive; unpack it/],
  [
    "a gzip in a zip",
    zipOf({name: "a", data: gzipSync(table)}),
    {},
    /an archive within an archive; unpack it/,
  ],
  ["a zip in a gzip", gzipSync(several), {}, /an archive within an archive; unpack it/],
  ["an empty file in a zip", zipOf({name: "a.csv", data: ""}), {}, /the file in the archive is empty/],
  [
    "a zip cut off",
    several.subarray(0, several.length - 30),
    {},
    /the zip is damaged or cut off; ask for the file again$/,
  ],
  [
    "an OpenDocument table",
    zipOf({name: "mimetype", data: "x"}, {name: "content.xml", data: "<x/>"}),
    {},
    /OpenDocument file; save it as \.xlsx/,
  ],
  [
    "a gzip cut off",
    gzipSync("id;city\n1;Perm\n".repeat(9000)).subarray(0, 300),
    {},
    /the gzip data breaks off; ask for the file again$/,
  ],
])("%s is refused with its reason", async (_name, bytes, options, message) => {
  await expect(readTable(bytes, options)).rejects.toThrow(message);
  await expect(readTable(bytes, options)).rejects.toMatchObject({code: "bad_file"});
});

test("a member whose data is damaged is refused", async () => {
  const bytes = zipOf({name: "a.csv", data: table.repeat(500)});
  bytes.fill(0xee, 40, 60);
  await expect(readTable(bytes)).rejects.toThrow(/the zip data is damaged; ask for the file again$/);
});

test("a bomb is refused before it fills the disk, and leaves nothing behind", async () => {
  const temporary = temporaryFolder();
  const path = join(temporary, "bomb.gz");
  const zeros = Buffer.alloc(1_000_000, 0x31);
  await pipeline(
    Readable.from(Array.from({length: 150}, () => zeros)),
    createGzip(),
    createWriteStream(path),
  );
  expect(statSync(path).size).toBeLessThan(500_000);
  await expect(readFile(path, {}, temporary)).rejects.toThrow(
    /bytes unpack to more than \d+, as no export does; send/,
  );
  expect(readdirSync(temporary)).toEqual(["bomb.gz"]);
});

test("what is unpacked goes away with the table", async () => {
  const temporary = temporaryFolder();
  const path = join(temporary, "a.gz");
  writeFileSync(path, gzipSync(table));
  const opened = await openTable({path, name: "source/a.gz", options: {}, temporary});
  await opened.split();
  expect(readdirSync(temporary).length).toBeGreaterThan(1);
  opened.close();
  expect(readdirSync(temporary)).toEqual(["a.gz"]);
});

test.each<[string, string | Buffer]>([
  ["a PDF", "%PDF-1.7\n"],
  ["a spreadsheet of 1C (.mxl)", "MOXCEL\0\x08"],
  ["a text document (.rtf)", "{\\rtf1\\ansi"],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10])],
  ["a picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1])],
  ["an SQLite database", "SQLite format 3\0"],
  ["a program", Buffer.from("MZ\x90\0\x03\0\0\0")],
  ["a RAR archive", "Rar!\x1a\x07"],
  ["an encrypted Parquet file", "PARE1234"],
])("%s is named and refused", async (what, bytes) => {
  await expect(readTable(bytes)).rejects.toThrow(`source/file.csv: this is ${what}; `);
});

test("a folder is refused", async () => {
  await expect(readFile(temporaryFolder())).rejects.toThrow(
    /this is no file but a folder; send the files in it$/,
  );
});
