import {expect, test} from "vitest";
import {menu} from "../../dashboards/lib/menu.ts";
import {metrics} from "../../queries/metrics/index.ts";
import type {Mission} from "../../queries/metrics/missions.ts";
import {readCatalog} from "../../server/catalog.ts";

const catalog = readCatalog();

test("each metric's report exists, has its columns, and can be read by a role that may open its page", () => {
  for (const metric of metrics) {
    const report = catalog.get(metric.report)!;
    expect(report, metric.report).toBeDefined();
    const columns = report.columns.map(({name}) => name);
    for (const column of metric.columns)
      expect(columns, `${metric.id} of ${metric.report}`).toContain(column);
    expect(metric.columns.length, metric.id).toBe(metric.denominator === null ? 1 : 2);
    const page = menu.find(({path}) => path === metric.page);
    expect(page, `${metric.id}: ${metric.page}`).toBeDefined();
    expect(
      page!.roles.filter((role) => report.roles.includes(role)),
      `${metric.id}: roles of ${metric.page}`,
    ).not.toEqual([]);
  }
});

test("every clause of the mission but those of pay has a metric on a page", () => {
  const ofPay = ["M-23", "M-38"];
  const measured = new Set(metrics.flatMap((metric) => metric.missions));
  const owed = Array.from({length: 38}, (_, index) => `M-${String(index + 1).padStart(2, "0")}`);
  expect(owed.filter((clause) => !measured.has(clause as Mission))).toEqual(ofPay);
});

test("a metric is named once, in both languages", () => {
  for (const names of [
    metrics.map(({id}) => id),
    metrics.map(({name}) => name.en),
    metrics.map(({name}) => name.ru),
  ])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  for (const {id, name, definition} of metrics) {
    expect(id).toMatch(/^[a-z][a-z0-9_]*$/);
    for (const text of [name.ru, definition.ru]) expect(text, id).toMatch(/[а-яё]/i);
    for (const text of [name.en, definition.en]) expect(text, id).not.toMatch(/[а-яё]/i);
  }
});
