import {type BookClient as BookChange, judgeBook} from "../../helpers/judged-books.ts";
import {daysBetween, monthAfter, monthEnd, monthOf} from "./days.ts";
import {
  distinct,
  type Facts,
  groupsOf,
  lastOf,
  once,
  orderedIn,
  type Row,
  type Second,
  sum,
} from "./facts.ts";

/** The books of hunters and farmers: what their clients bought and buy now, and could buy. */

interface BookClient {
  client_id: string;
  employee_id: string;
  leg_code: string;
  since: string;
}

/** Clients in known hands on the last day of data. */
export const heldNow = (facts: Facts, ...legs: string[]): BookClient[] =>
  facts.owners.flatMap((held) =>
    held.valid_from <= facts.until &&
    facts.until < held.valid_to &&
    held.owner_employee_id !== null &&
    legs.includes(held.leg_code ?? "")
      ? {
          client_id: held.client_id,
          employee_id: held.owner_employee_id,
          leg_code: held.leg_code!,
          since: held.valid_from,
        }
      : [],
  );

interface Change {
  month: string;
  client: string;
  owner: string | null;
  team: string | null;
  base: number;
  now: number;
}

/** Clients of the farmers' books as they were a year before each month: what they bought then and buy now. */
export const bookChanges = once((facts): Change[] => {
  const clients = new Set(facts.owners.map((held) => held.client_id));
  return facts.months.flatMap(({month}) => {
    const then = monthAfter(month, -12);
    return [...clients].flatMap((client) => {
      const held = facts.holderOn(client, monthEnd(then));
      if (held?.leg_code !== "farmers") return [];
      const [base, now] = [orderedIn(facts, client, then, then), orderedIn(facts, client, month, month)];
      if (base === 0 && now === 0) return [];
      return {month, client, owner: held.owner_employee_id, team: held.team_id, base, now};
    });
  });
});

interface Frozen extends BookChange {
  client: string;
  owner: string;
}

/** Each farmer's book as it was on the last day of three months a year ago: what its clients bought then and buy now. */
function frozenBooks(facts: Facts, month: string): Frozen[] {
  const then = monthAfter(month, -12);
  const from = monthAfter(then, -2);
  const last = monthAfter(month, -2);
  if (from < facts.months[0]!.month) return [];
  return distinct(facts.owners.map((held) => held.client_id)).flatMap((client) => {
    const held = facts.holderOn(client, monthEnd(then));
    if (held?.leg_code !== "farmers" || held.owner_employee_id === null) return [];
    const orders = facts.ordersOf.get(client) ?? [];
    const isActive = (since: string, until: string) =>
      orders.some(({order_date}) => monthOf(order_date) >= since && monthOf(order_date) <= until);
    if (!isActive(from, then) && !isActive(last, month)) return [];
    return {
      client,
      owner: held.owner_employee_id,
      base: orderedIn(facts, client, from, then),
      now: orderedIn(facts, client, last, month),
    };
  });
}

export const farmerMonths: Second = once((facts): Row[] => {
  const books = new Map(
    facts.months.map(({month}) => [month, Map.groupBy(frozenBooks(facts, month), ({owner}) => owner)]),
  );
  return facts.months.flatMap(({month, is_complete}) =>
    [...books.get(month)!].map(([employee_id, own]) => {
      const others = [...books.get(month)!].flatMap(([owner, clients]) =>
        owner === employee_id ? [] : clients,
      );
      const before = [3, 6, 9].map((ago) => books.get(monthAfter(month, -ago))?.get(employee_id) ?? []);
      const judged = judgeBook({own, others, before, isComplete: is_complete});
      const buyers = own.filter(({base}) => base > 0);
      const back = own.filter(({base}) => base <= 0);
      const lost = buyers.filter(({now}) => now <= 0);
      const down = buyers.filter(({base, now}) => now > 0 && now < base);
      const up = buyers.filter(({base, now}) => now > base);
      const less = (some: typeof own) => sum(some, ({base, now}) => base - now);
      const ofOthers = (what: "base" | "now") =>
        others.length < 30 ? null : sum(others, (one) => one[what]);
      return {
        month,
        employee_id,
        client_count: own.length,
        base_amount: sum(own, ({base}) => base),
        now_amount: sum(own, ({now}) => now),
        others_base_amount: ofOthers("base"),
        others_now_amount: ofOthers("now"),
        change_deviation: judged.deviation === null ? null : judged.deviation / 100,
        low_amount: judged.low === null ? null : Math.round(judged.low),
        high_amount: judged.high === null ? null : Math.round(judged.high),
        rank_score: judged.rank,
        sign_score: judged.sign,
        verdict_code: judged.verdict,
        buyer_base_amount: sum(buyers, ({base}) => base),
        lost_count: lost.length,
        lost_amount: less(lost),
        down_count: down.length,
        down_amount: less(down),
        up_count: up.length,
        up_amount: -less(up),
        back_count: back.filter(({now}) => now > 0).length,
        back_amount: -less(back),
      };
    }),
  );
});

export const bookFlows: Second = (facts) => {
  const first = facts.months[0]!.month;
  const farmerOn = (client: string, day: string) => {
    const held = facts.holderOn(client, day);
    return held?.leg_code === "farmers" ? held.owner_employee_id : null;
  };
  const clients = new Set(facts.owners.map((held) => held.client_id));
  return facts.months.flatMap(({month, known_until}) => {
    const [thenFrom, thenLast] = [monthAfter(month, -14), monthAfter(month, -12)];
    if (thenFrom < first) return [];
    const rows = new Map<string, Record<string, number>>();
    const add = (farmer: string | null, column: string, value: number) => {
      if (farmer === null) return;
      const row = rows.get(farmer) ?? {};
      row[column] = (row[column] ?? 0) + value;
      rows.set(farmer, row);
    };
    for (const client of clients) {
      const [holderThen, holderNow] = [farmerOn(client, monthEnd(thenLast)), farmerOn(client, known_until)];
      const orders = facts.ordersOf.get(client) ?? [];
      const daysIn = (from: string, last: string) =>
        (facts.purchasesOf.get(client) ?? []).filter(
          ({date}) => monthOf(date) >= from && monthOf(date) <= last,
        ).length;
      const [then, now] = [
        orderedIn(facts, client, thenFrom, thenLast),
        orderedIn(facts, client, monthAfter(month, -2), month),
      ];
      const [thenDays, nowDays] = [daysIn(thenFrom, thenLast), daysIn(monthAfter(month, -2), month)];
      if (then === 0 && now === 0 && thenDays + nowDays === 0) continue;
      add(holderThen, "then_amount", then);
      add(holderThen, "then_buyer_count", thenDays > 0 ? 1 : 0);
      add(holderThen, "then_order_day_count", thenDays);
      add(holderNow, "now_amount", now);
      add(holderNow, "now_buyer_count", nowDays > 0 ? 1 : 0);
      add(holderNow, "now_order_day_count", nowDays);
      if (holderThen !== holderNow) {
        add(holderThen, "moved_out_amount", then);
        add(holderThen, "moved_out_count", then === 0 ? 0 : 1);
        add(holderNow, "moved_in_amount", then);
        add(holderNow, "moved_in_count", then === 0 ? 0 : 1);
      }
      const bought = orders
        .filter((order) => order.order_amount >= 0)
        .map((order) => monthOf(order.order_date));
      const partOf = (): string => {
        if (then > 0) return now <= 0 ? "lost" : now < then ? "down" : "up";
        if (now <= 0) return now < then ? "down" : "up";
        if (bought.some((one) => one < thenFrom)) return "returned";
        return bought.some((one) => one <= thenLast) ? "up" : "new";
      };
      const part = partOf();
      const change = part === "lost" || part === "down" ? then - now : now - then;
      add(holderNow, `${part}_amount`, change);
      add(holderNow, `${part}_count`, part === "up" && change === 0 ? 0 : 1);
    }
    const parts = ["moved_in", "moved_out", "lost", "down", "up", "new", "returned"];
    const blank = Object.fromEntries(
      ["then", "now", ...parts].flatMap((part) =>
        ["amount", "count", "buyer_count", "order_day_count"].map((what) => [`${part}_${what}`, 0]),
      ),
    );
    return [...rows].map(([employee_id, row]): Row => ({...blank, month, employee_id, ...row}));
  });
};

const yearOf = (facts: Facts, client: string) =>
  orderedIn(facts, client, monthAfter(facts.until, -11), monthOf(facts.until));

function potentialOf(facts: Facts, client: string) {
  const known = facts.potentials
    .filter((one) => one.client_id === client && one.potential_amount !== null)
    .toSorted((one, other) => (one.estimated_on < other.estimated_on ? -1 : 1))
    .at(-1);
  if (!known) return null;
  const isStale = daysBetween(known.estimated_on, facts.until) > 365;
  return {amount: known.potential_amount!, date: known.estimated_on, isStale};
}

export const ownerBooks: Second = (facts) => {
  const {fading_days, dormant_days} = facts.settings;
  const states = (lasts: (string | null)[], prefix: string) => {
    const silent = lasts.flatMap((last) => (last === null ? [] : daysBetween(last, facts.until)));
    return {
      [`${prefix}active_count`]: silent.filter((days) => days < fading_days).length,
      [`${prefix}fading_count`]: silent.filter((days) => days >= fading_days && days < dormant_days).length,
      [`${prefix}dormant_count`]: silent.filter((days) => days >= dormant_days).length,
    };
  };
  return groupsOf(heldNow(facts, "hunters", "farmers"), (one) => [one.employee_id, one.leg_code]).map(
    ([[owner_employee_id, owner_leg_code], own]) => {
      const books = own.map(({client_id}) => ({
        client_id,
        bought: yearOf(facts, client_id),
        potential: potentialOf(facts, client_id),
      }));
      const fresh = books.flatMap((one) =>
        one.potential && !one.potential.isStale ? {...one, potential: one.potential} : [],
      );
      const stale = books.filter((one) => one.potential?.isStale);
      const none = books.filter((one) => one.potential === null);
      const boughtBy = (some: {bought: number}[]) => sum(some, (one) => one.bought);
      return {
        owner_employee_id,
        owner_leg_code,
        client_count: own.length,
        ...states(
          own.map(({client_id}) => facts.purchasesOf.get(client_id)?.at(-1)?.date ?? null),
          "",
        ),
        ...states(
          own.map(({client_id}) => lastContact(facts, client_id)),
          "contact_",
        ),
        order_amount: boughtBy(books),
        potential_fresh_count: fresh.length,
        potential_stale_count: stale.length,
        potential_stale_amount: boughtBy(stale),
        potential_none_count: none.length,
        potential_none_amount: boughtBy(none),
        potential_amount: sum(fresh, (one) => one.potential.amount),
        potential_bought_amount: boughtBy(fresh),
        potential_beyond_count: fresh.filter((one) => one.bought > one.potential.amount).length,
      };
    },
  );
};

export const lastContact = (facts: Facts, client: string) =>
  lastOf(
    facts.attempts
      .filter((call) => call.client_id === client && call.is_contact)
      .map((call) => call.call_date),
  );

/** Days on which money of a client was received. */
export const paidDays = (facts: Facts, client: string) =>
  facts.payments
    .filter((one) => one.client_id === client && one.payment_amount > 0)
    .map((one) => one.payment_date);

/** Days on which a deal with a client was won. */
export const wonDays = (facts: Facts, client: string) =>
  facts.deals
    .filter((deal) => deal.client_id === client && deal.status === "won")
    .flatMap((deal) => deal.closed_date ?? []);

/** Groups of goods a client bought in the last twelve months, more than he returned. */
function goodsOf(facts: Facts, client: string): [string, number][] {
  const orders = facts.orders.filter(
    (order) =>
      order.client_id === client &&
      order.product_group !== null &&
      order.order_month >= monthAfter(facts.until, -11),
  );
  return [...Map.groupBy(orders, (order) => order.product_group!)]
    .map(([group, own]): [string, number] => [group, sum(own, (order) => order.order_amount)])
    .filter(([, amount]) => amount > 0);
}

export const clientGroups: Second = (facts) =>
  heldNow(facts, "farmers").flatMap(({client_id, employee_id}) =>
    goodsOf(facts, client_id)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([product_group, order_amount], index) => ({
        client_id,
        product_group,
        employee_id,
        order_amount,
        is_first: index === 0,
      })),
  );

export const whiteSpace: Second = (facts) =>
  heldNow(facts, "farmers").flatMap(({client_id, employee_id}) => {
    const potential = potentialOf(facts, client_id);
    if (!potential) return [];
    const year_amount = yearOf(facts, client_id);
    return {
      client_id,
      employee_id,
      potential_amount: potential.amount,
      potential_date: potential.date,
      is_stale: potential.isStale,
      year_amount,
      white_amount: Math.max(0, potential.amount - year_amount),
      group_count: goodsOf(facts, client_id).length,
    };
  });
