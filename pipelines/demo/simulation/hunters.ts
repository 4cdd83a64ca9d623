import type {Random} from "../random.ts";
import {momentOf} from "../time.ts";
import type {Client} from "./clients.ts";
import {type Deal, lossReasons, lossWeights, moveDeal, type StageCode} from "./deals.ts";
import {askAboutDeal} from "./feedback.ts";
import {callBuyer, fieldCall, miss, removeFrom} from "./field-calls.ts";
import type {Seat, Stint} from "./people.ts";
import {promiseCall} from "./promises.ts";
import {win} from "./trade.ts";
import {presentAt, rest, type World} from "./world.ts";

/** Chances of one conversation: that the deal moves on, and that it is lost here. */
const moves: Record<Exclude<StageCode, "won" | "lost">, {next: StageCode; forward: number; lost: number}> = {
  new: {next: "contact", forward: 1, lost: 0},
  contact: {next: "offer", forward: 0.3, lost: 0.6},
  offer: {next: "negotiation", forward: 0.31, lost: 0.46},
  negotiation: {next: "won", forward: 0.28, lost: 0.39},
};

const dailyCalls = 17;

export function hunterDay(world: World, seat: Seat, held: Client[], day: number): void {
  const stint = presentAt(seat, day);
  if (!stint) return;
  const random = world.random.hunters;
  const pipeline = world.pipelines[seat.index]!;
  dropSilent(world, pipeline, stint, day);
  const due = pipeline
    .filter((deal) => deal.nextDay <= day && !deal.isDumped)
    .sort((a, b) => a.nextDay - b.nextDay || a.createdAt - b.createdAt);
  let clock = 9.5 * 3600 + random.int(0, 1800);
  const limit = dailyCalls + random.int(-4, 4);
  for (let i = 0; i < Math.min(limit, due.length); i++) {
    clock += 120 + random.exponential(1100);
    if (clock > 18 * 3600) break;
    clock += contact(world, seat, stint, due[i]!, momentOf(day, clock), random);
  }
  for (const client of held) {
    if (client.trade!.nextContactDay > day) continue;
    clock += random.int(120, 900);
    clock += callBuyer(world, stint, client, momentOf(day, clock));
  }
}

function contact(world: World, seat: Seat, stint: Stint, deal: Deal, at: number, random: Random): number {
  const day = Math.floor(at / 86_400);
  const call = fieldCall(world, stint, deal.client, at, random);
  deal.attempts++;
  if (!random.chance(call.direction === "out" ? 0.52 : 0.88)) {
    miss(call, random);
    deal.nextDay = day + random.int(1, 3);
  } else {
    call.talkSeconds = Math.max(30, Math.round(random.lognormal(290, 0.6)));
    progress(
      world,
      seat,
      stint,
      deal,
      at + call.ringSeconds + call.talkSeconds + random.int(60, 900),
      random,
    );
  }
  world.recorder.fieldCall(call);
  return call.ringSeconds + call.talkSeconds;
}

function progress(world: World, seat: Seat, stint: Stint, deal: Deal, at: number, random: Random): void {
  const day = Math.floor(at / 86_400);
  deal.conversations++;
  deal.nextDay = day + random.int(2, 7);
  const {stage} = deal;
  if (stage === "won" || stage === "lost") return;
  const {next, forward, lost} = moves[stage];
  const {dumper} = world.plan;
  if (
    seat.index === dumper.seat &&
    day >= dumper.fromDay &&
    deal.client.size === "small" &&
    stage === "new"
  ) {
    moveDeal(deal, "contact", at, stint.person);
    deal.isDumped = true;
    world.dumped.push(deal);
    return;
  }
  if (random.chance(forward * (stage === "new" ? 1 : seat.skill))) {
    if (next === "won") win(world, seat, stint, deal, at);
    else {
      moveDeal(deal, next, at, stint.person);
      if (next === "offer") deal.notes.push("Отправлено КП");
    }
  } else if (random.chance(lost))
    lose(world, stint, deal, at, lossReasons[1 + random.weighted(lossWeights.slice(1))]!);
  if (deal.closedAt === null) promiseCall(world, seat, stint, deal, at);
  else askAboutDeal(world, deal, stint.person);
}

function lose(world: World, stint: Stint, deal: Deal, at: number, reason: string): void {
  deal.lossReason = reason;
  moveDeal(deal, "lost", at, stint.person);
  removeFrom(world.pipelines[deal.hunterSeat]!, deal);
  const day = Math.floor(at / 86_400);
  rest(world, deal.client, day + world.random.hunters.int(70, 150));
}

/** A client who could not be reached for long is written off. */
function dropSilent(world: World, pipeline: Deal[], stint: Stint, day: number): void {
  const at = momentOf(day, 17.6 * 3600);
  for (const deal of [...pipeline]) {
    const age = day - Math.floor(deal.changedAt / 86_400);
    if (!deal.isDumped && deal.attempts >= 9 && deal.conversations === 0 && age > 25)
      lose(world, stint, deal, at, lossReasons[0]);
    else if (!deal.isDumped && age > 75) lose(world, stint, deal, at, lossReasons[0]);
  }
}
