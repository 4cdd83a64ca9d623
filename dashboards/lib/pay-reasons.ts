import type {HrMonth, PayLine} from "./payroll.ts";

/** Why HR should look at a line before the month is closed. */
export const payReasons = [
  "no_salary",
  "minimum_wage",
  "no_plan",
  "changed_unknown",
  "changed",
  "unsigned",
  "no_data",
  "whole_cut",
  "order",
  "held",
  "late_refund",
  "deal_without_plan",
  "deduction",
  "owed",
  "overpaid",
  "compensation",
  "other",
] as const;
export type PayReason = (typeof payReasons)[number];

/** By the line's id and rule, which stay the same at every calculation. */
export function reasonOf({id, kind, rule}: Pick<PayLine, "id" | "kind" | "rule">): PayReason {
  const notice = /^notice\/(\w+)/.exec(id)?.[1];
  if (notice) return payReasons.find((reason) => reason === notice) ?? "other";
  if (id.startsWith("no_plan/")) return "deal_without_plan";
  if (id.startsWith("order/")) return "order";
  if (id.endsWith("/refund_after_pay")) return "late_refund";
  if (rule === "labour_code_236") return "compensation";
  if (rule === "correction") return "owed";
  if (kind === "adjustment") return "deduction";
  if (rule === "labour_code_137") return "overpaid";
  if (kind === "cut") return "whole_cut";
  if (kind === "held") return "held";
  return ["within_chance", "not_earned", "earned"].includes(kind) ? "no_data" : "other";
}

export interface NotedPerson {
  employee_id: string;
  employee_name: string;
}

/** One reason of many people, said once; what is said of several alike stands once too. */
export interface Noted {
  reason: PayReason;
  people: NotedPerson[];
  /** Roubles that hang on it. */
  stake: number;
  said: {line: PayLine; people: NotedPerson[]}[];
}

const kopecks = (amount: string) => Math.abs(Math.round(Number(amount) * 100));
const onlyOnce = (people: readonly NotedPerson[]) => [
  ...new Map(people.map((person) => [person.employee_id, person])).values(),
];

/** Without it the month is wrong for sure, or cannot be closed at all. */
export const isFirst = ({reason}: Pick<Noted, "reason">) =>
  reason === "no_salary" || reason === "changed_unknown";

/** What needs a look, by reason: who has no salary at all or a plan changed after the signature, then by the money at stake, then by how many it concerns. */
export function notedOf({statements}: Pick<HrMonth, "statements">): Noted[] {
  const all = statements.flatMap(({employee_id, employee_name, lines}) =>
    lines
      .filter(({needs_attention}) => needs_attention)
      .map((line) => ({line, person: {employee_id, employee_name: employee_name ?? employee_id}})),
  );
  return [...Map.groupBy(all, ({line}) => reasonOf(line))]
    .map(([reason, own]) => ({
      reason,
      people: onlyOnce(own.map(({person}) => person)),
      stake: own.reduce((sum, {line}) => sum + (kopecks(line.amount) || kopecks(line.stated)), 0) / 100,
      said: [...Map.groupBy(own, ({line}) => line.text.en).values()].map((alike) => ({
        line: alike[0]!.line,
        people: onlyOnce(alike.map(({person}) => person)),
      })),
    }))
    .toSorted(
      (a, b) =>
        Number(isFirst(b)) - Number(isFirst(a)) || b.stake - a.stake || b.people.length - a.people.length,
    );
}

/** Nobody who has a plan has signed it: one thing to do, not one for each person. */
export const isNobodySigned = (noted: readonly Noted[], people: number): boolean => {
  const countOf = (wanted: PayReason) => noted.find(({reason}) => reason === wanted)?.people.length ?? 0;
  return countOf("unsigned") > 1 && countOf("unsigned") + countOf("no_plan") === people;
};
