import type {CallStatus, PhoneCall} from "../events.ts";
import type {Random} from "../random.ts";
import type {Client} from "./clients.ts";
import type {Stint} from "./people.ts";
import type {World} from "./world.ts";

/** How often a client of each group should hear from his manager, in days. */
const contactEvery = {A: 7, B: 12, C: 19} as const;
const quietAfterDays = 90;
const missed: readonly CallStatus[] = ["no_answer", "busy", "cancelled", "failed"];

export function miss(call: PhoneCall, random: Random): void {
  call.status = missed[random.weighted([70, 17, 8, 5])]!;
  call.ringSeconds = call.status === "no_answer" ? random.int(25, 60) : random.int(1, 20);
  call.talkSeconds = 0;
  call.isRecorded = false;
}

export function fieldCall(world: World, stint: Stint, client: Client, at: number, random: Random): PhoneCall {
  const isIncoming = random.chance(0.1);
  const call: PhoneCall = {
    at,
    stint,
    direction: isIncoming ? "in" : "out",
    phone: random.chance(0.5) ? client.mobile : client.phone,
    client,
    status: "answered",
    ringSeconds: random.int(4, 25),
    talkSeconds: 0,
    isRecorded: random.chance(0.97),
  };
  if (isIncoming && random.chance(0.35)) call.queueSeconds = random.int(5, 40);
  if (random.chance(0.03)) {
    const other = random.pick(world.staff.farmers).extension;
    if (other !== stint.extension) {
      call.otherExtension = other;
      call.isTransferred = !isIncoming;
    }
  }
  return call;
}

export function callBuyer(world: World, stint: Stint, client: Client, at: number): number {
  const random = world.random.farmers;
  const day = Math.floor(at / 86_400);
  const trade = client.trade!;
  const call = fieldCall(world, stint, client, at, random);
  if (!random.chance(call.direction === "out" ? 0.6 : 0.88)) {
    miss(call, random);
    trade.nextContactDay = day + random.int(1, 4);
  } else {
    call.talkSeconds = Math.max(30, Math.round(random.lognormal(250, 0.6)));
    trade.lastContactDay = day;
    const isQuiet = trade.ordersLeft <= 0 && trade.lastOrderDay < day - quietAfterDays;
    trade.nextContactDay =
      day + Math.round(contactEvery[client.group] * (isQuiet ? 16 : 1) * random.lognormal(1, 0.25));
  }
  world.recorder.fieldCall(call);
  return call.ringSeconds + call.talkSeconds;
}

/** Takes an item out of a list whose order does not matter. */
export function removeFrom<T>(list: T[], item: T): void {
  const place = list.indexOf(item);
  if (place < 0) return;
  list[place] = list.at(-1)!;
  list.pop();
}
