import {join} from "node:path";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {look, proposed} from "../helpers/look.ts";

const sources = `sources:
  staff: {preset: employees}
  posts: {preset: employee_roles}
  pay: {preset: salaries}
  crm: {preset: deals}
  bank: {preset: payments}
  shares: {preset: form_deal_shares}
`;
const inbox = {
  "staff/1.csv":
    "employee_id,employee_name,hired_on\n007,Иванова Анна,2024-01-09\n008,Петров Пётр,2024-01-09\n009,Шефов Олег,2024-01-09\n",
  "posts/1.csv":
    "employee_id,role,valid_from\n007,hunter,2024-01-09\n008,hunter,2024-01-09\n009,operator,2024-01-09\n",
  "pay/1.csv":
    "employee,valid_from,monthly_amount\n007,2026-01-01,30000\n008,2026-01-01,30000\n009,2026-01-01,40000\n",
  "crm/1.csv":
    "deal_id,owner,status,amount,created_at,closed_at\nd1,007,won,1000,2026-05-04 10:00,2026-06-02 10:00\nd2,007,won,1000,2026-05-04 10:00,2026-06-02 10:00\nd3,007,won,1000,2026-05-04 10:00,2026-06-02 10:00\n",
  "bank/1.csv":
    "payment_id,deal_id,paid_on,amount\np1,d1,2026-06-03,100000.01\np2,d2,2026-06-20,50000\np3,d3,2026-06-20,7000\n",
  // d1 is shared by two; of d2 the parts come to 90 %; d3 is its owner's
  "shares/1.csv":
    "Номер сделки;Сотрудник;Доля\nd1;Иванова Анна;60 %\nd1;008;40 %\nd2;007;50 %\nd2;Петров Пётр;40 %\n",
};
const plan = `plan: hunter
version: 1
name: {en: Hunters, ru: Охотники}
for: {role: hunter}
valid_from: 2026-01-01
components:
  - id: percent
    class: piece_rate
    name: {en: Percent, ru: Процент}
    clause: 4.1
    accrual_code: PRC
    money: {metric: payments_received, rates: [{deals_from: 2025-01-01, rate: 5 %}]}
`;

async function paid(home: Home) {
  await run(home);
  const ended = await estafeta("payroll", "2026-06", "--json", "-", "--home", home.home);
  expect(ended).toMatchObject({code: 0, err: ""});
  const {statements} = JSON.parse(ended.out) as {
    statements: {employee_id: string; total: string; lines: {id: string; kind: string}[]}[];
  };
  return {
    totals: statements.map(({employee_id, total}) => [employee_id, total]),
    held: statements.flatMap(({lines}) => lines.filter(({kind}) => kind === "held").map(({id}) => id)),
  };
}

test("a form of shares pays several people for one deal, and a corrected row takes the place of the first", async () => {
  const home = makeHome({sources, inbox});
  write(join(home.company, "plans", "hunter.yaml"), plan);
  expect(await paid(home)).toEqual({
    totals: [
      // d1: 60 000.006 and 40 000.004: the kopeck to the larger rest, 60 000.01 x 5 % = 3 000.00, and 2 000.00;
      // d3: 7 000 x 5 % = 350
      ["007", "33350.00"],
      ["008", "32000.00"],
      ["009", "40000.00"],
    ],
    held: ["hunter/percent/d2/shares", "hunter/percent/d2/shares"],
  });
  put(
    home,
    "shares/2.csv",
    "Номер сделки;Сотрудник;Доля\nd2;Петров Пётр;50 %\nd1;008;0\nd1;Иванова Анна;1\n",
  );
  expect(await paid(home)).toEqual({
    totals: [
      // d1 whole: 100 000.01 x 5 % = 5 000.0005; d2: 25 000 x 5 % = 1 250; d3: 350
      ["007", "36600.00"],
      ["008", "31250.00"],
      ["009", "40000.00"],
    ],
    held: [],
  });
});

test("a share without its sign of percent waits in quarantine, for nobody has sixty deals of one", async () => {
  const home = makeHome({
    sources,
    inbox: {...inbox, "shares/1.csv": "Номер сделки;Сотрудник;Доля\nd1;007;60\nd1;008;40\n"},
  });
  write(join(home.company, "plans", "hunter.yaml"), plan);
  // the deals stay their owner's: 157 000.01 x 5 %, by payment 5 000.00, 2 500 and 350
  expect((await paid(home)).totals).toEqual([
    ["007", "37850.00"],
    ["008", "30000.00"],
    ["009", "40000.00"],
  ]);
  const rejected = await estafeta("rejected", "--home", home.home);
  expect(rejected.out).toMatch(/shares\/1\.csv:2 {2}Shares of deals, Share/);
});

test.each([
  ["Код сделки;Участник;Доля в сделке", "Участник"],
  ["Deal number;Participant;Split", "Participant"],
])("a file with the columns %s is known for what it is", async (header, person) => {
  const file = await look(`${header}\nd1;Иванова Анна;0,6\nd1;Петров Пётр;0,4\n`);
  expect(Object.keys(proposed(file)).map((name) => name.split(".")[0])).toEqual(Array(3).fill("deal_shares"));
  expect(proposed(file)["deal_shares.employee"]).toBe(`${person} (sure)`);
});
