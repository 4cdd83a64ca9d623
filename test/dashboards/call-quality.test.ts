// @vitest-environment jsdom
import {expect, test} from "vitest";
import {type AdherenceCell, judgeCells} from "../../dashboards/charts/adherence-cells.ts";
import {adherenceGrid} from "../../dashboards/charts/adherence-grid.ts";
import {companyMonths} from "../../dashboards/charts/company-months.ts";
import {learnedBars} from "../../dashboards/charts/learned-bars.ts";
import {expectedRates} from "../../dashboards/charts/operator-funnel-plot.ts";
import {everyFew, rateLines, spread} from "../../dashboards/charts/rate-lines.ts";
import {judgeAgreement, reviewerAgreement} from "../../dashboards/charts/reviewer-agreement.ts";

import {callbacksFinding, openFinding} from "../../dashboards/pages/call-centre/callback-cards.tsx";
import {companiesFinding} from "../../dashboards/pages/call-centre/companies-card.tsx";
import {
  objectionsFinding,
  scriptsCompared,
  secondFinding,
} from "../../dashboards/pages/call-quality/after-refusal-cards.tsx";
import {
  adherenceFinding,
  agreementFinding,
  agreementOf,
} from "../../dashboards/pages/call-quality/checklist-cards.tsx";
import {
  learnedFinding,
  profiledMonths,
  screenedFinding,
  segmentedFinding,
} from "../../dashboards/pages/call-quality/learned-cards.tsx";
import {ratesFinding, resultSeries} from "../../dashboards/pages/call-quality/rates-card.tsx";
import type {
  FirstConversationsRow,
  FirstObjectionsRow,
  SecondContactsRow,
} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const options = {width: 900, words: english};

test("who keeps fewer promises than chance explains is named, and nobody else", () => {
  const person = (id: string, kept_count: number, promised_count: number) => ({
    employee_id: id,
    employee_name: id.toUpperCase(),
    kept_count,
    promised_count,
    away_count: 0,
    away_kept_count: 0,
  });
  const even = [person("a", 75, 100), person("b", 70, 100), person("c", 80, 100), person("d", 0, 1)];
  expect(callbacksFinding(even, english)).toBe(
    "74.8% of 301 promised calls were made by the day promised; operators differ no more than chance allows",
  );
  expect(callbacksFinding([...even, person("e", 30, 100)], english)).toContain(
    "fewer than chance explains: E (30%)",
  );
  expect(callbacksFinding([], english)).toBeNull();
  expect(
    openFinding(
      [
        {
          client_id: "c",
          client_name: null,
          client_phone: null,
          tax_id: null,
          employee_id: null,
          employee_name: null,
          due_date: "2026-01-01",
          late_days: 9,
        },
      ],
      english,
    ),
  ).toBe("1 client was promised a call and still waits: 9 days");
  expect(openFinding([], english)).toBeNull();
});

const second = (month: string, script_version: string, softened: number, open = 0): SecondContactsRow => ({
  month,
  script_version,
  client_count: 200 + open,
  decided_count: 200,
  again_count: 160,
  softened_count: softened,
  goal_count: 20,
  maturity_days: 60,
});

test("the second contact speaks of the last month whose clients have all had their time, and of its script", () => {
  const rows = [
    second("2026-01-01", "v1", 90),
    second("2026-02-01", "v1", 90),
    second("2026-03-01", "v2", 130),
    second("2026-04-01", "v2", 20, 50),
  ];
  expect(secondFinding(rows, english)).toBe(
    "Of those who first refused in March 2026, 80% were spoken with again within 60 days; 81.3% of them did not refuse the second time; with script v2 more often than with v1, and not by chance (all their months together: 81.3% against 56.3%)",
  );
  expect(scriptsCompared(rows)).toMatchObject({
    first: {hits: 130, trials: 160},
    second: {hits: 180, trials: 320},
    verdict: "higher",
  });
  expect(secondFinding([second("2026-01-01", "v1", 90), second("2026-02-01", "v2", 92)], english)).toContain(
    "differ no more than chance allows",
  );
  expect(secondFinding([second("2026-01-01", "v1", 90)], english)).not.toContain("script");
  expect(secondFinding([second("2026-01-01", "v1", 90, 1)], english)).toBeNull();
});

const objection = (
  refusal_reason: string,
  decided_count: number,
  goal_count: number,
  needs_count = 0,
): FirstObjectionsRow => ({
  refusal_reason,
  decided_count,
  again_count: decided_count,
  goal_count,
  needs_count,
  won_count: 0,
  maturity_days: 60,
});

test("those who asked for an offer are compared with all others; without such a reason the reasons with each other", () => {
  const rows = [
    objection("send_offer", 100, 12, 40),
    objection("price", 300, 30, 15),
    objection("other", 100, 10),
  ];
  expect(objectionsFinding(rows, "goal", english)).toMatch(
    /12% gave a result within 60 days, after other refusals 10%: the difference is within chance/,
  );
  // 15 of 400 others
  expect(objectionsFinding(rows, "needs", english)).toMatch(
    /40% told their needs within 60 days, after other refusals 3.8%: more than chance explains/,
  );
  expect(objectionsFinding(rows.slice(1), "goal", english)).toBe(
    "10% within 60 days; reasons differ no more than chance allows",
  );
  expect(
    objectionsFinding([objection("price", 200, 20), objection("no_time", 200, 80)], "goal", english),
  ).toBe("25% within 60 days; outside chance: price (10%) and no time (40%)");
  expect(objectionsFinding([], "goal", english)).toBeNull();
});

test("what a profile learnt at once brings is judged by the second conversations alone", () => {
  const row = (month: string, is_profiled: boolean, client_count: number, goals: number) =>
    ({
      month,
      is_profiled,
      client_count,
      all_client_count: 100,
      decided_count: client_count,
      again_count: client_count,
      second_goal_count: goals,
    }) satisfies FirstConversationsRow;
  const rows = [
    row("2026-01-01", true, 20, 8),
    row("2026-01-01", false, 80, 8),
    row("2026-02-01", false, 100, 10),
  ];
  expect(segmentedFinding(rows, english)).toBe(
    "The profile is learnt in 10% of 200 first conversations; the second then brings a result in 40% of cases, otherwise in 10%: more than chance explains",
  );
  expect(segmentedFinding(rows.slice(1), english)).toBe(
    "The profile is learnt in 0% of 180 first conversations",
  );
  expect(segmentedFinding([], english)).toBeNull();
  expect(profiledMonths(rows)).toEqual([
    {month: "2026-01-01", part: 20, whole: 100, isOpen: false},
    {month: "2026-02-01", part: 0, whole: 100, isOpen: false},
  ]);
});

test("the card says what was told before and now, and the screened out by their first reason", () => {
  const rows = [
    {secondary_goal: "profile", company_count: 200, known_count: 100, gained_count: 30},
    {secondary_goal: "name", company_count: 200, known_count: 150, gained_count: 10},
  ];
  expect(learnedFinding(rows, english)).toBe(
    "Calls added 40 facts to cards, most of all “profile”: 50% before, 65% now",
  );
  expect(learnedFinding([], english)).toBeNull();
  const bars = learnedBars(
    rows.map((row) => ({
      key: row.secondary_goal,
      name: row.secondary_goal,
      companies: row.company_count,
      known: row.known_count,
      gained: row.gained_count,
    })),
    options,
  );
  expect(bars.querySelectorAll(".known rect")).toHaveLength(2);
  expect(bars.querySelectorAll(".gained rect")).toHaveLength(2);
  expect(bars.querySelector(".hit > *")?.getAttribute("data-tip")).toContain("of 200 called");
  const screened = (screening_reason: string, client_count: number) => ({
    screening_reason,
    client_count,
    month_count: 1,
    company_count: 1000,
  });
  expect(screenedFinding([screened("too_small", 15), screened("not_given", 5)], english)).toBe(
    "20 clients turned out not to be needed, 2% of those talked with; most often “too small” (75%)",
  );
  expect(screenedFinding([], english)).toBeNull();
});

const cell = (item: string, column: string, score: number, heard: number): AdherenceCell => ({
  item,
  itemName: item,
  column,
  columnName: column,
  score,
  heard,
  // the item "need" weighs three times as much
  passed: score * (item === "need" ? 3 : 1),
  weight: heard * (item === "need" ? 3 : 1),
});

test("a cell of the checklist is judged against its own item, and not below ten conversations", () => {
  const cells = [
    cell("need", "a", 8, 40),
    cell("need", "b", 34, 40),
    cell("need", "c", 0, 9),
    cell("greeting", "a", 40, 40),
    cell("greeting", "b", 39, 40),
    cell("greeting", "c", 0, 0),
  ];
  expect(judgeCells(cells).map(({verdict}) => verdict)).toEqual([
    "below",
    "above",
    "few",
    "within",
    "within",
  ]);
  // 42 of 89
  expect(adherenceFinding(cells, english)).toBe(
    "The script is followed least at “need”: 47.2% of 89 conversations heard; below what chance explains: a – need (20%)",
  );
  expect(adherenceFinding(cells.slice(3), english)).toContain("nobody differs by more than chance");
  expect(adherenceFinding([], english)).toBeNull();
  const figure = adherenceGrid(cells, options);
  expect(figure.querySelectorAll(".cells rect")).toHaveLength(4);
  expect(figure.querySelectorAll(".few rect")).toHaveLength(1);
  expect(figure.textContent).toContain("▼20");
  // a: (3 * 8 + 40) of (3 * 40 + 40), b: (3 * 34 + 39) of 160, c: too few
  expect([...figure.querySelectorAll(".totals text")].map((one) => one.textContent)).toEqual(["40", "88"]);
});

test("a crowd is a list of people, whoever is below chance first, then the least fulfilled; its columns are the items", () => {
  const crowd = Array.from({length: 60}, (_, index) => [
    // one falls out at an item; of the others each fulfils a little more than the one before
    cell("need", `p${index}`, index === 40 ? 2 : 20 + (index % 10), 40),
    cell("greeting", `p${index}`, index === 40 ? 40 : 36, 40),
  ]).flat();
  const figure = adherenceGrid(crowd, {width: 358, words: english});
  const texts = (name: string) => [...figure.querySelectorAll(`.${name} text`)].map((one) => one.textContent);
  expect(texts("items")).toEqual(["need", "greeting"]);
  expect(texts("people")).toHaveLength(60);
  expect(texts("people").slice(0, 2)).toEqual(["p40", "p0"]);
  // p40: (3 * 2 + 40) of 160, p0: (3 * 20 + 36) of 160
  expect(texts("totals").slice(0, 2)).toEqual(["29", "60"]);
  expect(figure.querySelectorAll(".cells rect")).toHaveLength(120);
  expect(figure.querySelectorAll(".hit rect")).toHaveLength(120);
});

test("an item that reviewers read in two ways is named, others are not; few double marks are not judged", () => {
  const pair = (item_code: string, score: number, other_score: number, pair_weight: number) => ({
    item_code,
    item_name: item_code,
    score,
    other_score,
    pair_weight,
  });
  const item = (code: string, same: number, different: number) => [
    pair(code, 0, 0, same),
    pair(code, 1, 1, same),
    pair(code, 0, 1, different),
    pair(code, 1, 0, different),
  ];
  // 100 conversations: 30 of 100 differ; 100 with 2 of 100; 10 only
  const items = agreementOf([...item("vague", 70, 30), ...item("clear", 98, 2), ...item("rare", 5, 5)]);
  expect(items.map(({key, twice, same}) => [key, twice, same])).toEqual([
    ["vague", 100, 0.7],
    ["clear", 100, 0.98],
    ["rare", 10, 0.5],
  ]);
  expect(items.map(judgeAgreement)).toEqual(["unreliable", "reliable", "few"]);
  expect(agreementFinding(items, english)).toBe(
    "Reviewers differ too much on vague (70% of marks alike); the item should be put more clearly before anybody is judged by it",
  );
  expect(agreementFinding(items.slice(1), english)).toContain("can be relied on");
  expect(agreementFinding(items.slice(2), english)).toContain("Too few conversations");
  expect(agreementFinding([], english)).toBeNull();
  expect(agreementOf([pair("alike", 1, 1, 50)])).toEqual([]);
  const figure = reviewerAgreement(items, options);
  expect(figure.querySelectorAll(".alphas circle")).toHaveLength(3);
  expect(figure.querySelectorAll(".interval line")).toHaveLength(3);
});

test("a result has three rates and two prices, and months without a denominator are left out", () => {
  const row = {
    month: "2026-01-01",
    company_count: 200,
    new_company_count: 50,
    goal_client_count: 20,
    conversation_count: 210,
    attempt_count: 840,
    goal_count: 21,
    is_complete: true,
  };
  expect(ratesFinding([row], english)).toBe(
    "10% of companies gave a result in January 2026; conversations per result: 10, calls: 40",
  );
  expect(ratesFinding([{...row, goal_count: 0}], english)).toBeNull();
  const series = resultSeries([row, {...row, month: "2026-02-01", is_complete: false}], english);
  expect(series.map(({months}) => months[0]!.part / months[0]!.whole)).toEqual([0.1, 0.1, 0.025]);
  const figure = rateLines(series, {...options, breaks: [{month: "2026-02-01", name: "v2"}]});
  expect(figure.querySelectorAll(".points circle")).toHaveLength(6);
  expect(figure.querySelectorAll(".interval line")).toHaveLength(6);
  expect(figure.querySelectorAll(".end")).toHaveLength(3);
  expect(figure.textContent).toContain("v2");
  expect(
    rateLines(resultSeries([{...row, company_count: 0}], english), {...options, width: 350}),
  ).toBeTruthy();
});

test("months under an axis are as many as have room, the last among them and none twice", () => {
  const months = Array.from({length: 24}, (_, index) => String(index));
  expect(everyFew(months, 8)).toEqual(["2", "5", "8", "11", "14", "17", "20", "23"]);
  expect(everyFew(months.slice(0, 4), 8)).toEqual(["0", "1", "2", "3"]);
  expect(everyFew([], 8)).toEqual([]);
});

test("labels keep their place unless another is nearer than a label is high", () => {
  expect(spread([10, 100, 60], 30)).toEqual([10, 100, 60]);
  expect(spread([50, 40, 45], 30)).toEqual([100, 40, 70]);
  expect(spread([], 30)).toEqual([]);
});

test("what to expect of an operator lies between his own rate and the mean, and is the mean when chance explains all", () => {
  const rows = [
    {name: "a", part: 60, whole: 200},
    {name: "b", part: 20, whole: 200},
    {name: "c", part: 3, whole: 4},
  ];
  const mean = 83 / 404;
  const [a, b, c] = expectedRates(rows);
  expect(a).toBeGreaterThan(mean);
  expect(a).toBeLessThan(0.3);
  expect(b).toBeLessThan(mean);
  expect(b).toBeGreaterThan(0.1);
  // four companies say less than two hundred: their rate gives way more
  expect((0.75 - c!) / (0.75 - mean)).toBeGreaterThan((0.3 - a!) / (0.3 - mean));
  expect(
    expectedRates([
      {name: "a", part: 20, whole: 200},
      {name: "b", part: 21, whole: 200},
    ]),
  ).toEqual([41 / 400, 41 / 400]);
});

test("companies are told of the month and of the year, new ones apart", () => {
  const row = {
    month: "2026-01-01",
    company_count: 200,
    new_company_count: 20,
    year_company_count: 500,
    year_new_company_count: 300,
    is_complete: true,
  };
  expect(companiesFinding([{...row, month: "2025-01-01"}, row], english)).toBe(
    "200 companies in January 2026, 10% never called by the call centre before; over twelve months 500, 60% of them first called in these months",
  );
  // of the first months of data everybody was called for the first time that is known
  expect(companiesFinding([{...row, month: "2025-02-01"}, row], english)).toBe(
    "200 companies in January 2026; the first known month of calls is February 2025, 500 in all: too early to say which of them are new",
  );
  expect(companiesFinding([], english)).toBeNull();
  const figure = companyMonths([row, {...row, month: "2026-02-01", is_complete: false}], options);
  expect(figure.querySelectorAll(".carried rect")).toHaveLength(2);
  const fresh = [...figure.querySelectorAll(".new rect")].map((bar) => bar.getAttribute("fill"));
  expect(fresh).toEqual(["var(--call-centre-fill)", "url(#hatch-call_centre)"]);
  expect(figure.querySelector(".hit > *")?.getAttribute("data-tip")).toContain("over twelve months: 500");
});
