import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {beforeAll, describe, expect, test, vi} from "vitest";
import {type Role, roles} from "../../queries/vocabulary.ts";
import type {Report} from "../../server/catalog.ts";
import type {User} from "../../server/ledger/users.ts";
import {readReportQuery} from "../../server/report-query.ts";
import {client, codeOf, type Send, signedInClient, startServer} from "./client.ts";
import {entries, patience, publish, write} from "./company.ts";

const server = await startServer();
const as = new Map<Role, Send>();
const send = (role: Role, path: string, init?: RequestInit) => as.get(role)!(path, init);

beforeAll(async () => {
  await publish(server.home, "20261101T063000Z-0001", 10);
  for (const role of roles) as.set(role, await signedInClient(server.url, role));
  // the demo employee becomes the first operator of the first snapshot
  await vi.waitFor(async () => {
    const session = await (await send("employee", "/api/session")).json();
    expect(session).toMatchObject({user: {employee_id: "e1"}});
  }, patience);
});

const query = (params: {name: string}[]) =>
  params.map(({name}) => (name === "month" ? "month=2026-10-01" : `${name}=e2`)).join("&");

describe.each(roles)("as %s", (role) => {
  test.each(entries)("$name is answered or refused as its roles say", async (report) => {
    const response = await send(role, `/api/reports/${report.name}?${query(report.params)}`);
    const definition = await send(role, `/api/reports/${report.name}/definition`);
    const allowed = report.roles.includes(role);
    expect([response.status, definition.status]).toEqual(allowed ? [200, 200] : [403, 403]);
    if (!allowed) expect(await codeOf(response)).toBe("forbidden");
  });

  test("the list of reports is the role's own", async () => {
    const listed = (await (await send(role, "/api/reports")).json()) as {name: string}[];
    const own = entries.filter((report) => report.roles.includes(role));
    expect(listed.map((report) => report.name)).toEqual(own.map((report) => report.name));
  });
});

test.each([
  "/api/reports",
  "/api/reports/talk",
  "/api/reports/nothing",
  "/api/reports/talk/definition",
  "/api/snapshot",
  "/api/runs",
  "/api/events",
])("%s needs a sign-in", async (path) => {
  const response = await client(server.url)(path);
  expect([response.status, await codeOf(response)]).toEqual([401, "not_signed_in"]);
});

test("a snapshot of another version says so, and what its reports do read is answered", async () => {
  const id = "20261102T063000Z-0002";
  await publish(server.home, id, 10, {point: false});
  await write(join(server.home, "var/snapshots", id, "management.duckdb"), ["drop table dim_people"]);
  const people = await send("director", `/api/reports/people?asOf=${id}&format=json`);
  expect([people.status, await codeOf(people)]).toEqual([503, "other_version"]);
  const talk = await send("director", `/api/reports/talk?month=2026-10-01&asOf=${id}&format=json`);
  expect(talk.status).toBe(200);
});

test("a report arrives as Arrow", async () => {
  const response = await send("director", "/api/reports/talk?month=2026-10-01");
  expect(response.headers.get("content-type")).toBe("application/vnd.apache.arrow.stream");
  const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
  expect(table.toArray().map((row) => row?.toJSON())).toEqual([
    {operator_id: "e1", talk_seconds: 20},
    {operator_id: "e2", talk_seconds: 20},
    {operator_id: "e3", talk_seconds: 20},
  ]);
});

test("a report arrives as JSON, as CSV and as a workbook", async () => {
  const json = await send("director", "/api/reports/my_calls?employee_id=e3&format=json");
  expect(await json.json()).toEqual([{operator_id: "e3", call_count: 2}]);
  const csv = await send("director", "/api/reports/my_calls?employee_id=e3&format=csv");
  expect(await csv.text()).toBe("operator_id,call_count\r\ne3,2\r\n");
  expect(csv.headers.get("content-disposition")).toBe("attachment; filename=my_calls.csv");
  const xlsx = await send("director", "/api/reports/my_calls?employee_id=e3&format=xlsx");
  expect(xlsx.headers.get("content-disposition")).toBe("attachment; filename=my_calls.xlsx");
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});

test("the same question is answered with 304, another question or format is not", async () => {
  const path = "/api/reports/talk?month=2026-10-01";
  const etag = (await send("director", path)).headers.get("etag") ?? "";
  expect(etag).toMatch(/^"20261101T063000Z-0001-[\w-]+"$/);
  const ask = (address: string) => send("director", address, {headers: {"if-none-match": etag}});
  expect((await ask(path)).status).toBe(304);
  expect((await ask("/api/reports/talk?month=2026-09-01")).status).toBe(200);
  expect((await ask(`${path}&format=json`)).status).toBe(200);
});

test.each([
  ["talk", "", /month: /],
  ["talk", "month=october", /month: /],
  ["talk", "month=2026-13-01", /month: /],
  ["talk", "month=2026-10-02", /month: Invalid month: its first day is expected/],
  ["talk", "month=2026-10-01&month=2026-09-01", /month: /],
  ["talk", "month=2026-10-01&team=1", /team: unknown; expected format, asOf, lang, month/],
  ["talk", "month=2026-10-01&format=xml", /format: /],
  ["talk", "month=2026-10-01'%20or%201=1", /month: /],
])("%s?%s is refused before anything runs", async (name, search, message) => {
  const response = await send("director", `/api/reports/${name}?${search}`);
  const {error} = (await response.json()) as {error: {code: string; message: string}};
  expect([response.status, error.code]).toEqual([400, "bad_params"]);
  expect(error.message).toMatch(message);
});

test("a band of sleep is one of the list, or empty for every band", () => {
  const report = {
    name: "list",
    params: [{name: "band", type: "varchar", doc: ""}],
    sql: "select 1",
  } as unknown as Report;
  const read = (band: string) => readReportQuery(report, {band}, {role: "director"} as User).values["band"];
  expect(["", "short", "long"].map(read)).toEqual(["", "short", "long"]);
  expect(() => read("all")).toThrow(/list: band: /);
});

test("the role is looked at before the parameters", async () => {
  expect((await send("hr", "/api/reports/talk?month=october")).status).toBe(403);
});

test("an employee reads own rows whatever the address says", async () => {
  const response = await send("employee", "/api/reports/my_calls?format=json&employee_id=e3");
  expect(await response.json()).toEqual([{operator_id: "e1", call_count: 2}]);
});

test("a head reads the own team whatever the address says", async () => {
  const response = await send("head", "/api/reports/team_calls?format=json&team_id=other");
  expect(await response.json()).toEqual([{team_id: "team 1", call_count: 6}]);
});

test("an analyst reads a file without names", async () => {
  const people = async (role: Role) => (await send(role, "/api/reports/people?format=json")).json();
  expect(await people("director")).toEqual([{employee_name: "Ольга"}]);
  expect(await people("analyst")).toEqual([{employee_name: "person 1"}]);
});

test("an unknown report is a 404", async () => {
  const response = await send("director", "/api/reports/nothing");
  expect([response.status, await codeOf(response)]).toEqual([404, "unknown_report"]);
});

test("an unknown address is a 404", async () => {
  const response = await send("director", "/api/nothing");
  expect([response.status, await codeOf(response)]).toEqual([404, "not_found"]);
});
