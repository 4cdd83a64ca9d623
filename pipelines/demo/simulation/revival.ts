import {momentOf} from "../time.ts";
import type {Client} from "./clients.ts";
import {callBuyer} from "./field-calls.ts";
import {presentAt, type World} from "./world.ts";

const dormantDays = 90;

/** Draws lots among the sleeping clients, half to be called and half left alone, within each size. */
export function startRevival(world: World, day: number): void {
  const {revival} = world.plan;
  const random = world.random.trade;
  const asleep = world.traders.filter(
    ({trade, state}) => state === "farm" && trade!.ordersLeft <= 0 && trade!.lastOrderDay < day - dormantDays,
  );
  const members: {client: Client; isControl: boolean; stratum: string}[] = [];
  for (const size of ["large", "medium", "small"] as const) {
    const stratum = random.shuffle(asleep.filter((client) => client.size === size));
    for (const [place, client] of stratum.entries())
      members.push({client, isControl: place % 2 === 1, stratum: size});
  }
  world.campaigns.push({
    id: `R-${String(world.campaigns.length + 1).padStart(3, "0")}`,
    name: "Возвращение спящих клиентов",
    kind: "revival",
    fromDay: day,
    toDay: revival.toDay,
    members,
  });
  for (const {client, isControl} of members) {
    const reactivates = random.chance(isControl ? revival.controlChance : revival.treatedChance);
    world.revivalMembers.set(client, {isControl, reactivates});
    const trade = client.trade!;
    if (reactivates) {
      trade.ordersLeft = random.int(1, 4);
      trade.nextOrderDay = world.calendar.next(day + random.int(5, revival.watchDays - 8));
    }
    trade.nextContactDay = isControl ? day + 120 : day + random.int(0, 35);
    if (!isControl) world.revivalCalls.push(client);
  }
}

/** The farmer of each called client tries to reach him once or twice during the campaign. */
export function revivalDay(world: World, day: number): void {
  const {revival} = world.plan;
  if (day < revival.fromDay || day >= revival.toDay) return;
  const random = world.random.farmers;
  const share = Math.ceil(world.revivalCalls.length / Math.max(1, (revival.toDay - day) * 0.65));
  for (const client of world.revivalCalls.splice(0, share)) {
    const seat = world.staff.farmers[client.trade!.farmerSeat]!;
    const stint = presentAt(seat, day);
    if (stint) callBuyer(world, stint, client, momentOf(day, random.int(9 * 3600, 17 * 3600)));
    else world.revivalCalls.push(client);
  }
}
