import fc from "fast-check";
import {expect, test} from "vitest";
import {
  aliveChance,
  type Buyer,
  type BuyingModel,
  expectedPurchases,
  fitBuyingModel,
  hypergeometric,
} from "../../../queries/statistics/bg-nbd.ts";

/** Published for CDNOW, in weeks. */
const cdnow: BuyingModel = {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426};
const known: Buyer = {repeats: 2, recency: 30.43, age: 38.86};

test("the published example: 1.226 purchases in 39 weeks, alive with chance 0.7266", () => {
  expect(expectedPurchases(cdnow, known, 39)).toBeCloseTo(1.226, 3);
  expect(aliveChance(cdnow, known)).toBeCloseTo(0.7266, 4);
});

test("one purchase tells nothing about being alive, however old it is", () => {
  expect(aliveChance(cdnow, {repeats: 0, recency: 0, age: 500})).toBeNull();
});

test("closed forms of the hypergeometric function", () => {
  // 2F1(1, 1; 2; z) = -ln(1 - z) / z and 2F1(a, b; b; z) = (1 - z)^-a
  expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.LN2, 13);
  expect(hypergeometric(2.5, 0.7, 0.7, 0.9)).toBeCloseTo(0.1 ** -2.5, 9);
  expect(hypergeometric(3, 4, 5, 0)).toBe(1);
  expect(() => hypergeometric(1, 1, 2, 1)).toThrow("below 1");
});

const models = fc.record({
  r: fc.double({min: 0.1, max: 3, noNaN: true}),
  alpha: fc.double({min: 0.5, max: 30, noNaN: true}),
  a: fc.double({min: 0.1, max: 3, noNaN: true}),
  b: fc.double({min: 0.3, max: 8, noNaN: true}),
});
const buyers = fc
  .record({
    repeats: fc.integer({min: 1, max: 40}),
    age: fc.double({min: 1, max: 200, noNaN: true}),
    share: fc.double({min: 0, max: 1, noNaN: true}),
  })
  .map(({repeats, age, share}) => ({repeats, age, recency: age * share}));

test("the formula as printed, untransformed, gives the same", () => {
  fc.assert(
    fc.property(models, buyers, fc.double({min: 0.1, max: 60, noNaN: true}), (model, buyer, ahead) => {
      const {r, alpha, a, b} = model;
      fc.pre(Math.abs(a - 1) > 0.01);
      const {repeats: x, recency, age} = buyer;
      const power = ((alpha + age) / (alpha + age + ahead)) ** (r + x);
      const f = hypergeometric(r + x, b + x, a + b + x - 1, ahead / (alpha + age + ahead));
      const odds = (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x);
      const printed = (((a + b + x - 1) / (a - 1)) * (1 - power * f)) / (1 + odds);
      const ours = expectedPurchases(model, buyer, ahead);
      expect(Math.abs(ours - printed)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(printed)));
    }),
  );
});

test("a fresher purchase makes alive likelier; more time ahead never brings less; no step at a = 1", () => {
  fc.assert(
    fc.property(models, buyers, (model, buyer) => {
      const fresh = {...buyer, recency: buyer.age};
      const chance = aliveChance(model, buyer)!;
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(aliveChance(model, fresh)!).toBeGreaterThanOrEqual(chance);
      const near = expectedPurchases(model, buyer, 10);
      expect(near).toBeGreaterThanOrEqual(0);
      expect(expectedPurchases(model, buyer, 20)).toBeGreaterThanOrEqual(near * (1 - 1e-9));
      const at = (a: number) => expectedPurchases({...model, a}, buyer, 10);
      expect(Math.abs(at(1) - at(1.001))).toBeLessThanOrEqual(0.01 * Math.max(1e-6, at(1)));
    }),
  );
});

test("a very frequent, long silent buyer neither overflows nor lives", () => {
  const buyer = {repeats: 2000, recency: 10, age: 500};
  expect(aliveChance(cdnow, buyer)).toBe(0);
  expect(expectedPurchases(cdnow, buyer, 52)).toBe(0);
});

test("too few repeat buyers have no model", () => {
  expect(fitBuyingModel(Array.from({length: 400}, () => ({repeats: 0, recency: 0, age: 30})))).toBeNull();
  expect(fitBuyingModel([known])).toBeNull();
});
