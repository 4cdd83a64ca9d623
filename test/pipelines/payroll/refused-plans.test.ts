import {cpSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {PipelineError} from "../../../pipelines/errors.ts";
import {readPlans} from "../../../pipelines/payroll/read-plans.ts";
import {temporaryFolder, write} from "../../helpers/home.ts";

const example = join(import.meta.dirname, "../../../data/company");
const operator = readFileSync(join(example, "plans/operator.yaml"), "utf8");

/** What is said of the example's plan of operators after a change in it. */
function said(from: string | RegExp, to: string) {
  const directory = temporaryFolder();
  cpSync(join(example, "norms.yaml"), join(directory, "norms.yaml"));
  const changed = operator.replace(from, to);
  expect(changed).not.toBe(operator);
  write(join(directory, "plans/x.yaml"), changed);
  try {
    readPlans(directory);
  } catch (error) {
    if (error instanceof PipelineError) return error.said;
    throw error;
  }
  throw new Error("it loads");
}

test.each<[string, string | RegExp, string, string, string]>([
  [
    "a fund without its percent sign",
    "percent_of_base: 15 %",
    "percent_of_base: 15",
    "fund.percent_of_base: it would be read as a hundred times as much; write the percent sign, such as 15 %, got 15",
    "поставьте знак процента, например 15 %, а стоит 15",
  ],
  [
    "a point without its percent sign",
    "at: 100 %, pays: 100 %}, {at: 120",
    "at: 100, pays: 100 %}, {at: 120",
    "points.1.at: it would be read as a hundred times",
    "а стоит 100",
  ],
  [
    "a share's norm without its percent sign",
    "norm: 85 %",
    "norm: 85",
    "parts.3.norm: it is read as 8500 %, and qa_score_share is a share of at most 100 %; write the percent sign",
    "читается как 8500 %",
  ],
  [
    "a norm that is not there",
    "norm_id: results_per_month",
    "norm_id: nonsense",
    "norm_id: norms.yaml has no norm “nonsense”; correct the name",
    "в norms.yaml нет нормы «nonsense»",
  ],
  [
    "a norm of another unit",
    "norm_id: results_per_month",
    "norm_id: talk_minutes_per_day",
    "the norm “talk_minutes_per_day” is of another kind (unit minutes",
    "другая величина (unit minutes",
  ],
  [
    "a share as the norm of a count",
    "norm_id: results_per_month",
    "norm: 20 %",
    "parts.0.norm: it is read as 0.2, and results_accepted counts cases; write how many a month",
    "читается как 0.2, а results_accepted считает случаи",
  ],
  [
    "a norm times nothing",
    "norm: 90 %",
    "norm: 90 %\n        norm_factor: 0",
    "norm_factor: expected more than 0",
    "нужно больше 0",
  ],
  ["a norm of nothing", "norm: 90 %", "norm: 0", "parts.2.norm: expected more than 0", "норма 0 — не норма"],
  [
    "a cap of nothing",
    "cap: 120 %",
    "cap: 0 %",
    "cap: nothing could ever be paid",
    "так не начислить ничего",
  ],
  [
    "a threshold above all points",
    "threshold: 70 %",
    "threshold: 300 %",
    "threshold: it is read as 300 % and lies above the last point (120 %)",
    "стоит выше последней точки (120 %)",
  ],
  [
    "an act that nobody can find",
    / {2}number: 1\n {2}date: .*\n/,
    "",
    "act: the act “Regulation on bonuses of the sales department” has neither number nor date",
    "нет ни номера, ни даты",
  ],
  [
    "a bonus named as a fine",
    "ru: Ежемесячная премия}",
    "ru: Штраф за опоздание}",
    "name.ru: a fine or penalty of money is against art. 192 of the Labour Code",
    'ст. 192 ТК РФ; назовите, что и за что выплачивается, а стоит "Штраф за опоздание"',
  ],
  [
    "a bonus without its term",
    / {4}term: .*\n/,
    "",
    "a bonus must say its term (term): art. 135 part 3",
    "в премии нужно указать: срок выплаты (term); этого с 01.09.2025 требует ч. 3 ст. 135 ТК РФ; добавьте",
  ],
])("%s is refused in one line, in both languages", (_name, from, to, en, ru) => {
  const both = said(from, to);
  expect(both.en).toContain(en);
  expect(both.ru).toContain(ru);
  for (const text of [both.en, both.ru]) expect(text).toMatch(/^plans\/x\.yaml:\d+: [^\n]+$/);
  expect(both.ru).not.toMatch(/expected|demands|must/);
});

test("a bonus for collecting debts is no fine", () => {
  const directory = temporaryFolder();
  write(
    join(directory, "plans/x.yaml"),
    operator.replace("ru: Ежемесячная премия}", "ru: Премия за взыскание долгов клиентов}"),
  );
  expect(readPlans(directory).plans).toHaveLength(1);
});
