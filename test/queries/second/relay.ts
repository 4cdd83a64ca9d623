import {dayAfter, daysBetween, monthOf} from "./days.ts";
import {
  type Deal,
  distinct,
  type Facts,
  firstOf,
  isIn,
  lastOf,
  median,
  type Row,
  type Second,
  sum,
} from "./facts.ts";
import {callMonths} from "./work.ts";

/** The relay as a whole: steps and waits of clients, flows of a month. */

export type StepCode = "results" | "handover_1" | "offers" | "deals_won" | "first_money" | "handover_2";
export const stepCodes = [
  "companies_worked",
  "conversations",
  "results",
  "handover_1",
  "offers",
  "deals_won",
  "first_money",
  "handover_2",
  "repeat_volume",
] as const;

interface Step {
  client: string;
  day: string;
}

interface Offer extends Step {
  deal: Deal;
}

/** Days on which a deal came into a stage that means an offer; without any, the day of its first invoice. */
function offersOf(facts: Facts): Offer[] {
  return facts.deals.flatMap((deal) => {
    if (deal.client_id === null) return [];
    const moves = facts.moves.filter((move) => move.deal_id === deal.deal_id && move.stage_code === "offer");
    const invoiced = firstOf(
      facts.invoices.filter((one) => one.deal_id === deal.deal_id).map((one) => one.invoice_date),
    );
    const days = moves.length > 0 ? distinct(moves.map((move) => move.entered_date)) : distinct([invoiced]);
    return days.map((day) => ({client: deal.client_id!, day, deal}));
  });
}

/** Money of clients: receipts, or orders in a company that has no receipts at all. */
export const moneyOf = ({payments, orders}: Facts) =>
  payments.length > 0
    ? payments.map((one) => ({client: one.client_id, day: one.payment_date, amount: one.payment_amount}))
    : orders.map((one) => ({client: one.client_id, day: one.order_date, amount: one.order_amount}));

/** First money of each client. */
export function firstMoneyOf(facts: Facts): (Step & {amount: number})[] {
  return [...Map.groupBy(moneyOf(facts), ({client}) => client)].flatMap(([client, own]) => {
    const day = firstOf(own.filter(({amount}) => amount > 0).map((one) => one.day));
    if (client === null || day === null) return [];
    const amount = sum(
      own.filter((one) => isIn(monthOf(day), one.day)),
      (one) => one.amount,
    );
    return {client, day, amount};
  });
}

const knownClient = (client: string | null, day: string | null): Step[] =>
  client === null || day === null ? [] : [{client, day}];

/** When clients reached each step; a client reaches one as often as it happens. */
export function stepsOf(facts: Facts): Record<StepCode, Step[]> {
  const accepted = (leg: string) =>
    facts.handovers
      .filter((one) => one.to_leg_code === leg)
      .flatMap((one) => knownClient(one.client_id, one.accepted_date));
  const kept = facts.handovers
    .filter((one) => one.to_leg_code === "farmers")
    .filter(
      ({accepted_date, returned_date}) =>
        accepted_date === null ||
        returned_date === null ||
        returned_date < accepted_date ||
        monthOf(returned_date) !== monthOf(accepted_date),
    )
    .flatMap((one) => knownClient(one.client_id, one.accepted_date));
  return {
    results: facts.outcomes
      .filter((one) => one.result_code === "goal")
      .flatMap((one) => knownClient(one.client_id, one.result_date)),
    handover_1: accepted("hunters"),
    offers: offersOf(facts),
    deals_won: facts.deals
      .filter((deal) => deal.status === "won")
      .flatMap((deal) => knownClient(deal.client_id, deal.closed_date)),
    first_money: firstMoneyOf(facts),
    handover_2: kept,
  };
}

interface Wait {
  client: string;
  opened: string;
  closed: string | null;
  outcome: "passed" | "lost" | null;
  cause: string | null;
}

type Ending = Step & {cause: string | null};

/** Walks through the days of each client: what opens, and what passes or loses an open wait. */
function waitsOf(opens: Step[], passes: Step[], losses: Ending[]): Wait[] {
  const events = [
    ...opens.map((one) => ({...one, kind: 1, cause: null as string | null})),
    ...passes.map((one) => ({...one, kind: 2, cause: null as string | null})),
    ...losses.map((one) => ({...one, kind: 3})),
  ];
  return [...Map.groupBy(events, ({client}) => client).values()].flatMap((own) => {
    const waits: Wait[] = [];
    let open: Wait | null = null;
    const placeOf = (one: (typeof own)[number]) => `${one.day} ${one.kind} ${one.cause ?? ""}`;
    for (const event of own.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))) {
      if (event.kind === 1) {
        if (open) continue;
        open = {client: event.client, opened: event.day, closed: null, outcome: null, cause: null};
        waits.push(open);
      } else if (open) {
        open.closed = event.day;
        open.outcome = event.kind === 2 ? "passed" : "lost";
        open.cause = event.cause;
        open = null;
      }
    }
    return waits;
  });
}

function waitsByStep(facts: Facts, steps: Record<StepCode, Step[]>): Record<string, Wait[]> {
  const offered = facts.handovers.filter((one) => one.to_leg_code === "hunters");
  const refused = offered
    .filter((one) => one.accepted_date === null)
    .flatMap((one) =>
      knownClient(one.client_id, one.returned_date).map((step) => ({...step, cause: one.return_reason})),
    );
  const lostDeals = facts.deals
    .filter((deal) => deal.status === "lost")
    .flatMap((deal) =>
      knownClient(deal.client_id, deal.closed_date).map((step) => ({...step, cause: deal.loss_reason})),
    );
  const paid = new Map(steps.first_money.map(({client, day}) => [client, day]));
  return {
    handover_1: waitsOf(
      [...steps.results, ...offered.flatMap((one) => knownClient(one.client_id, one.offered_date))],
      steps.handover_1,
      refused,
    ),
    offers: waitsOf(steps.handover_1, steps.offers, lostDeals),
    deals_won: waitsOf(steps.offers, steps.deals_won, lostDeals),
    // only who has not paid before has the chance of a first money
    first_money: waitsOf(
      steps.deals_won.filter(({client, day}) => (paid.get(client) ?? day) >= day),
      steps.first_money,
      [],
    ),
    handover_2: waitsOf(
      facts.clocks.map((clock) => ({client: clock.client_id, day: clock.started_date})),
      steps.handover_2,
      [],
    ),
  };
}

/** The cause that most clients have; of several that of the first letter. */
function mainCause(causes: string[]) {
  const counts = [...Map.groupBy(causes, (cause) => cause)].map(([cause, own]) => ({
    cause,
    count: own.length,
  }));
  const [first] = counts.toSorted((one, other) =>
    one.count === other.count ? (one.cause < other.cause ? -1 : 1) : other.count - one.count,
  );
  return {lost_cause_code: first?.cause ?? null, lost_cause_count: first?.count ?? null};
}

function flowOf(waits: Wait[], month: string, end: string) {
  const running = waits.filter(({opened, closed}) => opened <= end && (closed === null || closed >= month));
  const flow = {from_count: 0, passed_count: 0, lost_count: 0};
  const days: number[] = [];
  const causes: string[] = [];
  for (const own of Map.groupBy(running, ({client}) => client).values()) {
    const over = own.filter(({closed}) => closed !== null && closed <= end);
    const passed = over.filter(({outcome}) => outcome === "passed");
    flow.from_count++;
    if (passed.length > 0) {
      flow.passed_count++;
      days.push(Math.min(...passed.map(({opened, closed}) => daysBetween(opened, closed!))));
    } else if (over.length > 0) {
      flow.lost_count++;
      const cause = lastOf(over.flatMap((wait) => wait.cause ?? []));
      if (cause !== null) causes.push(cause);
    }
  }
  return {...flow, median_days: median(days), ...mainCause(causes)};
}

/** The last outcomes of clients that the call centre spoke with in a month, without a goal, to be refused at the end. */
function lostByCentre(facts: Facts, month: string): Facts["outcomes"] {
  const talked = facts.attempts.filter(
    (call) => call.leg_code === "call_centre" && call.is_conversation && call.call_month === month,
  );
  const filed = facts.outcomes.filter((one) => one.leg_code === "call_centre" && one.result_month === month);
  return distinct(talked.map((call) => call.client_id)).flatMap((client) => {
    const own = filed.filter((one) => one.client_id === client);
    const last = own
      .toSorted((one, other) => (one.filed_at + one.result_id < other.filed_at + other.result_id ? -1 : 1))
      .at(-1);
    if (!last || own.some((one) => one.result_code === "goal")) return [];
    return ["refusal", "screened_out"].includes(last.result_code) ? [last] : [];
  });
}

export const relayMonths: Second = (facts) => {
  const steps = stepsOf(facts);
  const waits = waitsByStep(facts, steps);
  const offers = offersOf(facts);
  const centre = new Map(
    callMonths(facts)
      .filter((row) => row["leg_code"] === "call_centre")
      .map((row) => [row["call_month"], row]),
  );
  return facts.months.flatMap(({month, known_until}) => {
    const calls = (name: string) => Number(centre.get(month)?.[name] ?? 0);
    const none = {median_days: null, lost_cause_code: null, lost_cause_count: null};
    const refused = lostByCentre(facts, month).flatMap(
      (last) => last.refusal_reason ?? last.screening_reason ?? [],
    );

    const bought = [...facts.purchasesOf].filter(
      ([, own]) => own.some(({date}) => isIn(month, date)) && own[0]!.date < month,
    );
    const repeats = new Set(bought.map(([client]) => client));
    const book = facts.owners.filter(
      (held) => held.leg_code === "farmers" && held.valid_from <= known_until && known_until < held.valid_to,
    );
    const slept = book.filter(({client_id}) => {
      const last = lastOf(
        (facts.purchasesOf.get(client_id) ?? []).map(({date}) => date).filter((day) => day <= known_until),
      );
      if (last === null || repeats.has(client_id)) return false;
      const asleep = dayAfter(last, facts.settings.dormant_days);
      return asleep >= month && asleep <= known_until;
    });

    const reached = (code: StepCode) =>
      new Set(steps[code].filter(({day}) => isIn(month, day)).map(({client}) => client)).size;
    const won = facts.deals.filter(
      (deal) => deal.status === "won" && deal.client_id !== null && isIn(month, deal.closed_date),
    );
    const offered = [...new Set(offers.filter(({day}) => isIn(month, day)).map(({deal}) => deal))];
    const paid = firstMoneyOf(facts).filter(({day}) => isIn(month, day));
    const worthOf = (deals: Deal[]) => {
      const known = deals.flatMap((deal) => deal.deal_amount ?? []);
      return known.length > 0 ? sum(known, (amount) => amount) : null;
    };
    const repeated = facts.orders.filter(
      (order) => repeats.has(order.client_id ?? "") && order.order_month === month,
    );
    const amounts: Partial<Record<string, number | null>> = {
      offers: worthOf(offered),
      deals_won: worthOf(won),
      first_money: paid.length > 0 ? sum(paid, ({amount}) => amount) : null,
      repeat_volume: repeats.size > 0 ? sum(repeated, (order) => order.order_amount) : null,
    };
    const flowsOf = (code: string) => {
      if (code === "companies_worked")
        return {...none, from_count: null, passed_count: null, lost_count: null};
      if (code === "conversations")
        return {
          ...none,
          from_count: calls("attempt_client_count"),
          passed_count: calls("conversation_client_count"),
          lost_count: 0,
        };
      if (code === "results")
        return {
          median_days: null,
          from_count: calls("conversation_client_count"),
          passed_count: calls("talked_goal_client_count"),
          lost_count: calls("refused_client_count"),
          ...mainCause(refused),
        };
      if (code === "repeat_volume")
        return {
          ...none,
          from_count: book.length,
          passed_count: book.filter(({client_id}) => repeats.has(client_id)).length,
          lost_count: slept.length,
        };
      return flowOf(waits[code]!, month, known_until);
    };
    const clientsOf = (code: (typeof stepCodes)[number]) => {
      if (code === "companies_worked") return calls("attempt_client_count");
      if (code === "conversations") return calls("conversation_client_count");
      if (code === "results") return calls("goal_client_count");
      return code === "repeat_volume" ? repeats.size : reached(code);
    };
    return stepCodes.map((code, index): Row => {
      const flow = flowsOf(code);
      const norm = normOf(facts, normOfStep[code] ?? "", known_until);
      const people = centre.has(month) ? calls("operator_count") : null;
      const times = (bound: number | null | undefined) =>
        people === null || bound === null || bound === undefined ? null : bound * people;
      return {
        month,
        step_code: code,
        step_order: index + 1,
        client_count: clientsOf(code),
        amount: amounts[code] ?? null,
        ...flow,
        waiting_count:
          flow.from_count === null ? null : flow.from_count - flow.passed_count - flow.lost_count,
        norm_low: times(norm?.low),
        norm_high: times(norm?.high),
      };
    });
  });
};

const normOfStep: Partial<Record<string, string>> = {
  companies_worked: "companies_per_month",
  results: "results_per_month",
};

/** Norms of a year, or of an age, are judged on the last day; others day by day. */
const ofLastDay = ["companies_per_year", "potential_refresh_days"];

/** The norm in force on the last known day of a month; each bound is the average of those of its known working days. */
export function normOf(facts: Facts, id: string, until: string) {
  const on = (day: string) =>
    facts.norms.find(
      (norm) =>
        norm.norm_id === id && norm.valid_from <= day && (norm.valid_to === null || day < norm.valid_to),
    );
  const last = on(until);
  if (!last || ofLastDay.includes(id)) return last;
  const days = [...facts.workingDays].filter((day) => day >= monthOf(until) && day <= until).map(on);
  const average = (bound: "low" | "high") => {
    const known = days.flatMap((norm) => norm?.[bound] ?? []);
    if (last[bound] === null || known.every((one) => one === last[bound])) return last[bound];
    return sum(known, (one) => one) / known.length;
  };
  return {...last, low: average("low"), high: average("high")};
}
