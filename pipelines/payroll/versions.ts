import type {Context} from "./context.ts";
import type {Day} from "./days.ts";
import type {Employee, Post} from "./inputs.ts";
import type {OtherLine} from "./line.ts";
import type {Kopecks} from "./money.ts";
import {type Plan, planOn, rateOn, type Signatures} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {compare} from "./rational.ts";

/** By the versions in force, or by the signed ones in place of those that are not signed. */
export type PaidBy = "in_force" | "signed";

/** A version in force that a person has not signed, and what he signed before it. */
interface Pair {
  readonly plan: Plan;
  readonly signed: Plan;
}

type Money = NonNullable<PlanComponent["money"]>;

/** The plan versions one person's month is calculated by, the same throughout: never pieces of one and of another. */
export class Versions {
  readonly #context: Context;
  readonly #employee: Employee;
  readonly #signatures: Signatures;
  readonly #by: PaidBy;
  readonly #pairs = new Map<string, Pair>();

  constructor(context: Context, employee: Employee, signatures: Signatures, by: PaidBy) {
    this.#context = context;
    this.#employee = employee;
    this.#signatures = signatures;
    this.#by = by;
  }

  /** The versions that were asked for and are not signed. */
  get pairs(): Pair[] {
    return [...this.#pairs.values()];
  }

  planOn(day: Day, post?: Post): Plan | undefined {
    return planOn(this.#context.plans, this.#employee, day, post);
  }

  of(plan: Plan, day: Day): Plan {
    const pair = this.#pairOf(plan, day);
    return pair && this.#by === "signed" ? pair.signed : plan;
  }

  /** The same for money, which two versions that let it wait differently would pay in different months: see `oneOf`. */
  ofMoney(plan: Plan, day: Day): Plan {
    const pair = this.#pairOf(plan, day);
    if (!pair) return plan;
    return oneOf(pair) ?? (this.#by === "signed" ? pair.signed : plan);
  }

  #pairOf(plan: Plan, day: Day): Pair | null {
    if (this.#signatures.has(plan, day)) return null;
    const signed = this.#signatures.lastSigned(this.#context.plans, plan, this.#employee, day);
    if (!signed) return null;
    const pair = {plan, signed};
    this.#pairs.set(`${plan.key} ${signed.key}`, pair);
    return pair;
  }
}

/**
 * A month's lines by the versions in force and by the signed ones: each component as by the side that pays more. What
 * stands in one of the versions alone is compared together: a component may have another name, or another one's place.
 */
export function betterPaid(
  inForce: readonly OtherLine[],
  signed: readonly OtherLine[],
  pairs: readonly Pair[],
): OtherLine[] {
  const ids = new Set(
    pairs.flatMap(({plan, signed: before}) => [...plan.components, ...before.components].map(({id}) => id)),
  );
  const alone = new Set([...ids].filter((id) => pairs.every((pair) => isAlike(pair, id))));
  const groupOf = ({component}: OtherLine) => (alone.has(component) ? component : "");
  const paid = (lines: readonly OtherLine[]) => {
    const sums = new Map<string, Kopecks>();
    for (const line of lines) sums.set(groupOf(line), (sums.get(groupOf(line)) ?? 0n) + line.amount);
    return sums;
  };
  const [now, before] = [paid(inForce), paid(signed)];
  const isBefore = (line: OtherLine) => (before.get(groupOf(line)) ?? 0n) > (now.get(groupOf(line)) ?? 0n);
  return [...inForce.filter((line) => !isBefore(line)), ...signed.filter(isBefore)];
}

const wayOf = ({fund, money, per_unit: unit}: PlanComponent) =>
  fund ? "fund" : money ? "money" : unit ? unit.metric : "";

function isAlike({plan, signed}: Pair, id: string): boolean {
  const [now, before] = [plan, signed].map(({components}) => components.find((one) => one.id === id));
  return now && before ? wayOf(now) === wayOf(before) : now === before;
}

/**
 * The one version by which money is paid where the two let it wait differently, or may: neither must be paid for twice,
 * nor lost between months. The signed one, unless the new one promises no less in all its terms; null where they pay in
 * the same months, so that these can be compared.
 */
function oneOf({plan, signed}: Pair): Plan | null {
  const [now, before] = [moneyOf(plan), moneyOf(signed)];
  if (before.size === 0) return null;
  const ids = [...new Set([...now.keys(), ...before.keys()])];
  const both = ids.flatMap((id) => {
    const [given, promised] = [now.get(id), before.get(id)];
    return given && promised ? [{given, promised}] : [];
  });
  const isPaired = both.length === ids.length;
  const holds = [...now.values(), ...before.values()].some(({hold}) => hold !== undefined);
  if (!holds || (isPaired && both.every(({given, promised}) => isSameHold(given, promised)))) return null;
  return isPaired && both.every(({given, promised}) => promisesNoLess(given, promised)) ? plan : signed;
}

const moneyOf = ({components}: Plan) =>
  new Map(components.flatMap(({id, money}) => (money ? [[id, money] as const] : [])));

const isSameHold = ({hold: a}: Money, {hold: b}: Money) => a?.until === b?.until && a?.days === b?.days;

function promisesNoLess(given: Money, promised: Money): boolean {
  const waitsNoLonger =
    !given.hold ||
    (given.hold.until === promised.hold?.until && (given.hold.days ?? 0) <= (promised.hold.days ?? 0));
  const days = [...given.rates, ...promised.rates].map(({deals_from: day}) => day);
  const keepsRates = days.every((day) => {
    const [now, before] = [rateOn(given.rates, day), rateOn(promised.rates, day)];
    return !before || (now !== undefined && compare(now, before) >= 0);
  });
  // money that comes in other months meets an accelerator in other sums
  return waitsNoLonger && keepsRates && promised.accelerators.length === 0;
}
