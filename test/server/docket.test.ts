import {afterAll, beforeAll, expect, test} from "vitest";
import {type CatalogEntry, createCatalog} from "../../server/catalog.ts";
import {pathsOf} from "../../server/config.ts";
import {type Decision, listDecisions} from "../../server/ledger/decisions.ts";
import {openLedger} from "../../server/ledger/ledger.ts";
import {client, codeOf, type Send, signedInClient, startServer} from "./client.ts";
import {emptyHome, entries, publish} from "./company.ts";

const column = (name: string) => ({name, type: "varchar", unit: "id" as const, doc: name});
const docket: CatalogEntry = {
  name: "take_away_docket",
  doc: "The docket.",
  page: "contacts",
  grain: ["client_id"],
  roles: ["admin", "director", "head"],
  params: [],
  columns: ["client_id", "owner_employee_id", "silent_since_date"].map(column),
  sql: `select 'c1' as client_id, 'e1' as owner_employee_id, date '2026-05-01' as silent_since_date,
          12.5::decimal(18,2) as order_amount
        union all select 'c2', 'e2', date '2026-04-01', 0`,
};
const home = emptyHome(afterAll);
const server = await startServer({home, catalog: createCatalog([...entries, docket])});
let director: Send;
beforeAll(async () => {
  await publish(home, "20261101T063000Z-aaaa", 1);
  director = await signedInClient(server.url, "director");
});

const seen = {client_id: "c1", owner_employee_id: "e1", silent_since_date: "2026-05-01"};
const decide = (json: object, as = director) => as("/api/docket/decisions", {method: "POST", json});
const decisions = async (as = director) => (await (await as("/api/docket/decisions")).json()) as Decision[];

test("a decision keeps who, when, why and what the docket said; a change of mind is another decision", async () => {
  const before = Date.now();
  const first = await decide({...seen, decision: "keep", reason: " Ждём бюджета "});
  expect(first.status).toBe(201);
  expect(
    (await decide({...seen, decision: "take_away", reason: "Бюджет прошёл, звонка не было"})).status,
  ).toBe(201);
  const [second, earlier] = await decisions();
  expect(second).toMatchObject({...seen, decision: "take_away", by_name: "director"});
  expect(earlier).toMatchObject({...seen, decision: "keep", reason: "Ждём бюджета", by_name: "director"});
  expect(earlier!.decided_at).toBeGreaterThanOrEqual(before);
  expect(earlier!.snapshot_id).toBe("20261101T063000Z-aaaa");
  expect(JSON.parse(earlier!.evidence)).toEqual({...seen, order_amount: 12.5});
});

test("the ledger keeps every decision as it was, and the audit has it", async () => {
  await decide({...seen, decision: "keep", reason: "Так решили"});
  const ledger = openLedger(pathsOf(home).ledger);
  try {
    expect(listDecisions(ledger).length).toBeGreaterThan(0);
    expect(() => ledger.exec("update docket_decisions set reason = ''")).toThrow(
      "docket: a decision is never changed",
    );
    expect(() => ledger.exec("delete from docket_decisions")).toThrow("docket: a decision is never deleted");
    expect(
      ledger.prepare("select actor, action, subject, detail from audit order by audit_id desc").get(),
    ).toEqual({actor: "director", action: "docket_keep", subject: "c1", detail: "Так решили"});
  } finally {
    ledger.close();
  }
});

test("what was looked at must be what the data say now, and a reason is needed", async () => {
  const known = (await decisions()).length;
  for (const [body, code] of [
    [{...seen, decision: "keep", reason: "  "}, "bad_request"],
    [{...seen, decision: "forget", reason: "x"}, "bad_request"],
    [{...seen, decision: "keep", reason: "x", by_name: "somebody"}, "bad_request"],
    [{...seen, client_id: "c9", decision: "keep", reason: "x"}, "superseded"],
    [{...seen, owner_employee_id: "e2", decision: "keep", reason: "x"}, "superseded"],
    [{...seen, silent_since_date: "2026-04-30", decision: "keep", reason: "x"}, "superseded"],
  ] as const)
    expect(await codeOf(await decide(body)), JSON.stringify(body)).toBe(code);
  expect(await decisions()).toHaveLength(known);
});

test("heads decide too; others neither decide nor read what was decided", async () => {
  expect(
    (await decide({...seen, decision: "keep", reason: "x"}, await signedInClient(server.url, "head"))).status,
  ).toBe(201);
  for (const role of ["hr", "analyst", "employee"] as const) {
    const send = await signedInClient(server.url, role);
    expect(await codeOf(await decide({...seen, decision: "keep", reason: "x"}, send)), role).toBe(
      "forbidden",
    );
    expect(await codeOf(await send("/api/docket/decisions")), role).toBe("forbidden");
  }
  expect(await codeOf(await decide({...seen, decision: "keep", reason: "x"}, client(server.url)))).toBe(
    "not_signed_in",
  );
});
