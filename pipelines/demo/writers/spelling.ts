import type {Random} from "../random.ts";
import {initials, nameFirst, surnameFirst, withoutYo} from "../simulation/names.ts";
import type {Person} from "../simulation/people.ts";

/** A number as different hands and systems write it. `digits` begin with 7. */
export function spellPhone(digits: string, random: Random): string {
  const rest = digits.slice(1);
  const roll = random.next();
  if (roll < 0.45) return `+7${rest}`;
  if (roll < 0.75) return `8${rest}`;
  if (roll < 0.92) return digits;
  return `8 (${rest.slice(0, 3)}) ${rest.slice(3, 6)}-${rest.slice(6, 8)}-${rest.slice(8)}`;
}

/** A colleague's name as typed by hand. */
export function spellPerson(person: Person, random: Random): string {
  const roll = random.next();
  if (roll < 0.8) return surnameFirst(person);
  if (roll < 0.9) return withoutYo(surnameFirst(person));
  if (roll < 0.96) return nameFirst(person);
  return initials(person);
}

/** `1 234,50` from kopecks; the thousand separator is a no-break space. */
export function russianAmount(kopecks: number, separator = "\u00A0"): string {
  const sign = kopecks < 0 ? "-" : "";
  const whole = String(Math.floor(Math.abs(kopecks) / 100)).replace(/\B(?=(\d{3})+$)/g, separator);
  return `${sign}${whole},${String(Math.abs(kopecks) % 100).padStart(2, "0")}`;
}
