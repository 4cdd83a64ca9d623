import {bookChanges, heldNow, lastContact, paidDays, wonDays} from "./books.ts";
import {dayAfter, daysBetween, localDay, monthAfter, monthEnd, monthOf} from "./days.ts";
import {type Facts, firstOf, groupsOf, lastOf, orderedIn, type Row, type Second, sum} from "./facts.ts";
import {hunterWork} from "./hunters.ts";
import {placed} from "./lists.ts";

/** What asks for attention on the last day: clients to call, to keep in touch with, to pass on; and the month's pace. */

const mean = (values: number[]) => sum(values, (value) => value) / values.length;
/** A mean in whole kopecks; half of one is rounded as the double of the whole money lies. */
const kopecks = (amount: number) => Math.round((amount / 100) * 100);
/** Differences between neighbours, without sign. */
const stepsOf = (values: number[]) => values.slice(1).map((value, index) => Math.abs(value - values[index]!));

export const clientsToCall: Second = (facts) => {
  const isWhole = monthEnd(facts.until) === facts.until;
  const last = isWhole ? monthOf(facts.until) : monthAfter(facts.until, -1);
  return heldNow(facts, "farmers").flatMap(({client_id, employee_id}): Row[] => {
    const bought = facts.purchasesOf.get(client_id) ?? [];
    if (bought.length === 0) return [];
    const monthsAgo = (ago: number) =>
      orderedIn(facts, client_id, monthAfter(last, -ago), monthAfter(last, -ago));
    const recent = mean([2, 1, 0].map(monthsAgo));
    const year = Array.from({length: 12}, (_, index) => monthsAgo(14 - index));
    const usual = mean(year);
    // Shewhart's limit of a month, 2.66 mean steps, for a mean of three of them
    const low = usual - (2.66 * mean(stepsOf(year))) / Math.sqrt(3);
    const pauses = bought.flatMap(({previous, date}) =>
      previous !== null && daysBetween(previous, facts.until) < 730 ? daysBetween(previous, date) : [],
    );
    const silent_days = daysBetween(bought.at(-1)!.date, facts.until);
    const {client_name, client_phone, tax_id, client_size, last_contact_date} = facts.listed.get(client_id)!;
    const common = {
      client_id,
      ...{client_name, client_phone, tax_id, client_size, last_contact_date},
      employee_id,
      silent_days,
      usual_amount: kopecks(usual),
      recent_amount: kopecks(recent),
    };
    const rows: Row[] = [];
    if (pauses.length >= 4 && silent_days > Math.max(...pauses))
      rows.push({
        ...common,
        reason_code: "overdue_order",
        longest_pause_days: Math.max(...pauses),
        pause_count: pauses.length,
        low_amount: null,
      });
    if (usual > 0 && recent < low)
      rows.push({
        ...common,
        reason_code: "below_range",
        longest_pause_days: null,
        pause_count: null,
        low_amount: kopecks(low),
      });
    return rows;
  });
};

export const monthPace: Second = (facts) => {
  const money = hunterWork(facts)
    .filter((row) => row["is_in_post"])
    .map((row) => ({
      month: String(row["month"]),
      employee_id: String(row["employee_id"]),
      leg_code: "hunters",
      measure_code: "money",
      actual: Number(row["money_amount"]),
      base: null as number | null,
    }));
  const changes = facts.months.flatMap(({month, known_until}) =>
    bookChanges(facts)
      .filter((change) => change.month === month)
      .flatMap((change) => {
        const holder = facts.holderOn(change.client, known_until);
        if (holder?.leg_code !== "farmers" || holder.owner_employee_id === null) return [];
        return {...change, holder: holder.owner_employee_id};
      }),
  );
  const volume = groupsOf(changes, ({month, holder}) => [month, holder]).map(([[month, holder], own]) => ({
    month,
    employee_id: holder,
    leg_code: "farmers",
    measure_code: "volume",
    actual: sum(own, (change) => change.now),
    base: sum(own, (change) => change.base) as number | null,
  }));
  const own = Map.groupBy([...money, ...volume], (one) => `${one.employee_id} ${one.measure_code}`);
  return [...own.values()].flatMap((person) => {
    const series = person.toSorted((one, other) => (one.month < other.month ? -1 : 1));
    return series.map((one) => {
      const isBefore = ({month}: {month: string}) => month < one.month && month >= monthAfter(one.month, -12);
      const year = series.filter(isBefore);
      const steps = stepsOf(year.map((month) => month.actual - (month.base ?? 0)));
      const goal = one.base ?? (year.length > 0 ? mean(year.map((month) => month.actual)) : null);
      const away = new Set(
        facts.absences.filter((day) => day.employee_id === one.employee_id).map((day) => day.absence_date),
      );
      const days = facts.workingDays.filter((day) => monthOf(day) === one.month && !away.has(day));
      return {
        month: one.month,
        employee_id: one.employee_id,
        leg_code: one.leg_code,
        measure_code: one.measure_code,
        actual_amount: one.actual,
        goal_amount: goal === null ? null : kopecks(goal),
        goal_deviation: year.length >= 6 ? mean(steps) / 1.128 / 100 : null,
        passed_day_count: days.filter((day) => day <= facts.until).length,
        working_day_count: days.length,
      };
    });
  });
};

/** Promised calls to a client from a day on, the next first. */
const promisedFrom = (facts: Facts, client: string, from: string) =>
  firstOf(
    facts.outcomes
      .filter((one) => one.client_id === client && one.callback_at !== null)
      .map((one) => localDay(one.callback_at!))
      .filter((day) => day >= from),
  );

const groupDays = (facts: Facts, client: string) =>
  facts.contactDays.get(facts.cards.get(client)?.client_group?.trim() ?? "");

export const contactPlan: Second = (facts) =>
  heldNow(facts, "hunters", "farmers").flatMap(({client_id, employee_id, leg_code, since}): Row[] => {
    const contact_days = groupDays(facts, client_id);
    if (contact_days === undefined) return [];
    const silent = daysBetween(lastContact(facts, client_id) ?? since, facts.until);
    const promised_date = promisedFrom(facts, client_id, dayAfter(facts.until, 1));
    const isOverdue = silent > contact_days;
    const isDue = silent + 7 > contact_days;
    const state = isDue ? (promised_date !== null ? "planned" : isOverdue ? "overdue" : "due") : "covered";
    return [
      {
        client_id,
        client_group: facts.cards.get(client_id)!.client_group!.trim(),
        contact_days,
        owner_employee_id: employee_id,
        owner_leg_code: leg_code,
        contact_silent_days: silent,
        promised_date,
        contact_state: state,
      },
    ];
  });

export const docket: Second = (facts) => {
  const {fading_days, dormant_days} = facts.settings;
  const rows = heldNow(facts, "hunters", "farmers").flatMap(
    ({client_id, employee_id, leg_code, since}): Row[] => {
      const contacts = facts.attempts.filter((call) => call.client_id === client_id && call.is_contact);
      const bought = facts.purchasesOf.get(client_id) ?? [];
      const paid = paidDays(facts, client_id).filter((day) => day <= facts.until);
      const won = wonDays(facts, client_id).filter((day) => day <= facts.until);
      const silent_since_date = lastOf([
        since,
        ...contacts.map((call) => call.call_date),
        ...bought.map(({date}) => date),
        ...paid,
        ...won,
      ])!;
      const group = groupDays(facts, client_id);
      const [warning, proposal] = [Math.max(group ?? 0, fading_days), Math.max(group ?? 0, dormant_days)];
      const away = facts.absences
        .filter((day) => day.employee_id === employee_id)
        .map((day) => day.absence_date)
        .filter((day) => day > silent_since_date && day <= facts.until);
      const counted = daysBetween(silent_since_date, facts.until) - away.length;
      if (counted <= warning) return [];
      const left = facts.people.find((person) => person.employee_id === employee_id)?.left_date ?? null;
      const isGone = left !== null && left <= facts.until;
      const isAway = !isGone && away.includes(facts.until);
      const limit = isGone ? warning : proposal;
      const deals = facts.deals.filter((deal) => deal.client_id === client_id && deal.status === "open");
      const moved = lastOf(
        deals.flatMap((deal) => [
          deal.created_date,
          ...facts.moves.filter((move) => move.deal_id === deal.deal_id).map((move) => move.entered_date),
        ]),
      );
      const promised_date = promisedFrom(facts, client_id, facts.until);
      // whole months: those of the year, from the one in which the owner got the client
      const planFrom = lastOf([monthOf(since), monthAfter(facts.until, -11)])!;
      const isHeld =
        isAway ||
        promised_date !== null ||
        (moved !== null && daysBetween(moved, facts.until) < dormant_days);
      const amounts = deals.flatMap((deal) => deal.deal_amount ?? []);
      return [
        {
          ...facts.listed.get(client_id)!,
          owner_employee_id: employee_id,
          owner_leg_code: leg_code,
          is_owner_gone: isGone,
          is_owner_away: isAway,
          silent_since_date,
          last_paid_date: lastOf(paid),
          last_won_date: lastOf(won),
          absent_days: away.length,
          counted_days: counted,
          limit_days: limit,
          grace_until_date: dayAfter(silent_since_date, limit + away.length),
          year_contact_count: contacts.filter((call) => call.call_date >= planFrom).length,
          planned_contacts: group === undefined ? null : (daysBetween(planFrom, facts.until) + 1) / group,
          open_deal_count: deals.length,
          open_deal_amount: amounts.length > 0 ? sum(amounts, (amount) => amount) : null,
          open_deal_moved_date: moved,
          promised_date,
          docket_state: counted <= limit ? "warned" : isHeld ? "held" : "proposed",
        },
      ];
    },
  );
  const states = ["proposed", "held", "warned"];
  return placed(rows, (row) => states.indexOf(String(row["docket_state"])));
};
