import * as z from "zod";
import type {Month} from "./days.ts";
import type {LedgerEvents} from "./inputs.ts";
import {legalClasses} from "./line.ts";
import {parseMoney, sumOf} from "./money.ts";

const text = z.string().trim().min(1);
const day = z.iso.date({error: "expected a day such as 2026-10-17"});
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, {error: "expected a month such as 2026-10"});
const version = z.int().min(1);

/** Roubles, exact: "1500.50". */
const money = z.string().transform((value, context) => {
  try {
    return parseMoney(value);
  } catch (error) {
    context.addIssue({code: "custom", message: (error as Error).message});
    return z.NEVER;
  }
});

/** `var/payroll/events.json`: what HR decided, as the server's ledger exports it. */
export const eventsSchema = z.strictObject({
  adjustments: z
    .array(
      z.strictObject({
        adjustment_id: text,
        employee_id: text,
        month,
        amount: money,
        legal_class: z.enum(legalClasses).exclude(["salary"]),
        ground: z.enum(["award", "consent", "court", "counting_error"]),
        reason: text,
        document: text,
        document_date: day.optional(),
        approver: text,
      }),
    )
    .default([]),
  orders: z
    .array(
      z.strictObject({number: text, date: day, employee_id: text, kind: z.enum(["remark", "reprimand"])}),
    )
    .default([]),
  acknowledgements: z
    .array(
      z.strictObject({
        employee_id: text,
        plan: text,
        version,
        on: day,
        hash: text.nullable().default(null),
      }),
    )
    .default([]),
  /** Contents of plans that were signed, by their hashes. */
  signed_plans: z.array(z.strictObject({hash: text, content: z.unknown()})).default([]),
  paid_credits: z
    .array(
      z.strictObject({
        employee_id: text,
        payment_id: text,
        component: text,
        month,
        amount: money.nullable().default(null),
      }),
    )
    .default([]),
  closed_months: z
    .array(
      z.strictObject({
        employee_id: text,
        month,
        /** When the month was closed, without what other closed months owed. */
        paid: money,
        recalculated: money,
        /** Accruals that bring more and accruals that bring less than was paid. */
        more: money.default(0n),
        less: money.default(0n),
        due_on: day,
        rows: z.array(z.strictObject({id: text, version: z.string()})).default([]),
      }),
    )
    .default([]),
  /** Every closed month, as it was paid. */
  closes: z.array(z.strictObject({month, people: z.int().min(0), total: money})).default([]),
  accepted_corrections: z
    .array(
      z.strictObject({
        employee_id: text,
        closed_month: month,
        open_month: month,
        amount: money,
        approver: text,
      }),
    )
    .default([]),
});

/** What a closed month was closed with; null while it is open. */
export const closeOf = ({closes}: z.output<typeof eventsSchema>, month: Month) =>
  closes.find((close) => close.month === month) ?? null;
export type Close = NonNullable<ReturnType<typeof closeOf>>;

/** The decisions as a month meets them: what months before it paid of a closed month's difference is no longer owed. */
export function ledgerOf(file: z.output<typeof eventsSchema>, open: Month): LedgerEvents {
  const paidSince = (employee: string, closed: Month) =>
    sumOf(
      file.accepted_corrections
        .filter((given) => given.employee_id === employee && given.closed_month === closed)
        .filter((given) => given.open_month < open && given.amount > 0n)
        .map(({amount}) => amount),
    );
  return {
    adjustments: file.adjustments.map(
      ({adjustment_id, employee_id, legal_class, document_date, ...rest}) => ({
        adjustmentId: adjustment_id,
        employeeId: employee_id,
        legalClass: legal_class,
        ...(document_date === undefined ? {} : {documentDate: document_date}),
        ...rest,
      }),
    ),
    orders: file.orders.map(({employee_id, ...rest}) => ({employeeId: employee_id, ...rest})),
    acknowledgements: file.acknowledgements.map(({employee_id, ...rest}) => ({
      employeeId: employee_id,
      ...rest,
    })),
    paidCredits: file.paid_credits.map(({employee_id, payment_id, ...rest}) => ({
      employeeId: employee_id,
      paymentId: payment_id,
      ...rest,
    })),
    closedMonths: file.closed_months.map(({employee_id, due_on, paid, ...rest}) => ({
      employeeId: employee_id,
      dueOn: due_on,
      paid: paid + paidSince(employee_id, rest.month),
      ...rest,
    })),
    acceptedCorrections: file.accepted_corrections.map(
      ({employee_id, closed_month, open_month, ...rest}) => ({
        employeeId: employee_id,
        closedMonth: closed_month,
        openMonth: open_month,
        ...rest,
      }),
    ),
  };
}
