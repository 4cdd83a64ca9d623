import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {aliveChance, type Buyer, expectedPurchases, fitBuyingModel} from "../../queries/statistics/bg-nbd.ts";
import {realFile} from "../helpers/real-data.ts";

const day = (text: string) =>
  Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6, 8)) / 86_400_000;
const end = day("19970930");

/** The sample of the paper: purchases of the first 39 weeks, and purchase days of the 39 after them. */
function sample(): (Buyer & {later: number})[] {
  const days = new Map<string, Set<number>>();
  for (const line of readFileSync(realFile("cdnow/CDNOW_sample_trans.txt"), "utf8").split("\n")) {
    const [master, , date] = line.trim().split(/\s+/);
    if (!master || !date) continue;
    days.set(master, (days.get(master) ?? new Set()).add(day(date)));
  }
  return [...days.values()].map((own) => {
    const before = [...own].filter((one) => one <= end).sort((one, other) => one - other);
    const [first] = before as [number, ...number[]];
    return {
      repeats: before.length - 1,
      recency: (before.at(-1)! - first) / 7,
      age: (end - first) / 7,
      later: own.size - before.length,
    };
  });
}

test("cdnow: the fit gives the published parameters and likelihood, and orders repeat buyers by what they bought later", () => {
  const buyers = sample();
  expect(buyers).toHaveLength(2357);
  const {model, logLikelihood} = fitBuyingModel(buyers)!;
  // Fader, Hardie and Lee (2005), table 2
  expect(model.r).toBeCloseTo(0.243, 3);
  expect(model.alpha).toBeCloseTo(4.414, 2);
  expect(model.a).toBeCloseTo(0.793, 2);
  expect(model.b).toBeCloseTo(2.426, 2);
  expect(logLikelihood).toBeCloseTo(-9582.4, 1);
  const known = {repeats: 2, recency: 30.43, age: 38.86};
  expect(expectedPurchases(model, known, 39)).toBeCloseTo(1.226, 2);
  expect(aliveChance(model, known)).toBeCloseTo(0.7266, 3);
  // The sum falls short (1,653 foretold, 1,882 came), and those who bought once are in no order worth the name (the
  // model calls them all alive): it orders repeat buyers and forecasts nothing. Each fifth of them that is expected
  // to buy more did buy more.
  const ordered = buyers
    .filter(({repeats}) => repeats > 0)
    .map((buyer) => ({...buyer, expected: expectedPurchases(model, buyer, 39)}))
    .sort((one, other) => other.expected - one.expected);
  const fifth = Math.ceil(ordered.length / 5);
  const bought = [0, 1, 2, 3, 4].map((index) =>
    ordered.slice(index * fifth, (index + 1) * fifth).reduce((sum, {later}) => sum + later, 0),
  );
  expect(bought).toEqual(bought.toSorted((one, other) => other - one));
  expect(bought[0]!).toBeGreaterThan(ordered.reduce((sum, {later}) => sum + later, 0) / 2);
});
