import {randomUUID} from "node:crypto";
import {expect, test} from "vitest";
import {type Home, readCompany} from "../../pipelines/company/company.ts";
import {appendFileLog, type FileRecord} from "../../pipelines/corrections.ts";
import type {SqlRow} from "../../pipelines/database.ts";
import {Journal} from "../../pipelines/journal.ts";
import {land} from "../../pipelines/land.ts";
import {readMacros} from "../../pipelines/models.ts";
import {stageLoads} from "../../pipelines/run.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {author, health, published} from "../helpers/fixing.ts";
import {makeHome, put} from "../helpers/home.ts";

const sources = "sources:\n  bank: {preset: payments}\n";
const file = (...rows: string[]) => `${["payment_id,paid_on,amount", ...rows].join("\n")}\n`;
const now = () => new Date("2026-03-05T06:00:00Z");

/** Lands and stages what a run would, without its models; the rows of a query afterwards. */
async function staged(home: Home, sql: string, options: {full?: boolean; replay?: boolean} = {}) {
  const company = readCompany(home);
  const warehouse = await openWarehouse(home);
  try {
    await warehouse.run(readMacros(company.config.timezone));
    await land(warehouse, home, company, {sources: company.sources, now});
    const journal = new Journal(home, "test", now, () => undefined);
    await stageLoads(warehouse, home, company, journal, options);
    return await warehouse.rows<SqlRow>(sql);
  } finally {
    warehouse.close();
  }
}

const places = `select loads.source_id || loads.load_id || ':' || line_number as place
  from ops.rejected_rows as rejected inner join ops.loads as loads on loads.load_id = rejected.load_id
  where not is_superseded order by place`;

/** `<source><number of the file>:<line>` of what waits; the same after everything was read again from the start. */
async function waiting(home: Home): Promise<unknown[]> {
  const step = (await staged(home, places, {replay: true})).map(({place}) => place);
  expect((await staged(home, places, {full: true})).map(({place}) => place)).toEqual(step);
  return step;
}

/** Files that come one after the other. */
async function company(...files: string[]): Promise<Home> {
  const home = makeHome({sources});
  for (const [index, text] of files.entries()) {
    put(home, `bank/${index + 1}.csv`, text);
    await staged(home, "select 1");
  }
  return home;
}

/** Records what was done about a line of the first file. */
async function record(home: Home, record: object): Promise<string> {
  const [first] = await staged(home, "select sha256 from ops.loads where load_id = 1");
  const id = `f${randomUUID()}`;
  const whole = {...author, id, at: now().toISOString(), source_id: "bank", raw_text: "", before_text: ""};
  appendFileLog(home, String(first!["sha256"]), [{...whole, ...record} as object as FileRecord]);
  return id;
}

test("Data health and what pages leave out count a row once that two files hold, and not at all when mended", async () => {
  const home = makeHome({sources});
  put(
    home,
    "bank/1.csv",
    file("p1,2026-02-01,10", "p2,2026-02-02,ten", "p3,2026-02-03,ten", ",2026-02-04,7", "p5,2026-02-05"),
  );
  await published(home);
  put(
    home,
    "bank/2.csv",
    file("p1,2026-02-01,10", "p2,2026-02-02,12", "p3,2026-02-03,11x", ",2026-02-04,7", "p5,2026-02-05"),
  );
  const {rejected} = await published(home);
  expect(rejected).toBe(3);
  const listed = await health(home, "select file_name, line_number from rejected_rows order by line_number");
  expect(listed).toEqual([4, 5, 6].map((line_number) => ({file_name: "2.csv", line_number})));
  expect(
    await health(
      home,
      "select row_count, accepted_count, rejected_count, superseded_count from loads order by load_id",
    ),
  ).toEqual([
    {row_count: 5, accepted_count: 1, rejected_count: 0, superseded_count: 4},
    {row_count: 5, accepted_count: 2, rejected_count: 3, superseded_count: 0},
  ]);
  expect(
    await health(
      home,
      "select month::varchar as month, rejected_count, accepted_count from excluded_rows order by month nulls last",
    ),
  ).toEqual([
    // p1 and p2 count, p3 and the receipt without a number do not
    {month: "2026-02-01", rejected_count: 2, accepted_count: 2},
    {month: null, rejected_count: 1, accepted_count: 0},
  ]);
  expect(await health(home, "select rejected_count from sources")).toEqual([{rejected_count: 3}]);
});

test("what the newest file says of a row counts, also where an older one had it right", async () => {
  const right = file("p1,2026-02-01,10", "p2,2026-02-02,12");
  const wrong = file("p1,2026-02-01,10", "p2,2026-02-02,ten");
  expect(await waiting(await company(right, wrong))).toEqual(["bank2:3"]);
  // the third brings nothing of p2 that the first had not, and the second waits for nothing all the same
  expect(await waiting(await company(right, wrong, `${right}p3,2026-02-03,1\n`))).toEqual([]);
});

test("equal lines without a number are as many rows as the file that has most of them holds", async () => {
  const one = ",2026-02-04,7";
  const home = await company(file(one, one), file(one, "p1,2026-02-01,1"));
  expect(await waiting(home)).toEqual(["bank1:3", "bank2:2"]);
});

test("a number that lost its digits joins no rows", async () => {
  const lost = (day: number) => file(`1.23457E+15,2026-02-0${day},7`, "p1,2026-02-01,1");
  expect(await waiting(await company(lost(3), lost(4)))).toEqual(["bank1:2", "bank2:2"]);
});

test("a row that was corrected or dismissed does not come back with a copy of its file, until that is undone", async () => {
  const bad = ["p2,2026-02-02,ten", "p3,2026-02-03,none", "p4,2026-02-04,x"];
  const home = await company(file("p1,2026-02-01,10", ...bad));
  const id = await record(home, {kind: "corrected", line: 3, cells: {amount: "10"}});
  await record(home, {kind: "dismissed", line: 4});
  expect(await waiting(home)).toEqual(["bank1:5"]);
  put(home, "bank/2.csv", file("p1,2026-02-01,11", ...bad));
  expect(await waiting(home)).toEqual(["bank2:5"]);
  await record(home, {kind: "undone", undoes: id});
  expect(await waiting(home)).toEqual(["bank2:3", "bank2:5"]);
});

test("an older file that is corrected after a newer one came gives what it would have from the start", async () => {
  const home = await company(
    file("p1,2026-02-01,10", "p2,2026-02-02,ten", "x9,2026-02-03,x"),
    file("p2,2026-02-02,nought", "p4,2026-02-04,4"),
  );
  expect(await waiting(home)).toEqual(["bank1:4", "bank2:2"]);
  // refused still, under a number that the newer file has accepted
  await record(home, {kind: "corrected", line: 4, cells: {payment_id: "p4"}});
  expect(await waiting(home)).toEqual(["bank2:2"]);
});

test("a source of the same system mends rows of another; one of its own system does not", async () => {
  const home = makeHome({
    sources: `sources:
  bank: {preset: payments}
  late: {preset: payments, system: bank}
  till: {preset: payments}
  apart: {preset: payments}
`,
  });
  const unread = (letter: string) => file(`${letter}1,2026-02-01,10`, `${letter}2,2026-02-02,ten`);
  put(home, "bank/1.csv", unread("b"));
  put(home, "till/1.csv", unread("t"));
  await staged(home, "select 1");
  put(home, "late/1.csv", file("b2,2026-02-02,12"));
  put(home, "apart/1.csv", file("t2,2026-02-02,12"));
  expect(await waiting(home)).toEqual(["till2:3"]);
});

test("a row of too few or too many cells waits no more when a newer file brings its number", async () => {
  const broken = ["p2,2026-02-02", "p3,2026-02-03,1,5", "p4,2026-02-04,1p5,2026-02-05,7"];
  const home = await company(file("p1,2026-02-01,10", ...broken, ",2026-02-06"));
  expect(await waiting(home)).toEqual(["bank1:3", "bank1:4", "bank1:5", "bank1:6"]);
  put(home, "bank/2.csv", file("p2,2026-02-02,12", "p3,2026-02-03,1.5", "p4,2026-02-04,1"));
  // of two rows on one line nobody can tell that both came again
  expect(await waiting(home)).toEqual(["bank1:5", "bank1:6"]);
});

test("behind days and figures a number is told, behind words it is not", async () => {
  const dated = "paid_on,payment_id,amount,client_name";
  const cases = {
    told: [dated, "2026-02-02,p2,12", "2026-02-02,p2,12,Лютик"],
    // the day itself is what is missing, and a number stands in the place of the next column
    dayless: [dated, "p3,12,Лютик", "2026-02-02,12,5,Лютик"],
    words: ["client_name,payment_id,paid_on,amount", "Лютик,p4,2026-02-02", "Лютик,p4,2026-02-02,12"],
  };
  const home = makeHome({
    sources: `sources:\n${Object.keys(cases)
      .map((source) => `  ${source}: {preset: payments}\n`)
      .join("")}`,
  });
  const send = (name: string, line: 1 | 2) => {
    for (const [source, text] of Object.entries(cases))
      put(home, `${source}/${name}.csv`, `${text[0]}\n${text[line]}\n`);
  };
  send("1", 1);
  await staged(home, "select 1");
  send("2", 2);
  expect(await waiting(home)).toEqual(["dayless2:2", "words3:2"]);
});

test("SQL that stops at a cell in the wrong place does not keep the file from being read", async () => {
  const home = makeHome({
    sources: `
sources:
  bank:
    entities:
      payments:
        derive: {total: '"price"::double * 2'}
        fields: {payment_id: payment_id, paid_on: paid_on, amount: {sql: '"total"'}, client_name: client_name}
`,
  });
  put(
    home,
    "bank/1.csv",
    "payment_id,paid_on,price,client_name\np1,2026-02-01,5,Лютик\np2,2026-02-02,Клен\n",
  );
  expect(await waiting(home)).toEqual(["bank1:3"]);
  put(home, "bank/2.csv", "payment_id,paid_on,price,client_name\np2,2026-02-02,7,Клен\n");
  expect(await waiting(home)).toEqual([]);
});
