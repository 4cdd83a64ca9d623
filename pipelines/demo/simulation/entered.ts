import {momentOf} from "../time.ts";
import {type Client, createClient, meanOrder} from "./clients.ts";
import {fieldCall, miss} from "./field-calls.ts";
import {type Person, type Seat, type Stint, stintOn} from "./people.ts";
import {assign, type EnteredStep, type Purpose, presentAt, type World} from "./world.ts";

const purposes = ["invoice", "claim", "colleague"] as const;
const sources = ["Рекомендация", "Выставка", "Знакомый", "Позвонил сам"] as const;
const workingDaysOfMonth = 21;

/** Hunters and farmers make cards of clients that no list of the company holds. */
export function enterClients(world: World, day: number): void {
  const {plan, staff} = world;
  const random = world.random.entered;
  for (const seat of [...staff.hunters, ...staff.farmers]) {
    const stint = presentAt(seat, day);
    const isHunter = seat.role === "hunter";
    const {claimer} = plan;
    const isClaimer = isHunter && seat.index === claimer.seat && day >= claimer.fromDay;
    const monthly = isClaimer ? claimer.monthly : isHunter ? 0.9 : 1.2;
    if (!random.chance(monthly / workingDaysOfMonth) || !stint) continue;
    const weights = isClaimer ? [10, 82, 8] : isHunter ? [45, 25, 30] : [60, 12, 28];
    enter(world, seat, stint, purposes[random.weighted(weights)]!, day);
  }
}

function enter(world: World, seat: Seat, stint: Stint, purpose: Purpose, day: number): void {
  const {plan, calendar, staff, entered} = world;
  const random = world.random.entered;
  const at = momentOf(day, random.int(10 * 60, 17 * 60) * 60);
  const client = createClient(
    random,
    plan.enteredIndex + entered.length,
    at,
    stint.person,
    random.pick(sources),
  );
  client.known = {
    name: true,
    mobile: true,
    profile: purpose === "invoice",
    segment: random.chance(0.5),
    materials: false,
  };
  client.state = "held";
  const later = (kind: EnteredStep["kind"], of: Seat, from: number, to: number) =>
    world.enteredSteps.push({client, seat: of, kind, day: calendar.next(day + random.int(from, to))});
  const colleagues = seat.role === "hunter" ? staff.farmers : staff.hunters;
  const holder = purpose === "colleague" ? random.pick(colleagues) : seat;
  entered.push({client, purpose, holder});
  const owner = (stintOn(holder, day) ?? holder.stints.at(-1)!).person;
  const reason = holder === seat ? "завёл сам" : "передан коллегой";
  assign(client, owner, at, legOf(holder), reason, world);
  const calls = {invoice: random.int(2, 4), claim: random.chance(0.3) ? 1 : 0, colleague: random.int(1, 3)};
  for (let call = 0; call < calls[purpose]; call++) later("call", holder, 1, 40);
  if (purpose !== "invoice") return;
  // a farmer knows who will pay; a hunter's own invoice is a try
  if (seat.role === "farmer" && random.chance(0.6)) later("order", seat, 2, 12);
  else later("invoice", seat, 0, 8);
}

const legOf = (holder: Seat) => (holder.role === "hunter" ? "hunters" : "farmers");

/** Whoever takes a desk gets the clients that were entered for it. */
export function passEntered(world: World, seat: Seat, person: Person, at: number): void {
  for (const {client, holder} of world.entered)
    if (holder === seat) assign(client, person, at, legOf(seat), "смена сотрудника", world);
}

/** What comes after the card: calls, an invoice, or goods and the money for them. */
export function followEntered(world: World, day: number): void {
  const due = world.enteredSteps.filter((step) => step.day <= day);
  world.enteredSteps = world.enteredSteps.filter((step) => step.day > day);
  for (const step of due) {
    const stint = presentAt(step.seat, day);
    if (!stint) world.enteredSteps.push({...step, day: day + 1});
    else if (step.kind === "call") call(world, step.client, stint, day);
    else bill(world, step, stint, day);
  }
}

function call(world: World, client: Client, stint: Stint, day: number): void {
  const random = world.random.entered;
  const made = fieldCall(world, stint, client, momentOf(day, random.int(10 * 60, 17 * 60) * 60), random);
  if (random.chance(0.65)) made.talkSeconds = Math.max(30, Math.round(random.lognormal(220, 0.6)));
  else miss(made, random);
  world.recorder.fieldCall(made);
}

function bill(world: World, {client, kind}: EnteredStep, {person}: Stint, day: number): void {
  const random = world.random.entered;
  const amount = Math.round(random.lognormal(meanOrder[client.size], 0.4) * 100);
  if (kind === "invoice") {
    world.recorder.invoice({day, client, manager: person, amount});
    return;
  }
  const lines = [{group: random.int(0, 7), quantity: random.int(1, 12), amount}];
  world.recorder.order({number: ++world.lastOrderNumber, day, client, manager: person, lines});
  const paidDay = world.calendar.next(day + random.int(1, 20));
  const list = world.payments.get(paidDay) ?? [];
  list.push({client, manager: person, amount, deal: null, isFirst: false});
  world.payments.set(paidDay, list);
}
