import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Role, roles} from "../../../queries/vocabulary.ts";
import {pathsOf} from "../../../server/config.ts";
import {openLedger} from "../../../server/ledger/ledger.ts";
import {findUser, setPlace} from "../../../server/ledger/users.ts";
import {client, codeOf, type Send, signedInClient, startServer} from "../client.ts";
import {emptyHome, publish} from "../company.ts";
import {calculated, later, statement} from "./calculated.ts";

const home = emptyHome(afterAll);
const snapshot = "20261101T063000Z-aaaa";
const hashOf = (letter: string) => letter.repeat(64);
const september = calculated("2026-09", [statement("e1", "100.11"), statement("e2", "222.22")], {
  hash: hashOf("a"),
  snapshot,
});
const put = (name: string, value: unknown) => writeFileSync(join(home, name), JSON.stringify(value));
const server = await startServer({home});
const as = new Map<Role | "nobody", Send>();
const post = (role: Role | "nobody", path: string, json: unknown = {}) =>
  as.get(role)!(`/api/payroll${path}`, {method: "POST", json});
const get = (role: Role | "nobody", path: string) => as.get(role)!(`/api/payroll${path}`);
const body = async (response: Response) => (await response.json()) as Record<string, never>;

beforeAll(async () => {
  await publish(home, snapshot, 1);
  put("pay-2026-09.json", september);
  put("by-operator@2-2026-09.json", {...september, what_if: {paid: "0.00", instead: "0.00", people: []}});
  for (const role of roles) as.set(role, await signedInClient(server.url, role));
  as.set("nobody", client(server.url));
  const ledger = openLedger(pathsOf(home).ledger);
  setPlace(ledger, findUser(ledger, "employee")!.user_id, "e1", null);
  ledger.close();
});

function trail(action: string) {
  const ledger = openLedger(pathsOf(home).ledger);
  try {
    return ledger
      .prepare("select actor, subject, detail from audit where action = ? order by audit_id")
      .all(action);
  } finally {
    ledger.close();
  }
}

const adjustment = {
  employee_id: "e1",
  amount: "10",
  legal_class: "bonus",
  ground: "award",
  reason: "r",
  document: "d",
  approver: "a",
};
const steps: [string, unknown, readonly Role[]][] = [
  ["/2026-09/review", {hash: hashOf("0")}, ["hr"]],
  ["/2026-09/draft", {reason: "r"}, ["hr"]],
  ["/2026-09/close", {hash: hashOf("0")}, ["hr"]],
  ["/2026-09/export", {format: "csv"}, ["hr"]],
  ["/2026-09/recalculate", {}, ["hr"]],
  ["/2026-09/adjustments", {...adjustment, amount: "0"}, ["hr"]],
  ["/2026-09/adjustments/1/withdraw", {reason: "r"}, ["hr"]],
  [
    "/2026-09/corrections",
    {employee_id: "e1", closed_month: "2026-08", version: 2, amount: "1", reason: "r"},
    ["hr"],
  ],
  ["/2026-09/orders", {employee_id: "e9", number: "1", date: "2026-09-05", order_kind: "remark"}, ["hr"]],
  ["/2026-09/orders/1/withdraw", {reason: "r"}, ["hr"]],
  ["/2026-09/signatures", {employees: ["e1"], plan: "p", version: 1, on: "2026-08-05"}, ["hr"]],
  ["/2026-09/signatures/1/withdraw", {reason: "r"}, ["hr"]],
  ["/2026-09/adjustments/trial", {...adjustment, amount: "0"}, ["hr"]],
  [
    "/2026-09/orders/trial",
    {employee_id: "e9", number: "1", date: "2026-09-05", order_kind: "remark"},
    ["hr"],
  ],
  ["/2026-09/signatures/trial", {employees: ["e1"], plan: "p", version: 1, on: "2026-09-05"}, ["hr"]],
  ["/2026-09/questions", {line_id: "none", text: "?"}, ["employee"]],
  ["/2026-09/questions/77", {text: "."}, ["hr", "employee"]],
];

describe("routes x roles", () => {
  test.each(steps)("POST %s", async (path, json, allowed) => {
    // who may take the step gets as far as what is wrong with it
    for (const role of roles)
      expect(await codeOf(await post(role, path, json)), role).toMatch(
        allowed.includes(role) ? /^(refused|bad_request)$/ : /^forbidden$/,
      );
    expect(await codeOf(await post("nobody", path, json))).toBe("not_signed_in");
    const forged = await fetch(`${server.url}/api/payroll${path}`, {method: "POST"});
    expect(await codeOf(forged)).toBe("forged_request");
  });

  test.each([
    ["", ["hr", "director", "employee"]],
    ["/2026-09", ["hr", "director", "employee"]],
    ["/2026-09/people/e1", ["hr", "employee"]],
    ["/2026-09/people/e2", ["hr"]],
    ["/2026-09/what-if?plan=operator&version=2", ["hr", "director"]],
  ] as const)("GET /payroll%s", async (path, allowed: readonly Role[]) => {
    for (const role of roles)
      expect((await get(role, path)).status, role).toBe(allowed.includes(role) ? 200 : 403);
    expect((await get("nobody", path)).status).toBe(401);
  });

  test("the director has sums, an employee the own lines, and nobody else's sum is in any answer", async () => {
    const totals = await (await get("director", "/2026-09")).text();
    expect(JSON.parse(totals)).toMatchObject({people: 2, total: "322.33", salary: "322.33", bonus: "0.00"});
    expect(totals).not.toMatch(/100\.11|222\.22|Имя/);
    const own = await (await get("employee", "/2026-09")).text();
    expect(JSON.parse(own)).toMatchObject({status: "draft", statement: {employee_id: "e1", total: "100.11"}});
    for (const path of ["/2026-09", "/2026-09/people/e1", "/2026-09/people/e2", "/2026-09/people/e3", ""])
      expect(await (await get("employee", path)).text(), path).not.toMatch(/222\.22|322\.33|Имя e2/);
  });

  test("whoever is tied to an employee sees the own pay and nobody else's, whatever the role", async () => {
    const tie = (role: Role, employee: string | null) => {
      const ledger = openLedger(pathsOf(home).ledger);
      setPlace(ledger, findUser(ledger, role)!.user_id, employee, null);
      ledger.close();
    };
    for (const role of ["head", "analyst", "admin", "director"] as const) {
      tie(role, "e1");
      const own = await body(await get(role, "/2026-09/people/e1"));
      expect(own, role).toMatchObject({
        statement: {employee_id: "e1", total: "100.11"},
        statement_version: 0,
      });
      for (const path of [
        "",
        "/2026-09",
        "/2026-09/people/e1",
        "/2026-09/people/e2",
        "/2026-09/audit",
        "/changes",
      ])
        expect(await (await get(role, path)).text(), `${role} ${path}`).not.toMatch(/222\.22|Имя e2/);
      expect((await get(role, "/2026-09/people/e2")).status, role).toBe(403);
      if (role !== "director")
        expect(await (await get(role, "/2026-09")).text(), role).not.toMatch(/322\.33/);
      tie(role, null);
      expect((await get(role, "/2026-09/people/e1")).status, role).toBe(403);
    }
  });

  test("what is wrong with a plan is told to HR alone", async () => {
    expect(await (await get("hr", "/2026-08")).text()).toContain("e2 is promised 77 %");
    for (const role of ["director", "employee"] as const)
      expect(await (await get(role, "/2026-08")).text()).not.toContain("77");
    expect(
      await (await post("employee", "/2026-08/questions", {line_id: "x", text: "?"})).text(),
    ).not.toContain("77");
    expect(server.lines.join("\n")).not.toMatch(/77 %|222\.22/);
  });

  test("no month, no person, no address of another kind", async () => {
    expect((await get("hr", "/2026-13")).status).toBe(404);
    expect((await get("hr", "/..%2F2026")).status).toBe(404);
    expect(await codeOf(await get("hr", "/2026-09/people/e3"))).toBe("not_found");
  });

  test("who reads another's pay is in the audit, who reads the own is not", async () => {
    const before = trail("payroll_read").length;
    await get("hr", "/2026-09");
    await get("hr", "/2026-09/people/e2");
    await get("employee", "/2026-09");
    await get("employee", "/2026-09/people/e1");
    await get("director", "/2026-09");
    expect(trail("payroll_read").slice(before)).toEqual([
      {actor: "hr", subject: "2026-09", detail: "2 people"},
      {actor: "hr", subject: "2026-09 e2", detail: ""},
    ]);
    expect(trail("payroll_totals_read").at(-1)).toMatchObject({actor: "director", subject: "2026-09"});
  });
});

describe("the life of a month", () => {
  test("it is closed as it was seen, exported as it was closed, and its snapshot is kept", async () => {
    expect(await codeOf(await post("hr", "/2026-09/review", {hash: hashOf("b")}))).toBe("refused");
    expect((await post("hr", "/2026-09/review", {hash: hashOf("a")})).status).toBe(201);
    expect((await body(await get("employee", "/2026-09")))["status"]).toBe("review");
    expect((await post("hr", "/2026-09/close", {hash: hashOf("a")})).status).toBe(201);
    expect(existsSync(join(pathsOf(home).snapshots, snapshot, "keep"))).toBe(true);
    // what the pipeline would say now does not matter any more
    put("pay-2026-09.json", {...september, statements: []});
    expect(await body(await get("hr", "/2026-09"))).toMatchObject({
      status: "closed",
      version: 1,
      totals: {people: 2, total: "322.33"},
      closed: {by_name: "hr", hash: hashOf("a"), snapshot_id: snapshot},
    });
    const file = await post("hr", "/2026-09/export", {format: "csv"});
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="payroll-2026-09.csv"');
    // the stand-in for the pipeline writes what it was given
    expect(await file.json()).toMatchObject({month: "2026-09", version: 1, hash: hashOf("a")});
    expect((await body(await get("director", "/2026-09")))["status"]).toBe("exported");
    expect(trail("payroll_closed")).toMatchObject([{actor: "hr", subject: "2026-09"}]);
    expect(trail("payroll_exported")).toHaveLength(1);
  });

  test("later data become a version and an offer, which HR takes into the open month", async () => {
    put("again-2026-09.json", later(september, "e1", ["100.11", "130.00", "29.89"]));
    // said by itself, before anybody asks for it; nothing is kept of looking
    await publish(home, "20261102T063000Z-bbbb", 2);
    await expect
      .poll(async () => await (await get("hr", "/changes")).json(), {timeout: 30_000})
      .toEqual([{month: "2026-09", people: 1, line_count: 1, change: "29.89"}]);
    expect((await get("director", "/changes")).status).toBe(403);
    expect((await body(await get("hr", "/2026-09")))["version"]).toBe(1);
    expect(await body(await post("hr", "/2026-09/recalculate"))).toEqual({version: 2});
    expect(await (await get("hr", "/changes")).json()).toEqual([]);
    expect(await body(await post("hr", "/2026-09/recalculate"))).toEqual({version: null});
    const october = calculated("2026-10", [statement("e1", "1.00"), statement("e2", "2.00")], {
      hash: hashOf("c"),
      snapshot,
    });
    put("pay-2026-10.json", october);
    const {owed} = await body(await get("hr", "/2026-10"));
    expect(owed).toMatchObject([{employee_id: "e1", closed_month: "2026-09", version: 2, amount: "29.89"}]);
    const accept = {employee_id: "e1", closed_month: "2026-09", version: 2, amount: "29.89", reason: "r"};
    const too = {...accept, amount: "29.90"};
    expect(await codeOf(await post("hr", "/2026-10/corrections", too))).toBe("refused");
    expect((await post("hr", "/2026-10/corrections", accept)).status).toBe(201);
    expect(await codeOf(await post("hr", "/2026-10/corrections", accept))).toBe("refused");
    expect((await body(await get("hr", "/2026-10")))["owed"]).toEqual([]);
    const events = JSON.parse(readFileSync(join(home, "var", "payroll", "events.json"), "utf8"));
    expect(events.accepted_corrections).toMatchObject([{open_month: "2026-10", amount: "29.89"}]);
  });

  test("a question goes from the employee to HR and back", async () => {
    const asked = await post("employee", "/2026-09/questions", {line_id: "base", text: "Почему столько?"});
    const {event_id} = await body(asked);
    const answer = {text: "Потому", settle: false};
    expect((await post("hr", `/2026-09/questions/${event_id}`, answer)).status).toBe(201);
    expect((await body(await get("employee", "/2026-09")))["questions"]).toMatchObject([
      {line_id: "base", status: "answered", said: [{text: "Почему столько?"}, {text: "Потому"}]},
    ]);
  });

  test("HR's own sum reaches the pipeline's file, and what was withdrawn leaves it", async () => {
    const {event_id} = await body(await post("hr", "/2026-10/adjustments", adjustment));
    const file = () => JSON.parse(readFileSync(join(home, "var", "payroll", "events.json"), "utf8"));
    expect(file().adjustments).toMatchObject([{employee_id: "e1", amount: "10", month: "2026-10"}]);
    expect(await codeOf(await post("hr", "/2026-10/adjustments", {...adjustment, employee_id: "e7"}))).toBe(
      "refused",
    );
    await post("hr", `/2026-10/adjustments/${event_id}/withdraw`, {reason: "ошибка"});
    expect(file().adjustments).toEqual([]);
  });

  test("where two people are asked for, the director closes what HR sent", async () => {
    const rules = join(pathsOf(home).company, "payroll.yaml");
    mkdirSync(dirname(rules), {recursive: true});
    writeFileSync(rules, "four_eyes: true\n");
    const seen = {hash: hashOf("c")};
    expect((await post("hr", "/2026-10/review", seen)).status).toBe(201);
    expect(await (await post("hr", "/2026-10/close", seen)).text()).toContain("another person closes it");
    expect((await post("director", "/2026-10/close", seen)).status).toBe(201);
  });
});
