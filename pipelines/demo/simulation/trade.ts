import type {Order, OrderLine} from "../events.ts";
import {monthsSince} from "../plan.ts";
import type {Random} from "../random.ts";
import {partsOf} from "../time.ts";
import {type Client, createTrade, type Trade} from "./clients.ts";
import {type Deal, moveDeal} from "./deals.ts";
import {removeFrom} from "./field-calls.ts";
import {offerToFarmer} from "./offers.ts";
import {type Person, type Seat, type Stint, stintOn} from "./people.ts";
import type {World} from "./world.ts";

/** Yearly season of orders, January first: the trade rests at the turn of the year and peaks in autumn. */
export const season = [0.72, 0.92, 1.03, 1.05, 0.96, 1.0, 0.95, 0.98, 1.1, 1.14, 1.1, 0.86];
const yearlyGrowth = 0.08;
const dormantDays = 90;
/** Chance a day that a client who stopped buying comes back by himself. */
const ownReturn = 0.0006;

/** The hunter wins: the deal is closed and the first order is on its way. */
export function win(world: World, seat: Seat, stint: Stint, deal: Deal, at: number): void {
  const random = world.random.trade;
  const {client} = deal;
  const day = Math.floor(at / 86_400);
  removeFrom(world.pipelines[seat.index]!, deal);
  moveDeal(deal, "won", at, stint.person);
  deal.amount = Math.round(deal.amount * random.lognormal(1, 0.15));
  client.state = "held";
  const trade = createTrade(random, client, day, random.chance(0.24));
  trade.hunterSeat = seat.index;
  trade.nextOrderDay = Number.POSITIVE_INFINITY;
  client.trade = trade;
  world.traders.push(client);
  const orderDay = world.calendar.next(day + random.int(0, 7));
  world.firstOrders.push({deal, day: orderDay});
  world.recorder.dealWon(deal);
}

export function tradeDay(world: World, day: number): void {
  const firstOrders: World["firstOrders"] = [];
  for (const first of world.firstOrders) {
    if (first.day > day) firstOrders.push(first);
    else ship(world, first.deal.client, day, first.deal);
  }
  world.firstOrders = firstOrders;
  for (const client of world.traders) {
    const trade = client.trade!;
    if (trade.nextOrderDay <= day) ship(world, client, day, null);
    else if (
      isAsleep(trade, day) &&
      !world.revivalMembers.has(client) &&
      world.random.trade.chance(ownReturn)
    )
      wake(world, trade, day);
  }
  sendBack(world, day);
  receive(world, day);
}

const isAsleep = (trade: Trade, day: number) =>
  trade.ordersLeft <= 0 && trade.lastOrderDay < day - dormantDays;

export function wake(world: World, trade: Trade, day: number): void {
  trade.ordersLeft = world.random.trade.int(1, 2);
  trade.nextOrderDay = day;
}

function sellerOf(world: World, client: Client, day: number): Person {
  const {farmerSeat, hunterSeat} = client.trade!;
  const seat = farmerSeat >= 0 ? world.staff.farmers[farmerSeat]! : world.staff.hunters[hunterSeat]!;
  return (stintOn(seat, day) ?? seat.stints.findLast((stint) => stint.fromDay <= day) ?? seat.stints[0]!)
    .person;
}

function ship(world: World, client: Client, day: number, deal: Deal | null): void {
  const {plan, random} = world;
  const trade = client.trade!;
  const {losingFarmer} = plan;
  const growth = (1 + yearlyGrowth) ** (monthsSince(plan.historyDay, day) / 12);
  let factor = season[partsOf(day).month - 1]! * growth;
  const isLosing = trade.farmerSeat === losingFarmer.seat && day >= losingFarmer.fromDay;
  if (isLosing) {
    const months = monthsSince(losingFarmer.fromDay, day) + 1;
    factor *= Math.max(losingFarmer.floor, losingFarmer.monthlyFactor ** months);
  }
  const rubles = deal ? deal.amount : random.trade.lognormal(trade.meanAmount * factor, 0.22);
  const lines = splitLines(random.trade, trade, Math.round(rubles * 100));
  const manager = sellerOf(world, client, day);
  const order: Order = {number: ++world.lastOrderNumber, day, client, manager, lines};
  world.recorder.order(order);
  let amount = 0;
  for (const line of lines) amount += line.amount;
  schedulePayments(world, client, manager, day, amount, deal);
  if (random.trade.chance(0.012)) {
    const line = lines[0]!;
    const back = world.calendar.next(day + random.trade.int(5, 25));
    const list = world.returns.get(back) ?? [];
    list.push({client, manager, group: line.group, amount: -Math.round(line.amount * 0.5)});
    world.returns.set(back, list);
  }
  trade.lastOrderDay = day;
  trade.orderCount++;
  trade.ordersLeft--;
  const wait = Math.max(4, Math.round(trade.intervalDays * random.trade.lognormal(1, 0.18)));
  const isLost = random.trade.chance((trade.monthlyLoss * trade.intervalDays) / 30);
  if (isLost) trade.ordersLeft = 0;
  trade.nextOrderDay = trade.ordersLeft > 0 ? world.calendar.next(day + wait) : Number.POSITIVE_INFINITY;
}

function splitLines(random: Random, trade: Trade, amount: number): OrderLine[] {
  const count = Math.min(trade.groups.length, random.int(1, 4));
  const lines: OrderLine[] = [];
  let left = amount;
  for (let i = 0; i < count; i++) {
    const share = i === count - 1 ? left : Math.round((left / (count - i)) * (0.7 + 0.6 * random.next()));
    lines.push({group: trade.groups[i]!, quantity: Math.max(1, Math.round(share / 250_000)), amount: share});
    left -= share;
  }
  return lines;
}

function schedulePayments(
  world: World,
  client: Client,
  manager: Person,
  day: number,
  amount: number,
  deal: Deal | null,
): void {
  const random = world.random.trade;
  const put = (after: number, part: number, isFirst: boolean) => {
    const paidDay = world.calendar.next(day + after);
    const list = world.payments.get(paidDay) ?? [];
    list.push({client, manager, amount: part, deal, isFirst});
    world.payments.set(paidDay, list);
  };
  const wait = deal ? random.int(1, 14) : random.int(0, 30);
  if (random.chance(0.15)) {
    const half = Math.round(amount / 2);
    put(wait, half, deal !== null);
    put(wait + random.int(5, 25), amount - half, false);
  } else put(wait, amount, deal !== null);
}

function receive(world: World, day: number): void {
  for (const due of world.payments.get(day) ?? []) {
    world.recorder.payment({
      day,
      client: due.client,
      manager: due.manager,
      amount: due.amount,
      deal: due.deal,
    });
    if (due.isFirst && due.deal) {
      world.trapDays.set(due.client, day);
      offerToFarmer(world, due.deal, day);
    }
  }
  world.payments.delete(day);
}

function sendBack(world: World, day: number): void {
  for (const {client, manager, group, amount} of world.returns.get(day) ?? []) {
    const lines = [{group, quantity: -Math.max(1, Math.round(-amount / 250_000)), amount}];
    world.recorder.order({number: ++world.lastOrderNumber, day, client, manager, lines});
  }
  world.returns.delete(day);
}
