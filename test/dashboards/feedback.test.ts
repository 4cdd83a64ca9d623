// @vitest-environment jsdom
import {expect, test} from "vitest";
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
): FeedbackRow => ({
  part_name,
  score_max,
  answer_count,
  good_count,
  bad_count,
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

test("cards made add up: invoiced, held, and others'", () => {
  const rows = [
    {employee_id: "e1", employee_name: "Anna", entered_count: 10, invoiced_count: 5, claimed_count: 2},
  ];
  expect(enteredParts(rows, english)[0]!.parts.map(({count}) => count)).toEqual([5, 2, 3]);
  expect(plain(enteredFinding(rows, english))).toBe(
    "Of 10 clients entered, 50% were invoiced soon; 20% were not, and who entered them holds them",
  );
  expect(enteredFinding([], english)).toBeNull();
});
