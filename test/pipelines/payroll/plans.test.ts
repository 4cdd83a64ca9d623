import {cpSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {PipelineError} from "../../../pipelines/errors.ts";
import {readPlans} from "../../../pipelines/payroll/read-plans.ts";
import {temporaryFolder, write} from "../../helpers/home.ts";

const example = join(import.meta.dirname, "../../../data/company");

const bonus = `  - id: bonus
    class: bonus
    name: {en: Bonus, ru: Премия}
    clause: 3.1
    accrual_code: B
    kind_of_bonus: {en: monthly, ru: ежемесячная}
    term: {en: with the salary, ru: вместе с зарплатой}
    grounds: {en: results, ru: результаты}
    conditions: {en: norms, ru: нормы}
    fund: {percent_of_base: 15 %}
    parts:
      - id: results
        metric: results_accepted
        estimator: raw
        weight: 100 %
        norm: 20
        curve: {points: [{at: 70 %, pays: 50 %}, {at: 100 %, pays: 100 %}]}
        without_data: not_earned
`;
const head = `plan: operator
version: 1
name: {en: Operators, ru: Операторы}
for: {role: operator}
valid_from: 2026-01-01
act: {name: {en: Act, ru: Положение}, number: 7}
components:
`;

/** Lines of what is wrong with plans, the folder taken away. */
function faults(files: Record<string, string>, language: "en" | "ru" = "en"): string[] {
  const directory = temporaryFolder();
  for (const [name, text] of Object.entries(files)) write(join(directory, name), text);
  try {
    readPlans(directory);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    expect(error.code).toBe("bad_config");
    return error.said[language].replaceAll(`${directory}/`, "").split("\n");
  }
  return [];
}
const one = (text: string) => faults({"plans/a.yaml": text});

test("the example's plans load: three posts, salary in each, bonuses of 15 %, a percent without a cut", () => {
  const {plans, settings} = readPlans(example);
  expect(plans.map(({key}) => key)).toEqual(["farmer@1", "hunter@1", "operator@1"]);
  expect(plans.every(({components}) => components.some((given) => given.class === "salary"))).toBe(true);
  expect(settings.capBase).toBe("salary_only");
});

test("a company without plans has none", () => {
  expect(readPlans(temporaryFolder()).plans).toEqual([]);
});

test("the same plan has the same hash, and any change another", () => {
  const directory = temporaryFolder();
  cpSync(example, directory, {recursive: true});
  write(join(directory, "plans/operator.yaml"), head + bonus);
  const before = readPlans(directory).plans.find(({plan}) => plan === "operator")!.hash;
  write(join(directory, "plans/operator.yaml"), `# a remark\n${head}${bonus.replace("15 %", '"0.15"')}`);
  expect(readPlans(directory).plans.find(({plan}) => plan === "operator")!.hash).toBe(before);
  write(join(directory, "plans/operator.yaml"), head + bonus.replace("15 %", "15.01 %"));
  expect(readPlans(directory).plans.find(({plan}) => plan === "operator")!.hash).not.toBe(before);
});

test.each([
  ["kind_of_bonus", "its kind (kind_of_bonus)"],
  ["term", "its term (term)"],
  ["grounds", "its grounds (grounds)"],
  ["conditions", "its conditions (conditions)"],
])("a bonus without %s does not load, in one line, with the law's article", (key, name) => {
  expect(one(head + bonus.replace(new RegExp(`    ${key}: .*\n`), ""))).toEqual([
    `plans/a.yaml:8: components.0: a bonus must say ${name}: art. 135 part 3 of the Labour Code demands it since 2025-09-01; add it`,
  ]);
});

test("all that a bonus lacks stands in one line", () => {
  const bare = "  - {id: bonus, class: bonus, name: {en: Bonus, ru: Премия}, clause: 3.1, accrual_code: B}\n";
  expect(one(head.replace(/act: .*\n/, "") + bare)).toEqual([
    "plans/a.yaml:7: components.0: a bonus must say the act (act), its kind (kind_of_bonus), its amount (fund, money or per_unit), its term (term), its grounds (grounds), its conditions (conditions): art. 135 part 3 of the Labour Code demands it since 2025-09-01; add it",
  ]);
});

test("a component without its clause does not load", () => {
  expect(one(head + bonus.replace("    clause: 3.1\n", ""))).toEqual([
    "plans/a.yaml:8: components.0.clause: the key is missing; add it",
  ]);
});

const salary = (extra: string) =>
  `${head}  - id: salary\n    class: salary\n    name: {en: Salary, ru: Оклад}\n    clause: 2.1\n    accrual_code: S\n${extra}`;

test.each([
  ["fund", "    fund: {percent_of_base: 10 %}\n"],
  ["money", "    money: {metric: payments_received, rates: [{deals_from: 2026-01-01, rate: 5 %}]}\n"],
  ["disciplinary", "    disciplinary: {clause: 5, remark: 10 %, reprimand: 20 %}\n"],
  ["min_days_worked", "    min_days_worked: 10\n"],
])("a salary that hangs on %s could fall, so it does not load", (key, extra) => {
  expect(one(salary(extra))[0]).toBe(
    `plans/a.yaml:8: components.0: ${key} could lower base pay, which hangs on days worked alone (art. 129 and 135 of the Labour Code); make it a component of class bonus`,
  );
});

test.each<[string, string, string | RegExp]>([
  [
    "a negative percent",
    bonus.replace("15 %", "-15 %"),
    /components\.0\.fund\.percent_of_base: expected 0 or more: a minus would lower pay/,
  ],
  [
    "a negative pay",
    bonus.replace("pays: 50 %", "pays: -1"),
    /points\.0\.pays: expected 0 or more: a minus would lower pay/,
  ],
  [
    "weights",
    bonus.replace("weight: 100 %", "weight: 90 %"),
    /components\.0\.parts: the weights sum to 90 %; make it 100 %/,
  ],
  [
    "a falling curve",
    bonus.replace("pays: 100 %", "pays: 40 %"),
    /points\.1: more result would pay less; let `pays` not fall/,
  ],
  [
    "a curve out of order",
    bonus.replace("at: 100 %", "at: 60 %"),
    /points\.1: expected a higher `at` than the point above/,
  ],
  [
    "an unknown metric",
    bonus.replace("results_accepted", "charm"),
    /parts\.0\.metric: expected one of results_accepted, /,
  ],
  [
    "an unknown key",
    bonus.replace("    clause: 3.1", "    clause: 3.1\n    penalty: 5"),
    /components\.0\.penalty: unknown key; remove it/,
  ],
  ["no norm", bonus.replace("        norm: 20\n", ""), /parts\.0: expected norm or norm_id, one of them/],
  [
    "a float",
    bonus.replace("norm: 20", "norm: 1e-7"),
    /parts\.0\.norm: expected a decimal number such as 0\.15 or 12\.5 %/,
  ],
  [
    "shrinking without trials",
    bonus.replace("raw", "shrunken"),
    /estimator: results_accepted has no trials to shrink by/,
  ],
  [
    "a sample of a count",
    bonus.replace("norm: 20", "norm: 20\n        min_sample: 5"),
    /parts\.0\.min_sample: results_accepted is a count, its own sample: fewer .* take min_sample away/,
  ],
  [
    "a count paid without data",
    bonus.replace("without_data: not_earned", "without_data: paid"),
    /parts\.0\.without_data: results_accepted is a count: .* make it not_earned/,
  ],
  [
    "piece pay with a cut",
    bonus
      .replace("class: bonus", "class: piece_rate")
      .replace(
        / {4}fund[\s\S]*/,
        "    per_unit: {metric: results_accepted, amount: 300}\n    disciplinary: {clause: 5, remark: 10 %, reprimand: 20 %}\n",
      ),
    /only a bonus may be less for a disciplinary order \(art\. 135\)/,
  ],
  [
    "a third decimal",
    bonus.replace("percent_of_base: 15 %", "amount: 100.005"),
    /fund\.amount: expected roubles with at most two decimals/,
  ],
])("%s is refused where it stands", (_name, text, expected) => {
  const lines = one(head + text);
  expect(lines[0]).toMatch(expected);
  expect(lines[0]).toMatch(/^plans\/a\.yaml:\d+: /);
});

test("two equally narrow plans on one day are named both", () => {
  const other = head.replace("plan: operator", "plan: calls").replace("2026-01-01", "2026-06-01") + bonus;
  expect(faults({"plans/a.yaml": head + bonus, "plans/b.yaml": other})).toEqual([
    "plans/b.yaml:5: valid_from: operator@1 (plans/a.yaml:5: valid_from) and calls@1 are for the same people from 2026-06-01; end one of them with valid_to",
  ]);
  const ended = head.replace("valid_from: 2026-01-01", "valid_from: 2026-01-01\nvalid_to: 2026-06-01");
  expect(faults({"plans/a.yaml": ended + bonus, "plans/b.yaml": other})).toEqual([]);
});

test("one version stands once", () => {
  const [line] = faults({"plans/a.yaml": head + bonus, "plans/b.yaml": head + bonus});
  expect(line).toBe(
    "plans/b.yaml:2: version: operator@1 stands in plans/a.yaml:2: version already; number it anew",
  );
});

const percent = (version: number, days: string, rates: string) => `plan: hunter
version: ${version}
name: {en: Hunters, ru: Охотники}
for: {role: hunter}
${days}
components:
  - id: percent
    class: piece_rate
    name: {en: Percent, ru: Процент}
    clause: 4.1
    accrual_code: P
    money:
      metric: payments_received
      rates:
${rates}`;

test("a new version keeps the rates promised for earlier deals", () => {
  const first = percent(
    1,
    "valid_from: 2026-01-01\nvalid_to: 2026-10-01",
    "        - {deals_from: 2026-01-01, rate: 5 %}\n",
  );
  const lowered = percent(2, "valid_from: 2026-10-01", "        - {deals_from: 2026-01-01, rate: 4 %}\n");
  expect(faults({"plans/a.yaml": first, "plans/b.yaml": lowered})).toEqual([
    "plans/b.yaml:14: components.0.money.rates: deals of 2026-01-01 have a rate of 4 %, hunter@1 promised 5 %; earlier deals keep their rate",
  ]);
  const kept = percent(
    2,
    "valid_from: 2026-10-01",
    "        - {deals_from: 2026-01-01, rate: 5 %}\n        - {deals_from: 2026-10-01, rate: 4 %}\n",
  );
  expect(faults({"plans/a.yaml": first, "plans/b.yaml": kept})).toEqual([]);
});

test("settings are read with their lines", () => {
  expect(faults({"payroll.yaml": "cap_base: half\n"})).toEqual([
    'payroll.yaml:1: cap_base: expected one of wage, salary_only, got "half"',
  ]);
  // art. 136; both languages
  const late = {"payroll.yaml": "pay_day: 20\n"};
  expect(faults(late)[0]).toContain("pay_day: expected a day up to the 15th");
  expect(faults(late, "ru")[0]).toContain("pay_day: нужен день не позже 15-го");
  expect(faults({"payroll.yaml": "key_rate:\n  - {from: 2026-01-01, value: high}\n"})[0]).toMatch(
    /^payroll\.yaml:2: key_rate\.0\.value: expected a decimal number such as 0\.15 or 12\.5 %, got "high"/,
  );
});
