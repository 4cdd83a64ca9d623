import {spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {health} from "../helpers/fixing.ts";
import {makeHome, put, temporaryFolder, write} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const header = "payment_id,paid_on,amount";
const payments = (...rows: string[]) => `${[header, ...rows].join("\n")}\n`;
const sources =
  "sources: {bank: {preset: payments, system: money, files: '*.csv*'}, cash: {preset: payments, system: money}}\n";

async function journal(open: Staged): Promise<[string, string, number | null][]> {
  const rows = await open.rows<{source_id: string; file_name: string; row_count: number | null}>(
    "select source_id, file_name, row_count from ops.loads order by load_id",
  );
  return rows.map((row) => [row.source_id, row.file_name, row.row_count]);
}

const archived = (home: Home) =>
  readdirSync(home.archive, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("receipts"))
    .map((entry) => entry.name);
const receipts = (home: Home) => readdirSync(join(home.archive, "receipts")).sort();

const march = () => new Date("2026-03-05T06:00:00Z");

test("a file goes from the inbox to the archive, named by its hash, with a receipt", async () => {
  const home = makeHome({sources});
  put(home, "bank/march.csv", payments("p1,2026-03-02,10"));
  const open = await Staged.open(home);
  try {
    expect(await open.take(march)).toMatchObject([{rows: 1, accepted: 1}]);
    expect(readdirSync(join(home.inbox, "bank"))).toEqual([]);
    const [name] = archived(home);
    // sha-256 of the file above
    expect(name).toMatch(/^[0-9a-f]{64}\.csv$/);
    expect(readFileSync(join(home.archive, name!.slice(0, 2), name!), "utf8")).toBe(
      payments("p1,2026-03-02,10"),
    );
    expect(receipts(home)).toEqual(["00000001.json"]);
    expect(JSON.parse(readFileSync(join(home.archive, "receipts/00000001.json"), "utf8"))).toEqual({
      load_id: 1,
      source_id: "bank",
      file_name: "march.csv",
      sha256: name!.slice(0, 64),
      byte_count: 43,
      received_at: "2026-03-05T06:00:00.000Z",
    });
  } finally {
    open.close();
  }
});

test("the same bytes load once: again, under another name, twice in one run; another source loads them for itself", async () => {
  const home = makeHome({sources});
  const text = payments("p1,2026-03-02,10");
  const open = await Staged.open(home);
  try {
    put(home, "bank/a.csv", text);
    put(home, "bank/b.csv", text);
    expect(await open.take()).toHaveLength(1);
    put(home, "bank/a.csv", text);
    put(home, "bank/other name.csv", text);
    expect(await open.take()).toHaveLength(0);
    expect(readdirSync(join(home.inbox, "bank"))).toEqual([]);
    put(home, "cash/c.csv", text);
    expect(await open.take()).toMatchObject([{rows: 1, accepted: 1, unchanged: 1}]);
    expect(await journal(open)).toEqual([
      ["bank", "a.csv", 1],
      ["cash", "c.csv", 1],
    ]);
    expect(archived(home)).toHaveLength(1);
    expect(await open.rows("select payment_id from stage.payments")).toHaveLength(1);
  } finally {
    open.close();
  }
});

test("files land in the natural order of their names; unfinished and hidden ones and other patterns are left", async () => {
  const home = makeHome({sources});
  for (const [index, name] of [
    "p_10.csv",
    "p_2.csv",
    "p_1.CSV",
    "p_3.csv.part",
    ".hidden.csv",
    "~lock.csv",
    "p_4.csv.tmp",
    "note.txt",
    "p_5.csv.crdownload",
  ].entries())
    put(home, `bank/${name}`, payments(`p${index},2026-03-02,10`));
  put(home, "bank/folder/p_6.csv", payments("p9,2026-03-02,10"));
  put(home, "bank/p_7.csv.gz", gzipSync(payments("p7,2026-03-02,10")));
  const open = await Staged.open(home);
  try {
    await open.take();
    expect((await journal(open)).map(([, name]) => name)).toEqual([
      "p_1.CSV",
      "p_2.csv",
      "p_7.csv.gz",
      "p_10.csv",
    ]);
    expect(readdirSync(join(home.inbox, "bank")).sort()).toEqual([
      ".hidden.csv",
      "folder",
      "note.txt",
      "p_3.csv.part",
      "p_4.csv.tmp",
      "p_5.csv.crdownload",
      "~lock.csv",
    ]);
    expect(archived(home).filter((name) => name.endsWith(".csv.gz"))).toHaveLength(1);
  } finally {
    open.close();
  }
});

test("a folder of the company's own is read in place, each file once, a changed one again", async () => {
  const folder = temporaryFolder();
  const home = makeHome({sources: `sources: {bank: {preset: payments, folder: ${folder}}}\n`});
  const path = write(join(folder, "day.csv"), payments("p1,2026-03-02,10"));
  const open = await Staged.open(home);
  try {
    expect(await open.take()).toHaveLength(1);
    expect(await open.take()).toHaveLength(0);
    expect(existsSync(path)).toBe(true);
    writeFileSync(path, payments("p1,2026-03-02,10", "p2,2026-03-03,20"));
    expect(await open.take()).toMatchObject([{rows: 2, accepted: 2, unchanged: 1}]);
    expect(readFileSync(path, "utf8")).toBe(payments("p1,2026-03-02,10", "p2,2026-03-03,20"));
    expect(archived(home)).toHaveLength(2);
  } finally {
    open.close();
  }
});

test("a folder that is not there is a mistake of the configuration", async () => {
  const home = makeHome({sources: "sources: {bank: {preset: payments, folder: ../nowhere}}\n"});
  const open = await Staged.open(home);
  try {
    await expect(open.take()).rejects.toThrow(
      /^sources\.yaml: bank\.folder: there is no folder .*nowhere; create or correct it$/,
    );
  } finally {
    open.close();
  }
});

/** Leaves the home as a run does that was killed after writing the receipt of load 2. */
function killedAfterReceipt(home: Home, wasArchived: boolean): void {
  const sha256 = "a".repeat(64);
  const receipt = {
    load_id: 2,
    source_id: "bank",
    file_name: "b.csv",
    sha256,
    byte_count: 43,
    received_at: "2026-03-06T06:00:00.000Z",
  };
  write(join(home.archive, "receipts/00000002.json"), JSON.stringify(receipt));
  if (wasArchived) write(join(home.archive, "aa", `${sha256}.csv`), payments("p2,2026-03-03,20"));
}

test("a run killed between receipt and journal is taken up: an archived file is known, a file left in the inbox lands", async () => {
  for (const wasArchived of [true, false]) {
    const home = makeHome({sources});
    put(home, "bank/a.csv", payments("p1,2026-03-02,10"));
    const open = await Staged.open(home);
    try {
      await open.take();
      killedAfterReceipt(home, wasArchived);
      if (!wasArchived) put(home, "bank/b.csv", payments("p2,2026-03-03,20"));
      expect(await open.take()).toMatchObject([{rows: 1, accepted: 1}]);
      expect(await journal(open)).toEqual([
        ["bank", "a.csv", 1],
        ["bank", "b.csv", 1],
      ]);
      expect(receipts(home)).toEqual(["00000001.json", "00000002.json"]);
      expect(await open.rows("select payment_id from stage.payments order by payment_id")).toEqual([
        {payment_id: "p1"},
        {payment_id: "p2"},
      ]);
    } finally {
      open.close();
    }
  }
});

test("a lost warehouse is made again from archive and receipts, in the order the files came", async () => {
  const home = makeHome({sources});
  const first = await Staged.open(home);
  put(home, "cash/z.csv", payments("p1,2026-03-02,10"));
  await first.take(march);
  put(home, "bank/a.csv", payments("p1,2026-03-02,99"));
  await first.take(march);
  first.close();
  rmSync(home.warehouse);
  const second = await Staged.open(home);
  try {
    expect(await second.take()).toHaveLength(2);
    expect(await journal(second)).toEqual([
      ["cash", "z.csv", 1],
      ["bank", "a.csv", 1],
    ]);
    expect(
      await second.rows(
        "select amount, received_at::varchar as received_at from stage.payments, ops.loads where ops.loads.load_id = 2",
      ),
    ).toEqual([{amount: "99.00", received_at: "2026-03-05 06:00:00+00"}]);
  } finally {
    second.close();
  }
});

test("a mapping that reads an old file no more publishes nothing; a file refused before is tried again when sent again", async () => {
  const sources = (date: string) =>
    `sources:\n  bank:\n    entities:\n      payments:\n        fields: {payment_id: id, paid_on: ${date}, amount: sum}\n`;
  const home = makeHome({sources: sources("day")});
  put(home, "bank/1.csv", "id,day,sum\np1,2026-03-01,10\n");
  const good = await run(home);
  write(join(home.company, "sources.yaml"), sources("date"));
  await expect(run(home)).rejects.toThrow(
    /no column "date".*nothing is published and the earlier snapshot keeps serving/,
  );
  expect(currentSnapshot(home)!.id).toBe(good.snapshot);
  write(join(home.company, "sources.yaml"), sources("day"));
  put(home, "bank/2.csv", "");
  expect(await run(home)).toMatchObject({
    status: "failed",
    failedFiles: [expect.stringContaining("bank/2.csv")],
  });
  put(home, "bank/2.csv", "");
  expect(await run(home)).toMatchObject({landed: 1, duplicates: 0, status: "failed"});
});

test("SQL that does not parse is told before any file is touched", async () => {
  const home = makeHome({
    sources:
      "sources:\n  bank:\n    entities:\n      payments:\n        fields: {payment_id: id, paid_on: day, amount: {sql: sum = = 1}}\n",
  });
  put(home, "bank/1.csv", "id,day,sum\np1,2026-03-01,10\n");
  await expect(run(home)).rejects.toThrow(/^sources\.yaml: bank\.entities\.payments\.fields\.amount\.sql: /);
  expect(readdirSync(join(home.inbox, "bank"))).toEqual(["1.csv"]);
});

test("what lies in the inbox and is no file of a source is told, and nothing of it is touched", async () => {
  const home = makeHome({
    sources,
    inbox: {
      "bank/march.csv": payments("p1,2026-03-02,10"),
      "bank/notes.txt": "x",
      "bank/april.csv/inner.csv": payments("p2,2026-04-02,10"),
      "bnak/may.csv": payments("p3,2026-05-02,10"),
      "june.csv": payments("p4,2026-06-02,10"),
      "cash/july.csv.part": "payment_id,pa",
    },
  });
  symlinkSync(join(home.home, "nowhere"), join(home.inbox, "bank", "link.csv"));
  const result = await run(home);
  expect(result.left.sort()).toEqual([
    "bank/april.csv: a folder; put its files into the source's own folder",
    "bank/link.csv: a link that leads nowhere; remove it",
    "bank/notes.txt: its name does not fit files: *.csv*",
    "bnak/: 1 file, but sources.yaml names no such source",
    "cash/july.csv.part: unfinished downloads and files of other programs are not taken",
    "june.csv: put it into the folder of its source",
  ]);
  expect(result).toMatchObject({status: "done", landed: 1});
  expect(existsSync(join(home.inbox, "bnak/may.csv"))).toBe(true);
  // the page says it too, but not of what nobody need look at; also after a run of one source
  await run(home, {source: "cash"});
  const listed = await health<{file_name: string; message_ru: string}>(home, "select * from left_files");
  expect(listed.map(({file_name}) => file_name).toSorted()).toEqual([
    "bank/april.csv",
    "bank/link.csv",
    "bank/notes.txt",
    "bnak/",
    "june.csv",
  ]);
  expect(listed.find(({file_name}) => file_name === "bank/april.csv")?.message_ru).toBe(
    "это папка; переложите её файлы в папку самого источника",
  );
});

test("a file that is still being written waits until it is whole", async () => {
  const home = makeHome({sources});
  write(
    join(home.company, "company.yaml"),
    readFileSync(join(home.company, "company.yaml"), "utf8").replace(
      "settle_seconds: 0",
      "settle_seconds: 1",
    ),
  );
  mkdirSync(join(home.inbox, "bank"), {recursive: true});
  const path = join(home.inbox, "bank/slow.csv");
  // a row every tenth of a second until it is told to stop
  const writer = spawn(process.execPath, [
    "-e",
    `const fs = require("node:fs"); let row = 0;
     fs.appendFileSync(${JSON.stringify(path)}, "payment_id,paid_on,amount\\n");
     const timer = setInterval(() => fs.appendFileSync(${JSON.stringify(path)}, "p" + row++ + ",2026-03-02,10\\n"), 100);
     process.on("SIGTERM", () => { clearInterval(timer); process.stdout.write(String(row)); });`,
  ]);
  let written = "";
  writer.stdout.on("data", (chunk: Buffer) => {
    written += chunk.toString();
  });
  await expect.poll(() => existsSync(path)).toBe(true);
  const early = await run(home);
  expect(early.left).toEqual(["bank/slow.csv: it is still being written; the next run takes it"]);
  expect(early.landed).toBe(0);
  writer.kill("SIGTERM");
  await once(writer, "close");
  const late = await run(home);
  expect(late).toMatchObject({landed: 1, staged: Number(written), rejected: 0, left: []});
});
