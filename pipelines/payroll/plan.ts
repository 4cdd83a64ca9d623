import {type Day, daysLater, holds} from "./days.ts";
import {contentHash} from "./hash.ts";
import type {Acknowledgement, Employee, Post} from "./inputs.ts";
import type {InputMetric} from "./metrics.ts";
import type {PlanFile} from "./plan-schema.ts";
import type {Rational} from "./rational.ts";

/** One version of a plan with the hash of all it says. */
export interface Plan extends PlanFile {
  /** `plan@version` */
  readonly key: string;
  /** Of what the version says about pay: the day it ends is no change of it. */
  readonly hash: string;
}

export const planOf = (file: PlanFile): Plan => ({
  ...file,
  key: `${file.plan}@${file.version}`,
  hash: contentHash({...file, valid_to: undefined}),
});

/** Every figure the plan pays by. */
export const metricsOf = ({components}: PlanFile): InputMetric[] =>
  components.flatMap(({parts = [], money, per_unit: unit}) => [
    ...parts.map(({metric}) => metric),
    ...(money ? [money.metric] : []),
    ...(unit ? [unit.metric] : []),
  ]);

export const isValidOn = (plan: PlanFile, day: Day) =>
  holds({from: plan.valid_from, until: plan.valid_to ?? null}, day);

/** How narrow a plan's circle is: a person, a post in a team, a team, a post. */
export function narrowness({for: {role, team, person}}: PlanFile): number {
  if (person !== undefined) return 3;
  if (team !== undefined) return role !== undefined ? 2 : 1;
  return 0;
}

function covers({for: {role, team, person}}: PlanFile, employee: Employee, post: Post | undefined): boolean {
  if (person !== undefined) return person === employee.employeeId;
  return (
    post !== undefined &&
    (role === undefined || role === post.role) &&
    (team === undefined || team === post.teamId)
  );
}

export const postOn = (employee: Employee, day: Day): Post | undefined =>
  employee.posts.find((post) => holds(post, day));

/** The post of a day, and before the first one that; who has left keeps his last. */
export const postAt = (employee: Employee, day: Day): Post | undefined =>
  postOn(employee, day) ?? employee.posts.findLast(({from}) => from <= day) ?? employee.posts[0];

/** The narrowest plan for a person on a day; `post` where he shall be taken to stand in another day's post. */
export function planOn(
  plans: readonly Plan[],
  employee: Employee,
  day: Day,
  post = postOn(employee, day),
): Plan | undefined {
  let best: Plan | undefined;
  for (const plan of plans)
    if (isValidOn(plan, day) && covers(plan, employee, post))
      if (!best || narrowness(plan) > narrowness(best)) best = plan;
  return best;
}

/** The rate for deals of a day; undefined when the rates begin later. */
export function rateOn(
  rates: readonly {deals_from: string; rate: Rational}[],
  day: string,
): Rational | undefined {
  return rates.findLast(({deals_from: from}) => from <= day)?.rate;
}

/** Of some plans, the one that was in force for a person last before a day, in the post of that day. */
function lastInForce(
  plans: readonly Plan[],
  among: readonly Plan[],
  employee: Employee,
  day: Day,
): Plan | undefined {
  const post = postAt(employee, day);
  const changes = [
    ...plans.flatMap(({valid_from: from, valid_to: to}) => [from, ...(to === undefined ? [] : [to])]),
    ...employee.posts.flatMap(({from, until}) => [from, ...(until === null ? [] : [until])]),
  ].filter((change) => change <= day);
  for (const change of [...new Set(changes)].toSorted().toReversed()) {
    const eve = daysLater(change, -1);
    const before = planOn(plans, employee, eve);
    if (
      before &&
      among.includes(before) &&
      postOn(employee, eve)?.role === post?.role &&
      covers(before, employee, post)
    )
      return before;
  }
  return undefined;
}

/** A person's signatures under plans. */
export class Signatures {
  readonly #days = new Map<string, Day>();

  constructor(given: readonly Acknowledgement[]) {
    for (const {plan, version, on} of given) {
      const key = `${plan}@${version}`;
      const known = this.#days.get(key);
      if (known === undefined || on < known) this.#days.set(key, on);
    }
  }

  has(plan: Plan, day: Day): boolean {
    const signed = this.#days.get(plan.key);
    return signed !== undefined && signed <= day;
  }

  dayOf(plan: Plan): Day | undefined {
    return this.#days.get(plan.key);
  }

  /**
   * What a person may rely on until he signs the plan of a day: the plan he was last paid by in the same post, whatever
   * its name, of those signed by the day; else the newest earlier version; else a signed plan of a wider circle.
   */
  lastSigned(plans: readonly Plan[], plan: Plan, employee: Employee, day: Day): Plan | undefined {
    const signed = plans.filter(
      (other) =>
        other !== plan && this.has(other, day) && (other.plan !== plan.plan || other.version < plan.version),
    );
    if (signed.length === 0) return undefined;
    return (
      lastInForce(plans, signed, employee, day) ??
      signed.filter((other) => other.plan === plan.plan).toSorted((a, b) => b.version - a.version)[0] ??
      planOn(
        signed.filter((other) => narrowness(other) < narrowness(plan)),
        employee,
        day,
        postAt(employee, day),
      )
    );
  }
}
