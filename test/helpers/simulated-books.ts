import type {Order, Recorder} from "../../pipelines/demo/events.ts";
import {planDemo} from "../../pipelines/demo/plan.ts";
import type {Client} from "../../pipelines/demo/simulation/clients.ts";
import {simulateDay} from "../../pipelines/demo/simulation/simulate.ts";
import {createWorld} from "../../pipelines/demo/simulation/world.ts";
import {monthText} from "../../pipelines/demo/time.ts";

/** What each client of one book bought in three months a year ago and in the same months now, in kopecks. */
export interface SimulatedBook {
  seat: number;
  isLosing: boolean;
  clients: {base: number; now: number}[];
}

/** Keeps orders by client and month, and nothing else of what the simulated company does. */
class OrderBook implements Recorder {
  readonly months = new Map<Client, Map<string, number>>();
  operatorCall(): void {}
  internalCall(): void {}
  fieldCall(): void {}
  result(): void {}
  review(): void {}
  payment(): void {}
  padded(): void {}
  conversation(): void {}
  dealWon(): void {}
  promise(): void {}
  answer(): void {}
  invoice(): void {}
  ownership(): void {}
  order({client, day, lines}: Order): void {
    const months = this.months.get(client) ?? new Map<string, number>();
    this.months.set(client, months);
    const month = monthText(day);
    for (const {amount} of lines) months.set(month, (months.get(month) ?? 0) + amount);
  }
}

/** Month so many months before the last one, as `2026-10`. */
function monthBefore(last: string, count: number): string {
  const date = new Date(`${last}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return date.toISOString().slice(0, 7);
}

/**
 * The farmers' books of one demo company as held a year before its last day, then a month earlier, and so on: written
 * anew from the events of the simulation, without files, SQL or the rollups.
 */
export function simulateBooks(seed: number, ends = 1): SimulatedBook[][] {
  const plan = planDemo({home: "", seed, months: 24, scale: 1});
  const orders = new OrderBook();
  const world = createWorld(plan, orders);
  const last = monthText(plan.endDay - 1);
  const holders = new Map<string, Map<Client, number>>();
  const wanted = Array.from({length: ends}, (_, ago) => monthBefore(last, 12 + ago));
  for (let day = plan.historyDay; day < plan.endDay; day++) {
    simulateDay(world, day);
    const month = monthText(day);
    if (!wanted.includes(month) || monthText(day + 1) === month) continue;
    holders.set(
      month,
      new Map(
        world.traders
          .filter((client) => client.trade!.farmerSeat >= 0)
          .map((client) => [client, client.trade!.farmerSeat]),
      ),
    );
  }
  const sum = (client: Client, from: number) =>
    [0, 1, 2].reduce(
      (total, count) => total + (orders.months.get(client)?.get(monthBefore(last, from + count)) ?? 0),
      0,
    );
  return wanted.map((end, ago) =>
    world.staff.farmers.map((_, seat) => ({
      seat,
      isLosing: seat === plan.losingFarmer.seat,
      clients: [...holders.get(end)!]
        .filter(([, holder]) => holder === seat)
        .map(([client]) => ({base: sum(client, 12 + ago), now: sum(client, ago)}))
        .filter(({base, now}) => base !== 0 || now !== 0),
    })),
  );
}
