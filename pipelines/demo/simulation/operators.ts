import type {PhoneCall} from "../events.ts";
import {scriptOn} from "../plan.ts";
import type {Random} from "../random.ts";
import {momentOf, monthText} from "../time.ts";
import type {Client} from "./clients.ts";
import {holdConversation} from "./conversation.ts";
import {miss} from "./field-calls.ts";
import {strangerPhone} from "./names.ts";
import {earlierDealsPerHunter, seedPipelines} from "./offers.ts";
import type {Seat, Stint} from "./people.ts";
import {assign, openColdList, presentAt, type World} from "./world.ts";

/** Fills every operator's book up to the norm: first companies that have rested, then cold ones. */
export function startMonth(world: World, day: number): void {
  const {plan, random} = world;
  const month = monthText(day);
  const isFirst = day === plan.firstDay;
  if (isFirst) {
    openColdList(
      world,
      day - 20,
      plan.operatorSeats * plan.bookSize + plan.hunterSeats * earlierDealsPerHunter,
    );
    seedPipelines(world);
  }
  const ready: Client[] = [];
  world.resting = world.resting.filter(({client, readyDay}) => {
    if (readyDay > day) return true;
    ready.push(client);
    return false;
  });
  random.operators.shuffle(ready);
  for (const seat of world.staff.operators) {
    const book = world.books[seat.index]!;
    const missing = plan.bookSize + random.operators.int(-8, 8) - book.length;
    const stint = seat.stints.findLast((other) => other.fromDay <= day) ?? seat.stints[0]!;
    for (let i = 0; i < missing; i++) {
      let client = random.operators.chance(0.72) ? ready.pop() : undefined;
      if (!client) {
        if (world.pool.length === 0) openColdList(world, day, Math.max(5, Math.round(480 * plan.scale)));
        client = world.pool.pop()!;
      }
      client.state = "book";
      client.work = {
        nextDay: day + random.operators.int(0, isFirst ? 25 : 20),
        isPromised: false,
        lastDay: -1,
        refusals: 0,
        conversations: 0,
        addedMonth: month,
      };
      book.push(client);
      assign(client, stint.person, momentOf(day, 9 * 3600), "call_centre", "холодный список", world);
    }
  }
  for (const client of ready) world.resting.push({client, readyDay: day});
}

/** Chance that somebody picks up, by hour of the day. */
const answerChance = [0.27, 0.35, 0.38, 0.36, 0.27, 0.34, 0.36, 0.34, 0.28, 0.2];

export function operatorDay(world: World, seat: Seat, day: number): void {
  const stint = presentAt(seat, day);
  if (!stint) return;
  const random = world.random.operators;
  const endOfDay = (world.calendar.hours(day) + 10) * 3600 - random.int(0, 900);
  const lunch = 13 * 3600 + random.int(-1800, 2400);
  const padding = world.plan.padder;
  const pads = seat.index === padding.seat && day >= padding.fromDay && day < padding.toDay;
  const lastRound = pads ? endOfDay - 2000 : endOfDay;
  const queue = dueCompanies(world.books[seat.index]!, day);
  let clock = 9 * 3600 + random.int(60, 900);
  let hadLunch = false;
  for (let next = 0; clock < lastRound; ) {
    if (!hadLunch && clock > lunch) {
      clock += random.int(2700, 3900);
      hadLunch = true;
      continue;
    }
    if (random.chance(0.05)) clock += random.int(600, 1500);
    const client = queue[next++];
    if (!client) break;
    if (client.state !== "book") continue;
    clock += dial(world, seat, stint, client, momentOf(day, clock), queue, next);
  }
  if (pads) padShortCalls(world, seat, stint, momentOf(day, lastRound));
  if (random.chance(0.55)) {
    const other = random.pick(world.staff.operators).extension;
    const at = momentOf(day, random.int(34_000, 62_000));
    if (other !== seat.extension) world.recorder.internalCall(stint, other, at, random.int(15, 400));
  }
}

/** Promised calls first, then by the day they are due; what is left of the book after them. */
function dueCompanies(book: Client[], day: number): Client[] {
  const due = book.filter((client) => client.work.lastDay < day);
  const rank = ({work}: Client) => (work.isPromised && work.nextDay <= day ? -1e6 : 0) + work.nextDay;
  return due.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
}

function dial(
  world: World,
  seat: Seat,
  stint: Stint,
  client: Client,
  at: number,
  queue: Client[],
  next: number,
): number {
  const random = world.random.operators;
  const {work} = client;
  const day = Math.floor(at / 86_400);
  const isIncoming = random.chance(0.025);
  const hour = Math.min(9, Math.max(0, Math.floor((at % 86_400) / 3600) - 9));
  const chance = work.isPromised && work.nextDay <= day ? 0.6 : answerChance[hour]!;
  const call: PhoneCall = {
    at,
    stint,
    direction: isIncoming ? "in" : "out",
    phone: client.known.mobile && random.chance(0.6) ? client.mobile : client.phone,
    client,
    status: "answered",
    ringSeconds: random.int(4, 28),
    talkSeconds: 0,
    isRecorded: isRecorded(world, seat, day, random),
  };
  let wrap = 0;
  work.lastDay = day;
  const isStranger = !isIncoming && random.chance(0.006);
  if (isStranger) {
    call.client = null;
    call.phone = strangerPhone(random.int(0, 40_000));
  }
  if (random.chance(isIncoming ? 0.86 : chance)) {
    if (random.chance(0.3) || isStranger) {
      call.talkSeconds = random.int(2, 29);
      work.nextDay = day + random.int(1, 4);
      work.isPromised = false;
    } else wrap = holdConversation(world, seat, call, scriptOn(world.plan, day), random);
  } else {
    miss(call, random);
    const again = random.chance(0.3) && !work.isPromised;
    work.nextDay = day + random.int(1, 5);
    if (again) queue.splice(Math.min(queue.length, next + random.int(6, 20)), 0, client);
  }
  world.recorder.operatorCall(call);
  const pause = 20 + random.exponential(call.talkSeconds > 0 ? 430 : 290) * seat.pace;
  return call.ringSeconds + call.talkSeconds + wrap + pause;
}

function isRecorded(world: World, seat: Seat, day: number, random: Random): boolean {
  const gap = world.plan.recordingGap;
  const kept = random.chance(0.985);
  return kept && !(seat.index === gap.seat && day >= gap.fromDay && day < gap.toDay);
}

/** Calls just over the threshold of a conversation, with nothing said and no result filed. */
function padShortCalls(world: World, seat: Seat, stint: Stint, from: number): void {
  const book = world.books[seat.index]!;
  const random = world.random.operators;
  let at = from;
  const count = random.int(...world.plan.padder.perDay);
  for (let i = 0; i < count && book.length > 0; i++) {
    const client = random.pick(book);
    const call: PhoneCall = {
      at: Math.floor(at),
      stint,
      direction: "out",
      phone: client.phone,
      client,
      status: "answered",
      ringSeconds: random.int(3, 12),
      talkSeconds: random.int(30, 40),
      isRecorded: isRecorded(world, seat, Math.floor(from / 86_400), random),
    };
    world.recorder.operatorCall(call);
    world.recorder.padded(call, scriptOn(world.plan, Math.floor(from / 86_400)).version);
    at += call.ringSeconds + call.talkSeconds + random.int(40, 90);
  }
}
