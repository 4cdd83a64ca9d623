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
  /** What stands in its file, so that what was signed can be read again after the file was changed. */
  readonly source?: unknown;
}

/** A schema that grows leaves a new key undefined where a file has none, or every signature would be of another content. */
export const planOf = (file: PlanFile): Plan => {
  const content = {...file, key: undefined, source: undefined, hash: undefined, valid_to: undefined};
  return {...file, key: `${file.plan}@${file.version}`, hash: contentHash(content)};
};

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

/** A person's signatures under plans: each holds for the content that was signed, whatever stands in its file now. */
export class Signatures {
  readonly #given = new Map<string, Acknowledgement[]>();

  constructor(given: readonly Acknowledgement[]) {
    for (const one of given) {
      const key = `${one.plan}@${one.version}`;
      this.#given.set(key, [...(this.#given.get(key) ?? []), one]);
    }
  }

  has(plan: Plan, day: Day): boolean {
    const signed = this.dayOf(plan);
    return signed !== undefined && signed <= day;
  }

  /** The first day on which this very content was signed. */
  dayOf(plan: Plan): Day | undefined {
    return this.#under(plan)
      .filter(({hash}) => hash === undefined || hash === null || hash === plan.hash)
      .map(({on}) => on)
      .toSorted()[0];
  }

  /**
   * What a person may rely on until he signs the plan of a day, of what he had signed by it: this version before it was
   * changed in its file; else the plan he was last paid by in the same post, whatever its name; else the newest earlier
   * version; else a signed plan of a wider circle.
   */
  lastSigned(plans: readonly Plan[], plan: Plan, employee: Employee, day: Day): Plan | undefined {
    const signed = plans.filter(
      (other) =>
        other.hash !== plan.hash &&
        this.has(other, day) &&
        (other.plan !== plan.plan || other.version <= plan.version),
    );
    if (signed.length === 0) return undefined;
    const ofPlan = signed
      .filter((other) => other.plan === plan.plan)
      .toSorted((a, b) => b.version - a.version || (this.dayOf(a)! < this.dayOf(b)! ? 1 : -1));
    return (
      ofPlan.find(({version}) => version === plan.version) ??
      lastInForce(plans, signed, employee, day) ??
      ofPlan[0] ??
      planOn(
        signed.filter((other) => narrowness(other) < narrowness(plan)),
        employee,
        day,
        postAt(employee, day),
      )
    );
  }

  /** Whether the version was signed and has been changed in its file since. */
  isChanged(plan: Plan): boolean {
    return this.dayOf(plan) === undefined && this.#under(plan).length > 0;
  }

  #under({plan, version}: Plan): readonly Acknowledgement[] {
    return this.#given.get(`${plan}@${version}`) ?? [];
  }
}
