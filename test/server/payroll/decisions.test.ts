import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Role} from "../../../queries/vocabulary.ts";
import {pathsOf} from "../../../server/config.ts";
import {openLedger} from "../../../server/ledger/ledger.ts";
import {codeOf, type Send, signedInClient, startServer} from "../client.ts";
import {emptyHome, publish} from "../company.ts";
import {calculated, statement} from "./calculated.ts";

/** What HR decides and tries, over a pipeline that answers as the test wrote. */
const home = emptyHome(afterAll);
const snapshot = "20261101T063000Z-aaaa";
const september = calculated("2026-09", [statement("e1", "100.11"), statement("e2", "222.22")], {
  snapshot,
  hash: "a".repeat(64),
});
const october = calculated("2026-10", [statement("e1", "1.00"), statement("e2", "2.00")], {snapshot});
const put = (name: string, value: unknown) => writeFileSync(join(home, name), JSON.stringify(value));
const server = await startServer({home});
const as = new Map<Role, Send>();
const post = (role: Role, path: string, json: unknown = {}) =>
  as.get(role)!(`/api/payroll${path}`, {method: "POST", json});
const get = (role: Role, path: string) => as.get(role)!(`/api/payroll${path}`);
const body = async (response: Response) => (await response.json()) as Record<string, never>;
const errorOf = async (response: Response) =>
  ((await response.json()) as {error: Record<string, string>}).error;

beforeAll(async () => {
  await publish(home, snapshot, 1);
  put("pay-2026-09.json", september);
  put("pay-2026-10.json", october);
  const change = (employee_id: string, paid: string, instead: string) => ({employee_id, paid, instead});
  for (const month of ["2026-08", "2026-09"])
    put(`by-operator@2-${month}.json`, {
      ...september,
      month,
      what_if: {
        paid: "444.44",
        instead: "440.44",
        people: [
          change("e1", "100.11", "110.11"),
          change("e2", "222.22", "210.22"),
          change("e3", "122.11", "120.11"),
        ],
      },
      sensitivity: [{plan: "operator@2", part: "results", per_percent: "-1.00"}],
    });
  put("by-operator@1-2026-09.json", {
    ...september,
    what_if: {paid: "222.22", instead: "210.22", people: [change("e2", "222.22", "210.22")]},
    sensitivity: [],
  });
  for (const role of ["hr", "director"] as const) as.set(role, await signedInClient(server.url, role));
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

test("a plan is tried only by a version the company has; HR has everybody, the director sums and nobody's pay", async () => {
  const asked = "/2026-09/what-if?plan=operator&version=2&months=2";
  expect(await body(await get("hr", asked))).toEqual({
    plan: "operator",
    version: 2,
    months: [
      {
        month: "2026-08",
        paid: null,
        by_plan: "444.44",
        instead: "440.44",
        change: "-4.00",
        gain_count: 1,
        lose_count: 2,
      },
      {
        month: "2026-09",
        paid: null,
        by_plan: "444.44",
        instead: "440.44",
        change: "-4.00",
        gain_count: 1,
        lose_count: 2,
      },
    ],
    // both months together: e1 2 x (100.11 -> 110.11), e2 2 x (222.22 -> 210.22), e3 2 x (122.11 -> 120.11)
    people: [
      {employee_id: "e2", employee_name: "Имя e2", by_plan: "444.44", instead: "420.44", change: "-24.00"},
      {employee_id: "e3", employee_name: null, by_plan: "244.22", instead: "240.22", change: "-4.00"},
      {employee_id: "e1", employee_name: "Имя e1", by_plan: "200.22", instead: "220.22", change: "20.00"},
    ],
    sensitivity: [{plan: "operator@2", part: "results", per_percent: "-1.00"}],
  });
  const sums = await (await get("director", asked)).text();
  expect(JSON.parse(sums).months).toHaveLength(2);
  expect(sums).not.toMatch(/Имя|employee|people|sensitivity|100\.11|222\.22|122\.11|20\.00/);
  expect(trail("payroll_totals_read").at(-1)).toMatchObject({detail: "what if operator@2, 2 months"});
  // one person's change would be the sum itself
  expect(await codeOf(await get("director", "/2026-09/what-if?plan=operator&version=1"))).toBe("refused");
  expect((await get("hr", "/2026-09/what-if?plan=operator&version=1")).status).toBe(200);
  for (const [query, said] of [
    ["plan=operator&version=3", "«operator@3»: такой версии"],
    ["plan=..%2Fsecret&version=1", "«../secret@1»: такой версии"],
    ["plan=operator", "версия «»: нужно целое число"],
    ["version=1", "план: не выбран"],
    ["plan=operator&version=2&months=13", "месяцы «13»: нужно от 1 до 12"],
  ] as const)
    expect(await (await get("hr", `/2026-09/what-if?${query}`)).text(), query).toContain(said);
});

test("a signature is of a known person under a known version, and many are recorded at once or none", async () => {
  const sign = (change: object) =>
    post("hr", "/2026-10/signatures", {
      employees: ["e1", "e2", "e5"],
      plan: "operator",
      version: 1,
      on: "2026-10-05",
      ...change,
    });
  const refusal = async (change: object) => {
    const error = await errorOf(await sign(change));
    return `${error["field"]} | ${error["message"]} | ${error["message_ru"]}`;
  };
  expect(await refusal({employees: ["e1", "e7"]})).toMatch(/^employees \| employees “e7”: .*«e7»/);
  expect(await refusal({plan: "operators"})).toMatch(/^plan .*“operators@1”.*operator@1.*«operators@1»/);
  expect(await refusal({version: 3})).toMatch(/^plan .*“operator@3”/);
  expect(await refusal({on: "2026-09-30"})).toMatch(/^on .*“2026-09-30”.*2026-10/);
  expect(trail("payroll_plan_signed")).toEqual([]);
  expect((await sign({})).status).toBe(201);
  expect(trail("payroll_plan_signed").map((row) => row["subject"])).toEqual([
    "2026-10 e1",
    "2026-10 e2",
    "2026-10 e5",
  ]);
  expect(await refusal({employees: ["e2"], on: "2026-10-06"})).toMatch(/^employees .*e2.*2026-10-05/);
  const signed = ["e1", "e2", "e5"].map((employee_id) => ({
    employee_id,
    plan: "operator",
    version: 1,
    on: "2026-10-05",
  }));
  const month = await body(await get("hr", "/2026-10"));
  expect(month["signatures"]).toMatchObject(signed);
  expect(month["signed"]).toMatchObject(signed);
});

test("a sum that is too large is called so, and not nought", async () => {
  const given = {...adjustment, amount: "9999999999999.99"};
  const response = await post("hr", "/2026-10/adjustments", given);
  expect(response.status).toBe(422);
  const text = await response.text();
  expect(text).toContain("не больше 999999999999.99");
  expect(text).not.toContain("не ноль");
});

test("what HR is about to decide is tried without a trace, and shown as the sums it would make", async () => {
  put("tried-2026-10.json", {
    ...october,
    statements: [{...statement("e1", "11.00"), total: "11.00"}, october.statements[1]],
  });
  const steps = trail("payroll_adjustment_made").length;
  const effect = await body(await post("hr", "/2026-10/adjustments/trial", adjustment));
  expect(effect).toMatchObject({
    change: "10.00",
    people: [{employee_id: "e1", before: "1.00", after: "11.00", change: "10.00", lines: [{id: "base"}]}],
  });
  const given = JSON.parse(readFileSync(join(home, "decisions.json"), "utf8"));
  expect(given.adjustments).toMatchObject([{employee_id: "e1", amount: "10"}]);
  expect(trail("payroll_adjustment_made")).toHaveLength(steps);
  const file = JSON.parse(readFileSync(join(home, "var", "payroll", "events.json"), "utf8"));
  expect(file.adjustments).toEqual([]);
});

test("the month's log tells HR who did and read what, and nobody else", async () => {
  const rows = (await (await get("hr", "/2026-10/audit")).json()) as Record<string, unknown>[];
  expect(rows.map(({kind}) => kind)).toContain("plan_signed");
  expect(rows.find(({kind}) => kind === "plan_signed")).toMatchObject({employee_id: "e5", reason: null});
  // this look at it first of all
  expect(rows[0]).toMatchObject({kind: "read", employee_id: null});
  expect(await codeOf(await get("director", "/2026-10/audit"))).toBe("forbidden");
});

test("a plan that came after the close can be tried on the closed month", async () => {
  mkdirSync(join(home, "company", "plans"), {recursive: true});
  writeFileSync(
    join(home, "company", "plans", "late.yaml"),
    "plan: late\nversion: 1\nname: {ru: Новый, en: New}\nvalid_from: 2027-01-01\n",
  );
  writeFileSync(join(home, "company", "plans", "broken.yaml"), "plan: [");
  const {hash} = september;
  expect((await post("hr", "/2026-09/review", {hash})).status).toBe(201);
  expect((await post("hr", "/2026-09/close", {hash})).status).toBe(201);
  put("by-late@1-2026-09.json", {
    ...september,
    what_if: {paid: "1.00", instead: "1.00", people: []},
    sensitivity: [],
  });
  const {plans} = (await body(await get("hr", "/2026-09"))) as unknown as {
    plans: {plan: string; version: number}[];
  };
  expect(plans.map(({plan, version}) => `${plan}@${version}`)).toEqual([
    "operator@1",
    "operator@2",
    "late@1",
  ]);
  expect((await get("hr", "/2026-09/what-if?plan=late&version=1")).status).toBe(200);
});

test("an order is recorded once, and what was recorded wrongly leaves the pipeline's file", async () => {
  const order = {employee_id: "e2", number: "12", date: "2026-10-07", order_kind: "remark"};
  const file = () => JSON.parse(readFileSync(join(home, "var", "payroll", "events.json"), "utf8")).orders;
  const {event_id} = await body(await post("hr", "/2026-10/orders", order));
  expect(file()).toEqual([{number: "12", date: "2026-10-07", employee_id: "e2", kind: "remark"}]);
  expect(await (await post("hr", "/2026-10/orders", order)).text()).toContain("приказ № 12");
  expect((await post("hr", `/2026-10/orders/${event_id}/withdraw`, {reason: "не тот"})).status).toBe(201);
  expect(file()).toEqual([]);
  expect(await codeOf(await post("hr", `/2026-10/orders/${event_id}/withdraw`, {reason: "r"}))).toBe(
    "refused",
  );
});

test.each([
  [
    {...adjustment, ground: "штраф"},
    "ground",
    "ground “штраф”: choose one of award",
    "основание «штраф»: выберите",
  ],
  [{...adjustment, reason: "  "}, "reason", "reason “  ”: nothing but blanks", "причина «  »: одни пробелы"],
  [{...adjustment, document: undefined}, "document", "document: nothing is given", "документ: не заполнено"],
  [
    {...adjustment, document_date: "05.10.2026"},
    "document_date",
    "“05.10.2026”: expected a day",
    "«05.10.2026»: нужен день",
  ],
  [{...adjustment, amount: 10}, "amount", "sum “10”: this is not", "сумма «10»: значение"],
  [{...adjustment, fine: 1}, "fine", "fine “1”: there is no such field", "fine «1»: такого поля"],
])(
  "a refused form says field, value and what to do in the reader's language: %#",
  async (json, field, en, ru) => {
    const error = await errorOf(await post("hr", "/2026-10/adjustments", json));
    expect(error).toMatchObject({code: "bad_request", field});
    expect(error["message"]).toContain(en);
    expect(error["message_ru"]).toContain(ru);
    expect(`${error["message"]}${error["message_ru"]}`).not.toMatch(/Invalid|Too small|\n/);
  },
);
