import {join} from "node:path";
import {Random} from "../random.ts";
import {fullName} from "../simulation/names.ts";
import type {Person, Role, Seat, Staff, Stint} from "../simulation/people.ts";
import type {World} from "../simulation/world.ts";
import {dayOf, partsOf, russianDay} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {russianAmount} from "./spelling.ts";
import {csvLine, TextFile} from "./text-file.ts";

/** Roubles a month a newcomer is paid: from, and how much more at most. */
const scales: Record<Role, readonly [number, number]> = {
  operator: [42_000, 8_000],
  hunter: [30_000, 6_000],
  farmer: [50_000, 10_000],
  head: [90_000, 15_000],
};

interface Salary {
  person: Person;
  fromDay: number;
  roubles: number;
}

/** The personnel department's list of salaries: one row for each person and day from which a salary holds. */
export function writeSalaries(inbox: string, counts: FileCounts, {staff, plan}: World): void {
  // a stream of its own, so that no other file of the demo depends on who earns what
  const random = new Random(plan.seed, "salaries");
  const path = "salaries/salaries.csv";
  const file = new TextFile(join(inbox, path), "cp1251");
  file.write("Табельный номер;Сотрудник;Дата;Оклад\r\n");
  const rows = salariesOf(staff, random, plan.endDay);
  for (const {person, fromDay, roubles} of rows)
    file.write(
      csvLine([person.id, fullName(person), russianDay(fromDay), russianAmount(roubles * 100)], ";"),
    );
  file.close();
  counts.of(path).rows = rows.length;
}

function salariesOf(staff: Staff, random: Random, endDay: number): Salary[] {
  const stints = [staff.heads, staff.operators, staff.hunters, staff.farmers]
    .flat()
    .flatMap((seat: Seat) => seat.stints);
  return staff.people.flatMap((person) => {
    const own = stints.filter((stint) => stint.person === person).sort((a, b) => a.fromDay - b.fromDay);
    const posts = own.filter(({role}, index) => index === 0 || own[index - 1]!.role !== role);
    return posts.flatMap((post, index) => {
      const until = posts[index + 1]?.fromDay ?? Math.min(person.leftDay ?? endDay, endDay);
      return raises(post, until, random);
    });
  });
}

/** The first salary of a post, and a raise each February: some get theirs only from the middle of the month. */
function raises({person, role, fromDay}: Stint, until: number, random: Random): Salary[] {
  const [least, more] = scales[role];
  let roubles = least + Math.round((random.next() * more) / 500) * 500;
  const salaries = [{person, fromDay, roubles}];
  const raiseDay = random.chance(0.25) ? 16 : 1;
  for (let year = partsOf(fromDay).year; year <= partsOf(until).year; year++) {
    const day = dayOf(year, 2, raiseDay);
    if (day < fromDay + 180 || day >= until) continue;
    roubles = Math.round((roubles * (1.04 + 0.04 * random.next())) / 500) * 500;
    salaries.push({person, fromDay: day, roubles});
  }
  return salaries;
}
