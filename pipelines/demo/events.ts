import type {Client} from "./simulation/clients.ts";
import type {Deal} from "./simulation/deals.ts";
import type {Person, Stint} from "./simulation/people.ts";

export type CallStatus = "answered" | "no_answer" | "busy" | "cancelled" | "failed";

/** One call as it happened; each telephony writes it in its own way. */
export interface PhoneCall {
  at: number;
  stint: Stint;
  direction: "in" | "out";
  /** Digits with the leading 7. */
  phone: string;
  client: Client | null;
  status: CallStatus;
  ringSeconds: number;
  talkSeconds: number;
  isRecorded: boolean;
  /** Seconds the client waited in a queue before telephones rang; Asterisk only. */
  queueSeconds?: number;
  /** Colleague whose telephone rang in vain, or who took the call over; Asterisk only. */
  otherExtension?: string;
  isTransferred?: boolean;
}

export type ResultCode = "goal" | "secondary" | "refusal" | "callback" | "screened_out";

export interface FiledResult {
  at: number;
  call: PhoneCall;
  result: ResultCode;
  refusalReason?: string;
  screeningReason?: string;
  secondaryGoal?: string;
  callbackAt?: number;
  isDecisionMaker: boolean;
  scriptVersion: string;
}

export interface Review {
  call: PhoneCall;
  reviewer: Person;
  day: number;
  scriptVersion: string;
  /** Chance that an item is fulfilled. */
  quality: number;
  /** Somebody else who listened to the same recording, on the same day. */
  secondReviewer?: Person;
}

export interface OrderLine {
  group: number;
  quantity: number;
  /** Kopecks; negative when goods came back. */
  amount: number;
}

export interface Order {
  number: number;
  day: number;
  client: Client;
  manager: Person;
  lines: OrderLine[];
}

export interface Payment {
  day: number;
  client: Client;
  manager: Person;
  /** Kopecks. */
  amount: number;
  deal: Deal | null;
}

/** A call that a hunter said he would make by the end of a day. */
export interface HunterPromise {
  at: number;
  client: Client;
  person: Person;
  dueAt: number;
  isDecisionMaker: boolean;
}

/** What a client thinks of us. */
export interface Answer {
  at: number;
  /** Null when the number that answered is in no card. */
  client: Client | null;
  phone: string;
  stage: "first_talk" | "deal" | "care";
  score: number;
  best: 5 | 10;
  mood: "good" | "fair" | "bad";
  /** Null when the answer does not say whom it is about. */
  about: Person | null;
}

export interface Invoice {
  day: number;
  client: Client;
  manager: Person;
  /** Kopecks. */
  amount: number;
}

export interface Handover {
  id: string;
  client: Client;
  deal: Deal | null;
  fromLeg: string;
  toLeg: string;
  from: Person;
  to: Person;
  offeredAt: number;
  acceptedAt: number | null;
  returnedAt: number | null;
  returnReason: string;
  dueAt: number;
}

export interface Campaign {
  id: string;
  name: string;
  kind: "cold" | "revival";
  fromDay: number;
  toDay: number;
  members: {client: Client; isControl: boolean; stratum: string}[];
}

/** What the simulation tells the outside: the writers turn it into the vendors' files. */
export interface Recorder {
  operatorCall(call: PhoneCall): void;
  internalCall(stint: Stint, otherExtension: string, at: number, talkSeconds: number): void;
  fieldCall(call: PhoneCall): void;
  result(result: FiledResult): void;
  review(review: Review): void;
  order(order: Order): void;
  payment(payment: Payment): void;
  /** A call that was made only to be counted; recorded as a call too. */
  padded(call: PhoneCall, scriptVersion: string): void;
  /** What a conversation of an operator truly brought, before anybody filed it. */
  conversation(call: PhoneCall, scriptVersion: string, outcome: ResultCode | "nothing"): void;
  dealWon(deal: Deal): void;
  promise(promise: HunterPromise): void;
  answer(answer: Answer): void;
  /** An invoice of its own; each order brings one as well. */
  invoice(invoice: Invoice): void;
  ownership(client: Client, owner: Person, at: number, leg: string, reason: string): void;
}
