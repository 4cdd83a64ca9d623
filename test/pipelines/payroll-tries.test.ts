import {rmSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";

/** What is tried on a month before it is done: another plan, a decision. */
const sources = `sources:
  staff: {preset: employees}
  posts: {preset: employee_roles}
  pay: {preset: salaries}
`;
const inbox = {
  "staff/1.csv":
    "employee_id,employee_name,hired_on\n008,Петров Пётр,2024-01-09\n009,Шефов Олег,2024-01-09\n",
  "posts/1.csv": "employee_id,role,valid_from\n008,hunter,2024-01-09\n009,head,2024-01-09\n",
  "pay/1.csv": "employee,valid_from,monthly_amount\n008,2026-01-01,42000\n009,2026-01-01,90000.50\n",
};

let home: Home;
const folder = temporaryFolder((clean) => afterAll(clean));
const payroll = (...args: string[]) => estafeta("payroll", ...args, "--home", home.home);
const json = async (...args: string[]) => {
  const ended = await payroll(...args, "--json", "-");
  expect(ended).toMatchObject({code: 0, err: ""});
  return JSON.parse(ended.out);
};

beforeAll(async () => {
  home = makeHome({sources, inbox}, folder);
  expect((await run(home)).failedFiles).toEqual([]);
});

test("a version the company has is tried by its name, with what the total hangs on", async () => {
  const path = write(
    join(home.company, "plans", "heads.yaml"),
    `plan: heads
version: 1
name: {en: Heads, ru: Руководители}
for: {person: "009"}
valid_from: 2027-01-01
act: {name: {en: A, ru: П}, number: 1}
components:
  - id: bonus
    class: bonus
    name: {en: Bonus, ru: Премия}
    clause: 1
    accrual_code: P
    kind_of_bonus: {en: m, ru: м}
    term: {en: m, ru: м}
    grounds: {en: m, ru: м}
    conditions: {en: m, ru: м}
    fund: {amount: 1000}
    parts:
      - id: talks
        metric: result_rate
        estimator: raw
        weight: 100 %
        norm: 10 %
        curve: {points: [{at: 0 %, pays: 0 %}, {at: 100 %, pays: 100 %}], cap: 100 %}
        without_data: paid
`,
  );
  try {
    const month = await json("2026-06", "--plan", "heads@1", "--sensitivity");
    // nothing is known of the head's companies: the whole 1 000 are paid, whatever the norm
    expect([month.what_if.paid, month.what_if.instead]).toEqual(["132000.50", "133000.50"]);
    expect(month.sensitivity).toMatchObject([
      {plan: "heads@1", part: "talks", total: "133000.50", lower: "133000.50", per_percent: "0.00"},
    ]);
    expect(month.plans).toMatchObject([{plan: "heads", version: 1}]);
    const {code, err} = await payroll("2026-06", "--plan", "heads@2");
    expect([code, err]).toEqual([1, expect.stringContaining("choose one of heads@1")]);
  } finally {
    rmSync(path);
  }
});

test("what HR is about to decide is calculated from a file and kept nowhere", async () => {
  const path = write(
    join(folder, "decisions.json"),
    JSON.stringify({
      adjustments: [
        {
          adjustment_id: "1",
          employee_id: "008",
          month: "2026-06",
          legal_class: "bonus",
          ground: "award",
          reason: "r",
          document: "7",
          document_date: "2026-06-05",
          approver: "a",
          amount: "1000.50",
        },
      ],
    }),
  );
  const of = (month: {statements: {employee_id: string; total: string}[]}) =>
    month.statements.find(({employee_id}) => employee_id === "008")!.total;
  expect(of(await json("2026-06", "--decisions", path))).toBe("43000.50");
  expect(of(await json("2026-06"))).toBe("42000.00");
  expect((await payroll("2026-06", "--decisions", "nowhere.json")).err).toContain("there is no such file");
});
