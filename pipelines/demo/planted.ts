import type {CountingRecorder} from "./recorder.ts";
import {fullName} from "./simulation/names.ts";
import type {Seat} from "./simulation/people.ts";
import type {World} from "./simulation/world.ts";
import {Tally} from "./tally.ts";
import {dayOfMoment, isoDay} from "./time.ts";

const dormantDays = 90;

/** Each planted effect with its parameters, whom it concerns, and what a good analysis should find. */
export function plantedTruth(
  world: World,
  recorder: CountingRecorder,
  secondListening: Tally<"same" | "different">,
): Record<string, unknown> {
  const {plan, staff} = world;
  return {
    scripts: {
      expected: "v2 raises refusals and lowers goals against v1; v3 mends both",
      versions: plan.scripts.map(
        ({version, fromDay, toDay, goal, refusal, callback, secondary, screenedOut}) => ({
          script_version: version,
          valid_from: isoDay(fromDay),
          valid_to: toDay === null ? null : isoDay(toDay),
          chance_per_conversation: {goal, refusal, callback, secondary, screened_out: screenedOut},
        }),
      ),
      operator_goal_factor: staff.operators.flatMap((seat) =>
        whoSat(seat).map((who) => ({...who, factor: seat.skill})),
      ),
      observed: recorder.scripts,
      first_talks: recorder.firstTalks,
      note: "observed: what each conversation of 30 seconds or more truly brought; padded calls are left out",
    },
    padder: {
      expected: "conversations and their number per goal rise, talk minutes and goals do not",
      ...person(staff.operators[plan.padder.seat]!, plan.padder.fromDay),
      from: isoDay(plan.padder.fromDay),
      to: isoDay(plan.padder.toDay - 1),
      talk_seconds: [30, 40],
      calls_per_day: plan.padder.perDay,
      calls: recorder.paddedCalls,
    },
    losing_farmer: {
      expected: "volume falls against the same months a year before; the others hold or grow within chance",
      ...person(staff.farmers[plan.losingFarmer.seat]!, plan.losingFarmer.fromDay),
      from: isoDay(plan.losingFarmer.fromDay),
      monthly_factor: plan.losingFarmer.monthlyFactor,
      floor: plan.losingFarmer.floor,
    },
    late_handovers: lateHandovers(world),
    slow_acceptance: {
      expected: "warm clients wait for this hunter far longer than for the others",
      ...person(staff.hunters[plan.slowHunter.seat]!, plan.firstDay),
    },
    careless_reasons: {
      expected: 'the share of the reason "other" is several times that of the colleagues',
      ...person(staff.operators[plan.careless.seat]!, plan.firstDay),
      extra_chance_of_other: plan.careless.otherChance,
    },
    dumped_small_clients: {
      expected: "small clients get one conversation and nothing after it",
      ...person(staff.hunters[plan.dumper.seat]!, plan.dumper.fromDay),
      from: isoDay(plan.dumper.fromDay),
      client_ids: world.dumped.map(({client}) => client.id),
      deal_ids: world.dumped.map(({id}) => id),
    },
    revival_campaign: revival(world),
    recording_gap: {
      expected: "no conversation of the operator in these days has a recording",
      ...person(staff.operators[plan.recordingGap.seat]!, plan.recordingGap.fromDay),
      from: isoDay(plan.recordingGap.fromDay),
      to: isoDay(plan.recordingGap.toDay - 1),
    },
    put_off_calls: {
      expected: "this operator keeps fewer of the calls he promised than the others",
      ...person(staff.operators[plan.forgetful.seat]!, plan.forgetful.fromDay),
      from: isoDay(plan.forgetful.fromDay),
      delay_chance: plan.forgetful.delayChance,
    },
    hasty_promises: {
      expected: "this hunter makes fewer of the calls he promised in time than the others",
      ...person(staff.hunters[plan.hasty.seat]!, plan.hasty.fromDay),
      from: isoDay(plan.hasty.fromDay),
      chance: plan.hasty.chance,
      observed: recorder.promises,
      note: "by the month promised for; months after the last one are listed too",
    },
    claimed_clients: claims(world),
    clients_feedback: {
      expected: "the clients of the farmer who neglects them think worse of us than those of the others",
      ...person(staff.farmers[plan.losingFarmer.seat]!, plan.losingFarmer.fromDay),
      from: isoDay(plan.losingFarmer.fromDay),
      chance: plan.feedback,
      observed: recorder.feedback,
    },
    profile_first: {
      expected: "a second conversation brings a goal more often when the first one brought the profile",
      second_goal_factor: plan.profiledFirst.secondGoalFactor,
    },
    needs_first: {
      expected:
        "from this day on those who ask for an offer tell of their needs far more often; goals stay as they were",
      from: isoDay(plan.needsFirst.fromDay),
      chance: plan.needsFirst.chance,
    },
    screened_out: {
      expected: "clients found not to be needed, by the reason written",
      observed: recorder.screened,
    },
    second_listening: {
      expected: "one item of the checklist is marked in two ways by two listeners, the others alike",
      item: "Выявление потребности",
      observed: secondListening,
    },
    reused_extensions: [...staff.operators, ...staff.hunters, ...staff.farmers]
      .filter((seat) => new Set(seat.stints.map((stint) => stint.person)).size > 1)
      .map((seat) => ({extension: seat.extension, holders: whoSat(seat)})),
    reorganisation: {from: isoDay(plan.reorganisationDay), new_team: "Колл-центр 2"},
  };
}

function person(seat: Seat, day: number): Record<string, string> {
  const stint = seat.stints.findLast((other) => other.fromDay <= day) ?? seat.stints[0]!;
  return {employee_id: stint.person.id, employee_name: fullName(stint.person), extension: seat.extension};
}

function whoSat(seat: Seat): {employee_id: string; from: string; to: string | null}[] {
  const sat: {employee_id: string; from: string; to: string | null}[] = [];
  for (const {person: who, fromDay, toDay} of seat.stints) {
    const to = toDay === null ? null : isoDay(toDay);
    const last = sat.at(-1);
    if (last?.employee_id === who.id) last.to = to;
    else sat.push({employee_id: who.id, from: isoDay(fromDay), to});
  }
  return sat;
}

/** Clients whose second hand-over came, or is still to come, after the limit; of the keeper and of everybody. */
function lateHandovers(world: World): Record<string, unknown> {
  const {plan, staff} = world;
  const limit = plan.keeper.limitDays;
  const accepted = new Map<string, number>();
  for (const {toLeg, client, acceptedAt} of world.handovers)
    if (toLeg === "farmers" && acceptedAt !== null) accepted.set(client.id, Math.floor(acceptedAt / 86_400));
  const late = [];
  for (const [client, trapDay] of world.trapDays) {
    const until = accepted.get(client.id) ?? plan.endDay - 1;
    if (until - trapDay <= limit) continue;
    late.push({
      client_id: client.id,
      extension: staff.hunters[client.trade!.hunterSeat]!.extension,
      first_payment: isoDay(trapDay),
      accepted: accepted.has(client.id) ? isoDay(until) : null,
      days_over_limit: until - trapDay - limit,
    });
  }
  const keeper = staff.hunters[plan.keeper.seat]!;
  return {
    expected: "one hunter keeps his buyers past the limit; the others hand over within it",
    ...person(keeper, plan.firstDay),
    limit_days: limit,
    keeper_client_ids: late
      .filter(({extension}) => extension === keeper.extension)
      .map(({client_id}) => client_id),
    all: late,
  };
}

/** Cards that people made themselves, by who made them and when, with what became of them. */
function claims({plan, staff, entered}: World): Record<string, unknown> {
  const observed = new Tally(["employee_id", "day"], ["entered", "invoiced", "claimed"]);
  for (const {client, purpose} of entered) {
    const keys = [client.createdBy!.id, isoDay(dayOfMoment(client.createdAt))];
    observed.add(keys, "entered");
    if (purpose === "invoice") observed.add(keys, "invoiced");
    if (purpose === "claim" && client.owner === client.createdBy) observed.add(keys, "claimed");
  }
  return {
    expected: "this hunter enters far more clients than the others, mostly to hold them",
    ...person(staff.hunters[plan.claimer.seat]!, plan.claimer.fromDay),
    from: isoDay(plan.claimer.fromDay),
    observed,
  };
}

function revival(world: World): Record<string, unknown> {
  const {revival: plan} = world.plan;
  const groups = {treated: {clients: 0, reactivated: 0}, control: {clients: 0, reactivated: 0}};
  for (const {isControl, reactivates} of world.revivalMembers.values()) {
    const group = isControl ? groups.control : groups.treated;
    group.clients++;
    if (reactivates) group.reactivated++;
  }
  return {
    expected: "called clients come back more often than those held out by lot",
    campaign_id: world.campaigns.find(({kind}) => kind === "revival")?.id ?? null,
    from: isoDay(plan.fromDay),
    to: isoDay(plan.toDay - 1),
    watched_until: isoDay(plan.fromDay + plan.watchDays - 1),
    dormant_days: dormantDays,
    chance: {treated: plan.treatedChance, control: plan.controlChance},
    drawn: groups,
  };
}
