// @vitest-environment jsdom
import {expect, test} from "vitest";
import {mixBars} from "../../dashboards/charts/mix-bars.ts";
import {lookBounds, scriptLooks} from "../../dashboards/charts/script-looks.ts";
import {addDays} from "../../dashboards/lib/month.ts";
import {mixSplits, nextLook, scriptChanges} from "../../dashboards/lib/script-changes.ts";
import {mixFinding, mixSubtitle} from "../../dashboards/pages/refusals/mix-card.tsx";
import {verdictFacts, verdictFinding} from "../../dashboards/pages/refusals/verdict-card.tsx";
import type {ScriptDaysRow, ScriptMixRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const plan = {change: 0.05, alarm: 0.05, power: 0.8, looks: 5};
const versions = [
  {script_version: "v1", valid_from: "2026-01-01", valid_to: "2026-04-01", notes: null},
  {script_version: "v2", valid_from: "2026-04-01", valid_to: null, notes: null},
  {script_version: "v9", valid_from: "2026-05-01", valid_to: null, notes: null},
];

function days(version: string, from: string, count: number, companies: number, goals: number) {
  return Array.from(
    {length: count},
    (_, index): ScriptDaysRow => ({
      script_version: version,
      talk_date: addDays(from, index),
      company_count: companies,
      goal_count: goals,
    }),
  );
}

const former = days("v1", "2026-01-01", 90, 100, 15);
const changeOf = (rows: ScriptDaysRow[]) => scriptChanges([...former, ...rows], versions, plan)[0]!;

test("a change is a script and the one before it, where both have conversations", () => {
  const changes = scriptChanges([...former, ...days("v2", "2026-04-01", 3, 10, 1)], versions, plan);
  expect(changes.map(({version, former}) => [version, former])).toEqual([["v2", "v1"]]);
  expect(changes[0]).toMatchObject({since: "2026-01-01", until: "2026-04-03", isEnded: false, pace: 7.5});
  expect(scriptChanges(former, versions, plan)).toEqual([]);
});

test("the card says worse with both shares and the interval", () => {
  const change = changeOf(days("v2", "2026-04-01", 10, 100, 5));
  const sentence = verdictFinding(change, [], english)!;
  // the look was on the second of ten days: 10 of 200 against 1,350 of 9,000, not the 50 of 1,000 there are by now
  expect(sentence).toMatch(
    /^Script v2 is worse than v1: 10 of 200 \(5%\) agreed against 1,350 of 9,000 \(15%\)/,
  );
  expect(sentence).toMatch(/\(look 2 of 5, 2 Apr 2026\)$/);
  expect(verdictFacts(change, english).join(" ")).toContain(
    "All until 10 Apr 2026: v2 50 of 1,000 (5%), v1 1,350 of 9,000 (15%). These are later figures; no verdict rests on them.",
  );
  const once = changeOf(days("v2", "2026-04-01", 2, 100, 5));
  expect(verdictFacts(once, english).join(" ")).not.toContain("later figures");
  const figure = scriptLooks(change, {width: 900, words: english});
  expect(figure.querySelectorAll(".decides circle")).toHaveLength(1);
  expect(figure.textContent).toContain("▼ worse");
});

test("before the first look the card counts the companies, and tells when the look will come", () => {
  const change = changeOf(days("v2", "2026-04-01", 4, 20, 9));
  expect(verdictFinding(change, [], english)).toContain(
    "the first look comes at 95 companies, now there are 80",
  );
  // 80 companies in four weeks are 20 a week: 15 more take 5.25 days
  expect(nextLook(change)).toEqual({number: 1, needed: 95, day: "2026-04-10"});
  expect(verdictFacts(change, english).join(" ")).toContain("about 10 Apr 2026");
  const figure = scriptLooks(change, {width: 900, words: english});
  expect(figure.querySelectorAll(".looks circle, .decides circle")).toHaveLength(0);
  expect(figure.querySelectorAll(".hit > *")).toHaveLength(5);
});

test("what chance explains shrinks from look to look", () => {
  const bounds = lookBounds(changeOf(days("v2", "2026-04-01", 2, 100, 15)));
  expect(bounds.map(({number, isHeld}) => [number, isHeld])).toEqual([
    [1, true],
    [2, true],
    [3, false],
    [4, false],
    [5, false],
  ]);
  const reaches = bounds.map(({reach}) => reach);
  expect(reaches).toEqual(reaches.toSorted((a, b) => b - a));
});

test("no verdict where the difference comes from other companies", () => {
  const change = changeOf(days("v2", "2026-04-01", 10, 100, 5));
  const row = (dimension_key: string, then: [number, number], now: [number, number]): ScriptMixRow => ({
    dimension_code: "list",
    dimension_key,
    former_company_count: then[0],
    former_goal_count: then[1],
    company_count: now[0],
    goal_count: now[1],
  });
  // each list answers as before, but the easy one has gone from 80 to 20 of 100
  const splits = mixSplits([row("easy", [800, 160], [20, 4]), row("hard", [200, 6], [80, 2])]);
  expect(verdictFinding(change, splits, english)).toContain("mostly other companies were called");
  expect(mixFinding(splits, english)).toContain("by list");
  const like = mixSplits([row("easy", [800, 160], [80, 6]), row("hard", [200, 6], [20, 0])]);
  expect(verdictFinding(change, like, english)).toContain("worse");
  expect(mixFinding(like, english)).toMatch(/^The script, not the lists/);
  const apart = mixSplits([row("easy", [800, 160], [10, 1]), row("new", [0, 0], [90, 2])]);
  expect(mixFinding(apart, english)).toContain("hardly the same companies");
  expect(mixFinding([...like, ...apart], english)).toContain("Like companies differ too, by list");
  const figure = mixBars(apart, {width: 500, words: english});
  expect(figure.querySelectorAll(".parts rect")).toHaveLength(3);
  expect(mixBars(like, {width: 500, words: english}).querySelectorAll(".parts rect")).toHaveLength(2);
});

test("the parts of a difference name the look and the companies they are of", () => {
  const change = changeOf(days("v2", "2026-04-01", 10, 100, 5));
  const part = {dimension_key: "a", former_company_count: 9000, former_goal_count: 1350};
  const rows = ["acquaintance", "list"].map((dimension_code) => ({
    ...part,
    dimension_code,
    company_count: 200,
    goal_count: 10,
  }));
  expect(mixSubtitle(change, rows, english)).toContain("(look 2 of 5, 2 Apr 2026: 200 and 9,000)");
});

test("a former script with too few companies asks for both side by side", () => {
  const little = days("v1", "2026-01-01", 2, 40, 8);
  const change = scriptChanges([...little, ...days("v2", "2026-04-01", 5, 100, 20)], versions, plan)[0]!;
  expect(verdictFinding(change, [], english)).toContain("too few conversations");
  expect(verdictFacts(change, english).join(" ")).toContain("side by side");
});

test("a verdict names the breaks that lie between what it compares", () => {
  const change = changeOf(days("v2", "2026-04-01", 10, 100, 5));
  const breaks = ["2025-12-31", "2026-03-01", "2026-04-02", "2026-04-03"].map((break_date, index) => ({
    break_date,
    name_en: `Event ${index}`,
    name_ru: `Событие ${index}`,
  }));
  const said = verdictFacts(change, english, breaks).join(" ");
  expect(said).toContain("Event 1 (1 Mar 2026) and Event 2 (2 Apr 2026)");
  expect(said).not.toMatch(/Event [03]/);
});
