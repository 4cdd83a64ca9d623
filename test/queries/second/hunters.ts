import {acceptanceOf} from "./acceptance.ts";
import {dayAfter, daysBetween, localDay, monthOf} from "./days.ts";
import {
  type Clock,
  type Deal,
  distinct,
  type Facts,
  firstOf,
  groupsOf,
  isIn,
  lastOf,
  legAfter,
  once,
  type Row,
  type Second,
  sum,
  worksIn,
} from "./facts.ts";

/** The hunters: warm clients, deals and their stages, hand-over clocks, what was done in a month. */

const ofHunters = (facts: Facts): Deal[] => facts.deals.filter((deal) => deal.owner_leg_code === "hunters");
/** Calls of hunters with known clients. */
const calledBy = (facts: Facts) =>
  facts.attempts.filter((call) => call.leg_code === "hunters" && call.client_id !== null);

export const hunterDeals: Second = (facts) =>
  facts.deals.map((deal) => {
    const moved = lastOf(
      facts.moves.filter((move) => move.deal_id === deal.deal_id).map((move) => move.entered_date),
    );
    const positionIn = (pipeline: string | null) =>
      facts.stages.find((stage) => stage.pipeline === pipeline && stage.stage === deal.stage)?.position;
    const moved_date = moved ?? deal.created_date;
    return {
      deal_id: deal.deal_id,
      client_id: deal.client_id,
      employee_id: deal.owner_leg_code === "hunters" ? deal.owner_employee_id : null,
      leg_code: deal.owner_leg_code,
      status: deal.status,
      created_month: monthOf(deal.created_date),
      closed_month: deal.closed_date && monthOf(deal.closed_date),
      cycle_days: deal.closed_date && Math.max(0, daysBetween(deal.created_date, deal.closed_date)),
      deal_amount: deal.deal_amount ?? 0,
      pipeline: deal.pipeline ?? "",
      stage: deal.stage ?? "",
      position: positionIn(deal.pipeline) ?? positionIn("") ?? null,
      moved_date,
      stage_days: deal.status === "open" ? daysBetween(moved_date, facts.until) : null,
    };
  });

export const stageStays: Second = (facts) => {
  const led = facts.deals.filter((deal) => deal.owner_leg_code === "hunters" || deal.owner_leg_code === null);
  const stays = led.flatMap((deal) => {
    const moves = facts.moves
      .filter((move) => move.deal_id === deal.deal_id)
      .toSorted((one, other) =>
        one.entered_at === other.entered_at
          ? one.stage < other.stage
            ? -1
            : 1
          : one.entered_at < other.entered_at
            ? -1
            : 1,
      );
    const seen = new Set<string>();
    return moves.flatMap((move, index) => {
      if (seen.has(move.stage)) return [];
      seen.add(move.stage);
      if (move.status !== "open") return [];
      const left = moves[index + 1]?.entered_date ?? deal.closed_date;
      const isLeft = left !== null && left <= facts.until;
      const stay = Math.max(0, daysBetween(move.entered_date, isLeft ? left : facts.until));
      return {key: [monthOf(move.entered_date), deal.pipeline ?? "", move.stage, stay, isLeft] as const};
    });
  });
  return groupsOf(stays, ({key}) => key).map(
    ([[entered_month, pipeline, stage, stay_days, is_left], own]) => ({
      entered_month,
      pipeline,
      stage,
      stay_days,
      is_left,
      deal_count: own.length,
    }),
  );
};

const runsOn = (clock: Clock, day: string) =>
  clock.started_date <= day && (clock.ended_date === null || clock.ended_date > day);

export const runningClocks: Second = (facts) =>
  facts.clocks
    .filter((clock) => runsOn(clock, facts.until))
    .map(({client_id, hunter_employee_id, started_date, trap_date, limit_date}) => ({
      client_id,
      employee_id: hunter_employee_id,
      since_date: started_date,
      limit_employee_id:
        (limit_date < facts.until &&
          facts.clocks.find((other) => other.client_id === client_id && runsOn(other, limit_date))
            ?.hunter_employee_id) ||
        null,
      trap_date,
      limit_date,
      held_days: daysBetween(trap_date, facts.until),
      over_days: daysBetween(limit_date, facts.until),
    }));

export const hunterMonths: Second = once((facts): Row[] =>
  facts.months.flatMap(({month, known_until}) => {
    const isOf = (day: string | null) => day !== null && day >= month && day <= known_until;
    const running = facts.clocks.filter(
      (clock) =>
        clock.hunter_employee_id !== null &&
        clock.started_date <= known_until &&
        (clock.ended_date === null || clock.ended_date >= month || isOf(clock.passed_date)),
    );
    return groupsOf(running, (clock) => [clock.hunter_employee_id]).map(([[employee_id], clocks]) => {
      const passed = clocks.filter(({passed_date}) => isOf(passed_date));
      const overdue = clocks.filter(
        (clock) => runsOn(clock, known_until) && clock.own_limit_date < known_until,
      );
      const kept = new Set(overdue.map((clock) => clock.client_id));
      return {
        month,
        employee_id,
        team_id: clocks
          .toSorted((one, other) =>
            one.started_date + one.client_id < other.started_date + other.client_id ? -1 : 1,
          )
          .at(-1)!.hunter_team_id,
        clock_count: distinct(clocks.map((clock) => clock.client_id)).length,
        passed_count: passed.length,
        late_count: passed.filter((clock) => clock.ended_date! > clock.own_limit_date).length,
        overdue_count: overdue.length,
        overdue_amount: sum(
          facts.payments.filter((one) => kept.has(one.client_id ?? "") && one.payment_month === month),
          (payment) => payment.payment_amount,
        ),
      };
    });
  }),
);

export const hunterWaits: Second = (facts) => {
  const accepted = facts.handovers.filter(
    (one) =>
      one.to_leg_code === "hunters" && one.accepted_date && one.client_id && one.to_employee_id !== null,
  );
  return groupsOf(accepted, (one) => [one.client_id, one.to_employee_id]).flatMap(
    ([[client_id, employee_id], own]): Row[] => {
      const accepted_date = firstOf(own.map((one) => one.accepted_date!))!;
      if (accepted_date > facts.until) return [];
      const placeOf = (one: (typeof own)[number]) => `${one.accepted_at}${one.handover_id}`;
      const takings = accepted
        .filter((one) => one.client_id === client_id)
        .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
      // what became of the last acceptance: whom the hunter accepted anew he was not left without
      const last = takings.findLastIndex((one) => one.to_employee_id === employee_id);
      const {returned_date: returned} = takings[last]!;
      const holderOn = (day: string) => takings.findLast((one) => one.accepted_date! <= day)!.to_employee_id;
      const won = firstOf(
        facts.deals
          .filter((deal) => deal.client_id === client_id && deal.status === "won")
          .flatMap((deal) => deal.closed_date ?? [])
          .filter((day) => day >= accepted_date && (returned === null || day <= returned))
          .filter((day) => holderOn(day) === employee_id),
      );
      const taken = takings[last + 1]?.accepted_date ?? null;
      const end = won ?? firstOf([returned, taken, facts.until].flatMap((day) => day ?? []))!;
      return [
        {
          client_id,
          employee_id,
          accepted_month: monthOf(accepted_date),
          accepted_date,
          wait_days: Math.max(0, daysBetween(accepted_date, end)),
          is_won: won !== null,
        },
      ];
    },
  );
};

export const warmClients: Second = (facts) => {
  const offers = facts.handovers.filter(
    (one) => one.to_leg_code === "hunters" && one.client_id !== null && one.offered_date <= facts.until,
  );
  const contacts = Map.groupBy(
    calledBy(facts).filter((call) => call.is_contact),
    (call) => call.client_id,
  );
  const placeOf = (offer: (typeof offers)[number]) => `${offer.offered_at} ${offer.handover_id}`;
  return offers.map((offer) => {
    const {client_id, offered_date: offered, returned_date: returned, accepted_date: accepted} = offer;
    const ends = [
      ...offers
        .filter((other) => other.client_id === client_id && placeOf(other) > placeOf(offer))
        .map((other) => other.offered_date),
      ...facts.deals
        .filter((deal) => deal.client_id === client_id && deal.created_date >= offered)
        .flatMap((deal) => deal.closed_date ?? [])
        .filter((day) => day >= offered),
      ...(returned ? [returned] : []),
    ];
    const end = firstOf(ends);
    const contacted_date = firstOf(
      (contacts.get(client_id) ?? [])
        .map((call) => call.call_date)
        .filter((day) => day >= offered && (end === null || day <= end)),
    );
    const stop = contacted_date ?? (end !== null && end < facts.until ? end : facts.until);
    const {isDecided, isLate, isTakerAway} = acceptanceOf(facts, offer);
    return {
      handover_id: offer.handover_id,
      client_id,
      employee_id: offer.to_employee_id,
      offered_month: monthOf(offered),
      offered_date: offered,
      accepted_date: accepted,
      is_returned: returned !== null,
      is_decided: isDecided,
      is_accepted_late: isLate,
      is_hunter_away: isTakerAway,
      contacted_date,
      wait_days: Math.max(0, daysBetween(offered, stop)),
      is_contacted: contacted_date !== null,
      is_waiting: contacted_date === null && (end === null || end > facts.until),
    };
  });
};

/** Neighbouring days of contact of one person with one client. */
function gapsOf(calls: {client_id: string | null; call_date: string}[]): [string, string][] {
  return [...Map.groupBy(calls, (call) => call.client_id).values()].flatMap((own) => {
    const days = distinct(own.map((call) => call.call_date)).sort();
    return days.slice(1).map((day, index): [string, string] => [days[index]!, day]);
  });
}

/** Money and promises in the name of who has left find no work beside them. */
const idle = {
  is_in_post: false,
  attempt_count: 0,
  contact_count: 0,
  contact_client_count: 0,
  late_client_count: 0,
  gap_count: 0,
  gap_days: 0,
  open_deal_count: 0,
  silent_deal_count: 0,
  away_silent_count: 0,
};

/** Promises of a month that fall on days of a hunter's work, and those that do not, each with those that were kept. */
function promisesOf(facts: Facts, employee: string, month: string) {
  const calls = calledBy(facts);
  const due = facts.outcomes.flatMap((one) => {
    if (one.leg_code !== "hunters" || one.employee_id !== employee) return [];
    if (one.client_id === null || one.callback_at === null) return [];
    const day = localDay(one.callback_at);
    if (!isIn(month, day) || day <= one.result_date || day > facts.until) return [];
    const isKept = calls.some(
      (call) => call.client_id === one.client_id && call.call_date > one.result_date && call.call_date <= day,
    );
    return {isOwn: worksIn(facts, "hunters", employee, day), isKept};
  });
  return {
    promised_count: due.filter(({isOwn}) => isOwn).length,
    kept_count: due.filter(({isOwn, isKept}) => isOwn && isKept).length,
    away_count: due.filter(({isOwn}) => !isOwn).length,
    away_kept_count: due.filter(({isOwn, isKept}) => !isOwn && isKept).length,
  };
}

/** Deals open at a month's end by days since somebody spoke with the client: all days, and the owner's at work. */
function silentDeals(facts: Facts, employee: string, edge: string) {
  const {fading_days} = facts.settings;
  const [first] = facts.posts
    .filter((post) => post.employee_id === employee && post.leg_code === "hunters")
    .map((post) => post.valid_from)
    .sort();
  const calls = calledBy(facts).filter((call) => call.is_contact && call.call_date <= edge);
  // days at work after a day, to the month's end; before the first post there are none
  const workedSince = (day: string) => {
    let count = 0;
    for (let one = edge; one > day && one >= first! && count < fading_days; one = dayAfter(one, -1))
      if (worksIn(facts, "hunters", employee, one)) count++;
    return count;
  };
  const known = new Map<string, number>();
  const worked = (day: string) => {
    if (!known.has(day)) known.set(day, workedSince(day));
    return known.get(day)!;
  };
  const counts = {open_deal_count: 0, silent_deal_count: 0, away_silent_count: 0};
  for (const deal of ofHunters(facts)) {
    if (deal.owner_employee_id !== employee || deal.client_id === null || deal.created_date > edge) continue;
    if (deal.closed_date !== null && deal.closed_date <= edge) continue;
    if (daysBetween(deal.created_date, edge) < fading_days) continue;
    const spoken = lastOf(
      calls.filter((call) => call.client_id === deal.client_id).map((call) => call.call_date),
    );
    const isOpen = worked(deal.created_date) >= fading_days;
    const isSilent = isOpen && (spoken === null || worked(spoken) >= fading_days);
    if (isOpen) counts.open_deal_count++;
    if (isSilent) counts.silent_deal_count++;
    else if (spoken === null || daysBetween(spoken, edge) >= fading_days) counts.away_silent_count++;
  }
  return counts;
}

export const hunterWork: Second = once((facts): Row[] => {
  const clocks = Map.groupBy(facts.clocks, (clock) => clock.client_id);
  const isLate = (client: string | null, day: string) =>
    (clocks.get(client ?? "") ?? []).some((clock) => day > clock.own_limit_date && runsOn(clock, day));
  const calls = calledBy(facts);
  const leaders = new Map(facts.deals.map((deal) => [deal.deal_id, deal]));
  const posts = facts.posts.filter((post) => post.leg_code === "hunters");
  const people = distinct(posts.map((post) => post.employee_id));
  return facts.months.flatMap(({month, known_until}) =>
    people.flatMap((employee_id): Row[] => {
      const held = posts.some(
        (post) => post.employee_id === employee_id && post.valid_from <= known_until && post.valid_to > month,
      );
      const own = calls.filter((call) => call.employee_id === employee_id);
      const inMonth = own.filter((call) => call.call_month === month);
      const contacts = inMonth.filter((call) => call.is_contact);
      const money = facts.payments.filter((payment) => {
        if (payment.payment_month !== month) return false;
        const deal = leaders.get(payment.deal_id ?? "");
        return deal
          ? deal.owner_leg_code === "hunters" && deal.owner_employee_id === employee_id
          : payment.employee_id === employee_id &&
              (payment.leg_code ?? legAfter(facts, employee_id, payment.payment_date)) === "hunters";
      });
      const promises = promisesOf(facts, employee_id, month);
      if (!held && money.length === 0 && promises.promised_count + promises.away_count === 0) return [];
      const late = money.filter((payment) => isLate(payment.client_id, payment.payment_date));
      const gaps = gapsOf(own.filter((call) => call.is_contact)).filter(([, day]) => isIn(month, day));
      const paid = {
        money_amount: sum(money, (payment) => payment.payment_amount),
        late_money_amount: sum(late, (payment) => payment.payment_amount),
      };
      if (!held) return [{...idle, month, employee_id, ...paid, ...promises}];
      return [
        {
          month,
          employee_id,
          is_in_post: true,
          attempt_count: inMonth.length,
          contact_count: contacts.length,
          contact_client_count: distinct(contacts.map((call) => call.client_id)).length,
          late_client_count: distinct(
            contacts.filter((call) => isLate(call.client_id, call.call_date)).map((call) => call.client_id),
          ).length,
          gap_count: gaps.length,
          gap_days: sum(gaps, ([before, day]) => daysBetween(before, day)),
          ...paid,
          ...silentDeals(facts, employee_id, known_until),
          ...promises,
        },
      ];
    }),
  );
});
