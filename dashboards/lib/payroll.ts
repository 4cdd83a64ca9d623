import {useEffect, useState} from "preact/hooks";
import type {PayrollAuditKind, PayrollStatus, QuestionStatus} from "../../queries/vocabulary.ts";
import {getJson, sendJson} from "./http.ts";
import type {Bilingual} from "./i18n.ts";
import {reasonOf} from "./pay-reasons.ts";

export interface PayLine {
  id: string;
  kind: string;
  rule: string;
  component: string;
  amount: string;
  /** What the line speaks of without paying it. */
  stated: string;
  needs_attention: boolean;
  text: Bilingual;
  /** What the figure it hangs on is called. */
  name?: Bilingual | null;
  basis?: {of?: string | null; value?: string; pays?: string};
  /** Where a part of a bonus would have paid more; months closed by an earlier version do not say. */
  next?: {
    value: string;
    unit: "count" | "share" | "money";
    adds: string;
    /** Whatever is done on the way there pays its part already. */
    is_gradual?: boolean;
    more?: {count: number; of: number | null} | null;
  } | null;
}
export interface Statement {
  employee_id: string;
  employee_name: string | null;
  personnel_number: string;
  base: string;
  total: string;
  /** Hash of each version of a plan that the month hangs on. */
  plans: Record<string, string>;
  /** Of all that it was made of and says; what a closed month is frozen by. */
  hash?: string;
  lines: PayLine[];
}
export interface KnownPlan {
  plan: string;
  version: number;
  name: Bilingual;
  valid_from: string;
  valid_to: string | null;
  /** True where it may pay less than the version before it. */
  may_lessen?: boolean;
  /** Of what it says. */
  hash?: string;
}
export interface Signed {
  employee_id: string;
  plan: string;
  version: number;
  on: string;
  /** Of what was signed; null where nobody kept it. */
  hash?: string | null;
}
interface Decided {
  event_id: number;
  at: number;
  by_name: string;
  employee_id: string;
}
interface Withdrawable extends Decided {
  withdrawn: {at: number; by_name: string; reason: string} | null;
}
export interface AdjustmentRow extends Withdrawable {
  detail: {amount: string; ground: string; reason: string; document: string; document_date?: string};
}
export interface OrderRow extends Withdrawable {
  number: string;
  date: string;
  order_kind: string;
}
export interface CorrectionRow extends Withdrawable {
  closed_month: string;
  version: number;
  /** Null when the difference was put aside. */
  amount: string | null;
  reason: string;
}
/** A step of a month, or a look at it. */
export interface AuditRow {
  audit_id: number;
  at: number;
  actor: string | null;
  kind: PayrollAuditKind;
  employee_id: string | null;
  reason: string | null;
}
/** What decisions would do to people's pay. */
export interface Effect {
  change: string;
  people: {
    employee_id: string;
    employee_name: string | null;
    before: string;
    after: string;
    change: string;
    lines: {id: string; is_gone: boolean; change: string; text: Bilingual}[];
  }[];
}
export interface Question {
  event_id: number;
  employee_id: string;
  line_id: string;
  status: QuestionStatus;
  said: {event_id: number; at: number; by_name: string; text: string}[];
}
interface Life {
  month: string;
  status: PayrollStatus;
  version: number;
}
export interface Totals {
  pay_day: string;
  people: number;
  total: string;
  salary: string;
  piece_rate: string;
  bonus: string;
  corrections: string;
}
interface OwedSide {
  amount: string;
  stated?: string;
  text?: Bilingual;
}
/** A line of a closed month that comes out otherwise; months recalculated by an earlier version say less. */
export interface OwedChange {
  line_id: string;
  before?: OwedSide | null;
  after?: OwedSide | null;
  change?: string;
  causes?: ("data" | "rule" | "definition")[];
  rows?: {added: string[]; gone: string[]; changed: string[]};
}
export interface OwedRow {
  employee_id: string;
  closed_month: string;
  version: number;
  amount: string;
  /** What other accruals of the month paid too much, beside an amount that is owed. */
  overpaid: string;
  difference: {paid: string; recalculated: string; lines: OwedChange[]} | null;
}
/** A closed month that present data make otherwise than its last calculation. */
export interface ChangedMonth {
  month: string;
  people: number;
  line_count: number;
  change: string;
}
export interface Closable extends Life {
  /** Of all statements: a month is closed as it was seen. */
  hash: string;
  four_eyes: boolean;
  /** An earlier month with pay that is open. */
  open_before?: string | null;
  /** That month, where HR sent this one to review saying that it is not paid here. */
  review?: {not_paid_here?: string} | null;
}
export interface DirectorMonth extends Closable, Totals {
  plans: KnownPlan[];
}
/** Past months by another version of a plan; of people and norms HR alone is told. */
export interface WhatIf {
  months: {
    month: string;
    /** What a closed month was paid. */
    paid: string | null;
    by_plan: string;
    instead: string;
    change: string;
    gain_count: number;
    lose_count: number;
  }[];
  people?: {
    employee_id: string;
    employee_name: string | null;
    by_plan: string;
    instead: string;
    change: string;
  }[];
  sensitivity?: {name: Bilingual; total: string; lower: string; higher: string; per_percent: string}[];
}
export interface HrMonth extends Closable {
  pay_day: string;
  /** Remarks on the data of the month, with the roubles that hang on them where they can be told. */
  warnings: (Bilingual & {stake?: string | null})[];
  totals: Totals;
  statements: Statement[];
  questions: Question[];
  owed: OwedRow[];
  plans: KnownPlan[];
  signed: Signed[];
  adjustments: AdjustmentRow[];
  orders: OrderRow[];
  corrections: CorrectionRow[];
  signatures: (Withdrawable & Signed)[];
}
export interface OwnMonth extends Life {
  /** Of the statement shown: a closed month shows what was paid, version 1. */
  statement_version: number;
  pay_day: string;
  snapshot: string;
  statement: Statement;
  questions: Question[];
}

export type Asked<Answer> =
  | {state: "loading"}
  | {state: "failed"; message: string}
  | {state: "ready"; answer: Answer};

/** What the server says of a month of pay; asked again after a step. */
export function usePay<Answer>(path: string | null): [Asked<Answer>, () => void] {
  const [asked, setAsked] = useState<Asked<Answer>>({state: "loading"});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) return;
    let isWanted = true;
    const keep = (next: Asked<Answer>) => isWanted && setAsked(next);
    if (turn === 0) setAsked({state: "loading"});
    getJson<Answer>(`/api/payroll/${path}`)
      .then((answer) => keep({state: "ready", answer}))
      .catch((error: Error) => keep({state: "failed", message: error.message}));
    return () => {
      isWanted = false;
    };
  }, [path, turn]);
  return [asked, () => setTurn((count) => count + 1)];
}

/** What a step would do; nothing is kept. */
export const tryStep = async (path: string, body: object): Promise<Effect> =>
  (await sendJson<Effect>("POST", `/api/payroll/${path}/trial`, body))!;

export const takeStep = (path: string, body: object) => sendJson("POST", `/api/payroll/${path}`, body);

/** What changed in a closed month, what vanished too, the largest sum first. */
export const changesOf = ({difference}: Pick<OwedRow, "difference">): OwedChange[] =>
  (difference?.lines ?? []).toSorted(
    (a, b) => Math.abs(Number(b.change ?? 0)) - Math.abs(Number(a.change ?? 0)),
  );

/** Lines that pay, those that say what did not and why, and other remarks, each in the statement's order. */
export function partsOf({lines}: Statement): {paid: PayLine[]; unpaid: PayLine[]; told: PayLine[]} {
  const rest = lines.filter(({amount}) => Number(amount) === 0);
  return {
    paid: lines.filter(({amount}) => Number(amount) !== 0),
    unpaid: rest.filter(({kind}) => kind !== "information"),
    told: rest.filter(({kind}) => kind === "information"),
  };
}

export interface PayPartOf {
  rule: string;
  name: Bilingual;
  earned: number;
  whole: number;
  /** The figure that was reached. */
  value: number | null;
  next: NonNullable<PayLine["next"]> | null;
}

/** "53/67" or a decimal, as the lines have figures. */
const numberOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const [above, below = "1"] = text.split("/");
  return Number(above) / Number(below);
};

/** Parts of bonuses with what was earned of each; stretches of one month under the same rule are one part. */
export function progressOf({lines}: Pick<Statement, "lines">): PayPartOf[] {
  const parts = lines.filter(
    // a part of a bonus: with a figure, or with nothing to judge by
    ({kind, name, basis}) =>
      ["earned", "within_chance", "not_earned"].includes(kind) &&
      name &&
      basis?.of &&
      (basis.value ?? basis.pays) !== undefined,
  );
  const kopecks = (text: string) => Math.round(Number(text) * 100);
  const rules = new Map(parts.map(({rule, name}) => [rule, name!] as const));
  return [...Map.groupBy(parts, ({rule}) => rule)].map(([rule, own]) => {
    const paid = own.reduce((sum, {amount}) => sum + kopecks(amount), 0);
    const left = own.reduce((sum, {kind, stated}) => sum + (kind === "not_earned" ? kopecks(stated) : 0), 0);
    const last = own.at(-1)!;
    return {
      rule,
      name: nameApart(rule, rules),
      earned: paid / 100,
      whole: (paid + left) / 100,
      value: numberOf(last.basis?.value),
      // days under two plans or norms have steps of their own: only their lines tell them
      next: own.length <= 2 && left > 0 ? (last.next ?? null) : null,
    };
  });
}

/** The name of a part's figure; where another part has the same one, with the plan, or the part, that tells them apart. */
function nameApart(rule: string, rules: ReadonlyMap<string, Bilingual>): Bilingual {
  const name = rules.get(rule)!;
  const alike = [...rules].filter(([, {ru}]) => ru === name.ru).map(([other]) => other);
  if (alike.length === 1) return name;
  const [plan = "", ...inside] = rule.split("/");
  const isAlone = alike.filter((other) => other.startsWith(`${plan}/`)).length === 1;
  const mark = isAlone ? plan : inside.join("/");
  return {ru: `${name.ru} (${mark})`, en: `${name.en} (${mark})`};
}

/** Reasons that most share are one thing to do for all, said on the card above; here they would hide who stands out. */
function ownAttention(statements: readonly Statement[]): (one: Statement) => number {
  const reasons = new Map(
    statements.map((one) => [
      one,
      new Set(one.lines.filter(({needs_attention}) => needs_attention).map(reasonOf)),
    ]),
  );
  const all = [...reasons.values()].flatMap((own) => [...own]);
  const isShared = (reason: string) =>
    statements.length > 2 && all.filter((one) => one === reason).length * 2 > statements.length;
  const shared = new Set(all.filter(isShared));
  return (one) => one.lines.filter((line) => line.needs_attention && !shared.has(reasonOf(line))).length;
}

/** People in a table: who has something to look at first, then by name. */
export function rowsOf({statements, questions}: Pick<HrMonth, "statements" | "questions">) {
  const attention = ownAttention(statements);
  return statements
    .map((one) => ({
      employee_id: one.employee_id,
      employee_name: one.employee_name ?? one.employee_id,
      salary_amount: Number(one.base),
      above_salary_amount: (Math.round(Number(one.total) * 100) - Math.round(Number(one.base) * 100)) / 100,
      total_amount: Number(one.total),
      attention_count: attention(one),
      question_count: questions.filter(
        ({employee_id, status}) => employee_id === one.employee_id && status === "open",
      ).length,
    }))
    .toSorted(
      (a, b) =>
        b.question_count - a.question_count ||
        Math.sign(b.attention_count) - Math.sign(a.attention_count) ||
        a.employee_name.localeCompare(b.employee_name),
    );
}
