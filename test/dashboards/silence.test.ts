// @vitest-environment jsdom
import {expect, test} from "vitest";
import {silencesOf} from "../../dashboards/lib/silences.ts";
import {silenceDots, silenceFinding, silenceNote} from "../../dashboards/pages/contacts/silence-card.tsx";
import type {SilenceLossesRow} from "../../queries/generated/rows.ts";
import {normalCdf} from "../../queries/statistics/normal.ts";
import {draw, english, plain, texts} from "./chart-snapshot.ts";

const row = (silent_days: number, lost_count: number, regained_count: number): SilenceLossesRow => ({
  silent_days,
  lost_count,
  regained_count,
  fading_days: 30,
  dormant_days: 90,
});
// of 225 called since the purchase 20 left, of 225 not called 34
const rows = [
  row(1, 5, 50),
  row(14, 5, 45),
  row(15, 5, 60),
  row(29, 5, 50),
  row(30, 10, 40),
  row(89, 4, 60),
  row(90, 20, 91),
];

test("bands meet without a gap: to half of fading, to fading, to twice fading, to dormant, not reached at all", () => {
  expect(silencesOf(rows)!.bands).toEqual([
    {from: 1, to: 14, lost: 10, whole: 105},
    {from: 15, to: 29, lost: 10, whole: 120},
    {from: 30, to: 59, lost: 10, whole: 50},
    {from: 60, to: 89, lost: 4, whole: 64},
    {from: 90, to: null, lost: 20, whole: 111},
  ]);
  const soon = rows.filter(({silent_days}) => silent_days <= 30).map((one) => ({...one, dormant_days: 40}));
  expect(silencesOf(soon)!.bands.map(({from, to}) => [from, to])).toEqual([
    [1, 14],
    [15, 29],
    [30, 39],
    [40, null],
  ]);
});

test("one test over all bands decides, and the sentence claims no more than the bands show", () => {
  // the demo's twelve months: only those not reached at all left more often; without them z = -0.9
  const last = [row(1, 124, 146), row(15, 48, 75), row(30, 41, 60), row(60, 9, 8), row(90, 39, 17)];
  const [others, all] = [222 / 511, 261 / 567];
  const z = (39 / 56 - others) / Math.sqrt(all * (1 - all) * (1 / 56 + 1 / 511));
  expect(silencesOf(last)!.end!.chance).toBeCloseTo(2 * (1 - normalCdf(z)), 10);
  expect(plain(silenceFinding(silencesOf(last), english))).toMatch(
    /^Only clients not reached for 90 days leave more often: 69.6% \(39\/56\), the others 43.4% \(222\/511\)/,
  );
  // a rise that goes through all bands is said as one
  const rise = [row(1, 30, 170), row(15, 40, 160), row(30, 60, 140), row(60, 80, 120), row(90, 100, 100)];
  expect(plain(silenceFinding(silencesOf(rise), english))).toMatch(
    /^The longer nobody reaches a client, the more often it leaves: reached 1 to 14 days ago 15% \(30\/200\), not reached for 90 days 50% \(100\/200\)/,
  );
  // bands that fall among each other are no rise, whatever the last one does to the trend of all
  const turn = [row(1, 60, 140), row(15, 50, 150), row(30, 30, 170), row(90, 120, 80)];
  expect(silenceFinding(silencesOf(turn), english)).toContain("Only clients not reached for 90 days");
  expect(silenceFinding(silencesOf([row(5, 20, 205), row(40, 22, 203)]), english)).toContain("within chance");
  expect(silenceFinding(silencesOf([row(5, 60, 165), row(40, 20, 205)]), english)).toContain("less often");
  expect(silenceFinding(silencesOf([row(5, 20, 205)]), english)).toBeNull();
  expect(silenceFinding(silencesOf([]), english)).toBeNull();
});

test("medians of those lost and kept; the days looked back over are an end, not a number", () => {
  // lost 1..21: from the 6th to the 16th; kept all at the end
  const lost = Array.from({length: 21}, (_, index) => row(index + 1, 1, 0));
  expect(silenceNote(silencesOf([...lost, row(90, 0, 30)]), 90, english)).toBe(
    "Days since our last call, median with 95% interval: lost 11 (6 to 16), kept 90 or more (90 or more to 90 or more).",
  );
  expect(silenceNote(silencesOf([row(5, 3, 0)]), 90, english)).toBeNull();
});

test("each band has its share, its interval and its numbers; an empty band keeps its place", () => {
  const figure = draw(() => silenceDots([row(3, 10, 90), row(90, 40, 60)], {width: 900, words: english}));
  expect(figure.querySelectorAll(".shares circle")).toHaveLength(2);
  expect(texts(figure, ".names text")).toEqual([
    "reached 1 to 14 days ago",
    "reached 15 to 29 days ago",
    "reached 30 to 59 days ago",
    "reached 60 to 89 days ago",
    "not reached for 90 days",
  ]);
  expect(texts(figure, ".said text")).toEqual(["10% · 10/100", "nobody", "nobody", "nobody", "40% · 40/100"]);
});
