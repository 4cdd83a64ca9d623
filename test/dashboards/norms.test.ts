// @vitest-environment jsdom
import {expect, test} from "vitest";
import {type NormActual, normBullets} from "../../dashboards/charts/norm-bullets.ts";
import {normCell, normRows} from "../../dashboards/lib/norm-rows.ts";
import {registerFinding} from "../../dashboards/pages/norms/register-card.tsx";
import {normsTogether} from "../../dashboards/pages/norms/together.ts";
import {togetherFinding} from "../../dashboards/pages/norms/together-card.tsx";
import type {NormRegisterRow} from "../../queries/generated/rows.ts";
import {english, plain, russian} from "./chart-snapshot.ts";

const norm = (norm_id: string, low: number | null, high: number | null, unit = "count"): NormRegisterRow => ({
  norm_id,
  name_en: norm_id.replaceAll("_", " "),
  name_ru: norm_id,
  definition_en: null,
  definition_ru: null,
  numerator: null,
  denominator: null,
  grain: null,
  unit,
  direction: "up",
  low,
  high,
  valid_from: "2020-01-01",
  mission: null,
  actual_value: null,
  actual_numerator: null,
  actual_denominator: null,
  is_early: false,
});
const companies = norm("companies_per_month", 200, 250);
const carried = norm("carried_over", 200, null);
const year = norm("companies_per_year", 500, null);

test("the finding names the norm of which the others leave least, with what is written and what is left", () => {
  const together = normsTogether([companies, carried, year], undefined, english);
  expect(together.conflict).toEqual([]);
  expect(together.narrowed.map(({id, said, left}) => [id, said, left])).toContainEqual([
    "companies_per_month",
    "200–250",
    "225–250",
  ]);
  expect(togetherFinding(together, english)).toContain("companies per month");
});

test("norms that cannot hold at once are named, and only they", () => {
  const together = normsTogether(
    [norm("companies_per_month", 200, 220), carried, year, norm("results_per_month", 20, null)],
    undefined,
    russian,
  );
  expect([...together.conflict].sort()).toEqual([
    "carried_over",
    "companies_per_month",
    "companies_per_year",
  ]);
  expect(togetherFinding(together, russian)).toBe(
    `Эти нормы нельзя выполнить одновременно: ${russian.f.list(together.conflict)}`,
  );
});

test("a norm alone says nothing of others; equations without any norm of the company are left out", () => {
  const together = normsTogether([norm("recording_coverage", 1, null, "rate")], undefined, english);
  expect(together.relations).toEqual([]);
  expect(togetherFinding(together, english)).toBeNull();
});

test("the usual length of a conversation ties talk to results: 20 days of 120 minutes by 4 minutes are 600 talks", () => {
  const facts = {month: "2026-03-01", working_day_count: 20, conversation_count: 100, talk_seconds: 24_000};
  const together = normsTogether(
    [
      norm("talk_minutes_per_day", 120, null, "minutes"),
      norm("calls_per_goal", null, 10, "ratio"),
      norm("results_per_month", 20, null),
    ],
    facts,
    english,
  );
  expect(together.quantities.find(({id}) => id === "conversations")?.left).toBe("at least 600");
  expect(together.quantities.find(({id}) => id === "results_per_month")?.left).toBe("at least 60");
});

test("the norm furthest from its own end is named first, whichever end it is", () => {
  const actual = (id: string, direction: string, value: number, low: number | null, high: number | null) =>
    ({
      id,
      name: id,
      definition: "",
      actual: value,
      low,
      high,
      direction,
      format: String,
    }) satisfies NormActual;
  const rows = [
    actual("met", "up", 21, 20, null),
    actual("nearly", "up", 19, 20, null), // a twentieth short
    actual("over", "down", 16, null, 10), // six tenths over
    actual("half", "up", 60, 120, null), // a half short
  ];
  // norms that nothing measures are said to be so; without norms the question stays
  expect(registerFinding([{...rows[0]!, actual: null}], english)).toMatch(/^1 norm is not measured/);
  expect(registerFinding([], english)).toBeNull();
  expect(registerFinding(rows, english)).toBe(
    "3 of 4 norms are not met; furthest from the norm: over (16\u00a0/\u00a010), half (60\u00a0/\u00a0120) and nearly (19\u00a0/\u00a020)",
  );
});

test("in Russian the missed norms are names in quotation marks, whatever their case, and agree with their number", () => {
  const actual = (name: string): NormActual => ({
    id: name,
    name,
    definition: "",
    actual: 1,
    low: 2,
    high: null,
    direction: "up",
    format: String,
  });
  const said = (count: number) =>
    registerFinding(
      Array.from({length: count}, (_, index) => actual(`Клиентов ${index}`)),
      russian,
    );
  expect(said(1)).toBe("Не выполнена 1 из 1 норм: «Клиентов 0» (1\u00a0/\u00a02)");
  expect(said(2)).toContain(
    "Не выполнены 2 из 2 норм; дальше всего от нормы: «Клиентов 0» (1\u00a0/\u00a02) и «Клиентов 1»",
  );
  expect(said(5)).toContain("Не выполнено 5 из 5 норм");
});

test("a table of norms says values in the unit of each norm, as the picture does", () => {
  const row = {unit: "rate", employee_id: null, low: 0.15, actual_value: 20 / 225, numerator: 20};
  expect(plain(normCell(row, "low", russian)!)).toBe("15 %");
  expect(plain(normCell(row, "actual_value", russian)!)).toBe("8,9 %");
  expect(normCell(row, "numerator", russian)).toBeUndefined();
  expect(normCell(row, "employee_name", english)).toBe("All together");
  const talk = {unit: "minutes", low: 120, numerator: 7847, denominator: 66, actual_numerator: 80};
  expect(normCell(talk, "low", english)).toBe("2:00");
  expect(plain(normCell(talk, "numerator", english)!)).toBe("131 h");
  expect(plain(normCell(talk, "actual_numerator", english)!)).toBe("80 min");
  expect(normCell(talk, "denominator", english)).toBeUndefined();
});

test("a norm of a year of which half a year is known is too early to judge, in words", () => {
  const early = {...norm("companies_per_year", 500, null), is_early: true};
  const rows = normRows([{...early, numerator: null, denominator: null}], [early], english);
  expect(registerFinding(rows, english)).not.toMatch(/not met|missed/);
  const figure = normBullets(rows, {width: 900, words: english, leg: null});
  expect(figure.textContent).toContain("too early to judge");
  expect(normCell(early, "actual_value", english)).toBe("too early to judge");
});
