/** What a quantity may be; both ends belong to it. */
export interface Range {
  low: number;
  high: number;
}

/** `total` = the product of `factors`, or the sum of `terms` (each times its weight); quantities are never negative. */
export type Relation =
  | {id: string; total: string; factors: readonly [string, string]}
  | {id: string; total: string; terms: readonly (readonly [weight: number, quantity: string])[]};

export type Ranges = ReadonlyMap<string, Range>;

const anything: Range = {low: 0, high: Number.POSITIVE_INFINITY};
/** Narrowing by less than this part of the value is rounding. */
const tolerance = 1e-9;
const rounds = 200;
/** Halvings of the search for the last value that holds together with the rest. */
const halvings = 40;

/** The quantities that a relation names. */
export function quantitiesOf(relation: Relation): string[] {
  return "factors" in relation
    ? [relation.total, ...relation.factors]
    : [relation.total, ...relation.terms.map(([, quantity]) => quantity)];
}

const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
const quotient = (a: number, b: number) => (b === 0 ? Number.POSITIVE_INFINITY : a / b);

/** What each quantity of the relation may be, given what the others may be. */
function implied(relation: Relation, of: (name: string) => Range): [string, Range][] {
  if ("factors" in relation) {
    const {total, factors} = relation;
    const [a, b] = [of(factors[0]), of(factors[1])];
    const whole = of(total);
    const over = (one: Range): Range => ({
      low: one.high === Number.POSITIVE_INFINITY ? 0 : whole.low === 0 ? 0 : quotient(whole.low, one.high),
      high: whole.high === Number.POSITIVE_INFINITY ? whole.high : quotient(whole.high, one.low),
    });
    return [
      [total, {low: product(a.low, b.low), high: product(a.high, b.high)}],
      [factors[0], over(b)],
      [factors[1], over(a)],
    ];
  }
  const {total, terms} = relation;
  const sum = (end: keyof Range, but?: string) =>
    terms.reduce(
      (value, [weight, name]) => (name === but ? value : value + product(weight, of(name)[end])),
      0,
    );
  return [
    [total, {low: sum("low"), high: sum("high")}],
    ...terms.map(([weight, name]): [string, Range] => [
      name,
      {
        low: (of(total).low - sum("high", name)) / weight,
        high: (of(total).high - sum("low", name)) / weight,
      },
    ]),
  ];
}

/** Narrows every range to what all relations leave of it (bounds propagation); null when one has nothing left. */
function narrowed(given: Ranges, relations: readonly Relation[]): Map<string, Range> | null {
  const ranges = new Map(given);
  const of = (name: string) => ranges.get(name) ?? anything;
  for (let round = 0; round < rounds; round++) {
    let isStill = true;
    for (const relation of relations)
      for (const [name, {low, high}] of implied(relation, of)) {
        const before = of(name);
        const after = {
          low: Number.isFinite(low) ? Math.max(before.low, low) : before.low,
          high: Math.min(before.high, high),
        };
        const slack = tolerance * Math.max(1, Math.abs(after.low));
        if (after.low > after.high + slack) return null;
        after.high = Math.max(after.high, after.low);
        if (
          after.low > before.low + tolerance * Math.max(1, before.low) ||
          after.high < before.high - tolerance * Math.max(1, Math.abs(after.high))
        ) {
          ranges.set(name, after);
          isStill = false;
        }
      }
    if (isStill) break;
  }
  return ranges;
}

/**
 * What each quantity may still be when all relations hold; null when they cannot hold together. Bounds propagation
 * (Davis, Constraint propagation with interval labels, Artificial Intelligence 32, 1987), then each end is moved as far
 * as cutting it off is contradicted (shaving). What is excluded is proven impossible; what is left need not be possible.
 */
export function consistentRanges(given: Ranges, relations: readonly Relation[]): Map<string, Range> | null {
  let ranges = narrowed(given, relations);
  if (!ranges) return null;
  for (const name of new Set(relations.flatMap(quantitiesOf)))
    for (const end of ["low", "high"] as const) {
      const shaved = shave(ranges, relations, name, end);
      if (!shaved) return null;
      ranges = shaved;
    }
  return ranges;
}

/** Cuts off the part of a range next to one of its ends that contradicts the relations. */
function shave(
  ranges: Map<string, Range>,
  relations: readonly Relation[],
  name: string,
  end: keyof Range,
): Map<string, Range> | null {
  const {low, high} = ranges.get(name) ?? anything;
  if (!Number.isFinite(high) || high - low <= tolerance * Math.max(1, high)) return ranges;
  let [kept, cut] = end === "low" ? [high, low] : [low, high];
  const part = (edge: number): Range => (end === "low" ? {low, high: edge} : {low: edge, high});
  if (narrowed(new Map(ranges).set(name, part(cut)), relations)) return ranges;
  for (let step = 0; step < halvings; step++) {
    const middle = (kept + cut) / 2;
    if (narrowed(new Map(ranges).set(name, part(middle)), relations)) kept = middle;
    else cut = middle;
  }
  return narrowed(new Map(ranges).set(name, end === "low" ? {low: cut, high} : {low, high: cut}), relations);
}

/** A smallest set of given ranges that cannot hold together: without any one of them the others can. */
export function conflictOf(given: Ranges, relations: readonly Relation[]): string[] {
  let names = [...given.keys()];
  const only = (list: string[]) => new Map(list.map((name) => [name, given.get(name)!]));
  if (consistentRanges(given, relations)) return [];
  for (const name of [...names]) {
    const others = names.filter((other) => other !== name);
    if (!consistentRanges(only(others), relations)) names = others;
  }
  return names;
}
