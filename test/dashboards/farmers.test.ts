// @vitest-environment jsdom
import {expect, test} from "vitest";
import {bookBridge, bridgeSteps} from "../../dashboards/charts/book-bridge.ts";
import {bookChanges} from "../../dashboards/charts/book-changes.ts";
import {booksFacts, booksFinding} from "../../dashboards/pages/farmers/books-card.tsx";
import {bridgeFinding} from "../../dashboards/pages/farmers/bridge-card.tsx";
import type {FarmerBooksRow} from "../../queries/generated/rows.ts";
import {draw, english} from "./chart-snapshot.ts";

const options = {width: 900, words: english};
const book = (
  employee_id: string,
  now_amount: number,
  more: Partial<FarmerBooksRow> = {},
): FarmerBooksRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  client_count: 30,
  base_amount: 1000,
  now_amount,
  others_base_amount: 5000,
  others_now_amount: 4500,
  change_deviation: 50,
  low_amount: 790,
  high_amount: 1098,
  rank_score: -0.5,
  verdict_code: "within",
  lost_count: 2,
  lost_amount: 100,
  down_count: 3,
  down_amount: 200,
  up_count: 4,
  up_amount: now_amount - 700,
  back_count: 0,
  back_amount: 0,
  buyer_base_amount: 1000,
  retained_amount: now_amount,
  kept_amount: 700,
  ...more,
});

test("only a book with a verdict is named, with how many clients stand behind it; a fall before a growth", () => {
  const fell = {verdict_code: "fell", lost_count: 9, down_count: 20};
  expect(booksFinding([book("a", 1150), book("b", 550)], english)).toBe(
    "The changes of all 2 farmers are within chance",
  );
  expect(booksFinding([book("a", 1200, {verdict_code: "grew"}), book("b", 1000)], english)).toMatch(
    /grew: A \(\+20%\)$/,
  );
  expect(
    booksFinding([book("a", 1200, {verdict_code: "grew"}), book("b", 550, fell), book("c", 850)], english),
  ).toBe("Fell more than chance explains: B (\u221245%; 29 clients of 30 buy less or left)");
  expect(booksFinding([book("a", 1, {verdict_code: "unknown"})], english)).toMatch(/^Too early to judge/);
  expect(booksFinding([], english)).toBeNull();
});

test("all books together stand beside the one that fell, judged by their own chance", () => {
  const books = [book("a", 950), book("b", 950), book("c", 300, {verdict_code: "fell"})];
  // 800 of 3,000 less, three deviations are 3 x 50 x root of 3: 260
  expect(booksFacts(books, english)).toEqual([
    "All books together: \u221227%, more than chance explains (up to 8.7%). The book is frozen a year ago, so new clients do not refill it",
    "Without those named: \u22125%",
  ]);
  expect(booksFacts([book("a", 950), book("b", 950)], english)).toEqual([
    "All books together: \u22125%, within chance (up to 10.6%)",
  ]);
  expect(
    booksFacts([book("a", 950), book("b", 1, {verdict_code: "unknown", change_deviation: null})], english),
  ).toEqual(["Too early to judge, few clients to compare with: B"]);
  expect(booksFacts([book("a", 950)], english)).toEqual([]);
});

test("at 390 px the bridge lies: a row a part, its name with the clients above the bar, the amount beside it", () => {
  const figure = draw(() => bookBridge([book("a", 1150)], {...options, width: 340}));
  const tops = [...figure.querySelectorAll(".parts rect")].map((bar) => bar.getAttribute("y"));
  expect(new Set(tops).size).toBe(6);
  expect(figure.textContent).toContain("lost · 2 clients");
});

test("the bridge goes from the base to now without a gap, and retention is sum over sum", () => {
  const rows = [
    book("a", 1250, {back_count: 1, back_amount: 100, retained_amount: 1150, up_amount: 450}),
    book("b", 850),
  ];
  const steps = bridgeSteps(rows);
  expect(steps.map(({part, from, to}) => [part, from, to])).toEqual([
    ["base", 0, 2000],
    ["lost", 2000, 1800],
    ["down", 1800, 1400],
    ["up", 1400, 2000],
    ["back", 2000, 2100],
    ["now", 0, 2100],
  ]);
  expect(bridgeFinding(rows, english)).toMatch(/bought 105% .* 100% \(NRR\), .* 70% \(GRR\)/);
  expect(bookBridge(rows, options).querySelectorAll(".parts rect")).toHaveLength(6);
  const figure = bookChanges(rows, options);
  expect(figure.querySelectorAll(".changes circle")).toHaveLength(2);
  expect(figure.querySelectorAll(".chance rect")).toHaveLength(2);
  expect(figure.querySelectorAll(".others line")).toHaveLength(2);
  const early = bookChanges([book("a", 850, {low_amount: null, high_amount: null})], options);
  expect(early.querySelectorAll(".changes circle")).toHaveLength(1);
  expect(early.querySelectorAll(".chance rect")).toHaveLength(0);
});
