import {workCalendar} from "../../pipelines/company/calendar.ts";
import {calculate} from "../../pipelines/payroll/calculate.ts";
import type {Deal, Employee, Observation, PayrollInputs} from "../../pipelines/payroll/inputs.ts";
import {metricOf} from "../../pipelines/payroll/metrics.ts";
import {metricsOf} from "../../pipelines/payroll/plan.ts";
import {readPlans} from "../../pipelines/payroll/read-plans.ts";

/** Seconds to calculate a month of so many people by the example's plans: observations of three months, deals, orders. */
export function measurePayroll(people: number, company: string): Record<string, number> {
  const {plans, settings} = readPlans(company);
  const roles = ["operator", "hunter", "farmer"] as const;
  const employees = Array.from({length: people}, (_, index): Employee => {
    const role = roles[index % 3]!;
    return {
      employeeId: `e${index}`,
      personnelNumber: String(index),
      hiredOn: index % 10 === 0 ? "2026-10-19" : "2024-01-09",
      leftOn: null,
      posts: [{role, teamId: `t${index % 50}`, from: "2024-01-09", until: null}],
      basePay: [{monthly: 5_000_000n + BigInt(index), from: "2024-01-09", until: null}],
      absences: index % 7 === 0 ? [{kind: "vacation", from: "2026-10-05", until: "2026-10-12"}] : [],
    };
  });
  const observations = employees.flatMap(({employeeId, posts}, index) =>
    plans
      .filter(({for: {role}}) => role === posts[0]!.role && role !== "hunter")
      .flatMap(metricsOf)
      .flatMap((metric) => [8, 9, 10].map((month) => observed(employeeId, metric, month, index))),
  );
  const deals = employees
    .filter((_, index) => index % 3 === 1)
    .flatMap(({employeeId}, index) =>
      Array.from({length: 5}, (_, number) => dealOf(employeeId, index, number)),
    );
  const inputs: PayrollInputs = {
    month: "2026-10",
    payDay: "2026-11-10",
    calendar: workCalendar("ru", company, "2026-08-01", "2026-10-31"),
    employees,
    observations,
    norms: [
      {norm: "results_per_month", value: "20", from: "2000-01-01", until: null},
      {norm: "result_rate_per_company", value: "0.0889", from: "2000-01-01", until: null},
    ],
    deals,
    ledger: {
      adjustments: [],
      orders: employees
        .filter((_, index) => index % 100 === 0)
        .map(({employeeId}, index) => ({
          number: String(index),
          date: "2026-10-12",
          employeeId,
          kind: "remark",
        })),
      acknowledgements: employees.flatMap(({employeeId}) =>
        plans.map(({plan, version}) => ({employeeId, plan, version, on: "2025-09-01"})),
      ),
      paidCredits: [],
      closedMonths: [],
      acceptedCorrections: [],
    },
    settings,
    definitions: {},
  };
  const started = performance.now();
  const statements = calculate(inputs, plans);
  const seconds = (performance.now() - started) / 1000;
  const lines = statements.reduce((sum, {lines: own}) => sum + own.length, 0);
  return {"payroll.people": statements.length, "payroll.lines": lines, "payroll.seconds": seconds};
}

function observed(
  employeeId: string,
  metric: Observation["metric"],
  month: number,
  index: number,
): Observation {
  const isShare = metricOf(metric).unit === "share";
  const from = `2026-${String(month).padStart(2, "0")}-01`;
  return {
    employeeId,
    metric,
    from,
    until: `2026-${String(month + 1).padStart(2, "0")}-01`,
    numerator: String(isShare ? 80 + (index % 40) : 10 + (index % 20)),
    denominator: isShare ? "120" : null,
    sample: null,
    norm: null,
    deviation: metricOf(metric).evidence === "deviation" || metricOf(metric).evidence === "book" ? "5" : null,
    verdict: metricOf(metric).evidence === "book" ? "within" : null,
    history: [],
    rows: Array.from({length: 10}, (_, row) => ({
      id: `${metric}-${employeeId}-${month}-${row}`,
      version: "1",
    })),
  };
}

function dealOf(employeeId: string, index: number, number: number): Deal {
  return {
    dealId: `d-${employeeId}-${number}`,
    dealDate: "2026-09-15",
    clientId: null,
    clientName: null,
    credits: [{employeeId, share: "1", from: "2026-01-01", until: null}],
    movements: [1, 2].map((part) => ({
      paymentId: `p-${employeeId}-${number}-${part}`,
      paidOn: `2026-${part === 1 ? "09" : "10"}-20`,
      kind: "receipt",
      amount: 10_000_000n + BigInt(index),
      refundOf: null,
      version: "1",
    })),
    handovers: [{handoverId: `h-${employeeId}-${number}`, acceptedOn: "2026-10-10", returnedOn: null}],
  };
}
