import fc from "fast-check";
import {expect, test} from "vitest";
import {rational} from "../../../pipelines/payroll/rational.ts";
import {productText} from "../../../pipelines/payroll/words.ts";
import {bonusPlan, inputsOf, observation, part, statementOf} from "./month.ts";

/** A printed number as exact thousandths of thousandths: digits after the point are kept. */
function read(text: string): {value: bigint; scale: bigint} {
  const [whole = "", decimals = ""] = text.replaceAll(/[^\d,]/gu, "").split(",");
  return {value: BigInt(whole + decimals), scale: 10n ** BigInt(decimals.length)};
}

/** Kopecks of "91,667 % от 3 420,00 ₽" by hand, half away from zero. */
function byHand(text: string): bigint {
  const parts = /^(?:(\d+)\/(\d+) \([^)]*\)|([\d\s,]+)%) от (?:(\d+)\/(\d+)|([\d\s,]+))/u.exec(text);
  if (!parts) throw new Error(`not understood: ${text}`);
  const [, above, below, percents, roublesAbove, roublesBelow, roubles] = parts;
  const share = percents ? read(percents) : {value: BigInt(above!) * 100n, scale: BigInt(below!)};
  const sum = roubles ? read(roubles) : {value: BigInt(roublesAbove!), scale: BigInt(roublesBelow!)};
  const [top, bottom] = [share.value * sum.value, share.scale * sum.scale];
  return (2n * top + bottom) / (2n * bottom);
}

test("the example of the fault: 55 of 60 of 3 420,00 is 3 135,00 by the printed digits too", () => {
  const text = productText(rational(55n, 60n), rational(342_000n), "ru").replaceAll("\u00a0", " ");
  expect(byHand(text)).toBe(313_500n);
  expect(text).not.toContain("91,67 %");
  // where two decimals do, there are two: 18 of 20 of 7 500.00
  expect(productText(rational(9n, 10n), rational(750_000n), "ru").replaceAll("\u00a0", " ")).toBe(
    "90 % от 7 500,00 ₽",
  );
});

test("any share of any sum comes out by the printed numbers as it is paid", () => {
  const whole = (most: number) => fc.integer({min: 1, max: most}).map(BigInt);
  fc.assert(
    fc.property(whole(5000), whole(5000), whole(100_000_000), whole(400), (a, b, kopecks, parts) => {
      const share = a <= b ? rational(a, b) : rational(b, a);
      const of = rational(kopecks, parts);
      const [top, bottom] = [share.numerator * of.numerator, share.denominator * of.denominator];
      expect(byHand(productText(share, of, "ru"))).toBe((2n * top + bottom) / (2n * bottom));
    }),
    {numRuns: 3000},
  );
});

test("the sum of a line follows from the numbers of its sentence, whatever was attained", () => {
  for (let done = 1; done < 60; done += 1) {
    const {lines} = statementOf(inputsOf({observations: [observation("results_accepted", done)]}), [
      bonusPlan([part("results_accepted", 60)]),
    ]);
    for (const line of lines.filter(({kind}) => kind === "earned")) {
      const text = line.text.ru.replaceAll("\u00a0", " ");
      const product = /начисляется (.* от .*?) ₽ = /u.exec(text)![1]!;
      expect(byHand(product), text).toBe(line.amount);
    }
  }
});
