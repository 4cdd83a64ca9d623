// @vitest-environment jsdom
import {expect, test} from "vitest";
import {placeText, reasonDots} from "../../dashboards/charts/reason-dots.ts";
import {phases, ratePoints, refusalTrend} from "../../dashboards/charts/refusal-trend.ts";
import {drawnReasons, reasonRates, reasonsFinding} from "../../dashboards/pages/refusals/reasons-card.tsx";
import {filedMonths, trendFinding} from "../../dashboards/pages/refusals/trend-card.tsx";
import type {RefusalMonthsRow, RefusalReasonsRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const reason = (
  refusal_reason: string,
  refusal_count: number,
  all: number,
  is_other = false,
): RefusalReasonsRow => ({
  refusal_reason,
  is_other,
  refusal_count,
  all_refusal_count: all,
  contact_count: 1000,
  previous_refusal_count: 10,
  previous_contact_count: 500,
});

test("a leader that chance could not make is named with both shares; tied ones are named together with their rates", () => {
  const clear = [reason("expensive", 150, 200), reason("no_need", 40, 200), reason("other", 10, 200, true)];
  const sentence = reasonsFinding(clear, english);
  expect(sentence).toContain("expensive");
  expect(sentence).toContain("15% of contacts");
  expect(sentence).toContain("75% of refusals");
  const tied = [reason("expensive", 60, 110), reason("no_need", 50, 110)];
  expect(reasonsFinding(tied, english)).toMatch(
    /expensive \(6%\) and no need \(5%\); the difference is within chance/,
  );
  const rates = reasonRates(tied, english);
  expect(rates.map((row) => placeText(rates, row))).toEqual(["1–2", "1–2"]);
  expect(rates[0]!.past).toBe(0.02);
});

test("too many refusals without a telling reason close the gate before any reason is named", () => {
  const rows = [
    reason("expensive", 79, 100),
    reason("not_given", 11, 100, true),
    reason("other", 10, 100, true),
  ];
  expect(reasonsFinding(rows, english)).toMatch(/^21% of refusals have no telling reason/);
  const fewer = [reason("expensive", 80, 100), reason("not_given", 20, 100, true)];
  expect(reasonsFinding(fewer, english)).toContain("expensive");
});

test("every reason has its mark, interval and tip, also those without refusals are left out", () => {
  const rows = reasonRates(
    [reason("expensive", 30, 40), reason("no_need", 10, 40), reason("late", 0, 40)],
    english,
  );
  const figure = reasonDots(rows, {width: 900, words: english});
  for (const mark of [".rates circle", ".interval line", ".hit > *", ".past circle"])
    expect(figure.querySelectorAll(mark)).toHaveLength(2);
});

const months = Array.from(
  {length: 14},
  (_, index): RefusalMonthsRow => ({
    month: `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`,
    refusal_count: index < 8 ? 200 + (index % 2) * 10 : 300,
    goal_count: 10,
    contact_count: 1000,
    is_complete: index < 13,
  }),
);
const versions = [
  {script_version: "v1", valid_from: "2024-01-01", valid_to: "2025-09-10", notes: null},
  {script_version: "v2", valid_from: "2025-09-10", valid_to: null, notes: null},
];

test("a month belongs to the script of most of its days, and each script has limits of its own months", () => {
  const points = ratePoints(months, versions);
  expect(points.map((point) => point.version)).toEqual([
    ...new Array<string>(8).fill("v1"),
    ...new Array<string>(6).fill("v2"),
  ]);
  const [first, second] = phases(points);
  // mean .205, all differences .01: limits .205 -/+ 2.66 x .01
  expect(first!.limits!.mean).toBeCloseTo(0.205, 10);
  expect(first!.limits!.low).toBeCloseTo(0.1784, 10);
  expect(first!.limits!.high).toBeCloseTo(0.2316, 10);
  // five whole months are too few
  expect(second!.limits).toBeNull();
  expect(trendFinding(points, english)).toContain("too few months");
});

test("a month beyond the limits of its script is named so and ringed; a quiet one is not", () => {
  const one = [{script_version: "v1", valid_from: "2024-01-01", valid_to: null, notes: null}];
  const quiet = ratePoints(months.slice(0, 8), one);
  expect(trendFinding(quiet, english)).toContain("as usual");
  const loud = ratePoints(
    months.slice(0, 8).map((row, index) => (index === 7 ? {...row, refusal_count: 400} : row)),
    one,
  );
  expect(trendFinding(loud, english)).toContain("more than chance explains");
  const figure = refusalTrend(loud, {width: 900, words: english});
  // mean .22875, the jump of .19 left out of the ranges: limits .20215 and .25535, so four months of .2 are outside too
  expect(figure.querySelectorAll(".outside circle")).toHaveLength(5);
  expect(figure.querySelectorAll(".points circle")).toHaveLength(8);
});

test("of few months each stands once on the axis", () => {
  const one = [{script_version: "v1", valid_from: "2024-01-01", valid_to: null, notes: null}];
  const ticks = (count: number) =>
    refusalTrend(ratePoints(months.slice(0, count), one), {width: 900, words: english}).textContent!.match(
      /Jan 25/g,
    );
  expect(ticks(1)).toHaveLength(1);
  expect(ticks(3)).toHaveLength(1);
});

test("a month without contacts or without refusals is a sentence, not an empty figure", () => {
  expect(drawnReasons([{...reason("expensive", 3, 3), contact_count: 0}])).toEqual([]);
  expect(drawnReasons([reason("expensive", 0, 0)])).toEqual([]);
  expect(drawnReasons([reason("expensive", 1, 1), reason("late", 0, 1)])).toHaveLength(2);
});

test("a declared break ends a phase like a change of the script, and stands on the time line by name", () => {
  const one = [{script_version: "v1", valid_from: "2024-01-01", valid_to: null, notes: null}];
  const law = [
    {break_date: "2025-07-10", name_en: "Law on marking calls", name_ru: "Закон о маркировке звонков"},
    // after the middle of the month: September is still of the time before
    {break_date: "2025-09-20", name_en: "New prices", name_ru: "Новые цены"},
    {break_date: "2020-01-01", name_en: "Long ago", name_ru: "Давно"},
  ];
  const points = ratePoints(months, one, law);
  expect(phases(points).map((phase) => [phase.points.length, phase.points[0]!.month])).toEqual([
    [6, "2025-01-01"],
    [3, "2025-07-01"],
    [5, "2025-10-01"],
  ]);
  // six months of .20 and .21 by turns
  expect(phases(points)[0]!.limits!.high).toBeCloseTo(0.205 + 2.66 * 0.01, 10);
  const figure = refusalTrend(points, {width: 900, words: english}, law);
  expect(figure.querySelectorAll(".declared line")).toHaveLength(2);
  expect(figure.querySelector(".declared-names")!.textContent).toContain("Law on marking calls");
  // the script is named once, where it begins
  expect(figure.textContent!.match(/script v1/g)).toHaveLength(1);
});

test("where no outcome was ever filed there is no rate of refusals, not one of 0 %", () => {
  const nothing = months.map((row) => ({...row, refusal_count: 0, goal_count: 0}));
  expect(filedMonths(nothing)).toEqual([]);
  expect(filedMonths([...nothing.slice(1), months[0]!])).toHaveLength(14);
});
