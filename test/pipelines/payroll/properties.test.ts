import fc from "fast-check";
import {expect, test} from "vitest";
import {calculate} from "../../../pipelines/payroll/calculate.ts";
import {daysLater} from "../../../pipelines/payroll/days.ts";
import type {
  Deal,
  Employee,
  Movement,
  Observation,
  PayrollInputs,
} from "../../../pipelines/payroll/inputs.ts";
import {sumOf} from "../../../pipelines/payroll/money.ts";
import {
  bonusPlan,
  employee,
  hunter,
  inputsOf,
  observation,
  paidBy,
  part,
  percentPlan,
  rub,
  statementOf,
} from "./month.ts";

const dayOf = (first: string, span: number) =>
  fc.integer({min: 0, max: span - 1}).map((days) => daysLater(first, days));
const october = dayOf("2026-10-01", 31);
const recent = dayOf("2026-08-15", 90);

const people: fc.Arbitrary<Employee[]> = fc
  .array(
    fc.record({
      isHunter: fc.boolean(),
      salary: fc.bigInt({min: 0n, max: 20_000_000n}),
      hired: fc.option(october, {nil: "2024-01-09"}),
      away: fc.option(october, {nil: null}),
    }),
    {minLength: 1, maxLength: 4},
  )
  .map((given) =>
    given.map(({isHunter, salary, hired, away}, index) =>
      (isHunter ? hunter : employee)({
        employeeId: `e${index + 1}`,
        hiredOn: hired ?? "2024-01-09",
        basePay: [{monthly: salary, from: "2024-01-09", until: null}],
        absences: away ? [{kind: "sick", from: away, until: daysLater(away, 4)}] : [],
      }),
    ),
  );

const movements: fc.Arbitrary<Movement[]> = fc
  .array(
    fc.tuple(
      recent,
      fc.constantFrom("receipt" as const, "refund" as const),
      fc.bigInt({min: -(10n ** 8n), max: 10n ** 9n}),
      fc.integer({min: 1, max: 12}),
    ),
    {maxLength: 6},
  )
  .map((given) =>
    given.map(([paidOn, kind, amount, number]) => ({
      paymentId: `p${number}`,
      paidOn,
      kind,
      amount,
      refundOf: null,
      version: "1",
    })),
  );

const deals: fc.Arbitrary<Deal[]> = fc
  .array(fc.tuple(recent, movements, fc.integer({min: 0, max: 100}), fc.option(recent, {nil: null})), {
    maxLength: 4,
  })
  .map((given) =>
    given.map(([dealDate, money, share, acceptedOn], index) => ({
      dealId: `d${index}`,
      dealDate,
      clientId: null,
      clientName: null,
      credits: [
        {employeeId: "e1", share: `${share} %`, from: "2026-01-01", until: null},
        {employeeId: "e2", share: `${100 - share} %`, from: "2026-01-01", until: null},
      ],
      movements: money,
      handovers: [{handoverId: `h${index}`, acceptedOn, returnedOn: null}],
    })),
  );

const observations: fc.Arbitrary<Observation[]> = fc
  .uniqueArray(
    fc.record({id: fc.integer({min: 1, max: 4}), hits: fc.nat(60), misses: fc.nat(60), isRate: fc.boolean()}),
    {
      maxLength: 8,
      selector: ({id, isRate}) => `${id} ${isRate}`,
    },
  )
  .map((given) =>
    given.map(({id, hits, misses, isRate}) =>
      isRate
        ? observation("result_rate", hits, hits + misses, {employeeId: `e${id}`})
        : observation("results_accepted", hits, null, {
            employeeId: `e${id}`,
            rows: [
              {id: `h${id}`, version: "1"},
              {id: `g${id}`, version: "1"},
            ],
          }),
    ),
  );

const ledger = fc.record({
  orders: fc
    .array(
      fc.tuple(
        october,
        fc.constantFrom("remark" as const, "reprimand" as const),
        fc.integer({min: 1, max: 4}),
      ),
      {maxLength: 4},
    )
    .map((given) =>
      given.map(([date, kind, id], number) => ({number: String(number), date, kind, employeeId: `e${id}`})),
    ),
  adjustments: fc
    .array(
      fc.tuple(
        fc.bigInt({min: -(10n ** 7n), max: 10n ** 7n}),
        fc.constantFrom("award" as const, "consent" as const, "court" as const),
        fc.integer({min: 1, max: 4}),
      ),
      {maxLength: 3},
    )
    .map((given) =>
      given.map(([amount, ground, id], index) => ({
        adjustmentId: `a${index}`,
        employeeId: `e${id}`,
        month: "2026-10",
        amount,
        legalClass: "bonus" as const,
        ground,
        reason: "r",
        document: "d",
        approver: "p",
      })),
    ),
  acknowledgements: fc.constant(
    [1, 2, 3, 4].map((id) => ({employeeId: `e${id}`, plan: "operator", version: 1, on: "2026-01-01"})),
  ),
});

const months: fc.Arbitrary<PayrollInputs> = fc
  .record({
    employees: people,
    deals,
    observations,
    ledger,
    capBase: fc.constantFrom("wage" as const, "salary_only" as const),
  })
  .map(({capBase, ...given}) => {
    const inputs = inputsOf(given);
    return {...inputs, settings: {...inputs.settings, capBase}};
  });

const percents = fc.integer({min: 0, max: 200});
const plans = fc
  .record({
    fund: percents,
    weight: fc.integer({min: 0, max: 100}),
    cut: fc.integer({min: 0, max: 100}),
    rate: fc.integer({min: 0, max: 100}),
    estimator: fc.constantFrom("raw", "shrunken", "outside_chart_limits"),
    hold: fc.constantFrom(undefined, {until: "handover_accepted"}, {until: "return_period", days: 14}),
    isBonus: fc.boolean(),
  })
  .map(({fund, weight, cut, rate, estimator, hold, isBonus}) => [
    bonusPlan(
      [
        part("results_accepted", 20, {weight: `${weight} %`}),
        part("result_rate", "40 %", {weight: `${100 - weight} %`, estimator, without_data: "paid"}),
      ],
      {},
      {
        fund: {percent_of_base: `${fund} %`},
        disciplinary: {clause: "5", remark: `${Math.floor(cut / 2)} %`, reprimand: `${cut} %`},
      },
    ),
    percentPlan({
      rates: [{deals_from: "2025-01-01", rate: `${rate} %`}],
      ...(hold ? {hold} : {}),
      accelerators: [{above: 1000, adds: "1 %"}],
    }),
    ...(isBonus ? [] : [bonusPlan([part("conversations", 1)], {plan: "other", for: {role: "head"}})]),
  ]);

test("lines sum to the total, base never falls, and nothing takes the total below it", () => {
  fc.assert(
    fc.property(months, plans, (inputs, given) => {
      const alone = new Map(calculate(inputs, []).map(({employeeId, base}) => [employeeId, base]));
      for (const statement of calculate(inputs, given)) {
        expect(sumOf(statement.lines.map(({amount}) => amount))).toBe(statement.total);
        expect(statement.base).toBe(alone.get(statement.employeeId) ?? 0n);
        expect(statement.total >= statement.base).toBe(true);
        for (const {kind, amount, legalClass} of statement.lines) {
          if (kind === "cut") expect(legalClass).toBe("bonus");
          if (["not_earned", "held", "information"].includes(kind)) expect(amount).toBe(0n);
          if (kind !== "cut" && kind !== "adjustment") expect(amount >= 0n).toBe(true);
        }
        const ids = statement.lines.map(({id}) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }),
    {numRuns: 150},
  );
});

test("a cut leaves at least four fifths of the month's wage", () => {
  fc.assert(
    fc.property(months, plans, (inputs, given) => {
      for (const statement of calculate(inputs, given)) {
        const wage = paidBy(statement, "base", "earned", "within_chance", "released");
        expect(-paidBy(statement, "cut") * 5n <= wage).toBe(true);
      }
    }),
    {numRuns: 100},
  );
});

const shuffled = <T>(items: readonly T[], seed: number): T[] =>
  items
    .map((item, index) => [item, (index * 7919 + seed * 104_729) % 1009] as const)
    .toSorted((a, b) => a[1] - b[1])
    .map(([item]) => item);

test("a statement does not depend on the order of anything, and the same inputs give the same hash", () => {
  fc.assert(
    fc.property(months, plans, fc.nat(1000), (inputs, given, seed) => {
      const other: PayrollInputs = {
        ...inputs,
        calendar: shuffled(inputs.calendar, seed),
        employees: shuffled(inputs.employees, seed),
        observations: shuffled(inputs.observations, seed).map((item) => ({
          ...item,
          rows: shuffled(item.rows, seed),
        })),
        deals: shuffled(inputs.deals, seed).map((item) => ({
          ...item,
          movements: shuffled(item.movements, seed),
          credits: shuffled(item.credits, seed),
        })),
        ledger: {
          ...inputs.ledger,
          orders: shuffled(inputs.ledger.orders, seed),
          adjustments: shuffled(inputs.ledger.adjustments, seed),
          acknowledgements: shuffled(inputs.ledger.acknowledgements, seed),
        },
      };
      expect(calculate(other, shuffled(given, seed))).toEqual(calculate(inputs, given));
    }),
    {numRuns: 80},
  );
});

test("more result never pays less in a plan without caps", () => {
  const estimators = fc.constantFrom("raw", "three_month", "outside_chart_limits");
  fc.assert(
    fc.property(
      fc.nat(100),
      fc.nat(100),
      fc.nat(50),
      estimators,
      fc.integer({min: 1, max: 99}),
      (hits, more, misses, estimator, norm) => {
        const plan = bonusPlan([
          part("results_accepted", 20, {weight: "50 %"}),
          part("result_rate", `${norm} %`, {
            weight: "50 %",
            estimator,
            curve: {
              threshold: "50 %",
              points: [
                {at: "50 %", pays: "20 %"},
                {at: "100 %", pays: "100 %"},
              ],
            },
          }),
        ]);
        const trials = hits + more + misses;
        const by = (result: number) =>
          statementOf(
            inputsOf({
              observations: [
                observation("results_accepted", result),
                observation("result_rate", result, trials),
              ],
            }),
            [plan],
          ).total;
        expect(by(hits + more) >= by(hits)).toBe(true);
      },
    ),
    {numRuns: 150},
  );
});

test("no receipt is paid twice over months, and refunds never make more", () => {
  const held = fc.constantFrom(
    {},
    {hold: {until: "handover_accepted"}},
    {hold: {until: "return_period", days: 20}},
  );
  fc.assert(
    fc.property(deals, held, (given, terms) => {
      const plan = percentPlan({rates: [{deals_from: "2025-01-01", rate: "100 %"}], ...terms});
      const employees = [hunter(), hunter({employeeId: "e2"})];
      const credited = new Map<string, bigint>();
      for (const month of ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"])
        for (const statement of calculate(inputsOf({month, employees, deals: given}), [plan]))
          for (const line of statement.lines)
            if (line.kind === "earned" || line.kind === "released") {
              const key = `${statement.employeeId} ${line.rows[0]!.id}`;
              expect(credited.has(key)).toBe(false);
              credited.set(key, line.amount);
            }
      const received = new Map<string, bigint>();
      for (const {movements: money} of given)
        for (const {paymentId, kind, amount} of money)
          if (kind === "receipt" && amount > 0n)
            received.set(
              paymentId,
              amount > (received.get(paymentId) ?? 0n) ? amount : received.get(paymentId)!,
            );
      for (const id of received.keys()) {
        const both = (credited.get(`e1 ${id}`) ?? 0n) + (credited.get(`e2 ${id}`) ?? 0n);
        expect(both <= received.get(id)!).toBe(true);
      }
    }),
    {numRuns: 150},
  );
});

test("a refund never raises anybody's month", () => {
  fc.assert(
    fc.property(
      recent,
      fc.bigInt({min: 1n, max: 10n ** 8n}),
      fc.constantFrom("receipt" as const, "refund" as const),
      (day, amount, kind) => {
        const movements: Movement[] = [
          {
            paymentId: "p1",
            paidOn: "2026-10-05",
            kind: "receipt",
            amount: rub("100 000"),
            refundOf: null,
            version: "1",
          },
        ];
        const by = (given: Movement[]) =>
          statementOf(
            inputsOf({
              employees: [hunter()],
              deals: [
                {
                  dealId: "d1",
                  dealDate: "2026-10-02",
                  clientId: null,
                  clientName: null,
                  credits: [{employeeId: "e1", share: "1", from: "2026-01-01", until: null}],
                  movements: given,
                  handovers: [],
                },
              ],
            }),
            [percentPlan()],
          ).total;
        const taken: Movement = {
          paymentId: "r1",
          paidOn: day,
          kind,
          amount: -amount,
          refundOf: null,
          version: "1",
        };
        expect(by([...movements, taken]) <= by(movements)).toBe(true);
      },
    ),
  );
});
