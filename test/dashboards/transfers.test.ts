// @vitest-environment jsdom
import {expect, test} from "vitest";
import {differenceDots} from "../../dashboards/charts/difference-dots.ts";
import {transferEffects, transfersFinding} from "../../dashboards/pages/contacts/transfers-card.tsx";
import type {TransfersRow} from "../../queries/generated/rows.ts";
import {draw, english, plain, texts} from "./chart-snapshot.ts";

const stratum = (more: Partial<TransfersRow> = {}): TransfersRow => ({
  month: "2026-03-01",
  leg_code: "farmers",
  band_code: "short",
  has_bought: true,
  moved_count: 100,
  moved_spoken_count: 80,
  moved_bought_count: 30,
  moved_amount: 0,
  stayed_count: 100,
  stayed_spoken_count: 40,
  stayed_bought_count: 20,
  stayed_amount: 0,
  ...more,
});

test("what the mix of clients makes is no effect of passing them on", () => {
  // 10 % of the long silent buy and 50 % of the short ones, whoever has them; mostly short ones were passed on
  const mixed = [
    stratum({
      band_code: "long",
      moved_count: 10,
      moved_bought_count: 1,
      stayed_count: 90,
      stayed_bought_count: 9,
    }),
    stratum({moved_count: 90, moved_bought_count: 45, stayed_count: 10, stayed_bought_count: 5}),
  ];
  expect(transfersFinding(mixed, english)).toMatch(/not known yet: within chance/);
  expect(transferEffects(mixed, english)[1]!.difference.difference).toBeCloseTo(0, 12);
});

test("the title says more, less, or within chance, with its interval", () => {
  expect(transfersFinding([stratum()], english)).toContain("within chance");
  // 50 of 100 less 20 of 100: 0.3 +- 1.96 x sqrt(.25 / 100 + .16 / 100) = 0.175 to 0.425
  expect(plain(transfersFinding([stratum({moved_bought_count: 50})], english))).toContain(
    "bought more often than alike ones that stayed: +17.5 to +42.5 points (100 passed)",
  );
  expect(transfersFinding([stratum({moved_bought_count: 2})], english)).toContain("less often");
  expect(transfersFinding([], english)).toBeNull();
});

test("two lines: spoken with, and bought", () => {
  const rows = transferEffects([stratum()], english);
  expect(rows.map(({difference}) => difference.difference.toFixed(3))).toEqual(["0.400", "0.100"]);
  const figure = draw(() => differenceDots(rows, {width: 900, words: english}));
  expect(texts(figure, ".names text")).toEqual(["somebody spoke with them", "they bought"]);
  expect(texts(figure, ".sides text")).toEqual(["of 100 passed on: 80%", "of 100 passed on: 30%"]);
});
