import type {
  Answer,
  FiledResult,
  HunterPromise,
  Invoice,
  Order,
  Payment,
  PhoneCall,
  Recorder,
  ResultCode,
  Review,
} from "./events.ts";
import type {Client} from "./simulation/clients.ts";
import type {Deal} from "./simulation/deals.ts";
import type {Person, Stint} from "./simulation/people.ts";
import {Tally} from "./tally.ts";
import {dayOfMoment, isoDay, monthText} from "./time.ts";
import type {Writers} from "./writers/writers.ts";

const conversationSeconds = 30;

/** Passes what happens to the writers and counts it, so that a loader's figures have something to be equal to. */
export class CountingRecorder implements Recorder {
  readonly callMonths = new Tally(
    ["month", "source"],
    ["calls", "conversations", "talk_seconds", "internal_calls"],
  );
  readonly operatorMonths = new Tally(
    ["employee_id", "month"],
    [
      "attempts_out",
      "calls_in",
      "contacts",
      "conversations",
      "talk_seconds",
      "recorded_conversations",
      "padded_calls",
      "companies_worked",
      "new_companies",
      "goals",
      "refusals",
      "callbacks",
      "secondary",
      "screened_out",
    ],
  );
  readonly fieldMonths = new Tally(
    ["employee_id", "month"],
    ["calls", "conversations", "talk_seconds", "clients_called"],
  );
  readonly scripts = new Tally(
    ["script_version"],
    ["conversations", "goal", "refusal", "callback", "secondary", "screened_out", "nothing"],
  );
  readonly firstTalks = new Tally(["script_version", "day"], ["companies", "goals"]);
  readonly orderMonths = new Tally(["month"], ["lines", "documents", "kopecks"]);
  readonly managerMonths = new Tally(["employee_id", "month"], ["documents", "kopecks"]);
  readonly paymentMonths = new Tally(["month"], ["payments", "kopecks"]);
  readonly dealMonths = new Tally(["month"], ["won", "won_amount"]);
  readonly feedback = new Tally(["month", "stage", "employee_id", "best"], ["answers", "good", "bad"]);
  /** Promised calls by the month they were promised for. */
  readonly promises = new Tally(["employee_id", "month"], ["promised", "kept"]);
  readonly screened = new Tally(["reason"], ["clients"]);
  strangerCalls = 0;
  paddedCalls = 0;
  reviews = 0;
  private readonly writers: Writers;
  private month = "";
  /** Who called whom this month, to count companies once. */
  private met = new Map<Person, Set<Client>>();
  /** Promises of hunters that are still to be kept. */
  private readonly promised = new Map<Client, HunterPromise[]>();
  /** Who has been talked with under a script. */
  private readonly talked = new Map<string, Set<Client>>();

  constructor(writers: Writers) {
    this.writers = writers;
  }

  private startMonth(month: string): void {
    if (month === this.month) return;
    this.month = month;
    this.met = new Map();
  }

  /** True when it is the first call between the two this month. */
  private meets(person: Person, client: Client): boolean {
    let clients = this.met.get(person);
    if (!clients) {
      clients = new Set();
      this.met.set(person, clients);
    }
    if (clients.has(client)) return false;
    clients.add(client);
    return true;
  }

  operatorCall(call: PhoneCall): void {
    this.writers.sipuni.call(call);
    const month = monthText(dayOfMoment(call.at));
    this.startMonth(month);
    const {person} = call.stint;
    const sums = this.operatorMonths;
    const keys = [person.id, month];
    sums.add(keys, call.direction === "out" ? "attempts_out" : "calls_in");
    this.countCall(month, "sipuni", call);
    if (call.talkSeconds > 0) {
      sums.add(keys, "contacts");
      sums.add(keys, "talk_seconds", call.talkSeconds);
    }
    if (call.talkSeconds >= conversationSeconds) {
      sums.add(keys, "conversations");
      if (call.isRecorded) sums.add(keys, "recorded_conversations");
    }
    if (!call.client) this.strangerCalls++;
    else if (this.meets(person, call.client)) {
      sums.add(keys, "companies_worked");
      if (call.client.work.addedMonth === month) sums.add(keys, "new_companies");
    }
  }

  private countCall(month: string, source: string, call: PhoneCall): void {
    this.callMonths.add([month, source], "calls");
    if (call.talkSeconds > 0) this.callMonths.add([month, source], "talk_seconds", call.talkSeconds);
    if (call.talkSeconds >= conversationSeconds) this.callMonths.add([month, source], "conversations");
  }

  internalCall(stint: Stint, otherExtension: string, at: number, talkSeconds: number): void {
    this.writers.sipuni.internalCall(stint, otherExtension, at, talkSeconds);
    this.callMonths.add([monthText(dayOfMoment(at)), "sipuni"], "internal_calls");
  }

  fieldCall(call: PhoneCall): void {
    this.writers.asterisk.call(call);
    const month = monthText(dayOfMoment(call.at));
    this.startMonth(month);
    const {person} = call.stint;
    this.countCall(month, "asterisk", call);
    this.fieldMonths.add([person.id, month], "calls");
    if (call.talkSeconds > 0) this.fieldMonths.add([person.id, month], "talk_seconds", call.talkSeconds);
    if (call.talkSeconds >= conversationSeconds) this.fieldMonths.add([person.id, month], "conversations");
    if (!call.client) return;
    if (this.meets(person, call.client)) this.fieldMonths.add([person.id, month], "clients_called");
    if (call.stint.role === "hunter") this.keepPromises(call.client, dayOfMoment(call.at));
  }

  /** A promise is kept by a call to the client after the day it was made and by the end of the day it names. */
  private keepPromises(client: Client, day: number): void {
    const open = this.promised.get(client)?.filter(({at, dueAt, person}) => {
      const dueDay = dayOfMoment(dueAt);
      const isKept = day > dayOfMoment(at) && day <= dueDay;
      if (isKept) this.promises.add([person.id, monthText(dueDay)], "kept");
      return !isKept && dueDay > day;
    });
    if (open) this.promised.set(client, open);
  }

  result(result: FiledResult): void {
    this.writers.results.add(result);
    const keys = [result.call.stint.person.id, monthText(dayOfMoment(result.at))];
    const field = {
      goal: "goals",
      refusal: "refusals",
      callback: "callbacks",
      secondary: "secondary",
      screened_out: "screened_out",
    } as const;
    this.operatorMonths.add(keys, field[result.result]);
    if (result.screeningReason) this.screened.add([result.screeningReason], "clients");
  }

  review(review: Review): void {
    this.reviews += this.writers.quality.add(review);
  }

  order(order: Order): void {
    this.writers.accounting.order(order);
    this.writers.invoices.order(order);
    const month = monthText(order.day);
    this.orderMonths.add([month], "documents");
    this.managerMonths.add([order.manager.id, month], "documents");
    for (const {amount} of order.lines) {
      this.orderMonths.add([month], "lines");
      this.orderMonths.add([month], "kopecks", amount);
      this.managerMonths.add([order.manager.id, month], "kopecks", amount);
    }
  }

  payment(payment: Payment): void {
    this.writers.accounting.payment(payment);
    const month = monthText(payment.day);
    this.paymentMonths.add([month], "payments");
    this.paymentMonths.add([month], "kopecks", payment.amount);
  }

  padded(call: PhoneCall, scriptVersion: string): void {
    this.firstTalk(call, scriptVersion, false);
    this.paddedCalls++;
    this.operatorMonths.add([call.stint.person.id, monthText(dayOfMoment(call.at))], "padded_calls");
  }

  conversation(call: PhoneCall, scriptVersion: string, outcome: ResultCode | "nothing"): void {
    this.firstTalk(call, scriptVersion, outcome === "goal");
    this.scripts.add([scriptVersion], "conversations");
    this.scripts.add([scriptVersion], outcome);
  }

  /** A company counts under each script once, with what its first conversation brought. */
  private firstTalk({client, at}: PhoneCall, scriptVersion: string, isGoal: boolean): void {
    let clients = this.talked.get(scriptVersion);
    if (!clients) {
      clients = new Set();
      this.talked.set(scriptVersion, clients);
    }
    if (!client || clients.has(client)) return;
    clients.add(client);
    const keys = [scriptVersion, isoDay(dayOfMoment(at))];
    this.firstTalks.add(keys, "companies");
    if (isGoal) this.firstTalks.add(keys, "goals");
  }

  dealWon(deal: Deal): void {
    const month = monthText(dayOfMoment(deal.closedAt!));
    this.dealMonths.add([month], "won");
    this.dealMonths.add([month], "won_amount", deal.amount);
  }

  promise(promise: HunterPromise): void {
    this.writers.promises.add(promise);
    this.promises.add([promise.person.id, monthText(dayOfMoment(promise.dueAt))], "promised");
    const open = this.promised.get(promise.client);
    if (open) open.push(promise);
    else this.promised.set(promise.client, [promise]);
  }

  answer(answer: Answer): void {
    this.writers.feedback.add(answer);
    const keys = [
      monthText(dayOfMoment(answer.at)),
      answer.stage,
      answer.about?.id ?? "",
      String(answer.best),
    ];
    this.feedback.add(keys, "answers");
    if (answer.mood !== "fair") this.feedback.add(keys, answer.mood);
  }

  invoice(invoice: Invoice): void {
    this.writers.invoices.add(invoice);
  }

  ownership(client: Client, owner: Person, at: number, leg: string, reason: string): void {
    this.writers.ownership(client, owner, at, leg, reason);
  }
}
