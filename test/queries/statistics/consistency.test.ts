import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {normRelations} from "../../../queries/norm-relations.ts";
import {
  conflictOf,
  consistentRanges,
  type Range,
  type Relation,
} from "../../../queries/statistics/consistency.ts";

const atLeast = (low: number): Range => ({low, high: Number.POSITIVE_INFINITY});
const atMost = (high: number): Range => ({low: 0, high});
const exactly = (value: number): Range => ({low: value, high: value});

/** The source's own norms of an operator. */
const source = new Map<string, Range>([
  ["companies_per_month", {low: 200, high: 250}],
  ["results_per_month", atLeast(20)],
  ["carried_over", atLeast(200)],
  ["companies_per_year", atLeast(500)],
  ["calls_per_goal", atMost(10)],
  ["talk_minutes_per_day", atLeast(120)],
  ["working_days", exactly(21)],
]);
const close = (range: Range | undefined, low: number, high: number) => {
  expect(range!.low).toBeCloseTo(low, 4);
  if (Number.isFinite(high)) expect(range!.high).toBeCloseTo(high, 4);
  else expect(range!.high).toBe(high);
};

describe("the norms of the source", () => {
  test("hold together only from 225 companies a month: C - N >= 200 and C + 11 N >= 500 give 12 C >= 2,700", () => {
    const ranges = consistentRanges(source, normRelations)!;
    close(ranges.get("companies_per_month"), 225, 250);
    // N <= C - 200 <= 50, and N >= (500 - C) / 11 >= 250 / 11
    close(ranges.get("new_companies"), 250 / 11, 50);
    close(ranges.get("carried_over"), 200, 250 - 250 / 11);
  });

  test("at their points are one chain: 225 companies, 20 results, 8.9 %, 200 conversations of 12.6 minutes", () => {
    const points = new Map<string, Range>([
      ["companies_per_month", exactly(225)],
      ["results_per_month", exactly(20)],
      ["carried_over", exactly(200)],
      ["companies_per_year", exactly(500)],
      ["calls_per_goal", exactly(10)],
      ["talk_minutes_per_day", exactly(120)],
      ["working_days", exactly(21)],
    ]);
    const ranges = consistentRanges(points, normRelations)!;
    close(ranges.get("result_rate_per_company"), 20 / 225, 20 / 225);
    close(ranges.get("new_companies"), 25, 25);
    close(ranges.get("minutes_per_conversation"), 12.6, 12.6);
  });

  test("conversations of three minutes make 840 of them a month, and ten a goal then mean 84 results", () => {
    const ranges = consistentRanges(
      new Map(source).set("minutes_per_conversation", exactly(3)),
      normRelations,
    )!;
    expect(ranges.get("conversations")!.low).toBeCloseTo(840, 3);
    expect(ranges.get("results_per_month")!.low).toBeCloseTo(84, 3);
  });

  test("15 % of all conversations and exactly ten conversations a goal leave 5 % for secondary results", () => {
    const given = new Map<string, Range>([
      ["calls_per_goal", exactly(10)],
      ["results_per_month", exactly(20)],
      ["result_rate_per_call", exactly(0.15)],
    ]);
    close(consistentRanges(given, normRelations)!.get("secondary_results"), 10, 10);
  });
});

describe("norms that contradict each other", () => {
  const impossible = new Map(source).set("companies_per_month", {low: 200, high: 220});

  test("are found", () => {
    expect(consistentRanges(impossible, normRelations)).toBeNull();
  });

  test("are named, and no other is: 220 companies, 200 carried over and 500 a year", () => {
    expect(conflictOf(impossible, normRelations).sort()).toEqual([
      "carried_over",
      "companies_per_month",
      "companies_per_year",
    ]);
    expect(conflictOf(source, normRelations)).toEqual([]);
  });
});

describe("for any relations", () => {
  const value = fc.double({min: 0.1, max: 100, noNaN: true});

  test("a solution is never cut off, and more knowledge never widens a range", () => {
    fc.assert(
      fc.property(value, value, value, value, (a, b, c, slack) => {
        const relations: Relation[] = [
          {id: "x", total: "ab", factors: ["a", "b"]},
          {
            id: "y",
            total: "s",
            terms: [
              [1, "ab"],
              [3, "c"],
            ],
          },
        ];
        const solution = {a, b, c, ab: a * b, s: a * b + 3 * c};
        const around = (at: number, by: number): Range => ({low: Math.max(0, at - by), high: at + by});
        const wide = new Map(
          Object.entries(solution)
            .filter(([name]) => name !== "ab")
            .map(([name, at]) => [name, around(at, slack)]),
        );
        const ranges = consistentRanges(wide, relations)!;
        for (const [name, at] of Object.entries(solution)) {
          const {low, high} = ranges.get(name)!;
          expect(low).toBeLessThanOrEqual(at * (1 + 1e-6));
          expect(high).toBeGreaterThanOrEqual(at * (1 - 1e-6));
        }
        const tight = consistentRanges(new Map(wide).set("c", around(c, slack / 2)), relations)!;
        for (const [name, {low, high}] of ranges) {
          expect(tight.get(name)!.low).toBeGreaterThanOrEqual(low - 1e-6 * Math.max(1, low));
          expect(tight.get(name)!.high).toBeLessThanOrEqual(high + 1e-6 * Math.max(1, high));
        }
      }),
      {numRuns: 100},
    );
  });
});
