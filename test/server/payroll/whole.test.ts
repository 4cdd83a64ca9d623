import {existsSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../../pipelines/company/company.ts";
import {run} from "../../../pipelines/run.ts";
import {openLedger} from "../../../server/ledger/ledger.ts";
import {findUser, setPlace} from "../../../server/ledger/users.ts";
import {makeHome, put, temporaryFolder, write} from "../../helpers/home.ts";
import {codeOf, type Send, signedInClient, startServer} from "../client.ts";

/** The server with the real pipeline behind it: what is closed, what late data change, what is paid for it. */
const folder = temporaryFolder((clean) => afterAll(clean));
const root = join(import.meta.dirname, "../../..");
let home: Home;
let hr: Send;
let employee: Send;

const sources = `sources:
  staff: {preset: employees}
  posts: {preset: employee_roles}
  pay: {preset: salaries}
  crm: {preset: deals}
  bank: {preset: payments}
`;
const deals =
  "deal_id,owner,status,amount,created_at,closed_at\nd1,Анна,won,9,2026-05-04 10:00,2026-05-05 10:00\n";

beforeAll(async () => {
  home = makeHome(
    {
      sources,
      inbox: {
        "staff/1.csv": "employee_id,employee_name,hired_on\n007,Анна,2024-01-09\n008,Борис,2024-01-09\n",
        "posts/1.csv": "employee_id,role,valid_from\n007,hunter,2024-01-09\n008,hunter,2024-01-09\n",
        "pay/1.csv": "employee,valid_from,monthly_amount\n007,2026-01-01,30000\n008,2026-01-01,42000\n",
        "crm/1.csv": deals,
        "bank/1.csv": "payment_id,deal_id,paid_on,amount\np1,d1,2026-05-12,10000.50\np0,d1,2026-06-03,100\n",
      },
    },
    folder,
  );
  write(
    join(home.company, "plans", "hunter.yaml"),
    `plan: hunter
version: 1
name: {en: Hunters, ru: Охотники}
for: {role: hunter}
valid_from: 2026-01-01
components:
  - {id: salary, class: salary, name: {en: Salary, ru: Оклад}, clause: 2.1, accrual_code: OKL}
  - id: percent
    class: piece_rate
    name: {en: Percent, ru: Процент}
    clause: 4.1
    accrual_code: PRC
    money: {metric: payments_received, rates: [{deals_from: 2025-01-01, rate: 5 %}]}
`,
  );
  expect((await run(home)).failedFiles).toEqual([]);
  const command = [process.execPath, join(root, "pipelines/cli.ts")];
  const server = await startServer({home: home.home, command});
  hr = await signedInClient(server.url, "hr");
  employee = await signedInClient(server.url, "employee");
  const ledger = openLedger(join(home.home, "var", "ledger.sqlite"));
  setPlace(ledger, findUser(ledger, "employee")!.user_id, "007", null);
  ledger.close();
});

const post = (path: string, json: unknown = {}) => hr(`/api/payroll${path}`, {method: "POST", json});
const look = async (path: string, as = hr) => (await as(`/api/payroll${path}`)).json();

async function close(month: string) {
  const {hash, open_before: before} = await look(`/${month}`);
  // the first month that is paid here says so of the one before
  const sent = before ? {hash, not_paid_here: before} : {hash};
  expect((await post(`/${month}/review`, sent)).status).toBe(201);
  expect((await post(`/${month}/close`, {hash})).status).toBe(201);
}

test("a month is closed, late money becomes an offer, and the next month pays it once", async () => {
  // 30 000 + 5 % of 10 000.50 = 500.025 = 500.03
  expect((await look("/2026-05", employee)).statement.total).toBe("30500.03");
  // what an award would do is calculated by the pipeline itself, and leaves nothing behind
  const award = {
    legal_class: "bonus",
    ground: "award",
    reason: "r",
    document: "7",
    document_date: "2026-05-20",
  };
  const tried = await post("/2026-05/adjustments/trial", {
    ...award,
    employee_id: "008",
    amount: "1500.50",
    approver: "a",
  });
  const {change, people} = (await tried.json()) as {
    change: string;
    people: {lines: {text: {ru: string}}[]}[];
  };
  expect([change, people]).toMatchObject([
    "1500.50",
    [{employee_id: "008", before: "42000.00", after: "43500.50", change: "1500.50"}],
  ]);
  expect(people[0]!.lines[0]!.text.ru).toContain("документ: 7 от 20.05.2026");
  expect((await look("/2026-05")).adjustments).toEqual([]);
  await close("2026-05");
  const {closed, totals} = await look("/2026-05");
  expect(totals.total).toBe("72500.03");
  expect(existsSync(join(home.snapshots, closed.snapshot_id, "keep"))).toBe(true);

  // May's bank statement comes again with a receipt that was missing: 5 % of 2 000 = 100
  put(home, "bank/2.csv", "payment_id,deal_id,paid_on,amount\np2,d1,2026-05-20,2000\n");
  expect((await run(home)).failedFiles).toEqual([]);
  expect((await look("/2026-05", employee)).statement.total).toBe("30500.03");
  // the server follows the pointer by itself; the pipeline reads it anew
  expect(await (await post("/2026-05/recalculate")).json()).toEqual({version: 2});
  const {owed, warnings: _none} = await look("/2026-06");
  expect(owed).toMatchObject([
    {
      employee_id: "007",
      closed_month: "2026-05",
      version: 2,
      amount: "100.00",
      difference: {
        paid: "30500.03",
        recalculated: "30600.03",
        lines: [{change: "100.00", causes: ["data"], rows: {added: ["p2"], gone: [], changed: []}}],
      },
    },
  ]);
  const accept = {employee_id: "007", closed_month: "2026-05", version: 2, amount: "100", reason: "выписка"};
  expect((await post("/2026-06/corrections", accept)).status).toBe(201);
  await close("2026-06");
  // June: 30 000, 5 % of 100 and the 100 of May
  const june = await look("/2026-06", employee);
  expect(june.statement).toMatchObject({total: "30105.00", own_total: "30005.00"});
  expect(
    june.statement.lines.map(({kind, amount}: {kind: string; amount: string}) => [kind, amount]),
  ).toEqual(
    expect.arrayContaining([
      ["base", "30000.00"],
      ["earned", "5.00"],
      ["correction", "100.00"],
    ]),
  );
  // nothing is left, and closed June comes out as it was paid
  expect(await (await post("/2026-05/recalculate")).json()).toEqual({version: null});
  expect(await (await post("/2026-06/recalculate")).json()).toEqual({version: null});
  expect((await look("/2026-07")).owed).toEqual([]);

  const file = await (await post("/2026-06/export", {format: "csv"})).text();
  expect(file).toContain(";2026-06;PERERASCH;100,00;");
  expect(file).toContain('Контрольная сумма;2026-06;;72105,00;;;"закрыт, версия 1"'.replaceAll('"', ""));
  const book = await post("/2026-06/export", {format: "xlsx", lang: "en"});
  expect(book.headers.get("content-type")).toContain("spreadsheetml");
  expect(await codeOf(await post("/2026-07/export", {format: "csv"}))).toBe("refused");
}, 600_000);
