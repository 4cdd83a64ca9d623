import {momentOf} from "../time.ts";
import type {Client} from "./clients.ts";
import {callBuyer} from "./field-calls.ts";
import type {Seat} from "./people.ts";
import {presentAt, type World} from "./world.ts";

const dailyCalls = 13;

/** Who holds which buyers: the farmers' books and the clients that hunters have kept, made once a day. */
export function buyersByHolder(world: World): {farmers: Client[][]; hunters: Client[][]} {
  const farmers: Client[][] = world.staff.farmers.map(() => []);
  const hunters: Client[][] = world.staff.hunters.map(() => []);
  for (const client of world.traders) {
    const {farmerSeat, hunterSeat} = client.trade!;
    if (farmerSeat >= 0) farmers[farmerSeat]!.push(client);
    else hunters[hunterSeat]!.push(client);
  }
  return {farmers, hunters};
}

export function farmerDay(world: World, seat: Seat, book: Client[], day: number): void {
  const stint = presentAt(seat, day);
  if (!stint) return;
  const random = world.random.farmers;
  const due = book
    .filter((client) => client.trade!.nextContactDay <= day)
    .sort((a, b) => a.trade!.nextContactDay - b.trade!.nextContactDay || a.index - b.index);
  let clock = 9.5 * 3600 + random.int(0, 2400);
  const limit = dailyCalls + random.int(-3, 3);
  for (let i = 0; i < Math.min(limit, due.length); i++) {
    clock += 150 + random.exponential(1300);
    if (clock > 18 * 3600) break;
    clock += callBuyer(world, stint, due[i]!, momentOf(day, clock));
  }
}
