// @vitest-environment jsdom
import {expect, test} from "vitest";
import {baseStates, countOf} from "../../dashboards/charts/base-states.ts";
import {isBeyond, judgeRates, rateDots} from "../../dashboards/charts/rate-dots.ts";
import {statesFinding} from "../../dashboards/pages/base/states-card.tsx";
import {droppedFinding, droppedRates} from "../../dashboards/pages/contacts/dropped-card.tsx";
import type {BaseStatesRow, DroppedClientsRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const state = (month: string, more: Partial<BaseStatesRow> = {}): BaseStatesRow => ({
  month,
  active_count: 60,
  fading_count: 15,
  dormant_count: 25,
  new_count: 3,
  new_amount: 100,
  went_dormant_count: 7,
  reactivated_count: 2,
  reactivated_amount: 5000,
  order_amount: 9000,
  contact_active_count: 10,
  contact_fading_count: 20,
  contact_dormant_count: 170,
  ...more,
});

test("the finding is that of the last month, by purchases or by contacts", () => {
  const rows = [state("2026-02-01", {dormant_count: 1}), state("2026-03-01")];
  expect(statesFinding(rows, "purchase", english)).toContain("25 of 100 buyers sleep (25%)");
  expect(statesFinding(rows, "purchase", english)).toContain("7 fell asleep, 2 woke");
  expect(statesFinding(rows, "contact", english)).toContain("170 of 200 clients");
  expect(statesFinding([], "purchase", english)).toBeNull();
  expect(countOf(rows[1]!, "fading", "contact")).toBe(20);
});

test("the picture has three states; who moved is drawn by purchases only", () => {
  const rows = [state("2026-02-01"), state("2026-03-01")];
  const by = (view: "purchase" | "contact") => baseStates(rows, {view, width: 900, words: english});
  expect(by("purchase").querySelectorAll(".states path")).toHaveLength(3);
  expect(by("purchase").querySelectorAll(".asleep line")).toHaveLength(2);
  expect(by("contact").querySelectorAll(".asleep line")).toHaveLength(0);
  expect(by("contact").querySelectorAll(".hit > *")).toHaveLength(2);
});

const dropped = (
  employee_id: string,
  talk_count: number,
  dropped_count: number,
  [chance_low, chance_high]: [number, number],
) =>
  ({
    employee_id,
    employee_name: employee_id.toUpperCase(),
    leg_code: "hunters",
    talk_count,
    dropped_count,
    small_dropped_count: dropped_count,
    chance_low,
    chance_high,
  }) satisfies DroppedClientsRow;

test("only who is beyond the limits of like cases is named, whatever the common share says", () => {
  const even = ["a", "b", "c", "d"].map((name) => dropped(name, 80, 20, [8, 33]));
  expect(droppedFinding(even, english)).toContain("people differ within chance");
  expect(droppedFinding(even, english)).toContain("25% of 320");
  // e has small clients only, of whom all drop many: 40 of 60 is far above the common share and no more than chance
  const one = [...even, dropped("e", 60, 40, [22, 44]), dropped("f", 80, 50, [8, 33])];
  expect(droppedRates(one).at(-1)).toMatchObject({name: "F", part: 50, whole: 80});
  const sentence = droppedFinding(one, english)!;
  expect(sentence).toContain("F (62.5%)");
  expect(sentence).not.toMatch(/\b[ABCDE] \(/);
  const rates = droppedRates(one);
  expect(judgeRates(rates).judged.map(({verdict}) => verdict)).toEqual([
    null,
    null,
    null,
    null,
    null,
    "above",
  ]);
  const figure = rateDots(rates, {width: 900, words: english, color: "red", worse: "above"});
  expect(figure.querySelectorAll(".rates circle")).toHaveLength(6);
  expect(figure.querySelectorAll(".chance rect")).toHaveLength(6);
});

test("nobody is judged without a conversation", () => {
  expect(isBeyond({part: 0, whole: 0}, 0.5)).toBeNull();
  expect(droppedFinding([], english)).toBeNull();
});
