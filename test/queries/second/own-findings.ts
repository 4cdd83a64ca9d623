import {enteredMonths} from "./base.ts";
import {feedbackPeople} from "./chance.ts";
import {type Facts, groupsOf, sum} from "./facts.ts";
import {excess, type Finding} from "./finding.ts";

/** What clients and their cards say of one person: cards made to hold clients, answers that are seldom good. */

/** Who of a year's makers of cards holds more of them without an invoice than chance leaves beside the others. */
function claimFindings(facts: Facts): Finding[] {
  const cards = enteredMonths(facts);
  return facts.months.flatMap(({month, known_until}, index) => {
    const year = new Set(facts.months.slice(Math.max(0, index - 11), index + 1).map((one) => one.month));
    const people = groupsOf(
      cards.filter((row) => year.has(String(row["month"]))),
      (row) => [row["employee_id"] as string],
    ).map(([[id], rows]) => ({
      id,
      hits: sum(rows, (row) => Number(row["claimed_count"])),
      trials: sum(rows, (row) => Number(row["entered_count"])),
    }));
    return people.flatMap(({id, hits, trials}): Finding[] => {
      const others = people.filter((one) => one.id !== id);
      const [held, count] = [sum(others, (one) => one.hits), sum(others, (one) => one.trials)];
      const leg_code = facts.postOn(id, known_until)?.leg_code ?? null;
      if (leg_code === null || hits < 3 || count === 0) return [];
      if (!(excess({id, hits, trials, amount: null}, held, count) > 3.09)) return [];
      return [
        {
          month,
          finding_code: "claimed_clients",
          leg_code,
          severity: 2,
          subject_id: id,
          actual_numerator: hits,
          actual_denominator: trials,
          norm_value: held / count,
          others_count: count,
          client_count: hits,
          amount: null,
          distance: hits / trials,
        },
      ];
    });
  });
}

/** About whom clients answer well more seldom than chance leaves, by the worst of the scales. */
function unhappyFindings(facts: Facts): Finding[] {
  const months = new Map(facts.months.map((one) => [one.month, one.known_until]));
  const below = feedbackPeople(facts)
    .filter((row) => Number(row["good_count"]) < Number(row["chance_low"]))
    .map((row) => {
      const norm_value = Number(row["others_hits"]) / Number(row["alike_count"]);
      const [good, answers] = [Number(row["good_count"]), Number(row["answer_count"])];
      return {row, norm_value, good, answers, distance: norm_value - good / answers};
    });
  return groupsOf(below, ({row}) => [row["month"] as string, row["employee_id"] as string]).flatMap(
    ([[month, id], own]): Finding[] => {
      const worst = own.toSorted((one, other) => other.distance - one.distance)[0]!;
      const leg_code = facts.postOn(id, months.get(month)!)?.leg_code ?? null;
      if (leg_code === null) return [];
      return [
        {
          month,
          finding_code: "clients_unhappy",
          leg_code,
          severity: 2,
          subject_id: id,
          actual_numerator: worst.good,
          actual_denominator: worst.answers,
          norm_value: worst.norm_value,
          others_count: null,
          client_count: null,
          amount: null,
          distance: worst.distance,
        },
      ];
    },
  );
}

export const ownFindings = (facts: Facts): Finding[] => [...claimFindings(facts), ...unhappyFindings(facts)];
