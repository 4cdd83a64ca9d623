import {workDaysOf, workedDays} from "./base.ts";
import {firstDay, monthSpan} from "./days.ts";
import type {Employee, PayrollInputs} from "./inputs.ts";
import type {Line} from "./line.ts";
import {type Bilingual, type Kopecks, sumOf} from "./money.ts";
import {type Plan, planOn} from "./plan.ts";
import type {AccrualCodes} from "./read-plans.ts";
import type {Statement} from "./statement.ts";

/** What one person is paid under one code of the payroll program. */
export interface Accrual {
  employeeId: string;
  personnelNumber: string;
  code: string;
  amount: Kopecks;
  /** Why it is paid, in a few words. */
  basis: Bilingual;
  /** Days worked in the month. */
  days: number;
}

/** Statements as the payroll program takes them: one row for each person and code; together they are the totals. */
export function accrualsOf(
  statements: readonly Statement[],
  inputs: PayrollInputs,
  plans: readonly Plan[],
  codes: AccrualCodes,
): Accrual[] {
  const byId = new Map(inputs.employees.map((employee) => [employee.employeeId, employee]));
  const days = workDaysOf(inputs.calendar);
  return statements.flatMap(({employeeId, personnelNumber, lines}) => {
    const employee = byId.get(employeeId)!;
    const worked = workedDays(employee, monthSpan(inputs.month), days, inputs.settings.workedAbsences);
    const paid = lines
      .filter(({amount}) => amount !== 0n)
      .map((line) => ({line, ...codeOf(line, employee, inputs.month, plans, codes)}));
    return [...Map.groupBy(paid, ({code}) => code)].flatMap(([code, own]): Accrual[] => {
      const amount = sumOf(own.map(({line}) => line.amount));
      if (amount === 0n) return [];
      return [
        {
          employeeId,
          personnelNumber,
          code,
          amount,
          basis: own[0]!.basis,
          days: daysOf(own.map(({line}) => line)) ?? worked,
        },
      ];
    });
  });
}

/** Days of the stretches that a bonus is of, each once; null where its lines tell of no days. */
function daysOf(lines: readonly Line[]): number | null {
  const stretches = new Map(
    lines.flatMap(({id, legalClass, kind, basis}) =>
      legalClass === "bonus" && kind !== "cut" && basis.workedDays !== undefined
        ? [[id.split("@")[1] ?? "", basis.workedDays] as const]
        : [],
    ),
  );
  return stretches.size === 0 ? null : [...stretches.values()].reduce((sum, days) => sum + days, 0);
}

function codeOf(
  line: Line,
  employee: Employee,
  month: string,
  plans: readonly Plan[],
  codes: AccrualCodes,
): {code: string; basis: Bilingual} {
  if (line.kind === "base") {
    const day = line.id.split("@")[1] ?? firstDay(month);
    const salary = planOn(plans, employee, day)?.components.find(({class: legal}) => legal === "salary");
    return {
      code: salary?.accrual_code ?? codes.salary,
      basis: {ru: "Трудовой договор", en: "Labour contract"},
    };
  }
  if (line.kind === "adjustment")
    return {code: line.amount < 0n ? codes.deduction : codes.award, basis: line.text};
  if (line.kind === "correction") return {code: codes.correction, basis: line.text};
  const [key] = line.rule.split("/");
  const plan = plans.find((candidate) => candidate.key === key);
  const component = plan?.components.find(({id}) => id === line.component);
  if (!plan || !component) throw new Error(`accruals: line ${line.id} is of no plan that is known`);
  const act = plan.act;
  const basis = (language: "ru" | "en") => {
    const clause = `${language === "ru" ? "п." : "clause"} ${component.clause}`;
    const source = act ? `${act.name[language]}${act.number ? ` № ${act.number}` : ""}` : plan.name[language];
    return `${component.name[language]}: ${source}, ${clause}`;
  };
  return {code: component.accrual_code, basis: {ru: basis("ru"), en: basis("en")}};
}
