import {dayAfter, daysBetween, monthEnd, monthOf, monthsBetween} from "./days.ts";
import {type Facts, firstOf, groupsOf, median, type Second} from "./facts.ts";
import {type StepCode, stepCodes, stepsOf} from "./relay.ts";

/** How far the clients first worked in a month have come. */

/** First day of each step of a client since the call centre first called him. */
function relaysOf(facts: Facts): {cohort: string; days: (string | null)[]}[] {
  const steps = stepsOf(facts);
  const centre = facts.attempts.filter((call) => call.leg_code === "call_centre" && call.client_id !== null);
  return [...Map.groupBy(centre, (call) => call.client_id as string)].map(([client, calls]) => {
    const worked = firstOf(calls.map((call) => call.call_date))!;
    const firstStep = (code: StepCode) =>
      firstOf(
        steps[code].filter((step) => step.client === client && step.day >= worked).map((step) => step.day),
      );
    const repeat = firstOf(
      (facts.purchasesOf.get(client) ?? [])
        .filter(({previous}) => previous !== null && previous >= worked)
        .map(({date}) => date),
    );
    const talked = firstOf(calls.filter((call) => call.is_conversation).map((call) => call.call_date));
    return {
      cohort: monthOf(worked),
      days: [
        worked,
        talked,
        firstStep("results"),
        firstStep("handover_1"),
        firstStep("offers"),
        firstStep("deals_won"),
        firstStep("first_money"),
        firstStep("handover_2"),
        repeat,
      ],
    };
  });
}

export const cohortMonths: Second = (facts) =>
  groupsOf(relaysOf(facts), ({cohort}) => [cohort]).flatMap(([[cohort_month], clients]) => {
    const counts = stepCodes.map(
      (_, place) => clients.filter(({days}) => days.slice(place).some((day) => day !== null)).length,
    );
    return stepCodes.map((step_code, place) => ({
      cohort_month,
      step_code,
      step_order: place + 1,
      client_count: counts[place]!,
      from_count: counts[place - 1] ?? null,
      median_days: median(
        clients.flatMap(({days}) => {
          const [earlier, later] = [days[place - 1], days[place]];
          return earlier && later && later >= earlier ? daysBetween(earlier, later) : [];
        }),
      ),
      is_mature: dayAfter(monthEnd(cohort_month), facts.settings.deal_maturity_days) <= facts.until,
    }));
  });

export const cohorts: Second = (facts) =>
  groupsOf(relaysOf(facts), ({cohort}) => [cohort]).flatMap(([[cohort_month], clients]) =>
    facts.months
      .filter(({month}) => month >= cohort_month && monthsBetween(cohort_month, month) <= 23)
      .map(({month, month_end, is_complete}) => {
        const by = (place: number) =>
          clients.filter(({days}) => days[place] !== null && days[place]! <= month_end).length;
        return {
          cohort_month,
          age_months: monthsBetween(cohort_month, month),
          client_count: clients.length,
          result_client_count: by(2),
          deal_client_count: by(5),
          is_mature: is_complete,
        };
      }),
  );
