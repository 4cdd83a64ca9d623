// @vitest-environment jsdom
import {expect, test} from "vitest";
import {paceBars, paceOf} from "../../dashboards/charts/pace-bars.ts";
import {paceFinding} from "../../dashboards/components/pace-card.tsx";
import type {MonthPaceRow} from "../../queries/generated/rows.ts";
import {draw, english, texts} from "./chart-snapshot.ts";

const row = (employee_id: string, actual_amount: number, more: Partial<MonthPaceRow> = {}): MonthPaceRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  leg_code: "hunters",
  measure_code: "money",
  actual_amount,
  goal_amount: 1000,
  goal_deviation: 40,
  passed_day_count: 5,
  working_day_count: 20,
  ...more,
});

test("the month so far is a sum over a sum, and only a fall beyond chance is named", () => {
  expect(paceFinding([row("a", 250), row("b", 200)], english)).toBe(
    "22.5% of the month's goal came by 25% of the working days; nobody is behind beyond chance",
  );
  expect(paceFinding([row("a", 250), row("b", 100)], english)).toMatch(/behind beyond chance: B$/);
  expect(paceFinding([row("a", 5, {goal_amount: null})], english)).toBeNull();
  expect(paceOf(row("a", 5, {goal_amount: 0}))).toBeNull();
});

test("a bar a person with a goal, the expected place as a tick, a band where a range is known", () => {
  const rows = [
    row("a", 250),
    row("b", 9000),
    row("c", 1, {goal_deviation: null}),
    row("d", 1, {goal_amount: null}),
  ];
  const figure = draw(() => paceBars(rows, {width: 900, words: english, leg: "hunters"}));
  expect(figure.querySelectorAll(".so-far rect")).toHaveLength(3);
  expect(figure.querySelectorAll(".expected line")).toHaveLength(3);
  expect(figure.querySelectorAll(".chance rect")).toHaveLength(2);
  // a bar that is cut says so and how long it would be
  expect(texts(figure, ".cut text")).toEqual(["900% ▸"]);
  const whole = draw(() => paceBars([row("a", 2400)], {width: 900, words: english, leg: "hunters"}));
  expect(texts(whole, ".cut text")).toEqual([]);
});
