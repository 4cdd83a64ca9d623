import type {CalculatedMonth} from "./close.ts";
import {knownKopecks, moneyText} from "./money.ts";

/** A month by a plan that was tried beside the month by the plans it has, both by present data. */
export interface TriedMonth extends CalculatedMonth {
  what_if: {
    paid: string;
    instead: string;
    people: {employee_id: string; paid: string; instead: string}[];
  } | null;
  sensitivity: NormSensitivity[];
}
export interface NormSensitivity {
  plan: string;
  component: string;
  part: string;
  name: {en: string; ru: string};
  total: string;
  lower: string;
  higher: string;
  per_percent: string;
}

/** Of fewer people a sum tells somebody's own pay. */
const fewest = 3;

const sum = (amounts: readonly string[]) =>
  amounts.reduce((total, amount) => total + knownKopecks(amount), 0n);

/** Months with a plan tried, in sums: `paid` is what a closed month was paid, `by_plan` what it comes to by present data. */
export function monthSums(tried: TriedMonth, frozen: CalculatedMonth | null) {
  const {paid, instead, people} = tried.what_if!;
  const changes = people.map((one) => knownKopecks(one.instead) - knownKopecks(one.paid));
  return {
    month: tried.month,
    paid: frozen && moneyText(sum(frozen.statements.map(({total}) => total))),
    by_plan: paid,
    instead,
    change: moneyText(changes.reduce((total, one) => total + one, 0n)),
    gain_count: changes.filter((one) => one > 0n).length,
    lose_count: changes.filter((one) => one < 0n).length,
  };
}

/** Everybody over all months, who loses most first. */
export function peopleOf(months: readonly TriedMonth[]) {
  const names = new Map(
    months.flatMap(({statements}) => statements.map((one) => [one.employee_id, one.employee_name] as const)),
  );
  const own = Map.groupBy(
    months.flatMap(({what_if}) => what_if!.people),
    ({employee_id}) => employee_id,
  );
  return [...own]
    .map(([employee_id, rows]) => {
      const [by_plan, instead] = [sum(rows.map(({paid}) => paid)), sum(rows.map((row) => row.instead))];
      return {employee_id, by_plan, instead, change: instead - by_plan};
    })
    .toSorted((a, b) => Number(a.change - b.change) || (a.employee_id < b.employee_id ? -1 : 1))
    .map(({employee_id, by_plan, instead, change}) => ({
      employee_id,
      employee_name: names.get(employee_id) ?? null,
      by_plan: moneyText(by_plan),
      instead: moneyText(instead),
      change: moneyText(change),
    }));
}

/** Whether the sums of a month would tell somebody's own pay to who may not see it. */
export const tellsSomebody = ({gain_count, lose_count}: ReturnType<typeof monthSums>): boolean => {
  const changed = gain_count + lose_count;
  return changed > 0 && changed < fewest;
};
