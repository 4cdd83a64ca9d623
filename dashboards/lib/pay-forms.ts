import type {KnownPlan, Signed, Statement} from "./payroll.ts";

/** What HR fills in for an own sum; text as it stands in the fields. */
export interface AdjustmentForm {
  employee_id: string;
  amount: string;
  legal_class: "bonus" | "piece_rate";
  ground: "award" | "consent" | "court" | "counting_error";
  reason: string;
  document: string;
  document_date: string;
  approver: string;
}
export interface OrderForm {
  employee_id: string;
  number: string;
  date: string;
  order_kind: "remark" | "reprimand";
}
export interface SignatureForm {
  /** `plan@version` */
  plan: string;
  on: string;
  employees: string[];
}

export const payFaults = ["empty", "sum", "minus", "plus", "month", "nobody"] as const;
export type PayFault = (typeof payFaults)[number];
export type Faults<Form> = Partial<Record<keyof Form, PayFault>>;

/** A sum as people write it, "−1 500,50", as the server reads it; null when it is none. */
export function sumOf(written: string): string | null {
  const text = written
    .replace(/[\s\u00a0\u202f]|₽/g, "")
    .replace(",", ".")
    .replace(/^[\u2212–]/, "-");
  return /^[+-]?\d{1,12}(\.\d{1,2})?$/.test(text) && Number(text) !== 0 ? text.replace("+", "") : null;
}

function empty<Form extends object>(form: Form): Faults<Form> {
  const blank = (Object.keys(form) as (keyof Form)[]).filter((key) => {
    const value = form[key];
    return typeof value === "string" && value.trim() === "";
  });
  return Object.fromEntries(blank.map((key) => [key, "empty"])) as Faults<Form>;
}

/** A minus needs one of the grounds of art. 137, a plus is an award. */
export function faultsOfAdjustment(form: AdjustmentForm): Faults<AdjustmentForm> {
  const faults = empty(form);
  const sum = sumOf(form.amount);
  if (form.amount.trim() !== "" && sum === null) faults.amount = "sum";
  if (sum?.startsWith("-") && form.ground === "award") faults.ground = "minus";
  if (sum && !sum.startsWith("-") && form.ground !== "award") faults.ground = "plus";
  return faults;
}

/** An order touches the bonuses of the month it is dated in, and of no other. */
export function faultsOfOrder(form: OrderForm, month: string): Faults<OrderForm> {
  const faults = empty(form);
  if (form.date && form.date.slice(0, 7) !== month) faults.date = "month";
  return faults;
}

export function faultsOfSignature(form: SignatureForm, month: string): Faults<SignatureForm> {
  const faults = empty(form);
  if (form.on && form.on.slice(0, 7) !== month) faults.on = "month";
  if (form.employees.length === 0) faults.employees = "nobody";
  return faults;
}

/** Art. 74 of the Labour Code: worse terms are told in writing so many months ahead. */
const noticeMonths = 2;

/** The same day two months later; the last of a month that has no such day. */
export function twoMonthsAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + noticeMonths, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + noticeMonths, Math.min(date, last))).toISOString().slice(0, 10);
}

/** A version that may pay less, signed later than two months before it holds. */
export const isShortNotice = (plan: KnownPlan | undefined, on: string): boolean =>
  plan?.may_lessen === true && /^\d{4}-\d{2}-\d{2}$/.test(on) && twoMonthsAfter(on) > plan.valid_from;

/** Who may still sign a version: those a version of the plan is in force for, else everybody; those who signed left out. */
export function signersOf(
  {plan, version, hash}: KnownPlan,
  statements: readonly Statement[],
  signed: readonly Signed[],
): Statement[] {
  const done = new Set(
    signed
      .filter((one) => one.plan === plan && one.version === version)
      // what was changed after it was signed can be signed again
      .filter((one) => !hash || !one.hash || one.hash === hash)
      .map((one) => one.employee_id),
  );
  const under = statements.filter(({plans}) => Object.keys(plans).some((key) => key.startsWith(`${plan}@`)));
  return (under.length > 0 ? under : statements).filter(({employee_id}) => !done.has(employee_id));
}
