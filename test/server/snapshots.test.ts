import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, expect, onTestFinished, test, vi} from "vitest";
import {openDataFile} from "../../server/data-file.ts";
import {createEvents} from "../../server/events.ts";
import {followSnapshots} from "../../server/snapshots.ts";
import {codeOf, type Send, signedInClient, startServer} from "./client.ts";
import {emptyHome, patience, pointTo, publish, republish} from "./company.ts";

const server = await startServer();
const idOf = (number: number) => `20261101T063000Z-${String(number).padStart(4, "0")}`;
const talk = "/api/reports/talk?month=2026-10-01&format=json";
let send: Send;

beforeAll(async () => {
  send = await signedInClient(server.url, "director");
});

async function figure(address = talk) {
  const response = await send(address);
  const rows = (await response.json()) as {talk_seconds: number}[];
  return {id: response.headers.get("estafeta-snapshot"), figures: rows.map((row) => row.talk_seconds)};
}

test("before the first publication the reader is told so", async () => {
  const response = await send(talk);
  expect([response.status, await codeOf(response)]).toEqual([503, "no_snapshot"]);
  expect(await (await send("/api/health")).json()).toMatchObject({status: "no_snapshot", snapshot: null});
});

test("no reader sees an error or half a snapshot during 220 publications", async () => {
  for (let number = 0; number < 10; number++) await publish(server.home, idOf(number), number);
  await vi.waitFor(async () => expect((await send(talk)).status).toBe(200), patience);
  let publishing = true;
  let reads = 0;
  const seen = new Set<string | null>();
  const wrong: unknown[] = [];
  async function poll() {
    while (publishing) {
      const {id, figures} = await figure().catch((error: unknown) => ({id: null, figures: [error]}));
      const expected = Number(id?.slice(-1)) * 2;
      if (id === null || figures.length !== 3 || figures.some((value) => value !== expected))
        wrong.push({id, figures});
      seen.add(id);
      reads += 1;
    }
  }
  const readers = [poll(), poll(), poll()];
  for (let number = 10; number < 230; number++) {
    republish(server.home, idOf(number % 10), idOf(number));
    if (number >= 15) rmSync(join(server.home, "var/snapshots", idOf(number - 5)), {recursive: true});
    await vi.waitFor(() => expect(reads).toBeGreaterThan(number - 10), {...patience, interval: 1});
  }
  await vi.waitFor(async () => expect((await figure()).id).toBe(idOf(229)), patience);
  publishing = false;
  await Promise.all(readers);
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
}, 60_000);

test("an earlier snapshot answers as it did, and rollback serves it again", async () => {
  const earlier = idOf(228);
  expect(await figure(`${talk}&asOf=${earlier}`)).toEqual({id: earlier, figures: [16, 16, 16]});
  pointTo(server.home, readFileSync(join(server.home, "var/snapshots", earlier, "manifest.json"), "utf8"));
  await vi.waitFor(async () => expect((await figure()).id).toBe(earlier), patience);
});

test("more earlier snapshots than stay open, asked for at once", async () => {
  const asked = [225, 226, 227, 228, 229, 225, 226, 229].map((number) =>
    figure(`${talk}&asOf=${idOf(number)}`),
  );
  const answers = await Promise.all(asked);
  expect(answers.map(({figures}) => figures[0])).toEqual([10, 12, 14, 16, 18, 10, 12, 18]);
});

test.each(["20200101T000000Z-0000", "../ledger", "", "a/b"])("asOf=%s is an unknown snapshot", async (id) => {
  const response = await send(`${talk}&asOf=${encodeURIComponent(id)}`);
  expect([response.status, await codeOf(response)]).toEqual([404, "unknown_snapshot"]);
});

test("a pointer that cannot be followed leaves the old snapshot serving and is complained of once", async () => {
  const before = await figure();
  const pointer = readFileSync(join(server.home, "var/snapshots/current.json"), "utf8");
  server.lines.length = 0;
  pointTo(server.home, pointer.replaceAll(".duckdb", ".gone"));
  await vi.waitFor(() => expect(server.lines).toHaveLength(1), patience);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await figure()).toEqual(before);
  expect(server.lines).toEqual([expect.stringMatching(/^snapshots: /)]);
  pointTo(server.home, "{torn");
  await vi.waitFor(() => expect(server.lines).toHaveLength(2), patience);
  expect(await figure()).toEqual(before);
});

test("a run that failed its checks shows its health beside the old snapshot", async () => {
  await publish(server.home, idOf(500), 5);
  await vi.waitFor(async () => expect((await figure()).id).toBe(idOf(500)), patience);
  await publish(server.home, idOf(501), 501, {point: false});
  const analyst = await signedInClient(server.url, "analyst");
  const sources = "/api/reports/sources?format=json";
  const etag = (await analyst(sources)).headers.get("etag") ?? "";
  const manifest = readFileSync(join(server.home, "var/snapshots", idOf(500), "manifest.json"), "utf8");
  pointTo(server.home, manifest.replace(`health/${idOf(500)}`, `health/${idOf(501)}`));
  await vi.waitFor(async () => {
    const response = await analyst(sources, {headers: {"if-none-match": etag}});
    expect([response.status, await response.text()]).toEqual([200, '[{"source_id":"crm","row_count":501}]']);
  }, patience);
  expect(await figure()).toEqual({id: idOf(500), figures: [10, 10, 10]});
});

test("a snapshot closes with its last reader, not before", async () => {
  const home = emptyHome();
  await publish(home, idOf(1), 1);
  const directory = join(home, "var/snapshots");
  const snapshots = await followSnapshots({directory, events: createEvents(), log: () => undefined});
  onTestFinished(() => snapshots.close());
  const total = await snapshots.read(undefined, async (snapshot) => {
    await publish(home, idOf(2), 2);
    await snapshots.refresh();
    expect(snapshots.current()?.id).toBe(idOf(2));
    return snapshot.audience("management").use(async (connection) => {
      const reader = await connection.runAndReadAll("select sum(talk_seconds)::integer from fct_calls");
      return reader.getRows();
    });
  });
  expect(total).toEqual([[6]]);
});

test("an answer does not depend on the machine's zone", async () => {
  const home = emptyHome();
  const instance = await DuckDBInstance.create(join(home, "x.duckdb"));
  instance.closeSync();
  const file = await openDataFile(join(home, "x.duckdb"));
  onTestFinished(() => file.close());
  const days = await file.use(async (connection) => {
    const reader = await connection.runAndReadAll(
      "select (timestamptz '2026-11-01 20:00:00+00')::date::varchar",
    );
    return reader.getRows();
  });
  expect(days).toEqual([["2026-11-01"]]);
});

test("an open file can be neither changed nor left", async () => {
  const home = emptyHome();
  const path = join(home, "x.duckdb");
  const instance = await DuckDBInstance.create(path);
  instance.closeSync();
  const file = await openDataFile(path);
  onTestFinished(() => file.close());
  const statements = [
    "create table t (a integer)",
    "select * from read_text('/etc/hostname')",
    `select * from read_blob('${path}')`,
    "select * from glob('/*')",
    `copy (select 1) to '${home}/out.csv'`,
    `attach '${home}/other.duckdb'`,
    "set memory_limit = '100GB'",
    "set enable_external_access = true",
    "install httpfs",
    "load excel",
  ];
  for (const statement of statements)
    await expect(
      file.use((connection) => connection.run(statement)),
      statement,
    ).rejects.toThrow();
});
