import {addMonths, dayOf, partsOf} from "./time.ts";

export interface DemoOptions {
  home: string;
  seed?: number;
  months?: number;
  scale?: number;
  /** Last month, `2026-10`. */
  end?: string;
  onProgress?: (share: number) => void;
}

/** One version of the script and the true chances of each outcome of a conversation held with it. */
export interface ScriptPlan {
  version: string;
  fromDay: number;
  toDay: number | null;
  notes: string;
  goal: number;
  refusal: number;
  callback: number;
  secondary: number;
  screenedOut: number;
}

/** Chances that an answer of a client is good, and that it is bad. */
export interface Feeling {
  good: number;
  bad: number;
}

/** Everything that is decided before the first day: sizes, dates, and what is planted. */
export interface Plan {
  seed: number;
  months: number;
  scale: number;
  historyDay: number;
  firstDay: number;
  /** First day after the window. */
  endDay: number;
  operatorSeats: number;
  hunterSeats: number;
  farmerSeats: number;
  bookSize: number;
  oldBuyers: number;
  dormantClients: number;
  scripts: ScriptPlan[];
  reorganisationDay: number;
  padder: {seat: number; fromDay: number; toDay: number; perDay: [number, number]};
  losingFarmer: {seat: number; fromDay: number; monthlyFactor: number; floor: number};
  keeper: {seat: number; limitDays: number};
  dumper: {seat: number; fromDay: number};
  slowHunter: {seat: number};
  /** The operator who writes "other" instead of asking why. */
  careless: {seat: number; otherChance: number};
  recordingGap: {seat: number; fromDay: number; toDay: number};
  /** The operator who puts promised calls off; from a day on. */
  forgetful: {seat: number; fromDay: number; delayChance: number};
  /** The hunter who promises calls sooner than he makes them. */
  hasty: {seat: number; fromDay: number; chance: number};
  /** The hunter who enters clients to call them his own. */
  claimer: {seat: number; fromDay: number; monthly: number};
  /** Index of the first client that a person entered himself: no list reaches so far. */
  enteredIndex: number;
  /** How clients think of us, and of a farmer who neglects them. */
  feedback: {usual: Feeling; neglected: Feeling};
  /** What a profile learnt in the first talk makes of the chance of a goal in the second. */
  profiledFirst: {secondGoalFactor: number};
  /** Under the third script whoever asks for an offer is asked about needs first. */
  needsFirst: {fromDay: number; chance: number};
  /** A second pair of ears for some of the conversations heard. */
  secondReviewer: {head: number; share: number};
  revival: {
    fromDay: number;
    toDay: number;
    watchDays: number;
    treatedChance: number;
    controlChance: number;
  };
}

export function planDemo(options: DemoOptions): Plan {
  const {seed = 1, months = 24, scale = 1, end = "2026-10"} = options;
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(end);
  if (!match) throw new Error(`demo: the last month is not written YYYY-MM: ${end}`);
  if (!Number.isInteger(months) || months < 1 || months > 36)
    throw new Error(`demo: months must be a whole number from 1 to 36, not ${months}`);
  if (!(scale > 0 && scale <= 100))
    throw new Error(`demo: scale must be above 0 and at most 100, not ${scale}`);
  if (!Number.isSafeInteger(seed)) throw new Error(`demo: the seed must be a whole number, not ${seed}`);
  const lastMonth = dayOf(Number(match[1]), Number(match[2]), 1);
  const endDay = addMonths(lastMonth, 1);
  const firstDay = addMonths(endDay, -months);
  const people = (count: number) => Math.max(1, Math.round(count * scale));
  /** First day of the month at this share of the window. */
  const at = (share: number) => addMonths(firstDay, Math.min(months - 1, Math.round(share * months)));
  const seatOf = (wanted: number, seats: number) => Math.min(wanted, seats - 1);
  const operatorSeats = people(12);
  const hunterSeats = people(8);
  const farmerSeats = people(6);
  const secondScript = at(11 / 24);
  const thirdScript = Math.max(at(18 / 24), addMonths(secondScript, 1));
  const gapDay = firstMonday(addMonths(endDay, -1)) + 7;
  const revivalDay = firstMonday(at(16 / 24));
  return {
    seed,
    months,
    scale,
    historyDay: addMonths(firstDay, -12),
    firstDay,
    endDay,
    operatorSeats,
    hunterSeats,
    farmerSeats,
    bookSize: 225,
    oldBuyers: Math.max(6, Math.round(175 * scale)),
    dormantClients: Math.max(20, Math.round(460 * scale)),
    scripts: [
      {
        version: "v1",
        fromDay: addMonths(firstDay, -8),
        toDay: secondScript,
        notes: "Первый сценарий: знакомство, вопрос о потребностях, предложение встречи",
        goal: 0.1,
        refusal: 0.29,
        callback: 0.24,
        secondary: 0.22,
        screenedOut: 0.012,
      },
      {
        version: "v2",
        fromDay: secondScript,
        toDay: thirdScript,
        notes: "Предложение в первой фразе, вопросы о потребностях убраны",
        goal: 0.082,
        refusal: 0.37,
        callback: 0.21,
        secondary: 0.18,
        screenedOut: 0.012,
      },
      {
        version: "v3",
        fromDay: thirdScript,
        toDay: null,
        notes: "Возвращены вопросы о потребностях, добавлен ответ на «пришлите предложение»",
        goal: 0.108,
        refusal: 0.27,
        callback: 0.25,
        secondary: 0.23,
        screenedOut: 0.012,
      },
    ],
    reorganisationDay: at(15 / 24),
    padder: {seat: seatOf(8, operatorSeats), fromDay: at(15 / 24), toDay: endDay, perDay: [9, 14]},
    losingFarmer: {seat: seatOf(3, farmerSeats), fromDay: at(14 / 24), monthlyFactor: 0.93, floor: 0.45},
    keeper: {seat: seatOf(2, hunterSeats), limitDays: 60},
    dumper: {seat: seatOf(5, hunterSeats), fromDay: at(6 / 24)},
    slowHunter: {seat: seatOf(6, hunterSeats)},
    careless: {seat: seatOf(7, operatorSeats), otherChance: 0.3},
    recordingGap: {seat: Math.min(6, Math.max(0, operatorSeats - 2)), fromDay: gapDay, toDay: gapDay + 7},
    forgetful: {seat: seatOf(1, operatorSeats), fromDay: at(12 / 24), delayChance: 0.5},
    hasty: {seat: seatOf(4, hunterSeats), fromDay: at(10 / 24), chance: 0.45},
    claimer: {seat: seatOf(1, hunterSeats), fromDay: at(8 / 24), monthly: 4},
    enteredIndex: 20_000 * Math.ceil(scale),
    feedback: {usual: {good: 0.52, bad: 0.16}, neglected: {good: 0.15, bad: 0.55}},
    profiledFirst: {secondGoalFactor: 2},
    needsFirst: {fromDay: thirdScript, chance: 0.4},
    secondReviewer: {head: 1, share: 0.25},
    revival: {
      fromDay: revivalDay,
      toDay: Math.min(endDay, revivalDay + 42),
      watchDays: 90,
      treatedChance: 0.18,
      controlChance: 0.06,
    },
  };
}

function firstMonday(day: number): number {
  let monday = day;
  while ((((monday + 4) % 7) + 7) % 7 !== 1) monday++;
  return monday;
}

export function scriptOn(plan: Plan, day: number): ScriptPlan {
  for (let i = plan.scripts.length - 1; i > 0; i--)
    if (day >= plan.scripts[i]!.fromDay) return plan.scripts[i]!;
  return plan.scripts[0]!;
}

/** Whole months from `from` to `day`, 0 before. */
export function monthsSince(from: number, day: number): number {
  if (day < from) return 0;
  const a = partsOf(from);
  const b = partsOf(day);
  return (b.year - a.year) * 12 + b.month - a.month;
}
