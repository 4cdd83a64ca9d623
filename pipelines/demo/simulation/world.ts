import {WorkCalendar} from "../calendar.ts";
import type {Campaign, Handover, Recorder} from "../events.ts";
import type {Plan} from "../plan.ts";
import {Random} from "../random.ts";
import {dayOfMoment, momentOf, monthText, partsOf} from "../time.ts";
import {type Client, createClient, createTrade} from "./clients.ts";
import type {Deal} from "./deals.ts";
import {createStaff, isAbsent, type Person, type Seat, type Staff, type Stint, stintOn} from "./people.ts";

/** The company on one day: who is there, which clients it knows, what is under way. */
export interface World {
  plan: Plan;
  calendar: WorkCalendar;
  staff: Staff;
  recorder: Recorder;
  random: {
    clients: Random;
    operators: Random;
    hunters: Random;
    farmers: Random;
    trade: Random;
    asides: Random;
    promises: Random;
    feedback: Random;
    entered: Random;
  };
  clients: Client[];
  /** Clients that hunters and farmers entered themselves, with what has still to happen to them. */
  entered: {client: Client; purpose: Purpose; holder: Seat}[];
  enteredSteps: EnteredStep[];
  /** Cold companies nobody has called yet. */
  pool: Client[];
  /** Companies left alone for a while, with the day they may be called again. */
  resting: {client: Client; readyDay: number}[];
  books: Client[][];
  pipelines: Deal[][];
  deals: Deal[];
  traders: Client[];
  waiting: PendingAcceptance[];
  handovers: Handover[];
  campaigns: Campaign[];
  payments: Map<number, DuePayment[]>;
  returns: Map<number, {client: Client; manager: Person; group: number; amount: number}[]>;
  lastOrderNumber: number;
  revivalMembers: Map<Client, {isControl: boolean; reactivates: boolean}>;
  /** Clients of the revival campaign still to be called. */
  revivalCalls: Client[];
  /** Won deals whose first order has not been shipped. */
  firstOrders: {deal: Deal; day: number}[];
  /** Day of the first payment of a won deal: the trap of the second hand-over. */
  trapDays: Map<Client, number>;
  laterOffers: {deal: Deal; offerDay: number; dueAt: number}[];
  farmerLoad: number[];
  /** Deals dropped after one contact. */
  dumped: Deal[];
  /** The last person seen at each desk, to notice a change. */
  seated: Map<Seat, Person>;
}

/** What a person makes a card for: an invoice, to hold the client, or for a colleague. */
export type Purpose = "invoice" | "claim" | "colleague";

export interface EnteredStep {
  client: Client;
  seat: Seat;
  day: number;
  kind: "call" | "invoice" | "order";
}

export interface PendingAcceptance {
  handover: Handover;
  seat: Seat;
  acceptAt: number;
  isReturned: boolean;
}

export interface DuePayment {
  client: Client;
  manager: Person;
  amount: number;
  deal: Deal | null;
  isFirst: boolean;
}

export function createWorld(plan: Plan, recorder: Recorder): World {
  const random = (name: string) => new Random(plan.seed, name);
  const world: World = {
    plan,
    calendar: new WorkCalendar(partsOf(plan.historyDay).year, partsOf(plan.endDay).year + 1),
    staff: createStaff(plan),
    recorder,
    random: {
      clients: random("clients"),
      operators: random("operators"),
      hunters: random("hunters"),
      farmers: random("farmers"),
      trade: random("trade"),
      asides: random("asides"),
      promises: random("promises"),
      feedback: random("feedback"),
      entered: random("entered clients"),
    },
    clients: [],
    entered: [],
    enteredSteps: [],
    pool: [],
    resting: [],
    books: Array.from({length: plan.operatorSeats}, () => []),
    pipelines: Array.from({length: plan.hunterSeats}, () => []),
    deals: [],
    traders: [],
    waiting: [],
    handovers: [],
    campaigns: [],
    payments: new Map(),
    returns: new Map(),
    lastOrderNumber: 0,
    revivalMembers: new Map(),
    revivalCalls: [],
    firstOrders: [],
    trapDays: new Map(),
    laterOffers: [],
    farmerLoad: Array.from({length: plan.farmerSeats}, () => 0),
    dumped: [],
    seated: new Map(),
  };
  createBase(world);
  return world;
}

/** Clients from before the window: regular buyers in the farmers' books, and the base that fell asleep. */
function createBase(world: World): void {
  const {plan, random, staff} = world;
  const total = plan.oldBuyers + plan.dormantClients;
  for (let i = 0; i < total; i++) {
    const isRegular = i < plan.oldBuyers;
    const createdDay = plan.historyDay - random.clients.int(30, 1200);
    const seat = staff.farmers[i % staff.farmers.length]!;
    const client = addClient(
      world,
      momentOf(createdDay, random.clients.int(36_000, 60_000)),
      null,
      "Старая база",
    );
    const firstOrder = plan.historyDay + random.trade.int(0, isRegular ? 40 : 250);
    client.trade = createTrade(random.trade, client, firstOrder, isRegular);
    if (!isRegular) {
      client.trade.ordersLeft = random.trade.chance(0.25) ? 2 : 1;
      client.trade.meanAmount *= 0.6;
    } else client.trade.monthlyLoss = 0.006;
    client.trade.farmerSeat = seat.index;
    client.trade.nextContactDay = plan.firstDay + random.trade.int(0, isRegular ? 25 : 200);
    client.trade.lastContactDay = plan.firstDay - random.trade.int(1, 60);
    client.state = "farm";
    client.known = {
      name: true,
      mobile: true,
      profile: random.clients.chance(0.7),
      segment: true,
      materials: true,
    };
    const owner = seat.stints[0]!.person;
    client.owner = owner;
    world.recorder.ownership(
      client,
      owner,
      Math.max(client.createdAt, momentOf(owner.hiredDay, 32_400)),
      "farmers",
      "старая база",
    );
    world.traders.push(client);
  }
}

export function addClient(world: World, at: number, by: Person | null, source: string): Client {
  const client = createClient(world.random.clients, world.clients.length, at, by, source);
  world.clients.push(client);
  return client;
}

/** Buys a new cold list and opens it as a campaign. */
export function openColdList(world: World, day: number, size: number): void {
  const number = world.campaigns.length + 1;
  const name = `Холодный список ${monthText(day)} №${number}`;
  const campaign: Campaign = {
    id: `C-${String(number).padStart(3, "0")}`,
    name,
    kind: "cold",
    fromDay: day,
    toDay: day + 180,
    members: [],
  };
  for (let i = 0; i < size; i++) {
    const client = addClient(world, momentOf(day, 30_600 + (Math.floor(i / 40) % 500) * 60), null, name);
    campaign.members.push({client, isControl: false, stratum: ""});
    world.pool.push(client);
  }
  world.random.clients.shuffle(world.pool);
  world.campaigns.push(campaign);
}

/** The person at the desk when he is employed and not away. */
export function presentAt(seat: Seat, day: number): Stint | undefined {
  const stint = stintOn(seat, day);
  return stint && !isAbsent(stint.person, day) ? stint : undefined;
}

export function assign(
  client: Client,
  owner: Person,
  at: number,
  leg: string,
  reason: string,
  world: World,
): void {
  if (client.owner === owner) return;
  client.owner = owner;
  client.updatedAt = Math.max(client.updatedAt, at);
  world.recorder.ownership(client, owner, at, leg, reason);
}

/** Leaves a company alone until `readyDay`; then any operator may call it again. */
export function rest(world: World, client: Client, readyDay: number): void {
  client.state = "rest";
  world.resting.push({client, readyDay});
}

/** `at` plus working time, nine to six on working days. */
export function afterWorkingTime(world: World, at: number, seconds: number): number {
  let day = dayOfMoment(at);
  let clock = at - momentOf(day, 0);
  let left = seconds;
  for (;;) {
    if (world.calendar.isWorking(day)) {
      clock = Math.max(clock, 9 * 3600);
      const free = 18 * 3600 - clock;
      if (free > left) return momentOf(day, clock + left);
      left -= Math.max(0, free);
    }
    day++;
    clock = 0;
  }
}
