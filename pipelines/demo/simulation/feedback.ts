import type {Answer, PhoneCall} from "../events.ts";
import type {Feeling} from "../plan.ts";
import {dayOfMoment, momentOf, partsOf} from "../time.ts";
import type {Client} from "./clients.ts";
import type {Deal} from "./deals.ts";
import {strangerPhone} from "./names.ts";
import {type Person, stintOn} from "./people.ts";
import type {World} from "./world.ts";

const lostDeal: Feeling = {good: 0.24, bad: 0.34};
const boughtLately = 90;
/** Marks to ten that people give when they are content, so so, and not content. */
const marks = {good: [10, 10, 9, 9, 9], fair: [8, 8, 7], bad: [6, 6, 5, 5, 4, 3, 2, 0]} as const;
/** The same on the scale of the message after a call. */
const fewMarks = {good: [5, 5, 4], fair: [3], bad: [2, 1]} as const;

/** A message after a call of the call centre asks for a mark to five. */
export function askAboutTalk(world: World, {at, client, stint}: PhoneCall): void {
  if (!world.random.feedback.chance(0.03)) return;
  answer(world, client!, {
    asked: dayOfMoment(at),
    stage: "first_talk",
    about: stint.person,
    feeling: {good: 0.6, bad: 0.17},
  });
}

/** Who has just bought or refused is asked how likely he is to recommend us. */
export function askAboutDeal(world: World, {client, stage, closedAt}: Deal, about: Person): void {
  const isWon = stage === "won";
  if (!world.random.feedback.chance(isWon ? 0.4 : 0.07)) return;
  answer(world, client, {
    asked: dayOfMoment(closedAt!),
    stage: "deal",
    about,
    feeling: isWon ? world.plan.feedback.usual : lostDeal,
  });
}

/** In the middle of a month a third of the buyers in the farmers' books is asked, each of them four times a year. */
export function askBuyers(world: World, books: readonly Client[][], day: number): void {
  const {plan, calendar, staff} = world;
  const {month, day: number} = partsOf(day);
  if (calendar.next(day - number + 15) !== day) return;
  const random = world.random.feedback;
  const {losingFarmer, feedback} = plan;
  for (const [seat, book] of books.entries()) {
    const about = stintOn(staff.farmers[seat]!, day)?.person;
    const isNeglected = seat === losingFarmer.seat && day >= losingFarmer.fromDay;
    for (const client of book) {
      if (client.index % 3 !== month % 3 || client.trade!.lastOrderDay < day - boughtLately) continue;
      if (!about || !random.chance(0.5)) continue;
      const feeling = isNeglected ? feedback.neglected : feedback.usual;
      answer(world, client, {asked: day, stage: "care", about, feeling});
    }
  }
}

function answer(
  world: World,
  client: Client,
  of: {asked: number; stage: Answer["stage"]; about: Person; feeling: Feeling},
): void {
  const random = world.random.feedback;
  const {stage, about, feeling} = of;
  const day = world.calendar.next(of.asked + random.int(0, 4));
  const at = momentOf(day, random.int(9 * 60, 20 * 60) * 60);
  const best = stage === "first_talk" ? 5 : 10;
  const moods = ["good", "bad", "fair"] as const;
  const mood = moods[random.weighted([feeling.good, feeling.bad, 1 - feeling.good - feeling.bad])]!;
  const score = random.pick((best === 5 ? fewMarks : marks)[mood]);
  const isStranger = random.chance(0.03);
  const isSaid = random.chance(0.94) && (about.leftDay === null || day < about.leftDay);
  const stranger = strangerPhone(random.int(40_001, 50_000));
  if (day >= world.plan.endDay) return;
  world.recorder.answer({
    at,
    client: isStranger ? null : client,
    phone: isStranger ? stranger : client.known.mobile ? client.mobile : client.phone,
    stage,
    score,
    best,
    mood,
    about: isSaid ? about : null,
  });
}
