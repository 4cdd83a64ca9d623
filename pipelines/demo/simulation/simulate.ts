import {momentOf, partsOf} from "../time.ts";
import {enterClients, followEntered, passEntered} from "./entered.ts";
import {buyersByHolder, farmerDay} from "./farmers.ts";
import {askBuyers} from "./feedback.ts";
import {hunterDay} from "./hunters.ts";
import {makeLateOffers, settleOffers} from "./offers.ts";
import {operatorDay, startMonth} from "./operators.ts";
import {type Person, type Seat, stintOn} from "./people.ts";
import {revivalDay, startRevival} from "./revival.ts";
import {tradeDay} from "./trade.ts";
import {assign, type World} from "./world.ts";

/** One day of the company. Before the window only the trade goes on: the telephony keeps no older calls. */
export function simulateDay(world: World, day: number): void {
  const {plan, calendar, staff} = world;
  const isWindow = day >= plan.firstDay;
  if (isWindow && partsOf(day).day === 1) startMonth(world, day);
  if (!calendar.isWorking(day)) return;
  if (isWindow) {
    changeStaff(world, day);
    if (day === calendar.next(plan.revival.fromDay)) startRevival(world, day);
    settleOffers(world, day);
    makeLateOffers(world, day);
    for (const seat of staff.operators) operatorDay(world, seat, day);
    const buyers = buyersByHolder(world);
    for (const seat of staff.hunters) hunterDay(world, seat, buyers.hunters[seat.index]!, day);
    for (const seat of staff.farmers) farmerDay(world, seat, buyers.farmers[seat.index]!, day);
    revivalDay(world, day);
    followEntered(world, day);
    enterClients(world, day);
    askBuyers(world, buyers.farmers, day);
  }
  tradeDay(world, day);
}

/** When a new person sits down at a desk, the clients of the desk become his. */
function changeStaff(world: World, day: number): void {
  const at = momentOf(day, 9 * 3600);
  const {operators, hunters, farmers} = world.staff;
  for (const seat of operators) {
    const person = newcomer(world, seat, day);
    for (const client of person ? world.books[seat.index]! : [])
      assign(client, person!, at, "call_centre", "смена сотрудника", world);
  }
  for (const seat of hunters) {
    const person = newcomer(world, seat, day);
    if (!person) continue;
    for (const deal of world.pipelines[seat.index]!) {
      deal.owner = person;
      deal.changedAt = at;
      deal.changedBy = person;
      assign(deal.client, person, at, "hunters", "смена сотрудника", world);
    }
    for (const client of world.traders)
      if (client.trade!.farmerSeat < 0 && client.trade!.hunterSeat === seat.index)
        assign(client, person, at, "hunters", "смена сотрудника", world);
    passEntered(world, seat, person, at);
  }
  for (const seat of farmers) {
    const person = newcomer(world, seat, day);
    if (!person) continue;
    for (const client of world.traders)
      if (client.trade!.farmerSeat === seat.index)
        assign(client, person, at, "farmers", "смена сотрудника", world);
    passEntered(world, seat, person, at);
  }
}

/** The person who took this desk since the last look, if it is another one. */
function newcomer(world: World, seat: Seat, day: number): Person | null {
  const person = stintOn(seat, day)?.person;
  if (!person) return null;
  const before = world.seated.get(seat);
  world.seated.set(seat, person);
  return before && before !== person ? person : null;
}
