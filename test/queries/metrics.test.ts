import {expect, test} from "vitest";
import {menu} from "../../dashboards/lib/menu.ts";
import {metricsText} from "../../pipelines/metrics-table.ts";
import {metrics, payMetrics} from "../../queries/metrics/index.ts";
import {readCatalog} from "../../server/catalog.ts";
import type {CalculatedMonth} from "../../server/payroll/close.ts";
import {totalsOf} from "../../server/payroll/shown.ts";

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

test("each number of the payroll is a sum of the server's answer, on a page of those who may ask for it", () => {
  const answer = totalsOf({...({} as CalculatedMonth), statements: []});
  for (const {id, field, route, page} of payMetrics) {
    expect(Object.keys(answer), id).toContain(field);
    expect(route).toBe("/api/payroll/{month}");
    expect(menu.find(({path}) => path === page)!.roles).toEqual(["hr", "director", "employee"]);
  }
});

test("every clause of the mission has a metric on a page, and a row in the table", () => {
  const measured = new Set<string>([...metrics, ...payMetrics].flatMap((metric) => metric.missions));
  const owed = Array.from({length: 38}, (_, index) => `M-${String(index + 1).padStart(2, "0")}`);
  expect(owed.filter((clause) => !measured.has(clause))).toEqual([]);
  const table = metricsText();
  expect(owed.filter((clause) => !table.includes(`\n| ${clause} |`))).toEqual([]);
});

test("a metric is named once, in both languages", () => {
  const all = [...metrics, ...payMetrics];
  for (const names of [all.map(({id}) => id), all.map(({name}) => name.en), all.map(({name}) => name.ru)])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  for (const {id, name, definition} of all) {
    expect(id).toMatch(/^[a-z][a-z0-9_]*$/);
    for (const text of [name.ru, definition.ru]) expect(text, id).toMatch(/[а-яё]/i);
    for (const text of [name.en, definition.en]) expect(text, id).not.toMatch(/[а-яё]/i);
  }
});
