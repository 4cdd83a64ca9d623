// @vitest-environment jsdom
import {expect, test} from "vitest";
import {partBars} from "../../dashboards/charts/part-bars.ts";
import {shareDots} from "../../dashboards/charts/share-dots.ts";
import {enteredFinding, enteredParts} from "../../dashboards/pages/base/entered-card.tsx";
import {feedbackFinding, feedbackShares} from "../../dashboards/pages/base/feedback-card.tsx";
import type {FeedbackRow} from "../../queries/generated/rows.ts";
import {draw, english, numbers, plain, texts} from "./chart-snapshot.ts";

const row = (
  part_name: string,
  score_max: number,
  answer_count: number,
  good_count: number,
  bad_count: number,
  chance: Partial<FeedbackRow> = {},
): FeedbackRow => ({
  part_name,
  score_max,
  answer_count,
  good_count,
  bad_count,
  others_share: null,
  chance_low: null,
  chance_high: null,
  ...chance,
});

test("marks to ten give the net promoter score with its interval, other scales the share of good answers", () => {
  // 60 good and 20 bad of 100: 40 points, error 8
  const ten = [row("Offer", 10, 60, 40, 10), row("", 10, 40, 20, 10), row("Offer", 5, 30, 3, 3)];
  expect(plain(feedbackFinding(ten, english))).toBe(
    "Net promoter score +40 (+24.3 to +55.7): 60% of 100 answers good, 20% bad",
  );
  expect(plain(feedbackFinding([row("Offer", 5, 30, 15, 3)], english))).toBe(
    "50% of 30 answers are good, 10% bad (marks up to 5)",
  );
  expect(feedbackFinding([], english)).toBeNull();
});

test("each part stands with its scale; what is not said has a word", () => {
  const shares = feedbackShares([row("Offer", 10, 60, 30, 6), row("", 5, 10, 5, 0)], english);
  const figure = draw(() => shareDots(shares, {width: 900, words: english}));
  // the longest line of an interval ends before the words begin
  const ends = numbers(figure, ".interval line", "x2");
  const said = "50% · 30/60 · bad 10%".length;
  expect(Math.max(...ends)).toBeLessThan(900 - 6 - said * 6.8);
  expect(texts(figure, ".names text")).toEqual(["Offer, of 10", "not said, of 5"]);
  expect(texts(figure, ".said text")).toEqual(["50% · 30/60 · bad 10%", "50% · 5/10 · bad 0%"]);
});

test("who is liked less than chance explains is named with the others' share, marked, and drawn beside it", () => {
  // of 100 answers 54 would be good with the share of the others
  const chance = {others_share: 0.54, chance_low: 38.1, chance_high: 69.9};
  const rows = [
    row("Anna", 5, 100, 55, 10, chance),
    row("Boris", 5, 100, 26, 50, chance),
    row("", 5, 5, 0, 5),
  ];
  expect(plain(feedbackFinding(rows, english))).toBe(
    "39.5% of 205 answers are good, 31.7% bad (marks up to 5); good answers are fewer than chance explains about Boris (26% of 100 of marks up to 5, 54% with the others)",
  );
  expect(plain(feedbackFinding(rows.slice(0, 1), english))).toContain("people differ within chance");
  const figure = draw(() => shareDots(feedbackShares(rows, english), {width: 900, words: english}));
  expect(texts(figure, ".names text")).toEqual(["Anna, of 5", "▼ Boris, of 5", "not said, of 5"]);
  expect(figure.querySelectorAll(".chance rect")).toHaveLength(2);
});

test("who holds more of the own cards than chance explains is named and marked, with the limit of chance", () => {
  const person = (employee_id: string, entered_count: number, claimed_count: number) => ({
    employee_id,
    employee_name: employee_id.toUpperCase(),
    entered_count,
    invoiced_count: 0,
    claimed_count,
  });
  const rows = [person("a", 44, 35), person("b", 40, 8), person("c", 30, 6), person("d", 13, 6)];
  // of the others 20 of 83 are held
  expect(plain(enteredFinding(rows, english))).toBe(
    "More of the clients they entered than chance explains are held without an invoice by A (79.5%, 35/44); 24.1% of 83 by the others; of all 127 entered, 0% were invoiced soon",
  );
  const parts = enteredParts(rows, english);
  expect(parts.map(({name}) => name)).toEqual(["▲ A", "B", "C", "D"]);
  expect(parts[0]!.limit!).toBeLessThan(35);
  expect(parts[3]!.limit!).toBeGreaterThanOrEqual(6);
  const figure = draw(() => partBars(parts, {width: 900, words: english}));
  expect(figure.querySelectorAll(".limits line")).toHaveLength(4);
});

test("the count of a part stands beside the limit that would strike it through", () => {
  const parts = [{id: "a", name: "A", limit: 5, parts: [{name: "held", count: 10, weight: "well" as const}]}];
  const figure = draw(() => partBars(parts, {width: 900, words: english}));
  const limit = Number(figure.querySelector(".limits line")!.getAttribute("x1"));
  const place = /translate\(([\d.]+)/.exec(figure.querySelector(".counts text")!.getAttribute("transform")!);
  expect(Math.abs(Number(place![1]) - limit)).toBeGreaterThan(100);
});

test("cards made add up: invoiced, held, and others'", () => {
  const rows = [
    {employee_id: "e1", employee_name: "Anna", entered_count: 10, invoiced_count: 5, claimed_count: 2},
  ];
  expect(enteredParts(rows, english)[0]!.parts.map(({count}) => count)).toEqual([2, 5, 3]);
  expect(plain(enteredFinding(rows, english))).toBe(
    "Of 10 clients entered, 50% were invoiced soon; 20% were not, and who entered them holds them; people differ within chance",
  );
  expect(enteredFinding([], english)).toBeNull();
});
