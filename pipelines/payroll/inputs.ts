import type {EmployeeRole, VolumeVerdict} from "../../queries/vocabulary.ts";
import type {ClosedSpan, Day, Month, Span} from "./days.ts";
import type {InputMetric} from "./metrics.ts";
import type {Kopecks} from "./money.ts";

/** Decimal text, read exactly: "18", "0.0889", "12.5 %". */
export type Decimal = string;

/** A row of the snapshot; `version` changes when the row does (a hash of it, or when it was last changed). */
export interface SourceRow {
  readonly id: string;
  readonly version: string;
}

export interface Post extends Span {
  readonly role: EmployeeRole;
  readonly teamId: string | null;
}

/** What the labour contract pays for a whole month. */
export interface BasePay extends Span {
  readonly monthly: Kopecks;
  /** Part of full time that the salary is for, where the source tells: whole otherwise. */
  readonly fullTimePart?: Decimal;
}

export interface Absence extends ClosedSpan {
  readonly kind: "vacation" | "sick" | "training" | "other";
}

export interface Employee {
  readonly employeeId: string;
  /** Number in the payroll program. */
  readonly personnelNumber: string;
  /** First working day. */
  readonly hiredOn: Day;
  /** First day no longer employed. */
  readonly leftOn: Day | null;
  readonly posts: readonly Post[];
  readonly basePay: readonly BasePay[];
  readonly absences: readonly Absence[];
}

/** What was counted on one day: a deal, a result, a day's conversations. */
export interface Unit {
  readonly day: Day;
  readonly count: Decimal;
  /** Among the observation's rows. */
  readonly rowId: string;
}

/**
 * What one person did of one metric in some days of one calendar month: the whole month, or the stretches between a
 * change of post, plan or norm where the source can tell them apart. A person who could have done something and did
 * nothing has an observation of 0; no observation means that nothing is known.
 */
export interface Observation extends ClosedSpan {
  readonly employeeId: string;
  readonly metric: InputMetric;
  readonly numerator: Decimal;
  /** Null for counts. */
  readonly denominator: Decimal | null;
  /** Independent cases behind a share, such as conversations heard; the denominator when null. */
  readonly sample: Decimal | null;
  /** This person's own norm, of a whole month for counts; null: the plan's. */
  readonly norm: Decimal | null;
  /** One standard deviation of the numerator, whole, by chance; for metrics that are told by one. */
  readonly deviation: Decimal | null;
  /** Of a farmer's volume, what is said of the book on every page. */
  readonly verdict: VolumeVerdict | null;
  /** The person's earlier whole months, oldest first, for counts judged by their own series. */
  readonly history: readonly Decimal[];
  readonly rows: readonly SourceRow[];
  /** Of a count, what each day brought, where the source tells; it sums to the numerator. */
  readonly units?: readonly Unit[];
}

/** A norm of norms.yaml over the days it holds. */
export interface NormSpan extends Span {
  readonly norm: string;
  readonly value: Decimal;
}

/** A part of a deal that is credited to one person on these days; the parts in force on the deal's day sum to 1. */
export interface Credit extends Span {
  readonly employeeId: string;
  readonly share: Decimal;
}

export interface Movement {
  readonly paymentId: string;
  readonly paidOn: Day;
  /** A refund takes money back whatever sign its source gave it; a receipt below 0 is a refund too. */
  readonly kind: "receipt" | "refund";
  readonly amount: Kopecks;
  /** The receipt that is given back, when known; else the deal's receipts, latest first. */
  readonly refundOf: string | null;
  readonly version: string;
}

export interface Handover {
  readonly handoverId: string;
  readonly acceptedOn: Day | null;
  readonly returnedOn: Day | null;
}

/** A won deal with all its money so far, and who is credited with it. */
export interface Deal {
  readonly dealId: string;
  readonly dealDate: Day;
  readonly clientId: string | null;
  readonly clientName: string | null;
  readonly credits: readonly Credit[];
  readonly movements: readonly Movement[];
  /** Passings of the client on to the farmers. */
  readonly handovers: readonly Handover[];
}

/** HR's own sum: a plus, or a minus the Labour Code knows (art. 137). Reason, document and approver are always named. */
export interface Adjustment {
  readonly adjustmentId: string;
  readonly employeeId: string;
  readonly month: Month;
  readonly amount: Kopecks;
  readonly legalClass: "piece_rate" | "bonus";
  /** `award` for a plus; a minus needs one of the others. */
  readonly ground: "award" | "consent" | "court" | "counting_error";
  readonly reason: string;
  readonly document: string;
  readonly documentDate?: Day;
  readonly approver: string;
}

export interface DisciplinaryOrder {
  readonly number: string;
  readonly date: Day;
  readonly employeeId: string;
  readonly kind: "remark" | "reprimand";
}

/** A person's signature under one version of a plan. */
export interface Acknowledgement {
  readonly employeeId: string;
  readonly plan: string;
  readonly version: number;
  readonly on: Day;
  /** Hash of the content that was signed; null where nobody kept it. */
  readonly hash?: string | null;
}

/** A receipt that a closed month already paid for, by a component of a plan (its id, as on the line). */
export interface PaidCredit {
  readonly employeeId: string;
  readonly paymentId: string;
  readonly component: string;
  readonly month: Month;
  /** What its line paid; null where the statement did not keep it, or it is not paid yet. */
  readonly amount: Kopecks | null;
}

/** A closed month as it was paid, with corrections since, against how it comes out by what is known now. */
export interface ClosedMonth {
  readonly employeeId: string;
  readonly month: Month;
  readonly paid: Kopecks;
  readonly recalculated: Kopecks;
  /** Of the difference: accruals that bring more, and accruals that bring less, below 0; see `accrualsOf`. */
  readonly more: Kopecks;
  readonly less: Kopecks;
  /** Day by which the month had to be paid. */
  readonly dueOn: Day;
  readonly rows: readonly SourceRow[];
}

/** HR took a positive difference of a closed month into the open one. */
export interface AcceptedCorrection {
  readonly employeeId: string;
  readonly closedMonth: Month;
  readonly openMonth: Month;
  readonly amount: Kopecks;
  readonly approver: string;
}

export interface LedgerEvents {
  readonly adjustments: readonly Adjustment[];
  readonly orders: readonly DisciplinaryOrder[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly paidCredits: readonly PaidCredit[];
  readonly closedMonths: readonly ClosedMonth[];
  readonly acceptedCorrections: readonly AcceptedCorrection[];
}

export interface DatedDecimal {
  readonly from: Day;
  readonly value: Decimal;
}

export interface PayrollSettings {
  /** Of what the law's 20 % are taken: the whole wage of the month, or the salary alone, which gives the lower cut. */
  readonly capBase: "wage" | "salary_only";
  /** Least wage of a full month, in roubles. */
  readonly minimumWage: readonly DatedDecimal[];
  /** Key rate of the central bank, a year. */
  readonly keyRate: readonly DatedDecimal[];
  /** Absences that are paid as work. */
  readonly workedAbsences: readonly Absence["kind"][];
}

/** All that a month's pay is made of. Lists may come in any order. */
export interface PayrollInputs {
  readonly month: Month;
  /** Day on which the month is paid. */
  readonly payDay: Day;
  /** The production calendar of this month and the two before it. */
  readonly calendar: readonly {readonly date: Day; readonly isWorking: boolean}[];
  /** Everybody who works in the month, and everybody who left and may still be owed something. */
  readonly employees: readonly Employee[];
  readonly observations: readonly Observation[];
  readonly norms: readonly NormSpan[];
  readonly deals: readonly Deal[];
  readonly ledger: LedgerEvents;
  readonly settings: PayrollSettings;
  /** Hash of each metric's definition (its SQL and header), so that a later difference can be told from a change of data. */
  readonly definitions: Partial<Readonly<Record<InputMetric, string>>>;
}
