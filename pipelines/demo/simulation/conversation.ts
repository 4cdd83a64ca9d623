import type {FiledResult, PhoneCall, ResultCode, Review} from "../events.ts";
import type {ScriptPlan} from "../plan.ts";
import type {Random} from "../random.ts";
import {momentOf} from "../time.ts";
import type {Client} from "./clients.ts";
import {askAboutTalk} from "./feedback.ts";
import {offerToHunter} from "./offers.ts";
import type {Seat} from "./people.ts";
import {rest, type World} from "./world.ts";

/** Refusals in the order of the dictionary, with how often each is heard under the usual and the hasty script. */
export const refusalReasons = [
  "has_supplier",
  "no_need",
  "send_offer",
  "price",
  "no_budget",
  "no_time",
  "not_interested",
  "not_decision_maker",
  "contract_term",
  "bad_experience",
  "do_not_call",
  "other",
] as const;
const usualWeights = [24, 15, 12, 9, 8, 7, 6, 5, 4, 3, 2, 8];
const hastyWeights = [22, 13, 17, 8, 6, 14, 16, 5, 3, 3, 4, 9];

export const secondaryGoals = [
  "decision_maker_name",
  "decision_maker_mobile",
  "profile",
  "materials_read",
] as const;

/** Why a company is not needed, with how often each is found. */
export const screeningReasons = ["too_small", "other_region", "closed", "rival"] as const;
const screeningWeights = [50, 25, 15, 10];

const meanTalk: Record<ResultCode | "nothing", number> = {
  goal: 1300,
  refusal: 380,
  callback: 560,
  secondary: 860,
  screened_out: 420,
  nothing: 300,
};

/** Draws what the conversation brought, files it, moves the company on; answers the seconds of paperwork. */
export function holdConversation(
  world: World,
  seat: Seat,
  call: PhoneCall,
  script: ScriptPlan,
  random: Random,
): number {
  const client = call.client!;
  const {work} = client;
  const day = Math.floor(call.at / 86_400);
  const {asides} = world.random;
  const isSecond = client.talks++ === 1 && client.isProfiledFirst;
  const outcome = drawOutcome(seat, script, isSecond ? world.plan.profiledFirst.secondGoalFactor : 1, random);
  call.talkSeconds = Math.max(30, Math.round(random.lognormal(meanTalk[outcome], 0.45)));
  world.recorder.conversation(call, script.version, outcome);
  work.conversations++;
  work.isPromised = false;
  work.nextDay = day + random.int(6, 14);
  if (outcome === "nothing") return random.int(10, 60);
  const filedAt = call.at + call.ringSeconds + call.talkSeconds + random.int(15, 90);
  const isDecisionMaker = random.chance(outcome === "goal" ? 0.93 : outcome === "refusal" ? 0.3 : 0.38);
  const result: FiledResult = {
    at: filedAt,
    call,
    result: outcome,
    isDecisionMaker,
    scriptVersion: script.version,
  };
  if (outcome === "refusal") refuse(world, seat, client, result, script, day, random);
  if (outcome === "callback") {
    const promisedDay = world.calendar.next(day + random.int(1, 9));
    result.callbackAt = momentOf(promisedDay, random.int(38, 68) * 900);
    work.isPromised = true;
    work.nextDay = promisedDay + (random.chance(0.22) ? random.int(1, 6) : 0);
    const {forgetful} = world.plan;
    if (seat.index === forgetful.seat && day >= forgetful.fromDay && asides.chance(forgetful.delayChance))
      work.nextDay = promisedDay + asides.int(1, 8);
  }
  if (outcome === "secondary") result.secondaryGoal = learn(client, filedAt, random);
  if (outcome === "screened_out")
    result.screeningReason = screeningReasons[asides.weighted(screeningWeights)]!;
  world.recorder.result(result);
  const {needsFirst} = world.plan;
  if (result.refusalReason === "send_offer" && day >= needsFirst.fromDay && asides.chance(needsFirst.chance))
    tellProfile(world, result);
  if (
    outcome !== "secondary" &&
    outcome !== "screened_out" &&
    random.chance(outcome === "goal" ? 0.5 : 0.12)
  ) {
    const secondaryGoal = learn(client, filedAt, random);
    const extra: FiledResult = {
      at: filedAt + random.int(5, 40),
      call,
      result: "secondary",
      secondaryGoal,
      isDecisionMaker,
      scriptVersion: script.version,
    };
    world.recorder.result(extra);
  }
  if (outcome === "screened_out") leave(world, seat, client, "closed");
  if (outcome === "goal") {
    leave(world, seat, client, "offered");
    offerToHunter(world, call, filedAt + random.int(30, 600));
  }
  maybeReview(world, call, script, seat, random);
  if (outcome === "goal" || outcome === "secondary") askAboutTalk(world, call);
  return random.int(60, 240);
}

const outcomes = ["goal", "refusal", "callback", "secondary", "screened_out", "nothing"] as const;

function drawOutcome(
  seat: Seat,
  script: ScriptPlan,
  goalFactor: number,
  random: Random,
): ResultCode | "nothing" {
  const {goal, refusal, callback, secondary, screenedOut} = script;
  const chances = [goal * seat.skill * goalFactor, refusal, callback, secondary, screenedOut];
  const nothing = Math.max(0, 1 - chances.reduce((sum, chance) => sum + chance, 0));
  return outcomes[random.weighted([...chances, nothing])]!;
}

function refuse(
  world: World,
  seat: Seat,
  client: Client,
  result: FiledResult,
  script: ScriptPlan,
  day: number,
  random: Random,
): void {
  const {careless} = world.plan;
  const weights = script.version === "v2" ? hastyWeights : usualWeights;
  result.refusalReason =
    seat.index === careless.seat && random.chance(careless.otherChance)
      ? "other"
      : refusalReasons[random.weighted(weights)]!;
  client.work.refusals++;
  client.work.nextDay = day + random.int(12, 24);
  if (random.chance(client.work.refusals >= 4 ? 0.3 : 0.03)) {
    leave(world, seat, client, "rest");
    rest(world, client, day + random.int(100, 200));
  }
}

function leave(world: World, seat: Seat, client: Client, state: Client["state"]): void {
  client.state = state;
  const book = world.books[seat.index]!;
  const place = book.indexOf(client);
  book[place] = book.at(-1)!;
  book.pop();
}

/** Asked about needs before an offer is sent, the client tells of himself in the same conversation. */
function tellProfile(world: World, {at, call, isDecisionMaker, scriptVersion}: FiledResult): void {
  const client = call.client!;
  client.known.profile = client.known.segment = true;
  client.updatedAt = at;
  if (client.talks === 1) client.isProfiledFirst = true;
  world.recorder.result({
    at: at + 3,
    call,
    result: "secondary",
    secondaryGoal: "profile",
    isDecisionMaker,
    scriptVersion,
  });
}

/** Something new for the client's card; what is known already is confirmed. */
function learn(client: Client, at: number, random: Random): string {
  const goal = secondaryGoals[random.weighted([30, 22, 26, 22])]!;
  if (goal === "decision_maker_name") client.known.name = true;
  if (goal === "decision_maker_mobile") client.known.mobile = true;
  if (goal === "profile") {
    client.known.profile = client.known.segment = true;
    if (client.talks === 1) client.isProfiledFirst = true;
  }
  if (goal === "materials_read") client.known.materials = true;
  client.updatedAt = at;
  return goal;
}

function maybeReview(world: World, call: PhoneCall, script: ScriptPlan, seat: Seat, random: Random): void {
  if (!random.chance(0.035)) return;
  const head = world.staff.heads[0]!.stints[0]!.person;
  const day = world.calendar.next(Math.floor(call.at / 86_400) + random.int(1, 6));
  const quality = 0.72 + 0.12 * (seat.skill - 1) + (script.version === "v2" ? -0.08 : 0);
  const review: Review = {call, reviewer: head, day, scriptVersion: script.version, quality};
  const {head: second, share} = world.plan.secondReviewer;
  if (world.random.asides.chance(share)) review.secondReviewer = world.staff.heads[second]!.stints[0]!.person;
  world.recorder.review(review);
}
