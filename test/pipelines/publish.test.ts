import {spawn} from "node:child_process";
import {existsSync, readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Built} from "../../pipelines/build.ts";
import {ChangedMonths} from "../../pipelines/changed-months.ts";
import {type Company, type Home, readCompany} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import {readModels} from "../../pipelines/models.ts";
import {attachParts} from "../../pipelines/parts.ts";
import {publish} from "../../pipelines/publish.ts";
import {run} from "../../pipelines/run.ts";
import {currentSnapshot, listSnapshots, rollback} from "../../pipelines/snapshots.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {openPublished, queryPublished} from "../helpers/published.ts";
import {copyHome, madeOnce} from "../helpers/start.ts";

const day = (number: number) => () => new Date(Date.UTC(2026, 2, number, 6));
const sources = "sources:\n  bank: {preset: payments}\n  crm: {preset: clients}\n";
const payment = (id: string, amount: number) =>
  `payment_id,paid_on,amount,client_name\n${id},2026-03-0${(amount % 9) + 1},${amount},\n`;
const ids = (home: Home) =>
  queryPublished<{payment_id: string}>(home, "select payment_id from fct_payments order by payment_id").then(
    (rows) => rows.map((row) => row.payment_id),
  );

/** A home with one payment published, to be read only. */
const paidOnce = madeOnce(async (folder) => {
  const home = makeHome({sources}, folder());
  put(home, "bank/1.csv", payment("p1", 1));
  const {snapshot} = await run(home, {now: day(1)});
  return {home, snapshot};
});

test("a snapshot for each audience: payroll has all of management, the analyst gets stand-ins that stay the same", async () => {
  const home = makeHome({sources});
  put(home, "crm/1.csv", "client_id,client_name,phones\nc1,ООО Ромашка,89271002030\n");
  await run(home, {now: day(1)});
  const name = async (audience: "management" | "payroll" | "analyst") => {
    const database = await openPublished(home, currentSnapshot(home), audience);
    try {
      return await database.value<string>("select client_name from dim_clients");
    } finally {
      database.close();
    }
  };
  expect(await name("management")).toBe("ООО Ромашка");
  expect(await name("payroll")).toBe("ООО Ромашка");
  const standIn = await name("analyst");
  expect(standIn).toMatch(/^client [0-9a-f]{8}$/);
  put(home, "bank/1.csv", payment("p1", 1));
  await run(home, {now: day(2)});
  expect(await name("analyst")).toBe(standIn);
  const folder = join(home.snapshots, currentSnapshot(home)!.id);
  expect(readdirSync(folder).sort()).toEqual([
    "analyst.duckdb",
    "management.duckdb",
    "manifest.json",
    "payroll.duckdb",
  ]);
});

test("no published file holds a name or number that the analyst must not see", async () => {
  const home = makeHome({sources: `${sources}  calls: {preset: calls}\n  staff: {preset: employees}\n`});
  put(
    home,
    "crm/1.csv",
    "client_id,client_name,phones,decision_maker_name,decision_maker_phone\nc1,ООО Ромашка,89271002030,Тайный Человек,89271002031\n",
  );
  put(home, "staff/1.csv", "employee_id,employee_name\ne1,Скрытный Оператор\n");
  put(
    home,
    "calls/1.csv",
    "call_id,started_at,direction,operator,client_phone,talk_seconds,disposition,recording\nx1,2026-03-01 10:00,out,Скрытный Оператор,89271002030,60,answered,https://records/79271002030.mp3\nx2,2026-03-01 11:00,out,Незнакомец,89279999999,60,answered,\n",
  );
  await run(home, {now: day(2)});
  const analyst = await openPublished(home, currentSnapshot(home), "analyst");
  try {
    const tables = await analyst.rows<{table_name: string}>(
      "select table_name from information_schema.tables where table_schema = 'main' and table_catalog = current_catalog()",
    );
    for (const {table_name} of tables) {
      const rows = JSON.stringify(await analyst.rows(`select * from ${table_name}`));
      for (const secret of [
        "Ромашка",
        "Тайный",
        "Скрытный",
        "Незнакомец",
        "9271002030",
        "9271002031",
        "9279999999",
      ])
        expect(`${table_name}: ${rows.includes(secret) ? secret : "nothing"}`).toBe(`${table_name}: nothing`);
    }
  } finally {
    analyst.close();
  }
});

test("old snapshots go, with the year files only they used; a kept one and the newest stay", async () => {
  const home = makeHome({sources: `${sources}  shop: {preset: orders}\n`, keepSnapshots: 1});
  const published: string[] = [];
  for (let number = 1; number <= 3; number++) {
    put(
      home,
      `shop/${number}.csv`,
      `order_id,line_number,ordered_on,amount\no${number},1,2026-03-0${number},1\n`,
    );
    const {snapshot} = await run(home, {now: day(number)});
    published.push(snapshot!);
    if (number === 1) write(join(home.snapshots, snapshot!, "keep"), "");
  }
  const left = listSnapshots(home);
  expect(left.map((manifest) => manifest.id)).toEqual([published[2], published[0]]);
  const used = left.flatMap((manifest) =>
    manifest.audiences.management.attach.map((part) => part.file.replace("parts/", "")),
  );
  expect(readdirSync(home.parts).sort()).toEqual([...new Set(used)].sort());
  for (const manifest of left) {
    const database = await openPublished(home, manifest);
    const rows = await database.value("select count(*) from fct_orders");
    database.close();
    expect(rows).toBe(published.indexOf(manifest.id) + 1);
  }
  expect(readdirSync(join(home.snapshots, "health"))).toHaveLength(2);
});

test("rollback serves an earlier snapshot at once; the next good run publishes on top of everything", async () => {
  const first = await paidOnce();
  const home = copyHome(first.home);
  put(home, "bank/2.csv", payment("p2", 2));
  await run(home, {now: day(2)});
  expect(await ids(home)).toEqual(["p1", "p2"]);
  rollback(home, first.snapshot!);
  expect(await ids(home)).toEqual(["p1"]);
  expect(() => rollback(home, "yesterday")).toThrow(
    /^snapshot yesterday: there is none of this id; see `estafeta snapshots`$/,
  );
  // a rollback holds until there is something new: a scheduled run must not bring back what was taken away
  expect(await run(home, {now: day(3)})).toMatchObject({
    status: "done",
    isNew: false,
    snapshot: first.snapshot,
  });
  expect(await ids(home)).toEqual(["p1"]);
  put(home, "bank/3.csv", payment("p3", 3));
  await run(home, {now: day(4)});
  expect(await ids(home)).toEqual(["p1", "p2", "p3"]);
  expect(listSnapshots(home)).toHaveLength(3);
});

test("a failing check publishes nothing; its reason can be read; the next good run publishes", async () => {
  const good = await paidOnce();
  const home = copyHome(good.home);
  // two rows of one key can only come from a fault of ours, which is what checks are for
  await inWarehouse(home, "insert into stage.payments select * from stage.payments");
  put(home, "bank/2.csv", payment("p2", 2));
  const bad = await run(home, {now: day(2)});
  expect(bad).toMatchObject({status: "checks_failed", snapshot: null});
  const pointer = currentSnapshot(home)!;
  expect(pointer.id).toBe(good.snapshot);
  expect(await ids(home)).toEqual(["p1"]);
  expect(pointer.health).toBe(`health/${bad.run}.duckdb`);
  const health = await Database.open(join(home.snapshots, pointer.health), {access_mode: "READ_ONLY"});
  const failed = await health.rows(
    "select model, failed_row_count from check_results where status_code = 'failed' and severity = 'fail' and model = 'fct_payments'",
  );
  const loads = await health.rows("select file_name, status_code from loads order by load_id");
  health.close();
  expect(failed).toContainEqual({model: "fct_payments", failed_row_count: 1});
  expect(loads).toEqual([
    {file_name: "1.csv", status_code: "staged"},
    {file_name: "2.csv", status_code: "staged"},
  ]);
  await inWarehouse(
    home,
    "delete from stage.payments where rowid = (select max(rowid) from stage.payments where payment_id = 'p1')",
  );
  expect(await run(home, {now: day(3)})).toMatchObject({status: "done"});
  expect(await ids(home)).toEqual(["p1", "p2"]);
});

async function inWarehouse(home: Home, sql: string): Promise<void> {
  const warehouse = await openWarehouse(home);
  await warehouse.run(sql);
  warehouse.close();
}

const publishes = Number(process.env["PUBLISHES"] ?? 40);

test(`a reader sees no error and no half-loaded month during ${publishes} publishes`, async () => {
  const home = makeHome({company: "", sources});
  const company = {...readCompany(home), config: {...readCompany(home).config, keep_snapshots: 14}};
  const warehouse = await openWarehouse(home);
  try {
    await publishNumber(warehouse, home, company, 0);
    const reader = spawn(process.execPath, [join(import.meta.dirname, "../helpers/reader.ts"), home.home], {
      env: {...process.env, NODE_OPTIONS: ""},
      stdio: ["ignore", "pipe", "inherit"],
    });
    let told = "";
    reader.stdout.on("data", (chunk: Buffer) => {
      told += chunk.toString();
    });
    const ended = new Promise((resolve) => reader.on("close", resolve));
    for (let number = 1; number <= publishes; number++) await publishNumber(warehouse, home, company, number);
    // let the reader see the last one
    await new Promise((resolve) => setTimeout(resolve, 1000));
    write(join(home.home, "stop"), "");
    await ended;
    const result = JSON.parse(told) as {
      reads: number;
      seen: number;
      last: number;
      faults: string[];
      faultCount: number;
    };
    expect(result).toMatchObject({faults: [], faultCount: 0, last: publishes});
    expect(result.seen).toBeGreaterThan(Math.min(20, publishes / 3));
    expect(listSnapshots(home)).toHaveLength(Math.min(14, publishes + 1));
    expect(existsSync(join(home.snapshots, "parts"))).toBe(true);
    expect(statSync(join(home.snapshots, "current.json")).isFile()).toBe(true);
  } finally {
    warehouse.close();
  }
}, 120_000);

const models = readModels().filter((model) => ["fct_orders", "fct_payments"].includes(model.name));

/** One publication by the real code of two tables, one of them in year files, whose every amount is `number`. */
async function publishNumber(
  warehouse: Database,
  home: Home,
  company: Company,
  number: number,
): Promise<void> {
  const id = `${String(number).padStart(6, "0")}-test`;
  const parts = await attachParts(warehouse, home, new Set([2025, 2026]), id);
  for (const model of models) {
    const columns = model.columns.map(({name, type}) =>
      name.endsWith("_amount") ? `${number}::${type} as ${name}` : `null::${type} as ${name}`,
    );
    const select = `select ${columns.join(", ")} from range(${model.stored === "part" ? 15 : 10})`;
    if (model.stored === "part")
      for (const part of parts) await warehouse.run(`create table ${part.name}.${model.name} as ${select}`);
    else await warehouse.run(`create or replace table ${model.name} as ${select}`);
  }
  const built: Built = {
    models,
    parts,
    months: [],
    forwardMonths: [],
    changes: new ChangedMonths(warehouse, models, {
      touchedFrom: null,
      formerFirst: null,
      hasNewMonth: false,
      isWhole: true,
      changedEntities: new Set(),
    }),
    dataUntil: "2026-03-01",
    buildHash: String(number),
  };
  await publish(warehouse, home, company, built, {id, health: `health/${id}.duckdb`, now: day(1)});
}
