import {createHash} from "node:crypto";
import {paidDays, wonDays} from "./books.ts";
import {dayAfter, daysBetween, monthAfter, monthEnd, monthOf, monthsBetween} from "./days.ts";
import {type Facts, firstOf, groupsOf, lastOf, once, type Row, type Second, sum} from "./facts.ts";
import {placed} from "./lists.ts";

/** The client base: who is awake, who sleeps, what wakes them, and what passed with each client. */

/** Days of contact of anybody with a client. */
const contactsOf = (facts: Facts) =>
  Map.groupBy(
    facts.attempts.filter((call) => call.is_contact && call.client_id !== null),
    (call) => call.client_id as string,
  );

function stateOf(facts: Facts, last: string, day: string): "active" | "fading" | "dormant" {
  const silent = daysBetween(last, day);
  if (silent >= facts.settings.dormant_days) return "dormant";
  return silent >= facts.settings.fading_days ? "fading" : "active";
}

export const baseMonths: Second = once((facts): Row[] => {
  const contacts = contactsOf(facts);
  const {dormant_days} = facts.settings;
  return facts.months.map(({month, known_until}) => {
    const row = {
      month,
      ever_count: 0,
      buyer_count: 0,
      order_amount: 0,
      active_count: 0,
      fading_count: 0,
      dormant_count: 0,
      new_count: 0,
      new_amount: 0,
      went_dormant_count: 0,
      reactivated_count: 0,
      reactivated_day_amount: 0,
      reactivated_amount: 0,
      contact_ever_count: 0,
      contact_active_count: 0,
      contact_fading_count: 0,
      contact_dormant_count: 0,
    };
    for (const purchases of facts.purchasesOf.values()) {
      const last = lastOf(purchases.map(({date}) => date).filter((date) => date <= known_until));
      if (last === null) continue;
      row.ever_count++;
      row[`${stateOf(facts, last, known_until)}_count`]++;
      const own = purchases.filter(({date}) => monthOf(date) === month);
      const amount = sum(own, (purchase) => purchase.amount);
      row.order_amount += amount;
      if (own.length > 0) row.buyer_count++;
      if (own.some(({previous}) => previous === null)) {
        row.new_count++;
        row.new_amount += amount;
      }
      const asleep = purchases
        .map(({date, next}) => ({day: dayAfter(date, dormant_days), next}))
        .filter(({day, next}) => next === null || next >= day);
      if (asleep.some(({day}) => monthOf(day) === month && day <= known_until)) row.went_dormant_count++;
      const woke = own.filter(
        ({date, previous}) => previous !== null && daysBetween(previous, date) >= dormant_days,
      );
      if (woke.length === 0) continue;
      row.reactivated_count++;
      row.reactivated_day_amount += sum(woke, (purchase) => purchase.amount);
      const since = firstOf(woke.map(({date}) => date))!;
      row.reactivated_amount += sum(
        own.filter(({date}) => date >= since),
        (purchase) => purchase.amount,
      );
    }
    for (const calls of contacts.values()) {
      const last = lastOf(calls.map((call) => call.call_date).filter((day) => day <= known_until));
      if (last === null) continue;
      row.contact_ever_count++;
      row[`contact_${stateOf(facts, last, known_until)}_count`]++;
    }
    return row;
  });
});

const boughtBy = (facts: Facts, day: string) =>
  [...facts.purchasesOf].flatMap(([client_id, purchases]) => {
    const dates = purchases.map(({date}) => date).filter((date) => date <= day);
    return dates.length > 0 ? [{client_id, first: dates[0]!, last: dates.at(-1)!, count: dates.length}] : [];
  });

export const buyers: Second = (facts) =>
  boughtBy(facts, facts.until).map(({client_id, first, last, count}) => ({
    client_id,
    purchase_day_count: count,
    recency_days: daysBetween(first, last),
    age_days: daysBetween(first, facts.until),
    sample_key: createHash("md5").update(client_id).digest("hex"),
  }));

export function bandOf({settings}: Facts, silent: number): string {
  if (silent < 2 * settings.dormant_days) return "short";
  return silent < 4 * settings.dormant_days ? "middle" : "long";
}

const revivalsOf = (facts: Facts) =>
  facts.members.flatMap((member) => {
    const campaign = facts.campaigns.find((one) => one.campaign_id === member.campaign_id);
    if (campaign?.campaign_kind !== "revival") return [];
    const last = dayAfter(campaign.started_date, facts.settings.revival_days - 1);
    return {...member, last};
  });

export const sleepers: Second = (facts) => {
  const watched = new Set(
    revivalsOf(facts)
      .filter(({last}) => last >= facts.until)
      .map((member) => member.client_id),
  );
  const rows = boughtBy(facts, facts.until).flatMap(({client_id, first, last, count}): Row[] => {
    const silent_days = daysBetween(last, facts.until);
    if (silent_days < facts.settings.dormant_days) return [];
    return [
      {
        ...facts.listed.get(client_id)!,
        purchase_day_count: count,
        recency_days: daysBetween(first, last),
        age_days: daysBetween(first, facts.until),
        silent_days,
        band_code: bandOf(facts, silent_days),
        is_in_campaign: watched.has(client_id),
      },
    ];
  });
  return placed(rows, () => 0);
};

export const sleepBands: Second = (facts) => {
  const {revival_days, dormant_days} = facts.settings;
  const eve = dayAfter(facts.until, -revival_days);
  // those who were called while the others were left alone
  const called = new Set(
    revivalsOf(facts)
      .filter(({last, is_control}) => !is_control && last >= eve)
      .map((member) => member.client_id),
  );
  const asleep = boughtBy(facts, eve).flatMap(({client_id, last}) => {
    const silent = daysBetween(last, eve);
    if (silent < dormant_days || called.has(client_id)) return [];
    const woke = facts.purchasesOf.get(client_id)!.some(({date}) => date > eve && date <= facts.until);
    return {band: bandOf(facts, silent), woke};
  });
  return groupsOf(asleep, ({band}) => [band]).map(([[band_code], own]) => ({
    band_code,
    past_count: own.length,
    woken_count: own.filter(({woke}) => woke).length,
  }));
};

export const clientMonths: Second = (facts) => {
  type Part = {client: string | null; month: string} & Partial<{
    call: Facts["calls"][number];
    outcome: Facts["outcomes"][number];
    order: number;
    payment: number;
  }>;
  const parts: Part[] = [
    ...facts.attempts.map((call) => ({client: call.client_id, month: call.call_month, call})),
    ...facts.outcomes.map((outcome) => ({client: outcome.client_id, month: outcome.result_month, outcome})),
    ...facts.orders.map((one) => ({client: one.client_id, month: one.order_month, order: one.order_amount})),
    ...facts.payments.map((one) => ({
      client: one.client_id,
      month: one.payment_month,
      payment: one.payment_amount,
    })),
  ];
  return groupsOf(
    parts.filter(({client}) => client !== null),
    ({client, month}) => [client as string, month],
  ).map(([[client_id, month], own]) => {
    const calls = own.flatMap(({call}) => call ?? []);
    const contacts = calls.filter((call) => call.is_contact).map((call) => call.call_date);
    const filed = (code: string) => own.filter(({outcome}) => outcome?.result_code === code).length;
    const bought = (facts.purchasesOf.get(client_id) ?? []).filter(({date}) => monthOf(date) === month);
    const gaps = bought.flatMap(({previous, date}) => (previous ? daysBetween(previous, date) : []));
    return {
      month,
      client_id,
      attempt_count: calls.length,
      contact_count: contacts.length,
      conversation_count: calls.filter((call) => call.is_conversation).length,
      first_contact_date: firstOf(contacts),
      last_contact_date: lastOf(contacts),
      goal_count: filed("goal"),
      secondary_count: filed("secondary"),
      refusal_count: filed("refusal"),
      order_day_count: bought.length,
      first_order_date: bought[0]?.date ?? null,
      last_order_date: bought.at(-1)?.date ?? null,
      order_gap_days: gaps.length > 0 ? Math.max(...gaps) : null,
      order_amount: sum(own, ({order}) => order ?? 0),
      payment_amount: sum(own, ({payment}) => payment ?? 0),
    };
  });
};

export const months: Second = (facts) =>
  facts.months.map(({month, is_complete}) => ({
    month,
    is_complete,
    call_count: facts.calls.filter((call) => call.call_month === month).length,
    deal_count: facts.deals.filter((deal) => deal.created_month === month).length,
    order_amount: sum(
      facts.orders.filter((order) => order.order_month === month),
      (order) => order.order_amount,
    ),
  }));

export const silences: Second = (facts) => {
  const {fading_days, dormant_days} = facts.settings;
  const reached = facts.attempts.filter(
    (call) => call.direction === "out" && call.is_contact && call.client_id !== null,
  );
  const since = firstOf(reached.map((call) => call.call_date))!;
  const own = Map.groupBy(reached, (call) => call.client_id);
  const before = new Map<string, string>();
  const rows = facts.purchases.toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return rows.flatMap(({client_id, date, next}) => {
    const silent_date = dayAfter(date, fading_days);
    const end = dayAfter(date, dormant_days);
    const lookedBack = dayAfter(silent_date, -dormant_days);
    if ((next !== null && next < silent_date) || end > facts.until || lookedBack < since) return [];
    const last = lastOf(
      (own.get(client_id) ?? []).map((call) => call.call_date).filter((day) => day < silent_date),
    );
    const former = before.get(client_id) ?? null;
    const isRecent = former !== null && monthsBetween(former, monthOf(end)) < 12;
    const previous_month = isRecent ? former : null;
    before.set(client_id, monthOf(end));
    return {
      client_id,
      silent_date,
      decided_month: monthOf(end),
      previous_month,
      silent_days: last === null ? dormant_days : Math.min(dormant_days, daysBetween(last, silent_date)),
      is_lost: next === null || next >= end,
    };
  });
};

export const transfers: Second = (facts) => {
  const {dormant_days} = facts.settings;
  const contacts = contactsOf(facts);
  const clients = new Set([
    ...contacts.keys(),
    ...facts.purchasesOf.keys(),
    ...facts.payments.flatMap((payment) => payment.client_id ?? []),
    ...facts.deals.flatMap((deal) => deal.client_id ?? []),
  ]);
  const complete = new Set(facts.months.filter((one) => one.is_complete).map((one) => one.month));
  const relay = (leg: string | null | undefined) => leg === "hunters" || leg === "farmers";
  const silent = facts.months.flatMap(({month}) => {
    if (!complete.has(monthAfter(month, 3))) return [];
    const follow = (day: string) => day > monthEnd(month) && day <= monthEnd(monthAfter(month, 3));
    return [...clients].flatMap((client) => {
      const days = [
        ...(contacts.get(client) ?? []).map((call) => call.call_date),
        ...(facts.purchasesOf.get(client) ?? []).map(({date}) => date),
        ...paidDays(facts, client),
        ...wonDays(facts, client),
      ];
      const last = lastOf(days.filter((day) => day < month));
      if (last === null || daysBetween(last, month) < dormant_days) return [];
      const owner = facts.holderOn(client, month);
      if (!owner || owner.valid_from > dayAfter(month, -dormant_days)) return [];
      if (owner.owner_employee_id === null || !relay(owner.leg_code)) return [];
      const taker = owner.valid_to <= monthEnd(month) ? facts.holderOn(client, owner.valid_to) : undefined;
      const isMoved =
        relay(taker?.leg_code) &&
        taker!.owner_employee_id !== null &&
        taker!.owner_employee_id !== owner.owner_employee_id;
      const bought = facts.purchasesOf.get(client) ?? [];
      return {
        key: [
          month,
          owner.leg_code,
          bandOf(facts, daysBetween(last, month)),
          bought.some(({date}) => date < month),
          isMoved,
        ] as const,
        isSpoken: (contacts.get(client) ?? []).some((call) => follow(call.call_date)),
        isBought: bought.some(({date}) => follow(date)),
        amount: sum(
          facts.orders.filter((order) => order.client_id === client && follow(order.order_date)),
          (order) => order.order_amount,
        ),
      };
    });
  });
  return groupsOf(silent, ({key}) => key).map(
    ([[month, leg_code, band_code, has_bought, is_moved], own]) => ({
      month,
      leg_code,
      band_code,
      has_bought,
      is_moved,
      client_count: own.length,
      spoken_count: own.filter((one) => one.isSpoken).length,
      bought_count: own.filter((one) => one.isBought).length,
      order_amount: sum(own, (one) => one.amount),
    }),
  );
};

export const campaignGroups: Second = (facts) => {
  const running = facts.campaigns.filter(({started_date}) => started_date <= facts.until);
  return running.flatMap(({campaign_id, started_date}) => {
    const last = dayAfter(started_date, facts.settings.revival_days - 1);
    const members = facts.members.filter((member) => member.campaign_id === campaign_id);
    return groupsOf(members, (member) => [member.is_control ?? false]).map(([[is_control], own]) => {
      const bought = own.map(({client_id}) =>
        facts.orders.filter(
          (order) =>
            order.client_id === client_id && order.order_date >= started_date && order.order_date <= last,
        ),
      );
      const amounts = bought.map((orders) => sum(orders, (order) => order.order_amount));
      return {
        campaign_id,
        is_control,
        client_count: own.length,
        returned_count: bought.filter((orders) => orders.some((order) => order.order_amount >= 0)).length,
        order_amount: sum(amounts, (amount) => amount),
        amount_squares: sum(amounts, (amount) => (amount / 100) ** 2),
        last_watched_date: last < facts.until ? last : facts.until,
        is_complete: last <= facts.until,
      };
    });
  });
};

export const enteredMonths: Second = (facts) => {
  const cards = facts.makers.flatMap(({client_id, created_date, created_by_employee_id}) => {
    if (created_date === null || created_by_employee_id === null) return [];
    const last = dayAfter(created_date, facts.settings.fading_days);
    if (last > facts.until) return [];
    const papers = [
      ...facts.invoices.filter((one) => one.client_id === client_id).map((one) => one.invoice_date),
      ...(facts.purchasesOf.get(client_id) ?? []).map(({date}) => date),
    ];
    return {
      month: monthOf(created_date),
      maker: created_by_employee_id,
      isInvoiced: papers.some((day) => day >= created_date && day <= last),
      isOwn: facts.holderOn(client_id, facts.until)?.owner_employee_id === created_by_employee_id,
    };
  });
  return groupsOf(cards, ({month, maker}) => [month, maker]).map(([[month, employee_id], own]) => ({
    month,
    employee_id,
    entered_count: own.length,
    invoiced_count: own.filter((one) => one.isInvoiced).length,
    claimed_count: own.filter((one) => !one.isInvoiced && one.isOwn).length,
  }));
};

export const feedbackMonths: Second = (facts) =>
  groupsOf(facts.answers, (answer) => [
    answer.answer_month,
    answer.feedback_stage ?? "",
    facts.cards.get(answer.client_id ?? "")?.client_group ?? "",
    answer.employee_id ?? "",
    answer.score_max,
  ]).map(([[month, feedback_stage, client_group, employee_id, score_max], own]) => ({
    month,
    feedback_stage,
    client_group,
    employee_id,
    score_max,
    answer_count: own.length,
    good_count: own.filter(({score}) => score >= (score_max === 10 ? 9 : score_max * 0.8)).length,
    bad_count: own.filter(({score}) => score <= (score_max === 10 ? 6 : score_max * 0.4)).length,
  }));
