import {expect, test} from "vitest";
import {binomialCdf} from "../../queries/statistics/binomial.ts";
import {judgeChange} from "../../queries/statistics/change.ts";
import {simulateBooks} from "../helpers/simulated-books.ts";

/** Companies lived through; `npm run soak` takes 200. */
const seeds = Number(process.env["FARMER_SEEDS"] ?? 8);
/** Errors stated for the decision; the others' books do shrink, by a tenth a year. */
const stated = {missed: 0.05, blamed: 0.004};

/** Probability of so many errors or more, when they are as rare as stated. */
const atLeast = (errors: number, cases: number, rate: number) => 1 - binomialCdf(errors - 1, cases, rate);

test(`the farmer who loses volume is found, and none of the others: ${seeds} companies of 24 months`, () => {
  let [missed, blamed, others] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++)
    for (const {isLosing, clients} of simulateBooks(seed)) {
      const verdict = judgeChange({
        base: clients.reduce((sum, {base}) => sum + base, 0),
        now: clients.reduce((sum, {now}) => sum + now, 0),
        deviation: Math.sqrt(clients.reduce((sum, {base, now}) => sum + (now - base) ** 2, 0)),
      });
      if (isLosing) missed += verdict === "fell" ? 0 : 1;
      else {
        others += 1;
        blamed += verdict === "fell" ? 1 : 0;
      }
    }
  expect(others).toBe(seeds * 5);
  expect(atLeast(missed, seeds, stated.missed), `${missed} of ${seeds} missed`).toBeGreaterThan(0.001);
  expect(atLeast(blamed, others, stated.blamed), `${blamed} of ${others} named`).toBeGreaterThan(0.001);
}, 3_600_000);
