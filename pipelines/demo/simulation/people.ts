import {monthsSince, type Plan} from "../plan.ts";
import {Random} from "../random.ts";
import {addMonths, dayOf, partsOf} from "../time.ts";
import {drawName, type FullName, initials, surnameFirst} from "./names.ts";

export type Role = "operator" | "hunter" | "farmer" | "head";

/** One person. Personnel numbers keep their leading zeros. */
export interface Person extends FullName {
  id: string;
  hiredDay: number;
  leftDay: number | null;
  /** Half-open stretches of days away, in order. */
  absences: {fromDay: number; toDay: number; kind: "vacation" | "sick"}[];
}

/** A person in a post with its extension, half-open in days. */
export interface Stint {
  person: Person;
  role: Role;
  team: string;
  extension: string;
  fromDay: number;
  toDay: number | null;
}

/** A desk: who sits there changes, the extension and the clients of the desk stay. */
export interface Seat {
  index: number;
  role: Role;
  extension: string;
  /** Multiplier of the chance of a goal (operators) or of moving a deal on (hunters). */
  skill: number;
  /** Multiplier of the pauses between calls: above 1 is slower. */
  pace: number;
  stints: Stint[];
}

export interface Staff {
  operators: Seat[];
  hunters: Seat[];
  farmers: Seat[];
  heads: Seat[];
  people: Person[];
}

const operatorSkill = [1.12, 1.0, 0.94, 1.05, 0.98, 1.15, 1.0, 0.88, 0.96, 1.04, 0.78, 1.1];
const operatorPace = [0.95, 1.0, 1.05, 0.95, 1.1, 0.9, 1.0, 1.3, 1.05, 0.95, 1.1, 1.0];
const hunterSkill = [1.1, 0.95, 1.05, 1.0, 0.9, 1.0, 0.92, 1.08];
/** Who leaves: desk, share of the window, day of that month, days until the next person starts. */
const leavers: readonly [Role, number, number, number, number][] = [
  ["operator", 4, 5 / 24, 12, 5],
  ["operator", 1, 9 / 24, 28, 4],
  ["operator", 10, 13 / 24, 20, 10],
  ["hunter", 7, 8 / 24, 17, 6],
  ["farmer", 1, 12 / 24, 10, 4],
];

export const teams = {
  operator: "Колл-центр",
  hunter: "Охотники",
  farmer: "Фермеры",
  operatorSecond: "Колл-центр 2",
} as const;

export function createStaff(plan: Plan): Staff {
  const random = new Random(plan.seed, "people");
  const taken = new Set<string>();
  const people: Person[] = [];
  const hire = (hiredDay: number): Person => {
    let name = drawName(random);
    const isTaken = () => taken.has(surnameFirst(name)) || taken.has(initials(name));
    for (let tries = 0; isTaken() && tries < 200; tries++) name = drawName(random);
    taken.add(surnameFirst(name)).add(initials(name));
    const person = {
      ...name,
      id: String(people.length + 101).padStart(5, "0"),
      hiredDay,
      leftDay: null,
      absences: [],
    };
    people.push(person);
    return person;
  };
  const seats = (role: Role, count: number, first: number, skill: number[], pace: number[]): Seat[] =>
    Array.from({length: count}, (_, index) => {
      const extension = `${first}${String(index + (role === "head" ? 0 : 1)).padStart(count > 98 ? 3 : 2, "0")}`;
      const fromDay = plan.firstDay - random.int(role === "operator" ? 60 : 400, 1500);
      const stint = {person: hire(fromDay), role, team: teamOf(role, index), extension, fromDay, toDay: null};
      return {
        index,
        role,
        extension,
        skill: skill[index % skill.length]!,
        pace: pace[index % pace.length]!,
        stints: [stint],
      };
    });
  const staff: Staff = {
    operators: seats("operator", plan.operatorSeats, 4, operatorSkill, operatorPace),
    hunters: seats("hunter", plan.hunterSeats, 2, hunterSkill, [1]),
    farmers: seats("farmer", plan.farmerSeats, 3, [1], [1]),
    heads: seats("head", 3, 1, [1], [1]),
    people,
  };
  for (const [role, index, share, day, gap] of leavers)
    replace(plan, staff, role, index, share, day, gap, hire);
  reorganise(plan, staff, hire);
  for (const person of people) drawAbsences(plan, person, random);
  return staff;
}

function teamOf(role: Role, index: number): string {
  if (role !== "head") return teams[role];
  return [teams.operator, teams.hunter, teams.farmer][index] ?? teams.operatorSecond;
}

const listOf = (staff: Staff, role: Role) =>
  role === "operator" ? staff.operators : role === "hunter" ? staff.hunters : staff.farmers;

function replace(
  plan: Plan,
  staff: Staff,
  role: Role,
  index: number,
  share: number,
  dayOfMonth: number,
  gap: number,
  hire: (day: number) => Person,
): void {
  const seat = listOf(staff, role)[index];
  const month = addMonths(plan.firstDay, Math.round(share * plan.months));
  if (!seat || plan.months < 12) return;
  const {year, month: number} = partsOf(month);
  const leftDay = dayOf(year, number, dayOfMonth);
  const last = seat.stints.at(-1)!;
  last.toDay = leftDay;
  last.person.leftDay = leftDay;
  const fromDay = leftDay + gap;
  seat.stints.push({...last, person: hire(fromDay), fromDay, toDay: null});
}

/** The call centre is split in two teams, and an operator takes the desk of a hunter who left. */
function reorganise(plan: Plan, staff: Staff, hire: (day: number) => Person): void {
  const day = plan.reorganisationDay;
  if (plan.months < 12 || plan.operatorSeats < 12) return;
  const hunterSeat = staff.hunters[3];
  const operatorSeat = staff.operators[5];
  if (hunterSeat && operatorSeat) {
    const leaving = hunterSeat.stints.at(-1)!;
    leaving.toDay = day - 3;
    leaving.person.leftDay = day - 3;
    const promoted = operatorSeat.stints.at(-1)!;
    promoted.toDay = day;
    hunterSeat.stints.push({...leaving, person: promoted.person, fromDay: day, toDay: null});
    operatorSeat.stints.push({...promoted, person: hire(day + 8), fromDay: day + 8, toDay: null});
  }
  for (const seat of staff.operators.slice(Math.ceil((staff.operators.length * 7) / 12))) {
    const stint = seat.stints.at(-1)!;
    if (stint.fromDay >= day) stint.team = teams.operatorSecond;
    else {
      stint.toDay = day;
      seat.stints.push({...stint, team: teams.operatorSecond, fromDay: day, toDay: null});
    }
  }
  const head = hire(day - 14);
  staff.heads.push({
    index: 3,
    role: "head",
    extension: "103",
    skill: 1,
    pace: 1,
    stints: [
      {
        person: head,
        role: "head",
        team: teams.operatorSecond,
        extension: "103",
        fromDay: day - 14,
        toDay: null,
      },
    ],
  });
}

function drawAbsences(plan: Plan, person: Person, random: Random): void {
  const from = Math.max(plan.firstDay, person.hiredDay + 90);
  const years = Math.ceil(monthsSince(plan.firstDay, plan.endDay) / 12);
  for (let year = 0; year < years; year++) {
    const start = plan.firstDay + year * 365;
    const add = (fromDay: number, length: number, kind: "vacation" | "sick") => {
      const toDay = fromDay + length;
      if (fromDay < from || toDay > (person.leftDay ?? plan.endDay)) return;
      if (person.absences.some((other) => fromDay < other.toDay + 1 && other.fromDay < toDay + 1)) return;
      person.absences.push({fromDay, toDay, kind});
    };
    add(start + random.int(20, 160), 14, "vacation");
    add(start + random.int(200, 330), 14, "vacation");
    if (random.chance(0.7)) add(start + random.int(5, 350), random.int(3, 8), "sick");
    if (random.chance(0.3)) add(start + random.int(5, 350), random.int(3, 8), "sick");
  }
  person.absences.sort((a, b) => a.fromDay - b.fromDay);
}

export function stintOn(seat: Seat, day: number): Stint | undefined {
  for (let i = seat.stints.length - 1; i >= 0; i--) {
    const stint = seat.stints[i]!;
    if (day >= stint.fromDay) return stint.toDay === null || day < stint.toDay ? stint : undefined;
  }
  return undefined;
}

export function isAbsent(person: Person, day: number): boolean {
  return person.absences.some((away) => day >= away.fromDay && day < away.toDay);
}
