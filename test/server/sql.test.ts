import {tableFromIPC} from "apache-arrow";
import {afterAll, describe, expect, test} from "vitest";
import {roles} from "../../queries/vocabulary.ts";
import {codeOf, signedInClient, startServer} from "./client.ts";
import {emptyHome, publish} from "./company.ts";

const home = emptyHome(afterAll);
await publish(home, "20261101T063000Z-0001", 7);
const server = await startServer({home, queryLimits: {memory: "200MB", threads: 2, secondsPerQuery: 4}});
const analyst = await signedInClient(server.url, "analyst");

const ask = (sql: string, more: object = {}, send = analyst) =>
  send("/api/sql", {method: "POST", json: {sql, ...more}});

const said = (response: Response) =>
  JSON.parse(decodeURIComponent(response.headers.get("estafeta-answer") ?? "null")) as {
    rowCount: number;
    isCut: boolean;
    standIns: string[];
  };

describe("one statement", () => {
  test("is answered in Arrow from the analysts' file", async () => {
    const response = await ask(
      "select operator_id, count(*) as calls from fct_calls group by all order by all;",
    );
    expect(response.status).toBe(200);
    expect(said(response)).toMatchObject({rowCount: 3, isCut: false, standIns: []});
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    expect(table.toArray().map((row) => row?.toJSON())).toEqual([
      {operator_id: "e1", calls: 2},
      {operator_id: "e2", calls: 2},
      {operator_id: "e3", calls: 2},
    ]);
    const people = await ask("select employee_name from dim_people", {format: "json"});
    expect(said(people).standIns).toEqual(["employee_name"]);
    expect(await people.json()).toEqual([{employee_name: "person 1"}]);
  });

  test("takes parameters by how they look", async () => {
    const params = {
      month: "2026-10-01",
      least: "2",
      share: "0.5",
      name: "o'brien",
      version: "2",
      gone: null,
      yes: "true",
    };
    const sql =
      "select count(*) as calls, typeof($least) as least, typeof($share) as share, $name as name, $version as version, $gone as gone, $yes as yes from fct_calls where call_month = $month";
    const [row] = (await (await ask(sql, {params, texts: ["version"], format: "json"})).json()) as object[];
    expect(row).toEqual({
      calls: 6,
      least: "INTEGER",
      share: "DOUBLE",
      name: "o'brien",
      version: "2",
      gone: null,
      yes: true,
    });
  });

  test("says when there are more rows than were let through", async () => {
    const cut = await ask("from range(5) order by 1 desc", {limit: 2});
    expect(said(cut)).toMatchObject({rowCount: 2, isCut: true});
    const table = tableFromIPC(new Uint8Array(await cut.arrayBuffer()));
    expect(table.toArray().map((row) => row?.toJSON())).toEqual([{range: 4}, {range: 3}]);
    expect(said(await ask("from range(2)", {limit: 2}))).toMatchObject({rowCount: 2, isCut: false});
  });

  test("names that repeat and types that no page knows come all the same", async () => {
    const response = await ask("select 1 as a, [1, 2] as a, 'x' as a, 5::hugeint as wide");
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    expect(Object.values(table.get(0)?.toJSON() ?? {})).toEqual([1, "[1, 2]", "x", 5]);
  });
});

test("a wrong one is answered with the engine's words and those names that are nearest", async () => {
  const message = async (sql: string) =>
    ((await (await ask(sql)).json()) as {error: {message: string}}).error.message;
  expect(await message("select * from fct_call")).toMatch(
    /there is no table fct_call; nearest are fct_calls/,
  );
  expect(await message("select 1 +")).toMatch(/Parser Error/);
  expect(await message("select 1; select 2")).toMatch(/expected one statement, got 2/);
});

test("only those who work with data may ask", async () => {
  for (const role of roles) {
    const send = await signedInClient(server.url, role);
    const expected = ["admin", "director", "analyst"].includes(role) ? 200 : 403;
    expect((await ask("select 1", {}, send)).status, role).toBe(expected);
    expect((await send("/api/sql/history")).status, role).toBe(expected);
  }
});

test("a statement that runs away is stopped at its limit, and the next one is answered", async () => {
  const started = performance.now();
  const response = await ask(
    "select count(*) from range(10000000000) as a(x), range(1000) as b(y) where x % 7 = y",
  );
  expect(await codeOf(response)).toBe("report_timeout");
  // the process was there already, so what is over the limit is what stopping took
  expect(performance.now() - started).toBeGreaterThan(4000);
  expect((await ask("select 1")).status).toBe(200);
});

test.each([
  "select string_agg(x::varchar || repeat('x', 1000), ',') from range(10000000) as r(x)",
  // texts as long as this are not counted by the engine
  "select length(repeat(repeat('x', 1000000), 1800 + x)) from range(1) as r(x)",
])("%s wants too much memory and is refused in words", async (sql) => {
  const response = await ask(sql);
  expect(response.status).toBe(422);
  expect(((await response.json()) as {error: {message: string}}).error.message).toMatch(/more memory/);
});

test("whoever asks a third question at once waits", async () => {
  const slow = "select count(*) from range(10000000000) as r(x) where x % 7 = 3";
  const stop = new AbortController();
  const running = [1, 2].map(() =>
    analyst("/api/sql", {method: "POST", json: {sql: slow}, signal: stop.signal}).catch(() => null),
  );
  await expect.poll(async () => (await ask("select 1")).status, {timeout: 1500}).toBe(429);
  const director = await signedInClient(server.url, "director");
  expect((await ask("select 1", {}, director)).status).toBe(200);
  stop.abort();
  await Promise.all(running);
  await expect.poll(async () => (await ask("select 1")).status, {timeout: 15_000}).toBe(200);
});

test("what was asked is kept: by whom, of which data, with how many rows", async () => {
  await ask("select 42 as answer");
  await ask("select nothing");
  const past = (await (await analyst("/api/sql/history")).json()) as {sql: string}[];
  expect(past.find(({sql}) => sql === "select 42 as answer")).toMatchObject({
    outcome: "answered",
    row_count: 1,
    snapshot_id: "20261101T063000Z-0001",
  });
  expect(past.find(({sql}) => sql === "select nothing")).toMatchObject({
    outcome: "bad_params",
    row_count: null,
  });
  expect(past.filter(({sql}) => sql === "select 1")).toHaveLength(1);
  const director = await signedInClient(server.url, "director");
  const others = (await (await director("/api/sql/history")).json()) as {sql: string}[];
  expect(others.map(({sql}) => sql)).not.toContain("select 42 as answer");
});
