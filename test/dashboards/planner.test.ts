// @vitest-environment jsdom
import {expect, test} from "vitest";
import {planCurve} from "../../dashboards/charts/plan-curve.ts";
import {addDays} from "../../dashboards/lib/month.ts";
import {planScriptTest, readPlan, weeksFor} from "../../dashboards/lib/script-plan.ts";
import {planForm, plannerFacts, plannerFinding} from "../../dashboards/pages/refusals/planner-card.tsx";
import {english, russian} from "./chart-snapshot.ts";

const settings = {change: 0.05, alarm: 0.05, power: 0.8, looks: 5};
const written = {rate: "15", change: "5", alarm: "5", power: "80", looks: "5"};
const daily = (companies: number, count: number) =>
  Array.from({length: count}, (_, index) => ({day: addDays("2026-01-01", index), companies, goals: 0}));

test("from 15 to 20 per cent: 906 looked at once, 932 at most with five looks, announced one by one", () => {
  const {rate, plan} = readPlan(written) as {rate: number; plan: typeof settings};
  const planned = planScriptTest(rate, plan, daily(20, 500));
  expect(planned).toMatchObject({single: 906, most: 932});
  expect(planned.looks.map(({companies}) => companies)).toEqual([187, 373, 560, 746, 932]);
  expect(planned.looks.map(({limit}) => limit.toFixed(2))).toEqual(["4.56", "3.23", "2.63", "2.28", "2.04"]);
  // 1864 companies at 20 a day are there on day 94; against 10 000 of the script before 489 are enough: day 25
  expect(planned.weeks).toBeCloseTo(94 / 7, 10);
  expect(planned.after).toEqual({companies: 489, weeks: 25 / 7});
  expect(plannerFinding(planned, english)).toBe(
    "To see a change of 5 points, at most 932 companies under each script: about 14 weeks side by side",
  );
  expect(plannerFacts(planned, "v3", english).join(" ")).toContain("4.56; 3.23; 2.63; 2.28; 2.04");
  expect(plannerFacts(planned, "v3", russian).join(" ")).toContain("4,56; 3,23; 2,63; 2,28; 2,04");
});

test("one look at the end is no more than it is: nothing is seen sooner, and the share says of how many it is", () => {
  const once = planScriptTest(0.15, {...settings, looks: 1}, daily(20, 500));
  expect(once.most).toBe(once.single);
  const present = daily(20, 3).map((day) => ({...day, goals: 2}));
  const facts = plannerFacts(once, "v3", english, present).join(" ");
  expect(facts).toContain("One look, at the end: at 906 companies under each script");
  expect(facts).not.toMatch(/much sooner|With 1 looks/);
  expect(facts).toContain("all companies under v3, 6 of 60 (10%) until 3 Jan 2026");
  expect(plannerFinding(once, english)).toMatch(/^To see a change of 5 points, 906 companies/);
  expect(plannerFacts(once, "v3", russian).join(" ")).not.toMatch(/намного раньше|Проверок 1/);
});

test("weeks go on at the pace of the last four weeks when the present script never met so many", () => {
  // 28 days of 10 are 280 companies, 70 a week: 140 more take two weeks
  expect(weeksFor(420, daily(10, 28))).toBeCloseTo(6, 10);
  expect(weeksFor(10, [])).toBeNull();
});

test("a present script with too few companies cannot be the one to compare with", () => {
  const planned = planScriptTest(0.15, settings, daily(10, 40));
  expect(planned.after).toBeNull();
  expect(plannerFacts(planned, "v3", english).join(" ")).toContain("too few companies");
});

test("the form takes a comma, and names what cannot be", () => {
  expect(readPlan({...written, rate: "10,8"})).toMatchObject({wrong: []});
  expect(readPlan({...written, rate: "", change: "0"}).wrong).toEqual(["rate", "change"]);
  expect(readPlan({...written, looks: "2.5", power: "many"}).wrong).toEqual(["power", "looks"]);
  expect(readPlan({...written, rate: "51", change: "50"}).wrong).toEqual([]);
  expect(readPlan({...written, alarm: "-5"}).wrong).toEqual(["alarm"]);
});

test("the form begins with what the company settled and the present share; the address changes it", () => {
  expect(planForm(settings, 0.1081, () => null, english)).toEqual({...written, rate: "10.8"});
  expect(planForm(settings, 0.1081, () => null, russian).rate).toBe("10,8");
  expect(planForm(settings, null, (field) => (field === "looks" ? "3" : null), english)).toMatchObject({
    rate: "",
    looks: "3",
  });
});

test("the curve falls with the change and marks the one chosen", () => {
  const figure = planCurve(planScriptTest(0.15, settings, []), {width: 500, words: english});
  expect(figure.querySelectorAll(".chosen circle")).toHaveLength(1);
  expect(figure.textContent).toContain("932");
  expect(figure.querySelectorAll(".hit > *")).toHaveLength(25);
});
