import {expect, test} from "vitest";
import {binomialCdf} from "../../queries/statistics/binomial.ts";
import {judgeBooks} from "../helpers/judged-books.ts";
import {simulateBooks} from "../helpers/simulated-books.ts";

/** Companies lived through; `npm run soak` takes 200. */
const seeds = Number(process.env["FARMER_SEEDS"] ?? 8);
/** Errors stated for the decision in the last month; the others' books do shrink, by a tenth a year. */
const stated = {missed: 0.03, blamed: 0.004};

/** Probability of so many errors or more, when they are as rare as stated. */
const atLeast = (errors: number, cases: number, rate: number) => 1 - binomialCdf(errors - 1, cases, rate);

test(`the farmer who loses volume is found, and none of the others: ${seeds} companies of 24 months`, () => {
  let [missed, blamed, others] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++)
    for (const [ago, books] of simulateBooks(seed, 3).entries()) {
      const verdicts = judgeBooks(books.map(({clients}) => clients));
      for (const [index, {isLosing}] of books.entries()) {
        const hasFallen = verdicts[index]!.verdict === "fell";
        if (!isLosing) {
          others += 1;
          blamed += hasFallen ? 1 : 0;
        } else if (ago === 0) missed += hasFallen ? 0 : 1;
        // the company of the demo: he fell more from month to month, and is named in each of the three
        if (isLosing && seed === 1) expect(hasFallen, `${ago} months before the last`).toBe(true);
      }
    }
  console.info(`missed ${missed} of ${seeds} in the last month, named ${blamed} of ${others} others`);
  expect(others).toBe(seeds * 15);
  expect(atLeast(missed, seeds, stated.missed), `${missed} of ${seeds} missed`).toBeGreaterThan(0.001);
  expect(atLeast(blamed, others, stated.blamed), `${blamed} of ${others} named`).toBeGreaterThan(0.001);
}, 3_600_000);
