import {existsSync, mkdirSync, readFileSync, symlinkSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {type Home, homeAt} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {makeHome, put, temporaryFolder, write} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const closed = /file system operations are disabled|has been locked|external extensions is disabled/;

/** A warehouse that closes after the test, beside what nobody may read. */
async function warehouseOf(home: Home): Promise<Database> {
  for (const name of ["pseudonyms.secret", "ledger.sqlite"]) write(join(home.home, "var", name), "hush");
  const warehouse = await openWarehouse(home);
  onTestFinished(() => warehouse.close());
  return warehouse;
}

test("the warehouse reads and writes its own folders and nothing beside them", async () => {
  const home = makeHome();
  const outside = temporaryFolder();
  write(join(outside, "a.csv"), "x\n1\n");
  const warehouse = await warehouseOf(home);
  write(join(home.archive, "a.csv"), "x\n1\n");
  symlinkSync(join(home.home, "var/pseudonyms.secret"), join(home.archive, "link"));
  expect(await warehouse.value(`select x from read_csv('${home.archive}/a.csv')`)).toBe(1);
  await warehouse.run(`attach '${home.build}/part.duckdb' as part`);
  await warehouse.run("create table part.t as select 1 as x");
  await warehouse.run("detach part");
  for (const statement of [
    `from read_text('${home.home}/var/pseudonyms.secret')`,
    `from read_blob('${home.home}/var/ledger.sqlite')`,
    `from read_text('${home.archive}/../pseudonyms.secret')`,
    `from read_text('${home.archive}/link')`,
    `from glob('${home.home}/var/*')`,
    "from glob('/etc/*')",
    "from read_text('/etc/passwd')",
    `from read_text('${home.company}/sources.yaml')`,
    `from '${outside}/a.csv'`,
    `attach '${outside}/x.duckdb' as x`,
    `copy (select 1) to '${outside}/x.csv'`,
    "load httpfs",
    "set enable_external_access = true",
    "set allowed_directories = ['/etc']",
    "reset lock_configuration",
  ])
    await expect(warehouse.run(statement), statement).rejects.toThrow(closed);
  expect(existsSync(join(outside, "x.csv"))).toBe(false);
});

test("a home behind a link works as well", async () => {
  const real = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  const link = join(temporaryFolder(), "home");
  symlinkSync(real.home, link);
  const home = homeAt(link);
  put(home, "bank/a.csv", "payment_id,client_name,paid_on,amount\np1,A,2026-03-01,10.00\n");
  const staged = await Staged.open(home);
  onTestFinished(() => staged.close());
  expect(await staged.take()).toMatchObject([{accepted: 1}]);
});

test("of a link in the inbox the archive keeps the bytes, and the file behind it stays", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  const text = "payment_id,client_name,paid_on,amount\np1,A,2026-03-01,10.00\n";
  const behind = write(join(temporaryFolder(), "b.csv"), text);
  mkdirSync(join(home.inbox, "bank"), {recursive: true});
  symlinkSync(behind, join(home.inbox, "bank/a.csv"));
  const staged = await Staged.open(home);
  onTestFinished(() => staged.close());
  expect(await staged.take()).toMatchObject([{accepted: 1}]);
  expect(existsSync(join(home.inbox, "bank/a.csv"))).toBe(false);
  expect(readFileSync(behind, "utf8")).toBe(text);
});

test("no statement fetches anything, not even an extension", async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.end("x");
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((listening) => server.once("listening", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.csv`;
  const open = await Database.open(":memory:");
  const shut = await Database.open(":memory:");
  onTestFinished(() => {
    open.close();
    shut.close();
  });
  await shut.lock({folders: []});
  await expect(open.run(`from read_text('${url}')`)).rejects.toThrow(/httpfs/);
  // which of the two bars it meets first depends on the machine
  await expect(shut.run(`from read_text('${url}')`)).rejects.toThrow(new RegExp(`httpfs|${closed.source}`));
  expect(asked).toBe(0);
});

test("a locked instance reads the files that it was given and no neighbour of theirs", async () => {
  const folder = temporaryFolder();
  const given = write(join(folder, "it's (1).csv"), "x\n1\n");
  const other = write(join(folder, "other.csv"), "x\n2\n");
  const database = await Database.open(":memory:", {temp_directory: join(folder, "tmp")});
  onTestFinished(() => database.close());
  await database.lock({folders: [], files: [given]});
  expect(await database.value(`select x from read_csv('${given.replaceAll("'", "''")}')`)).toBe(1);
  await expect(database.run(`from read_csv('${other}')`)).rejects.toThrow(closed);
});

test("an inspection looks at a file behind a link, and at one whose name looks like a pattern", async () => {
  const folder = temporaryFolder();
  const text = "Код клиента;Название клиента\nK1;Ромашка\nK2;Лютик\n";
  const plain = write(join(folder, "plain.csv"), text);
  const odd = write(join(folder, "odd[1].csv"), text);
  const link = join(folder, "link.csv");
  symlinkSync(plain, link);
  const home = homeAt(join(folder, "none"));
  const {files} = await inspect({files: [odd, link], home, rows: 5});
  expect(files.map(({error, preview}) => [error, preview[0]?.accepted])).toEqual([
    [null, 2],
    [null, 2],
  ]);
});
