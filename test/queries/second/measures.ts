import {acceptanceOf} from "./acceptance.ts";
import {baseMonths} from "./base.ts";
import {bookChanges} from "./books.ts";
import {monthAfter, monthOf} from "./days.ts";
import {type Facts, firstOf, groupsOf, isIn, type Row, type Second, sum} from "./facts.ts";
import {managersOf} from "./people.ts";
import {firstMoneyOf, moneyOf} from "./relay.ts";
import {callMonths, operatorMonths} from "./work.ts";

/** Of a month whose year before is known, so that nothing is held against months without data. */
const hasYearBefore =
  (facts: Facts) =>
  ({month}: {month: string}) =>
    monthAfter(month, -12) >= facts.months[0]!.month;

/** The measures of the whole relay and of each team, as numerators and denominators. */
export const trendMonths: Second = (facts) => {
  const calls = callMonths(facts).filter((row) => row["leg_code"] === "call_centre");
  const bases = baseMonths(facts);
  const changes = bookChanges(facts).filter(hasYearBefore(facts));
  return facts.months.flatMap(({month}) => {
    const centre = calls.find((row) => row["call_month"] === month);
    const won = facts.deals.filter((deal) => deal.status === "won" && isIn(month, deal.closed_date));
    const paid = firstMoneyOf(facts).filter(({day}) => isIn(month, day));
    const kept = changes.filter((change) => change.month === month);
    const base = bases.find((row) => row["month"] === month)!;
    const nothing = {
      numerator_count: null,
      denominator_count: null,
      numerator_amount: null,
      denominator_amount: null,
    };
    // an empty cell where there was nothing to count from yet is no nought
    const known = (days: (string | null)[], measure: Row): Row => {
      const first = firstOf(days.filter((day) => day !== null));
      return first !== null && monthOf(first) <= month ? measure : {};
    };
    const goals = known(
      facts.outcomes.map((one) => one.result_date),
      {numerator_count: centre?.["goal_client_count"] ?? null},
    );
    const measures: Record<string, Row> = {
      results: goals,
      result_rate: {...goals, denominator_count: centre?.["attempt_client_count"] ?? null},
      deals: known(
        facts.deals.map((deal) => deal.created_date),
        {numerator_count: won.length, numerator_amount: sum(won, (deal) => deal.deal_amount ?? 0)},
      ),
      new_money: known(
        moneyOf(facts).map(({day}) => day),
        {numerator_count: paid.length, numerator_amount: sum(paid, ({amount}) => amount)},
      ),
      farmer_volume:
        kept.length > 0
          ? {
              numerator_amount: sum(kept, ({now}) => now),
              denominator_amount: sum(kept, (change) => change.base),
            }
          : {},
      revived_money: known(
        facts.purchases.map(({date}) => date),
        {numerator_count: base["reactivated_count"]!, numerator_amount: base["reactivated_amount"]!},
      ),
    };
    return Object.entries(measures).map(
      ([measure_code, measure]): Row => ({
        month,
        measure_code,
        ...nothing,
        ...measure,
      }),
    );
  });
};

export const legMonths: Second = (facts) => {
  const working = operatorMonths(facts).filter(
    (row) => row["leg_code"] === "call_centre" && Number(row["worked_day_count"]) > 0,
  );
  const total = (rows: Row[], name: string) => sum(rows, (row) => Number(row[name]));
  const entries: {
    month: string;
    leg: string;
    team: string | null;
    measure: string;
    of: number;
    by: number;
  }[] = [];
  const add = (
    [month, leg, team]: readonly [string, string, string | null],
    measure: string,
    of: number,
    by: number,
  ) => entries.push({month, leg, team, measure, of, by});
  for (const [[month, leg, team], rows] of groupsOf(working, (row) => [
    row["month"] as string,
    row["leg_code"] as string,
    row["team_id"] as string | null,
  ])) {
    const place = [month, leg, team] as const;
    const companies = total(rows, "company_count");
    add(place, "talk_minutes_per_day", total(rows, "talk_seconds") / 60, total(rows, "worked_day_count"));
    add(place, "result_rate_per_company", total(rows, "goal_client_count"), companies);
    add(place, "companies_per_operator", companies, rows.length);
  }
  const managers = managersOf(facts);
  for (const {month, leg, team, clients} of managers)
    add([month, leg, team], "clients_per_manager", clients, 1);
  for (const one of facts.handovers) {
    const {isDecided, isLate} = acceptanceOf(facts, one);
    if (one.to_leg_code !== "hunters" || !isDecided) continue;
    const place = [one.offered_month, "hunters", one.to_team_id] as const;
    add(place, "accepted_within_limit", isLate ? 0 : 1, 1);
  }
  for (const deal of facts.deals)
    if (deal.owner_leg_code === "hunters" && deal.closed_date !== null)
      add(
        [monthOf(deal.closed_date), "hunters", deal.owner_team_id],
        "win_rate",
        deal.status === "won" ? 1 : 0,
        1,
      );
  for (const change of bookChanges(facts).filter(hasYearBefore(facts)))
    add([change.month, "farmers", change.team], "book_volume", change.now / 100, change.base / 100);
  const talked = new Set(
    facts.attempts
      .filter((call) => call.is_conversation)
      .map((call) => `${call.client_id} ${call.call_month}`),
  );
  for (const {month, known_until} of facts.months)
    for (const held of facts.owners)
      if (held.leg_code === "farmers" && held.valid_from <= known_until && known_until < held.valid_to)
        add(
          [month, "farmers", held.team_id],
          "contact_coverage",
          talked.has(`${held.client_id} ${month}`) ? 1 : 0,
          1,
        );
  return groupsOf(entries, ({month, leg, team, measure}) => [month, leg, team, measure]).map(
    ([[month, leg_code, team_id, measure_code], own]) => ({
      month,
      leg_code,
      team_id,
      measure_code,
      numerator: sum(own, ({of}) => of),
      denominator: sum(own, ({by}) => by),
      people_count:
        working.filter(
          (row) => row["month"] === month && row["leg_code"] === leg_code && row["team_id"] === team_id,
        ).length +
        managers.filter((one) => one.month === month && one.leg === leg_code && one.team === team_id).length,
    }),
  );
};
