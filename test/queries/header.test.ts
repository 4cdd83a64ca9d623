import {expect, test} from "vitest";
import {checkSql} from "../../pipelines/check-sql.ts";
import {parseSqlFile} from "../../pipelines/header.ts";
import {readCompanyTables, readModels} from "../../pipelines/models.ts";

const lines = [
  "-- fct_things: one thing.",
  "--   It goes on here.",
  "-- grain: thing_id, thing_date",
  "-- stored: part",
  "-- partition: thing_month",
  "-- columns:",
  "--   thing_id     varchar        id     identifier of the thing",
  "--   thing_date   date           day    day of the thing",
  "--   thing_month  date           month  first day of the month",
  "--   cost_amount  decimal(18,2)  money  what it cost",
  "-- checks: unique(thing_id, thing_date), warn not_null(cost_amount),",
  "--   accepted(thing_id, legs)",
  "select 1 as thing_id;",
  "",
];
const path = "marts/fct_things.sql";
const parse = (changed: readonly string[] = lines, where = path) => parseSqlFile(changed.join("\n"), where);
const swap = (from: string, to: string) => lines.map((line) => line.replace(from, to));

test("a header becomes what it says", () => {
  const file = parse();
  expect(file).toMatchObject({
    name: "fct_things",
    doc: "one thing. It goes on here.",
    layer: "marts",
    grain: ["thing_id", "thing_date"],
    stored: "part",
    partition: "thing_month",
    params: [],
    roles: [],
    page: null,
    sql: "select 1 as thing_id",
  });
  expect(file.columns[3]).toEqual({
    name: "cost_amount",
    type: "decimal(18,2)",
    unit: "money",
    doc: "what it cost",
  });
  expect(file.checks).toEqual([
    {kind: "unique", args: ["thing_id", "thing_date"], severity: "fail"},
    {kind: "not_null", args: ["cost_amount"], severity: "warn"},
    {kind: "accepted", args: ["thing_id", "legs"], severity: "fail"},
  ]);
});

test.each([
  [
    "an unknown section",
    swap("-- stored:", "-- storage:"),
    "queries/marts/fct_things.sql:4: unknown section: storage",
  ],
  ["an unknown unit", swap("money  what", "roubles  what"), "fct_things.sql:10: unknown unit: roubles"],
  ["an unknown type", swap("decimal(18,2)", "money"), "fct_things.sql:10: unknown type: money"],
  [
    "a column without words",
    swap("what it cost", ""),
    "fct_things.sql:10: column: expected `name type unit doc`",
  ],
  [
    "a column named twice",
    swap("cost_amount  decimal(18,2)  money", "thing_id  varchar  id"),
    "duplicate column: thing_id",
  ],
  [
    "a section given twice",
    [...lines.slice(0, 5), "-- grain: thing_id", ...lines.slice(5)],
    ":6: duplicate section: grain",
  ],
  ["an unknown check", swap("unique(", "unike("), ":11: unknown check: unike"],
  ["words between checks", swap("warn not_null", "perhaps not_null"), "got `perhaps`"],
  [
    "a grain that is no column",
    swap("-- grain: thing_id", "-- grain: thing"),
    "grain: there is no column named thing",
  ],
  [
    "a checked column that is none",
    swap("not_null(cost_amount)", "not_null(cost)"),
    "checks: there is no column named cost",
  ],
  [
    "a place that is none",
    swap("-- stored: part", "-- stored: moon"),
    "unknown stored: moon; expected main, part",
  ],
  [
    "a reach ahead that is neither months nor a threshold",
    swap("-- partition:", "-- ahead: a while\n-- partition:"),
    ":5: ahead: expected a number of months or the name of a threshold in days",
  ],
  ["a file of another name", swap("fct_things:", "fct_thing:"), "named fct_thing but the file fct_things"],
  ["no grain", lines.filter((line) => !line.startsWith("-- grain")), "no grain"],
  ["no statement", lines.slice(0, -2), "no statement under the header"],
  ["no first line", lines.slice(1), ":1: expected the first line to be"],
  [
    "an empty line in the header",
    [...lines.slice(0, 3), "--", ...lines.slice(3)],
    ":4: empty line in the header",
  ],
])("%s is an error with file and line", (_, changed, message) => {
  expect(() => parse(changed)).toThrow(message);
});

test("a file outside the layers is refused", () => {
  expect(() => parse(lines, "facts/fct_things.sql")).toThrow("unknown layer");
});

test("every model comes after what it reads", () => {
  const place = new Map(readModels().map((model, index) => [model.name, index]));
  for (const model of readModels())
    for (const name of model.dependencies) expect(place.get(name)).toBeLessThan(place.get(model.name)!);
});

test("a reach ahead in days is that of a threshold", () => {
  const tables = readCompanyTables();
  const named = readModels().flatMap(({ahead}) => (ahead === null || /^\d+$/.test(ahead) ? [] : [ahead]));
  expect(named).not.toEqual([]);
  for (const name of named) expect(tables).toContain(`${name} integer`);
});

test("a check selects the rows that break it", () => {
  const model = {name: "t"};
  const check = (kind: Parameters<typeof checkSql>[1]["kind"], ...args: string[]) =>
    checkSql(model, {kind, args, severity: "fail"});
  expect(check("unique", "a", "b")).toContain("group by a, b having count(*) > 1");
  expect(check("not_null", "a", "b")).toBe("select * from t where a is null or b is null");
  expect(check("accepted", "leg", "legs")).toContain("leg not in ('call_centre', 'hunters', 'farmers')");
  expect(check("refers", "a", "dim_x.y")).toContain("a not in (select y from dim_x where y is not null)");
  expect(() => check("accepted", "leg", "no_such_list")).toThrow("exports no list named no_such_list");
});
