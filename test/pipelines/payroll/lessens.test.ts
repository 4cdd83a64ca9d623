import {expect, test} from "vitest";
import {sameDayLater} from "../../../pipelines/payroll/days.ts";
import {mayLessen} from "../../../pipelines/payroll/lessens.ts";
import {bonusPlan, inputsOf, observation, part, percentPlan, statementOf} from "./month.ts";

const results = part("results_accepted", 20);
const bonus = (percent: string, parts = [results]) =>
  bonusPlan(parts, {}, {fund: {percent_of_base: percent}});
const rates = (rate: string, change: object = {}) =>
  percentPlan({rates: [{deals_from: "2025-01-01", rate}], ...change});

test.each([
  ["a higher fund", bonus("16 %"), bonus("15 %"), false],
  ["a lower fund", bonus("14 %"), bonus("15 %"), true],
  ["another norm", bonus("15 %", [part("results_accepted", 22)]), bonus("15 %"), true],
  [
    "the same under another name",
    bonusPlan([results], {name: {ru: "Иначе", en: "Other"}}),
    bonusPlan([results]),
    false,
  ],
  ["a higher rate", rates("6 %"), rates("5 %"), false],
  ["a lower rate", rates("4 %"), rates("5 %"), true],
  ["money that waits", rates("5 %", {hold: {until: "handover_accepted"}}), rates("5 %"), true],
  ["money that waits no more", rates("5 %"), rates("5 %", {hold: {until: "handover_accepted"}}), false],
  [
    "no accelerator any more",
    rates("6 %"),
    rates("5 %", {accelerators: [{above: "1 000", adds: "1 %"}]}),
    true,
  ],
  [
    "an accelerator from less",
    rates("5 %", {accelerators: [{above: "900", adds: "1 %"}]}),
    rates("5 %", {accelerators: [{above: "1 000", adds: "1 %"}]}),
    false,
  ],
  [
    "of the part above in place of the whole",
    rates("5 %", {accelerators: [{above: "900", adds: "1 %"}]}),
    rates("5 %", {accelerators: [{above: "900", adds: "1 %", whole: true}]}),
    true,
  ],
  ["another component", rates("5 %"), bonus("15 %"), true],
] as const)("%s may lessen pay: %#", (_name, plan, before, lessens) => {
  expect(mayLessen(plan, before)).toBe(lessens);
});

test("two months are counted by the calendar", () => {
  expect(sameDayLater("2026-08-15", 2)).toBe("2026-10-15");
  expect(sameDayLater("2026-12-31", 2)).toBe("2027-02-28");
});

test("worse terms that were signed less than two months ahead are told to HR, better ones and those told in time are not", () => {
  const told = (percent: string, on: string) => {
    const [first, second] = [
      bonusPlan([results], {valid_to: "2026-10-01"}),
      bonusPlan([results], {version: 2, valid_from: "2026-10-01"}, {fund: {percent_of_base: percent}}),
    ];
    const acknowledgements = [
      {employeeId: "e1", plan: "operator", version: 1, on: "2026-01-01"},
      {employeeId: "e1", plan: "operator", version: 2, on},
    ];
    const inputs = inputsOf({
      observations: [observation("results_accepted", 20)],
      ledger: {acknowledgements},
    });
    return statementOf(inputs, [first, second]).lines.filter(({rule}) => rule === "notice/short_notice");
  };
  // signed on 2 August: 2 October at the earliest
  const [line] = told("10 %", "2026-08-02");
  expect(line).toMatchObject({needsAttention: true, amount: 0n});
  expect(line!.text.ru).toContain("не раньше 02.10.2026");
  expect(told("10 %", "2026-08-01")).toEqual([]);
  expect(told("20 %", "2026-09-30")).toEqual([]);
});
