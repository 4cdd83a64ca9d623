import {
  groupNeeded,
  type ScriptDay,
  type TestPlan,
  testSize,
} from "../../queries/statistics/script-verdict.ts";
import {evenLimits} from "../../queries/statistics/sequential.ts";
import {parseDay} from "./month.ts";
import {weeklyPace} from "./script-changes.ts";

/** What a test is planned from, as it stands in the form: per cent, points and a number. */
export const planFields = ["rate", "change", "alarm", "power", "looks"] as const;
export type PlanField = (typeof planFields)[number];
export type PlanForm = Record<PlanField, string>;

const bounds: Record<PlanField, [number, number]> = {
  rate: [0.1, 99.5],
  change: [0.1, 50],
  alarm: [0.1, 20],
  power: [50, 99],
  looks: [1, 12],
};

/** A number as people write it, with a comma or a point; null for anything else. */
function read(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The plan that a form describes, or the fields that cannot be. */
export function readPlan(
  form: PlanForm,
): {rate: number; plan: TestPlan; wrong: never[]} | {plan: null; wrong: PlanField[]} {
  const values = Object.fromEntries(planFields.map((field) => [field, read(form[field])])) as Record<
    PlanField,
    number | null
  >;
  const wrong = planFields.filter((field) => {
    const value = values[field];
    const [low, high] = bounds[field];
    return value === null || value < low || value > high || (field === "looks" && !Number.isInteger(value));
  });
  const rate = (values.rate ?? 0) / 100;
  const change = (values.change ?? 0) / 100;
  if (wrong.length === 0 && rate + change > 1 && rate - change < 0) wrong.push("change");
  if (wrong.length > 0) return {plan: null, wrong};
  return {
    rate,
    plan: {change, alarm: values.alarm! / 100, power: values.power! / 100, looks: values.looks!},
    wrong: [],
  };
}

export interface PlannedTest {
  rate: number;
  plan: TestPlan;
  /** Companies under each script: with one look, and at most with all looks. */
  single: number;
  most: number;
  /** Companies under each script at every look, and the standard errors that count there. */
  looks: {companies: number; limit: number}[];
  /** Weeks for both scripts side by side; null without conversations to go by. */
  weeks: number | null;
  /** Companies under the new script when the present one ends as it begins; null when it has too few. */
  after: {companies: number; weeks: number | null} | null;
}

/**
 * Weeks until so many companies have been talked with under a new script: as fast as under the present one, counted
 * from its first day, and at its pace of the last four weeks beyond that.
 */
export function weeksFor(companies: number, days: readonly ScriptDay[]): number | null {
  const known = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const weeksTo = (day: string) =>
    ((parseDay(day).getTime() - parseDay(first.day).getTime()) / 86_400_000 + 1) / 7;
  let sum = 0;
  for (const day of known) {
    sum += day.companies;
    if (sum >= companies) return weeksTo(day.day);
  }
  const pace = weeklyPace(known, last.day);
  return pace > 0 ? weeksTo(last.day) + (companies - sum) / pace : null;
}

/** What a test of the next script needs, before it begins. */
export function planScriptTest(rate: number, plan: TestPlan, present: readonly ScriptDay[]): PlannedTest {
  const {single, most} = testSize(rate, plan);
  const companies = groupNeeded(
    most,
    present.reduce((sum, day) => sum + day.companies, 0),
  );
  return {
    rate,
    plan,
    single,
    most,
    looks: evenLimits(plan.looks, plan.alarm).map((limit, index) => ({
      limit,
      companies: Math.ceil((most * (index + 1)) / plan.looks),
    })),
    weeks: weeksFor(2 * most, present),
    after: companies === null ? null : {companies, weeks: weeksFor(companies, present)},
  };
}
