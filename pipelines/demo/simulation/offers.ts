import type {Handover, PhoneCall} from "../events.ts";
import {momentOf} from "../time.ts";
import type {Client, Size} from "./clients.ts";
import {type Deal, moveDeal, returnReasons} from "./deals.ts";
import {type Person, type Seat, stintOn} from "./people.ts";
import {afterWorkingTime, assign, type PendingAcceptance, presentAt, rest, type World} from "./world.ts";

const expected: Record<Size, number> = {large: 300_000, medium: 100_000, small: 35_000};
const acceptanceLimitSeconds = 48 * 3600;

/** A company that agreed to talk is offered to a hunter; the CRM gets a deal at once. */
export function offerToHunter(world: World, call: PhoneCall, at: number): void {
  const random = world.random.hunters;
  const seat = random.pick(world.staff.hunters);
  const handover = openDeal(world, call.client!, call.stint.person, seat, at);
  const isSlow = seat.index === world.plan.slowHunter.seat;
  const delay = random.lognormal(isSlow ? 22 * 3600 : 6 * 3600, 0.8);
  const acceptAt = afterWorkingTime(world, at, delay);
  world.waiting.push({handover, seat, acceptAt, isReturned: random.chance(0.06)});
}

export const earlierDealsPerHunter = 10;

/** What the hunters had in work when the story begins. */
export function seedPipelines(world: World): void {
  const random = world.random.hunters;
  const {plan, staff} = world;
  for (const seat of staff.hunters)
    for (let i = 0; i < earlierDealsPerHunter; i++) {
      const client = world.pool.pop()!;
      const operator = random.pick(staff.operators).stints[0]!.person;
      const offeredAt = momentOf(plan.firstDay - random.int(8, 18), random.int(36_000, 60_000));
      assign(client, operator, client.createdAt, "call_centre", "холодный список", world);
      const handover = openDeal(world, client, operator, seat, offeredAt);
      const acceptedAt = offeredAt + random.int(3600, 40_000);
      const deal = handover.deal!;
      handover.acceptedAt = acceptedAt;
      client.state = "pipeline";
      assign(client, handover.to, acceptedAt, "hunters", "передача из колл-центра", world);
      moveDeal(deal, "contact", acceptedAt + 86_400, handover.to);
      if (random.chance(0.5)) moveDeal(deal, "offer", acceptedAt + 4 * 86_400, handover.to);
      deal.conversations = 1;
      deal.attempts = 2;
      deal.nextDay = plan.firstDay + random.int(0, 6);
      world.pipelines[seat.index]!.push(deal);
    }
}

function openDeal(world: World, client: Client, operator: Person, seat: Seat, at: number): Handover {
  const random = world.random.hunters;
  const hunter = (stintOn(seat, Math.floor(at / 86_400)) ?? seat.stints.at(-1)!).person;
  const deal: Deal = {
    id: String(24_000_001 + world.deals.length * 2),
    client,
    operator,
    owner: hunter,
    hunterSeat: seat.index,
    stage: "new",
    amount: Math.round(random.lognormal(expected[client.size], 0.4) / 1000) * 1000,
    createdAt: at,
    changedAt: at,
    changedBy: operator,
    closedAt: null,
    contactAt: null,
    offerAt: null,
    negotiationAt: null,
    lossReason: "",
    source: client.source,
    notes: [`Договорились о встрече.\nСпросить: ${client.post}`],
    nextDay: 0,
    attempts: 0,
    conversations: 0,
    isDumped: false,
  };
  world.deals.push(deal);
  const handover: Handover = {
    id: `H-${String(world.handovers.length + 1).padStart(6, "0")}`,
    client,
    deal,
    fromLeg: "call_centre",
    toLeg: "hunters",
    from: operator,
    to: hunter,
    offeredAt: at,
    acceptedAt: null,
    returnedAt: null,
    returnReason: "",
    dueAt: at + acceptanceLimitSeconds,
  };
  world.handovers.push(handover);
  return handover;
}

/** Hand-overs whose hour has come are accepted, or given back. */
export function settleOffers(world: World, day: number): void {
  const endOfDay = momentOf(day + 1, 0);
  const kept: PendingAcceptance[] = [];
  for (const pending of world.waiting) {
    if (pending.acceptAt >= endOfDay) {
      kept.push(pending);
      continue;
    }
    const stint = presentAt(pending.seat, day);
    if (!stint) {
      pending.acceptAt = momentOf(world.calendar.next(day + 1), 9.5 * 3600);
      kept.push(pending);
      continue;
    }
    pending.handover.to = stint.person;
    if (pending.handover.toLeg === "hunters") settleFirst(world, pending, day);
    else settleSecond(world, pending);
  }
  world.waiting = kept;
}

function settleFirst(
  world: World,
  {handover, seat, acceptAt, isReturned}: PendingAcceptance,
  day: number,
): void {
  const random = world.random.hunters;
  const {client, to} = handover;
  const deal = handover.deal!;
  deal.owner = to;
  if (isReturned) {
    handover.returnedAt = acceptAt;
    handover.returnReason = random.pick(returnReasons);
    deal.lossReason = handover.returnReason;
    moveDeal(deal, "lost", acceptAt, to);
    rest(world, client, day + random.int(20, 60));
    return;
  }
  handover.acceptedAt = acceptAt;
  client.state = "pipeline";
  deal.nextDay = day + random.int(0, 2);
  deal.changedAt = acceptAt;
  deal.changedBy = to;
  assign(client, to, acceptAt, "hunters", "передача из колл-центра", world);
  world.pipelines[seat.index]!.push(deal);
}

function settleSecond(world: World, {handover, seat, acceptAt}: PendingAcceptance): void {
  const {client, to} = handover;
  handover.acceptedAt = acceptAt;
  client.state = "farm";
  const trade = client.trade!;
  trade.farmerSeat = seat.index;
  trade.nextContactDay = Math.floor(acceptAt / 86_400) + 3;
  assign(client, to, acceptAt, "farmers", "передача от хантера", world);
}

/** The trap has closed: the client is offered to the farmer with the shortest book, now or much later. */
export function offerToFarmer(world: World, deal: Deal, trapDay: number): void {
  const random = world.random.hunters;
  const {keeper} = world.plan;
  const keeps = deal.hunterSeat === keeper.seat;
  const wanted = keeps
    ? random.int(keeper.limitDays + 15, keeper.limitDays + 220)
    : Math.min(52, Math.max(3, random.lognormal(20, 0.5)));
  const offerDay = world.calendar.next(trapDay + Math.round(wanted));
  world.laterOffers.push({deal, offerDay, dueAt: momentOf(trapDay + keeper.limitDays, 18 * 3600)});
}

export function makeLateOffers(world: World, day: number): void {
  const random = world.random.hunters;
  const kept: World["laterOffers"] = [];
  for (const offer of world.laterOffers) {
    if (offer.offerDay > day) {
      kept.push(offer);
      continue;
    }
    const seat = shortestBook(world);
    const {deal} = offer;
    const to = (stintOn(seat, day) ?? seat.stints.at(-1)!).person;
    const at = momentOf(day, random.int(36_000, 60_000));
    const handover: Handover = {
      id: `H-${String(world.handovers.length + 1).padStart(6, "0")}`,
      client: deal.client,
      deal,
      fromLeg: "hunters",
      toLeg: "farmers",
      from: deal.owner,
      to,
      offeredAt: at,
      acceptedAt: null,
      returnedAt: null,
      returnReason: "",
      dueAt: offer.dueAt,
    };
    world.handovers.push(handover);
    world.farmerLoad[seat.index]!++;
    const acceptAt = afterWorkingTime(world, at, random.lognormal(10 * 3600, 0.7));
    world.waiting.push({handover, seat, acceptAt, isReturned: false});
  }
  world.laterOffers = kept;
}

function shortestBook(world: World): Seat {
  let best = world.staff.farmers[0]!;
  for (const seat of world.staff.farmers)
    if (world.farmerLoad[seat.index]! < world.farmerLoad[best.index]!) best = seat;
  return best;
}
