import {join} from "node:path";
import ExcelJS from "exceljs";
import {expect, test, vi} from "vitest";
import {runCommand} from "../../pipelines/commands/run.ts";
import type {Home} from "../../pipelines/company/company.ts";
import {undoFix, withdrawFile} from "../../pipelines/fix.ts";
import {askHealth} from "../../pipelines/health-file.ts";
import {run} from "../../pipelines/run.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";
import {staged} from "../helpers/stage.ts";
import {copyHome, madeOnce} from "../helpers/start.ts";

const day = (number: number) => ({now: () => new Date(Date.UTC(2026, 2, number, 6))});
const head = "payment_id,paid_on,amount,client_name\n";
const author = {by: "Иванова", reason: "прислали по ошибке"};
const health = <Row extends object>(home: Home, sql: string) =>
  askHealth(home, "test", (file) => file.rows<Row>(sql));
const sums = (home: Home, ids = "%") =>
  queryPublished(
    home,
    `select count(*)::integer as n, sum(payment_amount)::varchar as s from fct_payments where payment_id like '${ids}'`,
  );

test("a file that could not be read is told by every run until it is withdrawn, and its source is not fresh", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  put(home, "bank/1.csv", `${head}p1,2026-03-01,10,\n`);
  await run(home, day(1));
  put(home, "bank/2.csv", "payment_id,paid_on,client_name\np2,2026-03-02,\n");
  const second = await run(home, day(2));
  expect(second).toMatchObject({status: "failed", unread: []});
  expect(second.failedFiles).toHaveLength(1);
  put(home, "bank/3.csv", `${head}p3,2026-03-03,30,\n`);
  const third = await run(home, day(3));
  expect(third).toMatchObject({status: "failed", failedFiles: [], isNew: true});
  expect(third.unread).toEqual(["bank/2.csv (file 2)"]);
  expect(await run(home, day(4))).toMatchObject({status: "failed", isNew: false, unread: third.unread});
  expect(await health(home, "select source_id, status_code from sources")).toEqual([
    {source_id: "bank", status_code: "failed"},
  ]);
  expect(await health(home, "select load_id, entity from failed_files")).toEqual([
    {load_id: 2, entity: "payments"},
  ]);

  await expect(withdrawFile(home, 1, author, new Date())).rejects.toThrow("file 1: bank/1.csv did not fail");
  const {id} = await withdrawFile(home, 2, author, new Date());
  expect(await run(home, day(5))).toMatchObject({status: "done", isNew: false, unread: [], staged: 0});
  expect(await run(home, {...day(5), full: true})).toMatchObject({status: "done", unread: []});
  expect(await health(home, "select status_code from sources")).toEqual([{status_code: "fresh"}]);
  expect(await health(home, "select * from failed_files")).toEqual([]);
  expect(await health(home, "select kind_code, file_name, by_name from corrections")).toEqual([
    {kind_code: "withdrawn", file_name: "2.csv", by_name: "Иванова"},
  ]);
  expect(await sums(home)).toEqual([{n: 2, s: "40.00"}]);

  undoFix(home, id, author, new Date());
  expect(await run(home, day(6))).toMatchObject({status: "failed", failedFiles: second.failedFiles});
  expect(await run(home, day(7))).toMatchObject({status: "failed", failedFiles: [], unread: third.unread});
});

test("the command ends with 1 and tells the file while one is not read, also when nothing is new", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  put(home, "bank/1.csv", `${head}p1,2026-03-01,10,\n`);
  put(home, "bank/2.csv", "");
  const said: string[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((line: string) => void said.push(line));
  try {
    const execute = () => runCommand.execute({home: home.home, values: {}, positionals: []} as never);
    expect(await execute()).toBe(1);
    said.length = 0;
    expect(await execute()).toBe(1);
  } finally {
    spy.mockRestore();
  }
  // why was said in full by the first run
  expect(said.filter((line) => line.includes("2.csv"))).toEqual([
    "still not loaded: 1 file of earlier runs, and the figures lack it: bank/2.csv (file 2); `estafeta loads --failed` says why; mend and send again, or `estafeta fix withdraw FILE --by NAME --reason TEXT` what is not needed",
  ]);
});

test("each file is listed with its rows or with what is wrong, in either language", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n  shop: {preset: orders}\n"});
  put(home, "bank/1.csv", `${head}p1,2026-03-01,10,\np2,never,10,\nИтого,,20,\n`);
  await run(home, day(1));
  put(home, "bank/2.csv", `${head}p1,2026-03-01,10,\np2,2026-03-02,10,\n`);
  put(home, "shop/1.csv", "nothing,of,it\n1,2,3\n");
  const {failedFiles} = await run(home, day(2));
  const loads = (...more: string[]) => estafeta("loads", "--home", home.home, ...more);
  // 06:00 UTC is nine in the morning of the company
  const failed = `3  2026-03-02 09:00  shop/1.csv  did not load\n    ${failedFiles[0]}\n`;
  expect((await loads()).out).toBe(
    `${failed}2  2026-03-02 09:00  bank/2.csv  loaded: rows 2, accepted 2, known already 1\n1  2026-03-01 09:00  bank/1.csv  loaded: rows 3, accepted 1, held by another file 1, skipped 1\n`,
  );
  expect(await loads("--failed")).toMatchObject({code: 0, out: failed});
  expect((await loads("--lang", "ru", "--failed")).out).toMatch(
    /^3 {2}2026-03-02 09:00 {2}shop\/1\.csv {2}не загружен\n {4}shop\/1\.csv: .*[а-я]{3}/u,
  );
  const [row] = JSON.parse((await loads("--json", "--source", "bank", "--limit", "1")).out) as object[];
  expect(row).toMatchObject({load_id: 2, status_code: "staged", accepted_count: 2, message: null});
  expect(await loads("--limit", "none")).toMatchObject({code: 2});
});

const contracts = ["freeze", "quarantine"] as const;

/** A source under each contract: what was loaded before its columns changed, the day that was named, and after that day was set. */
const dayNamed = madeOnce(async (folder) => {
  const sources = (more: (contract: string) => string) =>
    `sources:\n${contracts.map((name) => `  ${name}: {preset: payments, contract: ${name}${more(name)}}\n`).join("")}`;
  const home = makeHome({sources: sources(() => "")}, folder());
  for (const name of contracts) put(home, `${name}/1.csv`, `${head}${name}1,2026-03-01,10,\n`);
  await run(home, day(1));
  for (const name of contracts)
    put(home, `${name}/2.csv`, `payment_id,paid_on,amount,client_name,article\n${name}2,2026-03-01,20,,x\n`);
  await run(home, day(1));
  const sumsOf = async () =>
    Object.fromEntries(
      await Promise.all(contracts.map(async (name) => [name, await sums(home, `${name}_`)] as const)),
    );
  const before = await sumsOf();
  const named: Record<string, string | undefined> = {};
  for (const name of contracts) {
    const [row] = await health<{said: string}>(
      home,
      `select coalesce((select any_value(message) from loads where source_id = '${name}' and message is not null), (select any_value(value) from rejected_rows where source_id = '${name}')) as said`,
    );
    named[name] = /contract_from: (\d{4}-\d\d-\d\d)/.exec(row!.said)?.[1];
  }
  write(
    join(home.company, "sources.yaml"),
    sources((name) => `, contract_from: ${named[name]}`),
  );
  const last = await run(home, day(1));
  return {before, named, last, after: await sumsOf()};
});

for (const contract of contracts)
  test(`the day that a ${contract} message names lets the refused file in, without a replay`, async () => {
    const {before, named, last, after} = await dayNamed();
    expect(before[contract]).toEqual([{n: 1, s: "10.00"}]);
    expect(named[contract]).toBe("2026-03-02");
    expect(last).toMatchObject({status: "done", isNew: true, unread: []});
    expect(after[contract]).toEqual([{n: 2, s: "30.00"}]);
  });

const preamble = 'ООО "Ромашка"\r\nПоступления денежных средств\r\n\r\n';
const headers = "Номер;Дата;Контрагент;Сумма, руб.;Менеджер";
const fields = 'payment_id: Номер, paid_on: Дата, amount: "Сумма, руб.", client_name: Контрагент';
const full = (id: string) =>
  `${preamble}${headers}\r\n${id}1;01.03.2026;Лотос;10,00;Иванова\r\n${id}2;02.03.2026;Кедр;20,00;Иванова\r\nИтого;;;30,00;\r\n`;
const empty = [
  ["nothing", ""],
  ["zero", "Итого;;;0,00;\r\n"],
] as const;

/** Sources that each got a good file and then, by one run, a file that holds nothing of theirs. */
const refused = madeOnce(async (folder) => {
  const reports = ["nothing", "zero", "workbook"];
  const mapped = reports.map((id) => `  ${id}: {entities: {payments: {fields: {${fields}}}}}\n`).join("");
  const home = makeHome(
    {
      sources: `sources:
${mapped}  pbx:
    entities:
      calls:
        derive: {kind: upper(kind_of_call)}
        fields: {call_id: id, started_at: began, direction: {column: kind, map: {OUT: out}}, client_phone: phone, talk_seconds: talk, disposition: {column: kind, map: {OUT: answered}}}
`,
      inbox: {
        "pbx/1.csv": "id,began,kind_of_call,phone,talk,note\nc1,2026-03-01 10:00:00,out,89120000001,60,\n",
      },
    },
    folder(),
  );
  for (const id of reports) put(home, `${id}/1.csv`, full(id));
  expect(await run(home, day(1))).toMatchObject({status: "done", rejected: 0});
  for (const [id, rest] of empty) put(home, `${id}/2.csv`, `${preamble}${headers}\r\n${rest}`);
  const sheet = [["ООО"], ["Поступления"], [], headers.split(";"), ["Общий итог", null, null, 0]];
  const book = new ExcelJS.Workbook();
  book.addWorksheet("Отчёт").addRows(sheet);
  put(home, "workbook/2.xlsx", Buffer.from(await book.xlsx.writeBuffer()));
  put(home, "pbx/2.csv", "foo,bar\n1,2\n");
  return run(home, day(2));
});
const refusedOf = async (source: string) =>
  (await refused()).failedFiles.filter((said) => said.startsWith(`${source}/`));

for (const [what, source] of [
  ["nothing", "nothing"],
  ["a total of zero", "zero"],
] as const)
  test(`a report with ${what} below its header says that there are no rows, and names no change of columns`, async () => {
    expect((await refused()).drift).toEqual([]);
    expect(await refusedOf(source)).toEqual([
      `${source}/2.csv: no rows were found under the header; check the export and format settings`,
    ]);
  });

test("an empty report in a workbook is told by the same headers", async () => {
  expect((await refused()).drift).toEqual([]);
  expect(await refusedOf("workbook")).toEqual([
    expect.stringContaining("no rows were found under the header"),
  ]);
});

test("of a file with hardly a column nobody is told which of the source's columns it lacks", async () => {
  expect(await refusedOf("pbx")).toEqual([
    "pbx/2.csv: this does not look like a file of the source pbx at all: it has foo, bar, and files of the source have id, began, kind_of_call, phone, talk, note; export it again if its beginning was cut off, put it where it belongs, or set up a source of its own; if it is right, correct the mapping of pbx in sources.yaml",
  ]);
  expect((await refused()).drift).toEqual([]);
});

test("an old file sent once more changes nothing and is told what later files changed", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  const first = `${head}p1,2026-03-01,10,\np2,2026-03-02,20,\np3,2026-03-03,30,\n`;
  put(home, "bank/a.csv", first);
  await run(home, day(1));
  put(home, "bank/copy.csv", first);
  expect(await run(home, day(1))).toMatchObject({duplicates: 1, overtaken: []});
  put(home, "bank/b.csv", `${head}p1,2026-03-01,11,\np2,2026-03-02,22,\np3,2026-03-03,30,\n`);
  await run(home, day(2));
  put(home, "bank/back.csv", first);
  expect(await run(home, day(3))).toMatchObject({
    isNew: false,
    duplicates: 1,
    overtaken: [
      expect.stringMatching(
        /^bank\/back\.csv is the same file as a\.csv of 2026-03-01; later files have changed 2 of its rows/,
      ),
    ],
  });
  expect(await sums(home)).toEqual([{n: 3, s: "63.00"}]);
});

/** Two sources that tell their days in different forms; each is given its number and form of days below. */
const dated = (bank: string, usa: {id: string; form: string}) =>
  `sources:
  bank: {preset: payments, entities: {payments: {fields: {paid_on: {column: paid_on, date: "${bank}"}}}}}
  usa: {preset: payments, entities: {payments: {fields: {payment_id: ${usa.id}, paid_on: {column: paid_on, date: "${usa.form}"}}}}}
`;
const rightBank = "%Y-%m-%d";
const rightUsa = {id: "payment_id", form: "%m/%d/%Y"};
const november = (number: number) => ({now: () => new Date(Date.UTC(2026, 10, number, 6))});

/** Published under right settings, to be read only. */
const datedHome = madeOnce(async (folder): Promise<Home> => {
  const home = makeHome({sources: dated(rightBank, rightUsa)}, folder());
  put(home, "bank/1.csv", `${head}p1,2026-03-01,10,\np2,2026-03-02,20,\n`);
  const days = ["09/13/2026", "09/30/2026", "10/31/2026", "09/02/2026", "10/03/2026"];
  const rows = days.map((day, index) => `u${index},${day},10,${index === 0 ? "Лютик" : ""}\n`);
  put(home, "usa/1.csv", head + rows.join(""));
  await run(home, november(2));
  return home;
});

test("settings under which most rows of a file would not count any more are not published", async () => {
  const home = copyHome(await datedHome());
  const snapshot = currentSnapshot(home)!.id;
  write(join(home.company, "sources.yaml"), dated("%d.%m.%Y", rightUsa));
  await expect(run(home, november(3))).rejects.toThrow(
    'bank/1.csv: of 2 rows that counted before 0 would be left, the others set aside; the most frequent: paid_on "2026-03-01"; 1 file that was read before can no longer be read, so nothing is published',
  );
  expect(currentSnapshot(home)?.id).toBe(snapshot);
  expect(await sums(home, "p_")).toEqual([{n: 2, s: "30.00"}]);
  write(join(home.company, "sources.yaml"), dated(rightBank, rightUsa));
  expect(await run(home, november(4))).toMatchObject({status: "done"});
  expect(await sums(home, "p_")).toEqual([{n: 2, s: "30.00"}]);
});

test("settings that take days for months are refused once cells show it, and so is a file that most rows leave", async () => {
  const home = copyHome(await datedHome());
  const snapshot = currentSnapshot(home)!.id;
  const again = () => run(home, november(3));
  write(join(home.company, "sources.yaml"), dated(rightBank, {...rightUsa, form: "%d/%m/%Y"}));
  await expect(again()).rejects.toThrow(
    'usa/1.csv: column paid_on: the form %d/%m/%Y takes days for months: 3 cells such as 09/13/2026 show it, and the others would be read into wrong months; write date: "%m/%d/%Y"',
  );
  write(join(home.company, "sources.yaml"), dated(rightBank, {...rightUsa, id: "client_name"}));
  await expect(again()).rejects.toThrow(
    "of 5 rows that counted before 1 would be left, the others set aside",
  );
  expect(currentSnapshot(home)?.id).toBe(snapshot);
  expect(await sums(home, "u_")).toEqual([{n: 5, s: "50.00"}]);
});

test("a file of another source is refused in one line that says whose it is", async () => {
  const home = makeHome({
    sources: `sources:
  deals: {entities: {deals: {fields: {deal_id: Сделка, client_name: Клиент, owner: Менеджер, created_at: Создана, stage: Этап}}}}
  bank: {entities: {payments: {fields: {payment_id: Номер, client_name: Клиент, paid_on: Дата, amount: Сумма}}}}
`,
    inbox: {
      "deals/1.csv": "Сделка;Клиент;Менеджер;Создана;Этап\n1;Лютик;Анна;2026-03-01 10:00;Новый\n",
      // before the first file of the other source only its mapping tells
      "deals/2.csv": "Номер;Дата;Клиент;Сумма\n1;2026-03-01;Лютик;10\n",
    },
  });
  const first = await run(home, day(1));
  const refusal = /^deals\/2\.csv: this does not look like a file of the source deals at all: it has Номер, /;
  expect(first.failedFiles).toEqual([expect.stringMatching(refusal)]);
  expect(first.failedFiles[0]).toContain(
    "its columns are those of the source bank: put it into var/inbox/bank/",
  );
  expect(first.drift).toEqual([]);
  put(home, "bank/1.csv", "Номер;Дата;Клиент;Сумма;Счёт\n1;2026-03-01;Лютик;10;4\n");
  put(home, "deals/3.csv", "Номер;Дата;Клиент;Сумма;Счёт\n2;2026-03-02;Лютик;20;4\n");
  put(home, "deals/4.csv", "Товар;Остаток;Склад;Цена\nСтол;2;Восток;100\n");
  put(home, "deals/5.csv", "Сделка;Клиент;Ответственный;Дата создания;Этап\n2;Лютик;Анна;2026-03-02;Новый\n");
  const {failedFiles} = await run(home, day(2));
  expect(failedFiles).toEqual([
    expect.stringContaining("those of the source bank"),
    expect.stringContaining("set up a source of its own"),
    expect.stringContaining("column Менеджер seems to be called Ответственный now"),
  ]);
});

test("what a run found that ended before it could publish is said by the next one, once", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  put(home, "bank/1.csv", `${head}p1,2026-03-01,10,\np2,2026-03-32,10,\n`);
  // as far as a killed run may come: staged and not published
  await staged(home, async (open) => expect(open.files).toMatchObject([{accepted: 1, rejected: 1}]));
  expect(await run(home, day(2))).toMatchObject({status: "done", isNew: true, rejected: 1});
  put(home, "bank/2.csv", `${head}p3,2026-03-02,10,\n`);
  expect(await run(home, day(3))).toMatchObject({status: "done", isNew: true, rejected: 0});
});
