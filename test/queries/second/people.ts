import {paidDays, wonDays} from "./books.ts";
import {dayAfter, daysBetween, monthAfter, monthOf} from "./days.ts";
import {
  type Facts,
  firstOf,
  groupsOf,
  lastOf,
  legAfter,
  once,
  type Row,
  type Second,
  sum,
  worksIn,
} from "./facts.ts";
import {normOf} from "./relay.ts";
import {operatorMonths, recordedSince} from "./work.ts";

/** What hunters and farmers begin and drop, and what each person does of what norms ask for. */

const isManager = (leg: string | null | undefined): boolean => leg === "hunters" || leg === "farmers";

export interface FirstTalk {
  client: string;
  employee_id: string;
  leg: string;
  decided: string;
  size: string;
  group: string;
  isAsleep: boolean;
  isDropped: boolean;
}

/** Each first conversation of a hunter or farmer with a client whose time to be followed has run out. */
export const firstTalksOf = once((facts): FirstTalk[] => {
  const talks = facts.attempts.filter(
    (call) => call.is_conversation && call.client_id !== null && call.employee_id !== null,
  );
  return groupsOf(talks, (call) => [call.client_id as string, call.employee_id as string]).flatMap(
    ([[client, employee_id], calls]) => {
      const day = firstOf(calls.map((call) => call.call_date))!;
      const leg = facts.postOn(employee_id, day)?.leg_code ?? null;
      const group = facts.cards.get(client)?.client_group?.trim() ?? "";
      const {fading_days, dormant_days} = facts.settings;
      const decided = dayAfter(day, Math.max(fading_days, facts.contactDays.get(group) ?? 0));
      if (leg === null || !isManager(leg) || decided > facts.until) return [];
      const isFollowed =
        facts.attempts.some(
          (call) =>
            call.client_id === client &&
            isManager(call.leg_code) &&
            call.is_contact &&
            call.call_date > day &&
            call.call_date <= decided,
        ) ||
        [
          ...(facts.purchasesOf.get(client) ?? []).map(({date}) => date),
          ...paidDays(facts, client),
          ...wonDays(facts, client),
        ].some((date) => date >= day && date <= decided) ||
        facts.outcomes.some(
          (one) =>
            one.client_id === client && one.result_code === "screened_out" && one.result_date <= decided,
        );
      const size = facts.cards.get(client)?.client_size ?? "unknown";
      const bought = lastOf(
        (facts.purchasesOf.get(client) ?? []).map(({date}) => date).filter((date) => date < day),
      );
      const isAsleep = bought !== null && daysBetween(bought, day) >= dormant_days;
      return {client, employee_id, leg, decided, size, group, isAsleep, isDropped: !isFollowed};
    },
  );
});

export const droppedMonths: Second = (facts) =>
  groupsOf(
    firstTalksOf(facts).filter((talk) => !talk.isAsleep),
    (talk) => [monthOf(talk.decided), talk.employee_id, talk.leg, talk.size, talk.group],
  ).map(([[month, employee_id, leg_code, client_size, client_group], own]) => ({
    month,
    employee_id,
    leg_code,
    client_size,
    client_group,
    talk_count: own.length,
    dropped_count: own.filter((talk) => talk.isDropped).length,
  }));

export const newOldMonths: Second = (facts) => {
  const talks = facts.attempts.filter(
    (call) => call.is_conversation && call.client_id !== null && call.employee_id !== null,
  );
  const work = [
    // a client spoken with counts once, in the post of the day of the month's first conversation
    ...groupsOf(talks, (call) => [call.call_month, call.employee_id, call.client_id]).map(
      ([[month, employee_id, client], calls]) => ({
        month,
        employee_id,
        client,
        leg: facts.postOn(employee_id, firstOf(calls.map((call) => call.call_date))!)?.leg_code ?? null,
        talk: 1,
        won: 0,
        amount: 0,
      }),
    ),
    ...facts.deals
      .filter((deal) => deal.status === "won" && deal.closed_date !== null)
      .map((deal) => ({
        month: monthOf(deal.closed_date!),
        employee_id: deal.owner_employee_id,
        client: deal.client_id,
        leg: deal.owner_leg_code,
        talk: 0,
        won: 1,
        amount: 0,
      })),
    ...facts.orders.map((order) => ({
      month: order.order_month,
      employee_id: order.employee_id,
      client: order.client_id,
      leg: order.leg_code ?? legAfter(facts, order.employee_id, order.order_date),
      talk: 0,
      won: 0,
      amount: order.order_amount,
    })),
  ];
  const known = work.filter((one) => one.client && one.employee_id !== null && isManager(one.leg));
  return groupsOf(known, (one) => [one.month, one.employee_id, one.leg]).map(
    ([[month, employee_id, leg_code], own]) => {
      const isOld = ({client}: {client: string | null}) =>
        (facts.purchasesOf.get(client!) ?? []).some(({date}) => date < month);
      const [old, fresh] = [own.filter(isOld), own.filter((one) => !isOld(one))];
      return {
        month,
        employee_id,
        leg_code,
        new_talk_count: sum(fresh, (one) => one.talk),
        old_talk_count: sum(old, (one) => one.talk),
        new_won_count: sum(fresh, (one) => one.won),
        old_won_count: sum(old, (one) => one.won),
        new_amount: sum(fresh, (one) => one.amount),
        old_amount: sum(old, (one) => one.amount),
      };
    },
  );
};

/** Hunters and farmers with a day at work or a call, in months of which calls are known. */
export function managersOf(facts: Facts) {
  const called = operatorMonths(facts).filter((row) => Number(row["worked_day_count"]) > 0);
  const known = new Set(called.map((row) => row["month"]));
  const place = (month: string, employee: string, leg: string, team: string | null, clients: number) => ({
    month,
    employee,
    leg,
    team,
    clients,
  });
  const spoken = called
    .filter((row) => isManager(row["leg_code"] as string))
    .map((row) =>
      place(
        row["month"] as string,
        row["employee_id"] as string,
        row["leg_code"] as string,
        row["team_id"] as string | null,
        Number(row["conversation_client_count"]),
      ),
    );
  const present = facts.months
    .filter(({month}) => known.has(month))
    .flatMap(({month, known_until}) =>
      facts.posts
        .filter((post) => isManager(post.leg_code))
        .filter((post) =>
          [...facts.workingDays].some(
            (day) =>
              day >= month &&
              day <= known_until &&
              day >= post.valid_from &&
              day < post.valid_to &&
              worksIn(facts, post.leg_code!, post.employee_id, day),
          ),
        )
        .map((post) => place(month, post.employee_id, post.leg_code!, post.team_id, 0)),
    );
  return groupsOf([...spoken, ...present], (one) => [one.month, one.employee, one.leg, one.team]).map(
    ([[month, employee, leg, team], own]) =>
      place(
        month,
        employee,
        leg,
        team,
        sum(own, ({clients}) => clients),
      ),
  );
}

/** Each norm of the call centre: what is counted, and per what; `one` stands for a person. */
const centreNorms: Record<string, [string, string]> = {
  calls_per_goal: ["conversation_count", "goal_count"],
  companies_per_month: ["company_count", "one"],
  results_per_month: ["goal_client_count", "one"],
  carried_over: ["carried", "carriers"],
  companies_per_year: ["year", "years"],
  result_rate_per_call: ["useful_count", "conversation_count"],
  result_rate_per_company: ["goal_client_count", "company_count"],
  talk_minutes_per_day: ["minutes", "worked_day_count"],
  recording_coverage: ["recorded_count", "conversation_count"],
};

type Figures = Record<string, number>;

export const normMonths: Second = (facts) => {
  const since = recordedSince(facts);
  const rows = operatorMonths(facts);
  const figuresOf = (own: Row[]): Figures => {
    const names = new Set(own.flatMap((row) => Object.keys(row)));
    return Object.fromEntries([...names].map((name) => [name, sum(own, (row) => Number(row[name]))]));
  };
  const atWork = rows.filter((row) => row["leg_code"] === "call_centre" && Number(row["attempt_count"]) > 0);
  const operators = groupsOf(atWork, (row) => [row["month"] as string, row["employee_id"] as string]).map(
    ([[month, employee_id], own]) => ({month, employee_id, figures: figuresOf(own)}),
  );
  const yearOf = (employee_id: string, month: string) =>
    sum(
      operators.filter(
        (one) => one.employee_id === employee_id && one.month <= month && one.month >= monthAfter(month, -11),
      ),
      ({month: other, figures}) =>
        // the companies of its first month are all new to the year
        other === monthAfter(month, -11) ? figures["company_count"]! : figures["new_company_count"]!,
    );
  const firstDay = (employee_id: string) =>
    firstOf(
      facts.attempts
        .filter((call) => call.leg_code === "call_centre" && call.employee_id === employee_id)
        .map((call) => call.call_date),
    );
  const people = operators.map(({month, employee_id, figures}) => {
    const first = firstDay(employee_id)!;
    const hadYear = first < dayAfter(monthAfter(month, -11), 14);
    const hadBefore = monthOf(first) < month;
    return {
      month,
      employee_id,
      hadYear,
      hadBefore,
      figures: {
        ...figures,
        one: 1,
        minutes: figures["talk_seconds"]! / 60,
        carried: hadBefore ? figures["carried_over_count"]! : 0,
        carriers: hadBefore ? 1 : 0,
        year: hadYear ? yearOf(employee_id, month) : 0,
        years: hadYear ? 1 : 0,
      } as Figures,
    };
  });
  const together = groupsOf(people, ({month}) => [month]).map(([[month], own]) => ({
    month,
    employee_id: "",
    hadYear: own.some(({hadYear}) => hadYear),
    hadBefore: own.some(({hadBefore}) => hadBefore),
    figures: figuresOf(own.map(({figures}) => figures)),
  }));
  const ofNorms = [...people, ...together].flatMap(({month, employee_id, hadYear, hadBefore, figures}) => {
    const isEarly = (id: string) =>
      (id === "companies_per_year" && !hadYear) || (id === "carried_over" && !hadBefore);
    const day = facts.months.find((one) => one.month === month)!.known_until;
    return Object.entries(centreNorms)
      .filter(([norm_id]) => normOf(facts, norm_id, day))
      .filter(([norm_id]) => norm_id !== "recording_coverage" || (since !== null && month >= since))
      .map(
        ([norm_id, [numerator, denominator]]): Row => ({
          month,
          norm_id,
          employee_id,
          leg_code: "call_centre",
          numerator: isEarly(norm_id) ? null : figures[numerator]!,
          denominator: isEarly(norm_id) ? null : figures[denominator]!,
        }),
      );
  });
  const clients = groupsOf(managersOf(facts), ({month, employee}) => [month, employee]).map(
    ([[month, employee_id], own]) => ({month, employee_id, count: sum(own, ({clients}) => clients)}),
  );
  const perManager = (month: string, employee_id: string, numerator: number, denominator: number): Row => ({
    month,
    norm_id: "clients_per_manager",
    employee_id,
    leg_code: null,
    numerator,
    denominator,
  });
  const ages = facts.months.flatMap(({month, known_until}): Row[] => {
    const held = facts.owners.filter(
      (one) =>
        isManager(one.leg_code) &&
        one.owner_employee_id !== null &&
        one.valid_from <= known_until &&
        known_until < one.valid_to,
    );
    const days = held.flatMap(({client_id}) => {
      const estimated = facts.potentials
        .filter((one) => one.client_id === client_id && one.potential_amount !== null)
        .map((one) => one.estimated_on)
        .filter((day) => day <= known_until);
      const last = lastOf(estimated);
      return last === null ? [] : daysBetween(last, known_until);
    });
    if (days.length === 0) return [];
    return [
      {
        month,
        norm_id: "potential_refresh_days",
        employee_id: "",
        leg_code: null,
        numerator: sum(days, (age) => age),
        denominator: days.length,
      },
    ];
  });
  return [
    ...ofNorms,
    ...ages,
    ...clients.map(({month, employee_id, count}) => perManager(month, employee_id, count, 1)),
    ...groupsOf(clients, ({month}) => [month]).map(([[month], own]) =>
      perManager(
        month,
        "",
        sum(own, ({count}) => count),
        own.length,
      ),
    ),
  ];
};
