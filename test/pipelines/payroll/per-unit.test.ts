import {expect, test} from "vitest";
import type {Unit} from "../../../pipelines/payroll/inputs.ts";
import {brief, hunter, inputsOf, observation, ofKind, percentPlan, plan, rub, statementOf} from "./month.ts";

const each = (amount: string, change: object) =>
  plan({
    plan: "hunter",
    for: {role: "hunter"},
    components: [
      {
        id: "each",
        class: "piece_rate",
        name: {en: "For deals", ru: "За сделки"},
        clause: "4.2",
        accrual_code: "E",
        per_unit: {metric: "deals_won", amount},
      },
    ],
    ...change,
  });
const won = (...days: string[]): Unit[] =>
  days.map((day, index) => ({day, count: "1", rowId: `d${index + 1}`}));
const earned = (units: readonly Unit[], plans: Parameters<typeof statementOf>[1], signed = [1, 2]) => {
  const rows = units.map(({rowId, day}) => ({id: rowId, version: day}));
  return ofKind(
    statementOf(
      inputsOf({
        employees: [hunter()],
        observations: [observation("deals_won", units.length, null, {units, rows})],
        ledger: {
          acknowledgements: signed.map((version) => ({
            employeeId: "e1",
            plan: "hunter",
            version,
            on: "2026-01-01",
          })),
        },
      }),
      plans,
    ),
    "earned",
  );
};
const first = {valid_to: "2026-10-10"};
const second = {version: 2, valid_from: "2026-10-10"};
const late = won("2026-10-15", "2026-10-15", "2026-10-16");

test("each thing done has the price of its day", () => {
  // 3 x 100.33 = 300.99, all of them after the change
  expect(brief(earned(late, [each("50.11", first), each("100.33", second)]))).toEqual([
    ["hunter/each/earned@2026-10-10", rub("300.99"), 0n],
  ]);
  // and swapped 3 x 50.11 = 150.33
  expect(earned(late, [each("100.33", first), each("50.11", second)])).toMatchObject([
    {amount: rub("150.33")},
  ]);
  // 9 October 1 x 50.11; 10 October 1 x 100.33: the change holds from its first day
  const lines = earned(won("2026-10-09", "2026-10-10"), [each("50.11", first), each("100.33", second)]);
  expect(brief(lines)).toEqual([
    ["hunter/each/earned", rub("50.11"), 0n],
    ["hunter/each/earned@2026-10-10", rub("100.33"), 0n],
  ]);
  expect(lines.map(({rows}) => rows.map(({id}) => id))).toEqual([["d1"], ["d2"]]);
});

test("a price that a plan names only from the change on is paid from then on", () => {
  // 2 of 15 and 16 October x 100.33 = 200.66; that of the 5th has no price
  const units = won("2026-10-05", "2026-10-15", "2026-10-16");
  expect(earned(units, [percentPlan({}, first), each("100.33", second)])).toMatchObject([
    {amount: rub("200.66"), basis: {numerator: "2"}},
  ]);
});

test("an unsigned version cannot lower the price of a thing done", () => {
  // 9 October 1 x 100.33, 15 October 1 x 100.33 by the signed one: 200.66
  const units = won("2026-10-09", "2026-10-15");
  expect(earned(units, [each("100.33", first), each("50.11", second)], [1])).toMatchObject([
    {amount: rub("200.66"), rule: "hunter@1/each"},
  ]);
});
