import {readdirSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Column} from "../../pipelines/header.ts";
import {readModels} from "../../pipelines/models.ts";
import * as vocabulary from "../../queries/vocabulary.ts";
import {type Built, buildAll} from "../helpers/run-model.ts";
import {smallCompany} from "../helpers/small-company.ts";
import {type Facts, type Row, readFacts} from "./second/facts.ts";
import {seconds} from "./second/registry.ts";

/** Every rollup of three random companies, row for row and column for column against loops over the facts. */
const span = {since: "2024-03-01", days: 852, clients: 110};
const companies = [
  smallCompany(31, {...span, regulars: [14, 22, 20], settings: {trap_event: "first_order"}}),
  // every threshold another, and data that end within a month
  smallCompany(32, {
    ...span,
    // a book so large that the others are too few to compare it with
    regulars: [24],
    settings: {
      contact_seconds: 5,
      conversation_seconds: 60,
      fading_days: 20,
      dormant_days: 50,
      deal_maturity_days: 35,
      revival_days: 60,
      gap_seconds: 1800,
      handover_limit_days: 30,
      acceptance_hours: 20,
      trap_event: "first_payment",
      data_until: "2026-06-17",
    },
  }),
  smallCompany(33, {...span, settings: {trap_event: "deal_won", data_until: "2026-05-29"}}),
];
const models = new Map(readModels().map((model) => [model.name, model]));
const loaded: {built: Built; facts: Facts}[] = [];

beforeAll(async () => {
  for (const company of companies) {
    const built = await buildAll(company);
    loaded.push({built, facts: await readFacts(built)});
  }
}, 300_000);
afterAll(() => {
  for (const {built} of loaded) built.close();
});

/** Rollups that pay-twice.test.ts compares, figure by figure and each with the sum of its rows. */
const ofPay = ["rollup_pay_figures", "rollup_pay_rows"];

test("every rollup has a second computation, and nothing else has", () => {
  const rollups = readdirSync("queries/rollups").map((file) => file.replace(".sql", ""));
  expect([...Object.keys(seconds), ...ofPay].sort()).toEqual(rollups.sort());
});

/** A row with its columns in their order, and money as the tables give it. */
function written(columns: readonly Column[], row: Row): Row {
  const cell = ({name, type}: Column) => {
    const value = row[name];
    if (value === undefined) throw new Error(`there is no ${name}`);
    if (typeof value !== "number") return value;
    if (type === "decimal(18,2)") return (value / 100).toFixed(2);
    return type === "bigint" ? String(value) : value;
  };
  return Object.fromEntries(columns.map((column) => [column.name, cell(column)]));
}

/** Measures are sums in another order, and marks are added with nine places: what is as near as that is the same. */
function near(value: Row[string] | undefined, other: Row[string] | undefined, within: number): boolean {
  if (typeof value !== "number" || typeof other !== "number") return false;
  return Math.abs(value - other) <= Math.max(within, 1e-6 * Math.max(1, Math.abs(other)));
}

test.each(Object.entries(seconds))("%s", async (name, {compute, least, within}) => {
  const {columns, grain, checks} = models.get(name)!;
  const measures = columns.filter((column) => column.type === "double" && !grain.includes(column.name));
  const keyOf = (row: Row) => JSON.stringify(grain.map((column) => row[column]));
  const sorted = (rows: Row[]) => rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const values = new Map(columns.map((column) => [column.name, new Set()]));
  let count = 0;
  for (const {built, facts} of loaded) {
    const rows = sorted(await built.query(`select * from ${name}`));
    const second = sorted(compute(facts).map((row) => written(columns, row)));
    for (const [index, row] of second.entries())
      for (const {name: measure} of measures)
        if (near(row[measure], rows[index]?.[measure], within?.[measure] ?? 0))
          row[measure] = rows[index]![measure]!;
    expect(second).toEqual(rows);
    count += rows.length;
    for (const row of rows) for (const column of columns) values.get(column.name)!.add(row[column.name]);
  }
  expect(count, "rows compared").toBeGreaterThanOrEqual(least);
  const same = [...values].filter(([, seen]) => seen.size < 2).map(([column]) => column);
  expect(same, "columns that say the same in every row").toEqual([]);
  const lists: Record<string, unknown> = vocabulary;
  for (const {args} of checks.filter(({kind, args}) => kind === "accepted" && args[1] !== "legs"))
    expect([...values.get(args[0]!)!].sort(), args[0]).toEqual([...(lists[args[1]!] as string[])].sort());
});
