import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import ExcelJS from "exceljs";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {type Role, roles} from "../../queries/vocabulary.ts";
import {type CatalogEntry, createCatalog} from "../../server/catalog.ts";
import {pathsOf} from "../../server/config.ts";
import type {Decision} from "../../server/ledger/decisions.ts";
import {openLedger} from "../../server/ledger/ledger.ts";
import {addUser, findUser, setPlace} from "../../server/ledger/users.ts";
import {codeOf, type Send, signedInClient, startServer} from "./client.ts";
import {emptyHome, entries, patience, publish} from "./company.ts";

const text = (name: string) => ({name, type: "varchar", unit: "text" as const, doc: name});
const readers: Role[] = ["admin", "director", "head"];
const people = `(values ('c1', 'e1', 'Альфа', '+74950000001'), ('c2', 'e2', '=HYPERLINK("http://x")', '+74950000002'),
  ('c3', null, '@SUM(1+1)*cmd|calc', '-2+3')) as clients(client_id, owner_employee_id, client_name, client_phone)`;
const list: CatalogEntry = {
  name: "work_list",
  doc: "Whom to call.",
  page: "contacts",
  grain: ["client_id"],
  roles: readers,
  params: [],
  team: "owner_employee_id",
  rows: 2,
  columns: [
    text("client_id"),
    {name: "owner_employee_id", type: "varchar", unit: "id", doc: "owner"},
    text("client_name"),
    text("client_phone"),
    {name: "docket_state", type: "varchar", unit: "code", doc: "state"},
    {name: "is_owner_gone", type: "boolean", unit: "flag", doc: "gone"},
    {name: "planned_contacts", type: "double", unit: "ratio", doc: "plan"},
    {name: "order_amount", type: "decimal(18,2)", unit: "money", doc: "orders"},
    {name: "all_client_count", type: "integer", unit: "count", doc: "in all"},
  ],
  sql: `select client_id, owner_employee_id, client_name, client_phone, 'proposed' as docket_state,
          client_id = 'c1' as is_owner_gone, 12.133333333333333::double as planned_contacts,
          -12.5::decimal(18,2) as order_amount, 3 as all_client_count
        from ${people} order by client_id desc`,
};
const docket: CatalogEntry = {
  name: "take_away_docket",
  doc: "The docket.",
  page: "contacts",
  grain: ["client_id"],
  roles: readers,
  params: [{name: "team_id", type: "varchar", doc: "team"}],
  columns: [text("client_id"), text("owner_employee_id"), text("silent_since_date"), text("docket_state")],
  sql: `select client_id, owner_employee_id, '2026-05-01' as silent_since_date, 'proposed' as docket_state, 5 as order_amount
        from ${people} where owner_employee_id is not null and ($team_id::varchar is null
          or owner_employee_id in (select employee_id from dim_employees where team_id = $team_id::varchar))`,
};
const home = emptyHome(afterAll);
const server = await startServer({home, catalog: createCatalog([...entries, list, docket])});
const as = new Map<string, Send>();

beforeAll(async () => {
  await publish(home, "20261101T063000Z-aaaa", 1);
  const words = join(home, "pages", "words");
  mkdirSync(words, {recursive: true});
  const columns = {
    "columns.client_name": "Клиент",
    "docketState.proposed": "предложен",
    "docketDecision.keep": "Оставить владельцу",
    "table.yes": "да",
    "table.no": "нет",
  };
  writeFileSync(join(words, "ru.json"), JSON.stringify(columns));
  for (const role of roles) as.set(role, await signedInClient(server.url, role));
  // the demo head is put at the head of team 1
  await vi.waitFor(async () => {
    expect(await (await as.get("head")!("/api/session")).json()).toMatchObject({user: {team_id: "team 1"}});
  }, patience);
});

const rowsOf = async (who: string, search = "") => {
  const response = await as.get(who)!(`/api/reports/work_list?format=json${search}`);
  return ((await response.json()) as {client_id: string}[]).map(({client_id}) => client_id);
};

test("a head sees people of the own team and what is nobody's, in the order of the report; others see all", async () => {
  expect(await rowsOf("director")).toEqual(["c3", "c2", "c1"]);
  expect(await rowsOf("head")).toEqual(["c3", "c1"]);
  for (const role of ["hr", "analyst", "employee"] as const)
    expect(await codeOf(await as.get(role)!("/api/reports/work_list")), role).toBe("forbidden");
});

test("no two teams share a cached answer", async () => {
  const etag = async (who: string) =>
    (await as.get(who)!("/api/reports/work_list?format=csv")).headers.get("etag");
  expect(await etag("head")).not.toBe(await etag("director"));
});

test("a head without a team sees nobody and is told who sets it", async () => {
  const ledger = openLedger(pathsOf(home).ledger);
  try {
    setPlace(ledger, findUser(ledger, "head")!.user_id, null, null);
    const response = await as.get("head")!("/api/reports/work_list");
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(
      /head has no team_id; an administrator sets it: estafeta user place/,
    );
    expect((await as.get("head")!("/api/reports/talk?month=2026-10-01")).status).toBe(200);
  } finally {
    setPlace(ledger, findUser(ledger, "head")!.user_id, null, "team 1");
    ledger.close();
  }
});

test("a head decides about the own team's clients only, and reads what was decided about them", async () => {
  const decide = (who: string, client_id: string, owner_employee_id: string) =>
    as.get(who)!("/api/docket/decisions", {
      method: "POST",
      json: {client_id, owner_employee_id, silent_since_date: "2026-05-01", decision: "keep", reason: "x"},
    });
  expect((await decide("head", "c1", "e1")).status).toBe(201);
  const other = await decide("head", "c2", "e2");
  expect([other.status, await codeOf(other)]).toEqual([403, "forbidden"]);
  expect((await decide("director", "c2", "e2")).status).toBe(201);
  const read = async (who: string) =>
    ((await (await as.get(who)!("/api/docket/decisions")).json()) as Decision[]).map(
      ({client_id}) => client_id,
    );
  expect(await read("head")).toEqual(["c1"]);
  expect(await read("director")).toEqual(["c2", "c1"]);
  // what was decided is in the export, in words and as codes
  const csv = await (await as.get("head")!("/api/reports/take_away_docket?format=csv&lang=ru")).text();
  expect(csv.split("\r\n")[1]).toMatch(
    /^c1;e1;2026-05-01;Оставить владельцу;5;Оставить владельцу;head;.*Z;x$/,
  );
  const plain = await (await as.get("director")!("/api/reports/take_away_docket?format=json")).json();
  expect(plain).toMatchObject([
    {client_id: "c1", docket_state: "keep", decision: "keep", decided_by: "head"},
    {client_id: "c2", docket_state: "keep", decided_by: "director"},
  ]);
});

test("a page gets as many rows as it shows, an export all", async () => {
  const page = await as.get("director")!("/api/reports/work_list");
  const table = tableFromIPC(new Uint8Array(await page.arrayBuffer()));
  expect(table.toArray().map((row) => row?.toJSON()["client_id"])).toEqual(["c3", "c2"]);
  const csv = await (await as.get("director")!("/api/reports/work_list?format=csv")).text();
  expect(csv.trim().split("\r\n")).toHaveLength(4);
});

test("a Russian text file opens in a Russian spreadsheet: marked, semicolons, comma, words, no formula and no repeated total", async () => {
  const response = await as.get("director")!("/api/reports/work_list?format=csv&lang=ru");
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString("utf8").slice(1).split("\r\n")).toEqual([
    "client_id;owner_employee_id;Клиент;client_phone;docket_state;is_owner_gone;planned_contacts;order_amount",
    "c3;;'@SUM(1+1)*cmd|calc;'-2+3;предложен;нет;12,13;-12,50",
    'c2;e2;"\'=HYPERLINK(""http://x"")";+74950000002;предложен;нет;12,13;-12,50',
    "c1;e1;Альфа;+74950000001;предложен;да;12,13;-12,50",
    "",
  ]);
});

test("a workbook has the page's words and rounded numbers", async () => {
  const response = await as.get("director")!("/api/reports/work_list?format=xlsx&lang=ru");
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const rows = book.getWorksheet("work_list")!.getSheetValues().slice(1) as ExcelJS.CellValue[][];
  expect(rows[0]).toContain("Клиент");
  expect(rows[0]).not.toContain("all_client_count");
  expect(rows[3]!.slice(5)).toEqual(["предложен", "да", 12.13, -12.5]);
});

test("a head is added with a team", () => {
  const ledger = openLedger(pathsOf(home).ledger);
  try {
    expect(addUser(ledger, {name: "Глава", role: "head", team_id: "team 2"}).team_id).toBe("team 2");
  } finally {
    ledger.close();
  }
});
