import fc from "fast-check";
import {expect, test} from "vitest";
import {parseMoney, roubles, shareOf, splitByShares, sumOf} from "../../../pipelines/payroll/money.ts";
import {
  compare,
  decimalText,
  exactText,
  parseExact,
  rational,
  roundHalfAway,
} from "../../../pipelines/payroll/rational.ts";

test.each([
  ["0.15", 3n, 20n],
  ["12.5 %", 1n, 8n],
  ["12,5%", 1n, 8n],
  ["1 000 000", 1_000_000n, 1n],
  ["-2.50", -5n, 2n],
  ["1/3", 1n, 3n],
])("%s is read exactly", (text, numerator, denominator) => {
  expect(parseExact(text)).toEqual({numerator, denominator});
});

test.each(["", "1e-7", "ten", "1.2.3", "5 % %", ".5", "NaN"])("%j is no number", (text) => {
  expect(() => parseExact(text)).toThrow(RangeError);
});

test("a half goes away from zero, on both sides", () => {
  // 0.5, 1.5, 2.5 -> 1, 2, 3; the same below zero; 0.4999 -> 0
  const halves = [1n, 3n, 5n, -1n, -3n].map((half) => roundHalfAway(rational(half, 2n)));
  expect(halves).toEqual([1n, 2n, 3n, -1n, -2n]);
  expect(roundHalfAway(rational(4999n, 10_000n))).toBe(0n);
});

test("example 8: a percent of a sum is rounded once, to the kopeck", () => {
  // 1 234.50 x 3.5 % = 43.2075 -> 43.21; 1 234.30 x 3.5 % = 43.2005 -> 43.20
  expect(shareOf(parseMoney("1 234.50"), parseExact("3.5 %"))).toBe(4321n);
  expect(shareOf(parseMoney("1 234.30"), parseExact("3.5 %"))).toBe(4320n);
});

test("money has two decimals at most", () => {
  expect(parseMoney("7 500.5")).toBe(750_050n);
  expect(() => parseMoney("1.005")).toThrow(/at most two decimals, got "1.005"/);
});

test("example 9: 100.00 by thirds is 33.34 + 33.33 + 33.33", () => {
  const third = rational(1n, 3n);
  expect(splitByShares(10_000n, [third, third, third])).toEqual([3334n, 3333n, 3333n]);
  // a refund is split as the receipt was
  expect(splitByShares(-10_000n, [third, third, third])).toEqual([-3334n, -3333n, -3333n]);
});

test("shares that leave something over are refused", () => {
  expect(() => splitByShares(100n, [rational(1n, 2n)])).toThrow(/do not sum to 1/);
});

test("money is written as each language does", () => {
  expect(roubles(123_456_789n, "ru")).toBe("1\u00a0234\u00a0567,89\u00a0₽");
  expect(roubles(-5n, "en")).toBe("−₽0.05");
});

const weights = fc
  .array(fc.bigInt({min: 0n, max: 1000n}), {minLength: 1, maxLength: 8})
  .filter((list) => sumOf(list) > 0n);

test("parts sum to the whole, and none is a kopeck off its share", () => {
  fc.assert(
    fc.property(fc.bigInt({min: -(10n ** 12n), max: 10n ** 12n}), weights, (amount, given) => {
      const shares = given.map((weight) => rational(weight, sumOf(given)));
      const parts = splitByShares(amount, shares);
      expect(sumOf(parts)).toBe(amount);
      parts.forEach((part, index) => {
        const exact = rational(amount * given[index]!, sumOf(given));
        const off = rational(part * exact.denominator - exact.numerator, exact.denominator);
        expect(compare(off, rational(-1n)) > 0 && compare(off, rational(1n)) < 0).toBe(true);
      });
    }),
  );
});

test("text of a number reads back as the same number", () => {
  fc.assert(
    fc.property(
      fc.bigInt({min: -(10n ** 9n), max: 10n ** 9n}),
      fc.bigInt({min: 1n, max: 10n ** 6n}),
      (a, b) => {
        const value = rational(a, b);
        expect(parseExact(exactText(value))).toEqual(value);
      },
    ),
  );
  expect(decimalText(rational(-1n, 3n), 3)).toBe("-0.333");
});
