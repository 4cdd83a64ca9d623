import fc from "fast-check";
import {expect, test} from "vitest";
import {daysLater} from "../../../pipelines/payroll/days.ts";
import type {Deal, PayrollInputs} from "../../../pipelines/payroll/inputs.ts";
import {sumOf} from "../../../pipelines/payroll/money.ts";
import type {Plan} from "../../../pipelines/payroll/plan.ts";
import {deal, employee, hunter, inputsOf, legal, observation, plan, receipt, statementOf} from "./month.ts";

const october = fc.integer({min: 0, max: 30}).map((days) => daysLater("2026-10-01", days));
const change = "2026-10-10";

interface Terms {
  rate: number;
  above: number | null;
  hold: object | null;
  each: number | null;
  fund: number | null;
}
const held = fc.constantFrom(
  null,
  {until: "handover_accepted"},
  {until: "return_period", days: 5},
  {until: "return_period", days: 25},
);
const terms: fc.Arbitrary<Terms> = fc.record({
  rate: fc.integer({min: 0, max: 20}),
  above: fc.option(fc.integer({min: 0, max: 1000})),
  hold: held,
  each: fc.option(fc.integer({min: 0, max: 500})),
  fund: fc.option(fc.integer({min: 0, max: 50})),
});

/** A hunter's plan; earlier deals keep 5 % in every version. */
function versionOf({rate, above, hold, each, fund}: Terms, given: object): Plan {
  const about = (id: string) => ({
    id,
    name: {en: id, ru: id},
    clause: "4",
    accrual_code: id,
    class: "piece_rate",
  });
  const rates = [
    {deals_from: "2025-01-01", rate: "5 %"},
    {deals_from: change, rate: `${rate} %`},
  ];
  const part = {id: "deals", metric: "deals_won", estimator: "raw", weight: "100 %", norm: 9};
  const curve = {
    points: [
      {at: 0, pays: 0},
      {at: "100 %", pays: "100 %"},
    ],
  };
  return plan({
    for: {role: "hunter"},
    components: [
      {
        ...about("percent"),
        money: {
          metric: "payments_received",
          rates,
          ...(above === null ? {} : {accelerators: [{above, adds: "3 %"}]}),
          ...(hold === null ? {} : {hold}),
        },
      },
      ...(each === null ? [] : [{...about("each"), per_unit: {metric: "deals_won", amount: each}}]),
      ...(fund === null
        ? []
        : [
            {
              ...about("bonus"),
              ...legal,
              class: "bonus",
              fund: {percent_of_base: `${fund} %`},
              parts: [{...part, curve, without_data: "not_earned"}],
            },
          ]),
    ],
    ...given,
  });
}

const sales: fc.Arbitrary<Deal[]> = fc
  .array(fc.tuple(october, october, fc.integer({min: 1, max: 90_000}), fc.option(october)), {maxLength: 5})
  .map((given) =>
    given.map(([dealDate, paidOn, kopecks, acceptedOn], index) =>
      deal([receipt(`p${index}`, paidOn, "0.01", {amount: BigInt(kopecks)})], {
        dealId: `d${index}`,
        dealDate,
        handovers: [{handoverId: `h${index}`, acceptedOn, returnedOn: null}],
      }),
    ),
  );

const inputsWith = (
  deals: readonly Deal[],
  versions: readonly string[],
  month = "2026-10",
): PayrollInputs => {
  const of = deals.map(({dealDate, dealId}) => ({day: dealDate, count: "1", rowId: dealId}));
  const rows = of.map(({rowId, day}) => ({id: rowId, version: day}));
  return inputsOf({
    month,
    employees: [hunter()],
    deals,
    observations: [observation("deals_won", deals.length, null, {units: of, rows})],
    ledger: {
      acknowledgements: versions.map((key) => ({
        employeeId: "e1",
        plan: key.split("@")[0]!,
        version: Number(key.split("@")[1]),
        on: "2026-01-01",
      })),
    },
  });
};
const months = ["2026-10", "2026-11", "2026-12"];
const pairs = fc.tuple(terms, terms, fc.boolean()).map(([before, after, isRenamed]) => {
  const next = isRenamed ? {plan: "other"} : {plan: "hunter", version: 2};
  return {
    alone: [versionOf(before, {plan: "hunter"})],
    both: [
      versionOf(before, {plan: "hunter", valid_to: change}),
      versionOf(after, {...next, valid_from: change}),
    ],
    next: isRenamed ? "other@1" : "hunter@2",
  };
});

test("an unsigned version or plan pays no less than the signed one alone, and sums hold", () => {
  fc.assert(
    fc.property(sales, pairs, (deals, {alone, both}) => {
      let [paid, promised] = [0n, 0n];
      for (const month of months) {
        const statement = statementOf(inputsWith(deals, ["hunter@1"], month), both);
        expect(sumOf(statement.lines.map(({amount}) => amount))).toBe(statement.total);
        const ids = statement.lines.map(({id}) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const signed = statementOf(inputsWith(deals, ["hunter@1"], month), alone);
        expect(statement.base).toBe(signed.base);
        paid += statement.total;
        promised += signed.total;
        expect(paid >= promised).toBe(true);
      }
    }),
    {numRuns: 150},
  );
});

test("money is paid as by one of two versions that wait alike, never as by pieces of both", () => {
  fc.assert(
    fc.property(sales, terms, terms, held, (deals, before, after, hold) => {
      const of = (given: Terms) => ({...given, hold, each: null, fund: null});
      const both = [
        versionOf(of(before), {plan: "hunter", valid_to: change}),
        versionOf(of(after), {plan: "hunter", version: 2, valid_from: change}),
      ];
      for (const month of months) {
        const by = (plans: readonly Plan[], ...keys: string[]) =>
          statementOf(inputsWith(deals, keys, month), plans).total;
        const first = by([versionOf(of(before), {plan: "hunter"})], "hunter@1");
        const second = by(both, "hunter@1", "hunter@2");
        expect(by(both, "hunter@1")).toBe(first > second ? first : second);
      }
    }),
    {numRuns: 100},
  );
});

test("one deal more never pays less, whatever changes within the month", () => {
  fc.assert(
    fc.property(sales, pairs, fc.boolean(), (deals, {both, next}, isSigned) => {
      const by = (given: readonly Deal[]) =>
        statementOf(inputsWith(given, ["hunter@1", ...(isSigned ? [next] : [])]), both).total;
      expect(by(deals) >= by(deals.slice(1))).toBe(true);
    }),
    {numRuns: 100},
  );
});

test("a month of any rows of salary pays no less than the least of them, and one salary whole", () => {
  const raises = fc.array(fc.tuple(october, fc.bigInt({min: 0n, max: 2n})), {maxLength: 4});
  fc.assert(
    fc.property(fc.bigInt({min: 1n, max: 10_000_000n}), raises, (salary, given) => {
      const rows = [["2024-01-09", 0n] as const, ...new Map(given)].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const by = (isRaised: boolean) =>
        statementOf(
          inputsOf({
            employees: [
              employee({
                basePay: rows.map(([from, more], index) => ({
                  monthly: salary + (isRaised ? more : 0n),
                  from,
                  until: rows[index + 1]?.[0] ?? null,
                })),
              }),
            ],
          }),
          [],
        ).base;
      expect(by(false)).toBe(salary);
      expect(by(true) >= salary).toBe(true);
    }),
    {numRuns: 150},
  );
});
