import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Home, homeAt} from "../../pipelines/company/company.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {type Ended, estafeta} from "../helpers/cli.ts";
import {makeHome, put, temporaryFolder, write} from "../helpers/home.ts";
import {publishedTables} from "../helpers/published.ts";
import {copyHome} from "../helpers/start.ts";

const oneLine = (ended: Ended) => {
  expect(ended.err.trimEnd().split("\n")).toHaveLength(1);
  return ended.err.trimEnd();
};
const config = {
  sources: "sources:\n  results: {preset: call_results}\n  bank: {preset: payments}\n",
  dictionaries: {refusal_reasons: "code,raw\nprice,дорого\n"},
};
const head = "result_id,operator,filed_at,result_code,refusal_reason\n";

let ready: Home;
let first: Ended;
let clean: () => void;
afterAll(() => clean());
beforeAll(async () => {
  ready = makeHome(
    config,
    temporaryFolder((remove) => {
      clean = remove;
    }),
  );
  put(
    ready,
    "results/1.csv",
    `${head}r1,201,2026-03-01 10:00,refusal,дорого\nr2,201,2026-03-01 11:00,refusal,нет бюджета\n`,
  );
  put(ready, "bank/1.csv", "payment_id,paid_on,amount\np1,2026-03-01,10\n");
  first = await estafeta("run", "--home", ready.home);
});

test("without a command the list of commands and exit code 2; with --help 0", async () => {
  const bare = await estafeta();
  expect(bare.code).toBe(2);
  const help = await estafeta("--help");
  expect(help).toMatchObject({code: 0, err: ""});
  for (const command of [
    "serve",
    "demo",
    "run",
    "loads",
    "rejected",
    "fix",
    "replay",
    "snapshots",
    "rollback",
    "query",
    "user",
    "backup",
    "restore",
    "config",
  ])
    expect(help.out).toMatch(new RegExp(`^ {2}${command}\\b|\\| ${command}\\b`, "m"));
  expect(bare.out).toBe(help.out);
});

test("each command explains itself, its options and exit codes", async () => {
  const help = await estafeta("run", "--help");
  expect(help).toMatchObject({code: 0, err: ""});
  expect(help.out).toContain("estafeta run [--source S] [--full]");
  expect(help.out).toMatch(/Exit codes: 0 published, 1 .*, 2 wrong usage, 3 a check failed/);
});

test.each([
  [["launch"], "launch: there is no such command; see `estafeta --help`"],
  [["toString"], "toString: there is no such command; see `estafeta --help`"],
  [["run", "--fast"], "run: Unknown option '--fast'; see `estafeta run --help`"],
  [["rollback"], "rollback: no snapshot id; see `estafeta snapshots`"],
  [["backup"], "backup: no folder; name where the copy goes"],
  [["demo", "--end", "soon"], "--end soon: expected a month such as 2026-10"],
  [["demo", "--months", "none"], "--months none: expected a number from 1"],
])("wrong use %j: one line and exit code 2", async (args, message) => {
  const ended = await estafeta(...args, ...(args[0] === "launch" ? [] : ["--home", temporaryFolder()]));
  expect(ended).toMatchObject({code: 2, out: ""});
  expect(oneLine(ended)).toBe(message);
});

test("a mistake of the configuration is one line with file and line, and exit code 1", async () => {
  const home = makeHome({company: "colour: red\n"});
  const ended = await estafeta("run", "--home", home.home);
  expect(ended).toMatchObject({code: 1, out: ""});
  expect(oneLine(ended)).toBe(
    `${home.company}/company.yaml:7: colour: unknown key; remove it or check its spelling`,
  );
});

test("a home that is not there says what to do", async () => {
  const ended = await estafeta("config", "--home", join(temporaryFolder(), "nowhere"));
  expect(ended.code).toBe(1);
  expect(oneLine(ended)).toMatch(
    /nowhere\/company\/company\.yaml: the file is missing; npm run estafeta -- new DIR makes a company, .*data\/company is the demo's$/,
  );
});

test("config checks calendars, but what the server needs is told without them", async () => {
  const home = makeHome(config);
  write(
    join(home.company, "calendars/ru-2026.xml"),
    '<calendar year="2026"><day d="13.01" t="1"/></calendar>',
  );
  const ended = await estafeta("config", "--home", home.home);
  expect(ended.code).toBe(1);
  expect(oneLine(ended)).toMatch(
    /ru-2026\.xml:1: expected a day such as .* got d="13\.01" t="1"; correct it/,
  );
  expect((await estafeta("config", "--json", "--home", home.home)).code).toBe(0);
});

test("config says what it read; --json what the server needs", async () => {
  const home = makeHome({...config, company: 'schedule: {run: "30 5 * * *"}\n'});
  expect(await estafeta("config", "--home", home.home)).toMatchObject({
    code: 0,
    out: "Test: 2 sources, 0 norms, 0 pay plans, 1 dictionary entries; the configuration is sound\n",
  });
  const json = await estafeta("config", "--json", "--home", home.home);
  expect(JSON.parse(json.out)).toEqual({
    name: "Test",
    timezone: "Europe/Moscow",
    schedule: [{source: null, cron: "30 5 * * *"}],
    retry: {attempts: 3, base_seconds: 60},
    sources: [
      {source_id: "results", preset: "call_results", entities: ["call_results"]},
      {source_id: "bank", preset: "payments", entities: ["payments"]},
    ],
  });
});

test("a run tells its steps and what was set aside, and exits with 0", () => {
  expect(first).toMatchObject({code: 0, out: ""});
  const lines = first.err.trimEnd().split("\n");
  expect(lines.slice(0, 5).map((line) => line.split(" ")[0])).toEqual([
    "land",
    "stage",
    "build",
    "check",
    "publish",
  ]);
  expect(lines[5]).toMatch(/^published \d{8}T\d{6}Z-[0-9a-f]{4}$/);
  expect(lines).toContain("quarantine: 1 row was set aside; see `estafeta rejected` or the Data health page");
});

test("rejected lists where, why, what and the raw row", async () => {
  const ended = await estafeta("rejected", "--home", ready.home);
  expect(ended).toMatchObject({code: 0, err: ""});
  expect(ended.out).toBe(
    'results/1.csv:3  Outcomes of conversations, Refusal reason: "нет бюджета" is no spelling that the dictionary knows [2026-03-01]\n    r2;201;2026-03-01 11:00;refusal;нет бюджета\n',
  );
  expect((await estafeta("rejected", "--source", "bank", "--home", ready.home)).out).toBe("");
  const json = await estafeta("rejected", "--json", "--home", ready.home);
  expect(JSON.parse(json.out)).toMatchObject([
    {line_number: 3, reason_code: "not_in_dictionary", value: "нет бюджета"},
  ]);
  const none = await estafeta("rejected", "--home", makeHome(config).home);
  expect(none.code).toBe(1);
  expect(oneLine(none)).toBe("rejected: nothing has been published yet; `estafeta run` first");
});

test("a warehouse in use is named, and nothing else happens", async () => {
  const home = makeHome(config);
  const holder = await openWarehouse(home);
  try {
    const ended = await estafeta("run", "--home", home.home);
    expect(ended.code).toBe(1);
    expect(oneLine(ended)).toBe(`${home.warehouse}: another run is at work; wait until it ends`);
    expect(readdirSync(home.runs)).toEqual([]);
  } finally {
    holder.close();
  }
});

test("a failing check: exit code 3, its name and rows, and the earlier snapshot serves", async () => {
  const home = copyHome(ready);
  const before = currentSnapshot(home)!.id;
  const warehouse = await openWarehouse(home);
  await warehouse.run("insert into stage.payments select * from stage.payments");
  warehouse.close();
  put(home, "bank/2.csv", "payment_id,paid_on,amount\np2,2026-03-02,20\n");
  const failed = await estafeta("run", "--progress", "json", "--home", home.home);
  expect(failed.code).toBe(3);
  expect(failed.err).toMatch(
    /^nothing was published, the earlier snapshot keeps serving; fct_payments: unique\(payment_id\): 1 found; for example payment_id = p1, row_count = 2$/m,
  );
  const lines = failed.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as {event: string; status?: string});
  expect(lines.at(-1)).toMatchObject({event: "run_finished", status: "checks_failed"});
  expect(currentSnapshot(home)!.id).toBe(before);
  const again = await estafeta("run", "--home", home.home);
  expect(again.err.match(/1 found; for example payment_id = p1/g)).toHaveLength(1);
  // a full rebuild from the archive mends what no file brought
  expect(await estafeta("run", "--full", "--home", home.home)).toMatchObject({code: 0});
  expect(currentSnapshot(home)!.id).not.toBe(before);
});

test("why a run failed is said once, last", async () => {
  const sources = (day: string) =>
    `sources:\n  bank: {entities: {payments: {fields: {payment_id: id, paid_on: ${day}, amount: sum}}}}\n`;
  const home = makeHome({sources: sources("day"), inbox: {"bank/1.csv": "id,day,sum\np1,2026-03-01,10\n"}});
  await estafeta("run", "--home", home.home);
  write(join(home.company, "sources.yaml"), sources("date"));
  const failed = await estafeta("run", "--home", home.home);
  expect(failed.code).toBe(1);
  const said = failed.err.trimEnd().split("\n");
  expect(said.filter((line) => line.includes("the earlier snapshot keeps serving"))).toEqual([said.at(-1)]);
});

test("a file that cannot be read: exit code 1, the others are published", async () => {
  const home = makeHome(config);
  put(home, "bank/1.csv", "payment_id,paid_on,amount\np1,2026-03-01,10\n");
  put(home, "bank/2.csv", "");
  const ended = await estafeta("run", "--home", home.home);
  expect(ended.code).toBe(1);
  expect(ended.err).toContain("failed: bank/2.csv: the file is empty; check the export and send it again");
  expect(currentSnapshot(home)).not.toBeNull();
});

test("snapshots, rollback, replay after a dictionary entry, backup and restore", async () => {
  const listed = await estafeta("snapshots", "--home", ready.home);
  const id = currentSnapshot(ready)!.id;
  expect(listed.out).toMatch(new RegExp(`^\\* ${id}  published \\S+  data until 2026-03-01\n$`));

  write(
    join(ready.company, "dictionaries/refusal_reasons.csv"),
    "code,raw\nprice,дорого\nbudget,нет бюджета\n",
  );
  const replayed = await estafeta("replay", "--home", ready.home);
  expect(replayed).toMatchObject({code: 0});
  expect(replayed.err).not.toContain("quarantine");
  expect((await estafeta("rejected", "--home", ready.home)).out).toBe("");
  const tables = await publishedTables(ready);
  expect(tables["fct_call_results"]).toHaveLength(2);

  const copy = join(temporaryFolder(), "copy");
  expect(await estafeta("backup", copy, "--home", ready.home)).toMatchObject({
    code: 0,
    out: `copied to ${copy}\n`,
  });
  expect(existsSync(`${copy}.partial`)).toBe(false);
  const again = await estafeta("backup", copy, "--home", ready.home);
  expect(again.code).toBe(2);
  expect(oneLine(again)).toBe(`${copy}: the folder is not empty; name a new one`);

  const restored = join(temporaryFolder(), "home");
  expect(await estafeta("restore", copy, "--home", restored)).toMatchObject({
    code: 0,
    out: `restored to ${restored}\n`,
  });
  const home = homeAt(restored);
  expect(await publishedTables(home)).toEqual(tables);
  expect((await estafeta("restore", copy, "--home", restored)).code).toBe(2);
  // the copy lives on: the same file is known, a new one loads
  put(home, "bank/1.csv", "payment_id,paid_on,amount\np1,2026-03-01,10\n");
  put(home, "bank/2.csv", "payment_id,paid_on,amount\np2,2026-03-02,20\n");
  const run = await estafeta("run", "--home", restored);
  expect(run).toMatchObject({code: 0});
  expect(run.err).toMatch(/^land +1 .*1 file was known already$/m);
  expect((await publishedTables(home))["fct_payments"]).toHaveLength(2);
  expect((await publishedTables(ready))["fct_payments"]).toHaveLength(1);

  const back = await estafeta("rollback", id, "--home", ready.home);
  expect(back).toMatchObject({code: 0, out: `serving ${id}\n`});
  expect((await publishedTables(ready))["fct_call_results"]).toHaveLength(1);
  expect((await estafeta("rollback", "nothing", "--home", ready.home)).code).toBe(1);
  expect(readFileSync(join(ready.snapshots, "current.json"), "utf8")).toContain(id);
});
