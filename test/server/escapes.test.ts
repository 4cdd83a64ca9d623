import {existsSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, describe, expect, test} from "vitest";
import {openDataFile} from "../../server/data-file.ts";
import {answer} from "../../server/sandbox/answer.ts";
import {emptyHome, publish, write} from "./company.ts";
import {greedy, harmless, refused} from "./escapes.ts";

const home = emptyHome(afterAll);
const secretText = "planted-7319";
const secret = join(home, "secret.csv");
writeFileSync(secret, `name\n${secretText}\n`);
const pay = join(home, "pay.duckdb");
await write(pay, [`create table fct_pay as select '${secretText}' as amount`]);
await publish(home, "20261101T063000Z-0001", 7);
const snapshots = join(home, "var/snapshots");
const own = join(snapshots, "20261101T063000Z-0001/analyst.duckdb");
const parts = [{name: "part_2026", path: join(snapshots, "parts/2026-20261101T063000Z-0001.duckdb")}];
const limits = {memory: "200MB", threads: 2, secondsPerQuery: 3};
const file = await openDataFile(own, parts, limits);
afterAll(() => file.close());

const ask = (sql: string) => answer(file, {sql, values: {}, format: "json", limit: 1000});

/** What an answer or a refusal would tell: paths of this machine beside the one that the statement itself names. */
function told(text: string, sql: string): string[] {
  const asked = text.replaceAll(sql, "");
  return [secretText, snapshots, process.cwd(), "root:"].filter(
    (mark) => asked.includes(mark) && !sql.includes(mark),
  );
}

describe.each(Object.entries(refused({secret, own, pay, folder: home})))("%s", (_kind, statements) => {
  test.each(statements)("%s", async (sql) => {
    const outcome = await ask(sql).then(
      ({body}) => `answered: ${body}`,
      (error: Error) => error.message,
    );
    expect(outcome).not.toMatch(/^answered/);
    expect(told(outcome, sql)).toEqual([]);
  });
});

test.each(harmless)("%s tells nothing of the machine", async (sql) => {
  const text = await ask(sql).then(
    ({body}) => String(body),
    (error: Error) => error.message,
  );
  expect(text.length).toBeGreaterThan(0);
  expect(told(text, sql)).toEqual([]);
});

test.each(greedy)("%s ends by its limits", async (sql) => {
  await expect(ask(sql)).rejects.toThrow(
    /stopped after 3 s|Out of Memory|out of range|Invalid Input|cannot/i,
  );
});

test("nothing was written and nothing is left that the next statement would find", async () => {
  expect(readdirSync(home).sort()).toEqual(["pay.duckdb", "secret.csv", "var"]);
  expect(existsSync(`${own}.wal`)).toBe(false);
  const {body} = await ask("select count(*) as tables from duckdb_tables() where temporary");
  expect(JSON.parse(String(body))).toEqual([{tables: 0}]);
});
