import type {Random} from "../random.ts";
import {
  type CompanyName,
  cityOf,
  drawCompany,
  drawName,
  type FullName,
  mobilePhone,
  officePhone,
  taxNumber,
} from "./names.ts";
import type {Person} from "./people.ts";

export type Size = "large" | "medium" | "small";

/** Where the client stands in the relay. */
export type ClientState = "pool" | "book" | "offered" | "pipeline" | "held" | "farm" | "rest" | "closed";

export interface Client {
  index: number;
  id: string;
  company: CompanyName;
  taxId: string;
  phone: string;
  mobile: string;
  city: string;
  size: Size;
  group: "A" | "B" | "C";
  industry: string;
  segment: string;
  headcount: number;
  revenue: number;
  decisionMaker: FullName;
  post: string;
  source: string;
  createdAt: number;
  createdBy: Person | null;
  updatedAt: number;
  /** What the card holds by now: gathered in conversations. */
  known: {name: boolean; mobile: boolean; profile: boolean; segment: boolean; materials: boolean};
  /** Conversations with operators so far, and whether the first of them brought the profile. */
  talks: number;
  isProfiledFirst: boolean;
  owner: Person | null;
  state: ClientState;
  work: BookEntry;
  trade: Trade | null;
}

/** An operator's notes on a company he works. */
export interface BookEntry {
  nextDay: number;
  isPromised: boolean;
  lastDay: number;
  refusals: number;
  conversations: number;
  addedMonth: string;
}

/** How the client buys. */
export interface Trade {
  meanAmount: number;
  intervalDays: number;
  nextOrderDay: number;
  lastOrderDay: number;
  orderCount: number;
  /** Orders left before the client stops on his own; Infinity for a regular. */
  ordersLeft: number;
  monthlyLoss: number;
  groups: number[];
  nextContactDay: number;
  lastContactDay: number;
  /** Seat of the farmer, or -1 while a hunter holds the client. */
  farmerSeat: number;
  hunterSeat: number;
}

const sizes: readonly Size[] = ["large", "medium", "small"];
const industries = [
  "Торговля оптовая",
  "Торговля розничная",
  "Производство",
  "Строительство",
  "Логистика",
  "Общественное питание",
  "Медицина",
  "Образование",
  "Услуги",
];
const segments = ["Для перепродажи", "Для производства", "Для собственных нужд", "Проектные закупки"];
const posts = [
  "Директор",
  "Коммерческий директор",
  "Закупщик",
  "Начальник отдела снабжения",
  "Главный инженер",
];

export const firstContactId = 31_000_001;

export function createClient(
  random: Random,
  index: number,
  at: number,
  by: Person | null,
  source: string,
): Client {
  const size = sizes[random.weighted([1, 3, 6])]!;
  const headcount =
    size === "large" ? random.int(250, 2500) : size === "medium" ? random.int(50, 249) : random.int(3, 49);
  return {
    index,
    id: String(firstContactId + index * 3),
    company: drawCompany(random, index),
    taxId: taxNumber(index),
    phone: officePhone(index),
    mobile: mobilePhone(index),
    city: cityOf(index)[0],
    size,
    group: size === "large" ? "A" : size === "medium" ? "B" : "C",
    industry: random.pick(industries),
    segment: random.pick(segments),
    headcount,
    revenue: Math.round(headcount * random.lognormal(3_000_000, 0.5)),
    decisionMaker: drawName(random),
    post: random.pick(posts),
    source,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    known: {name: random.chance(0.15), mobile: false, profile: false, segment: false, materials: false},
    owner: null,
    state: "pool",
    talks: 0,
    isProfiledFirst: false,
    work: {nextDay: 0, isPromised: false, lastDay: -1, refusals: 0, conversations: 0, addedMonth: ""},
    trade: null,
  };
}

/** Rubles of a usual order. */
export const meanOrder: Record<Size, number> = {large: 260_000, medium: 95_000, small: 32_000};

/** How a client will buy from his first order on. */
export function createTrade(random: Random, client: Client, day: number, isRegular: boolean): Trade {
  const groupCount = random.int(1, 4);
  return {
    meanAmount: random.lognormal(meanOrder[client.size], 0.35),
    intervalDays: random.int(18, 45),
    nextOrderDay: day,
    lastOrderDay: -1,
    orderCount: 0,
    ordersLeft: isRegular ? Number.POSITIVE_INFINITY : random.int(1, 2),
    monthlyLoss: isRegular ? 0.012 : 0,
    groups: Array.from({length: groupCount}, () => random.weighted([30, 22, 16, 12, 8, 6, 4, 2])),
    nextContactDay: day,
    lastContactDay: day,
    farmerSeat: -1,
    hunterSeat: -1,
  };
}
