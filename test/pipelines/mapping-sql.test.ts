import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {run} from "../../pipelines/run.ts";
import type {EntityMapping, Source} from "../../pipelines/sources/mapping.ts";
import {presets} from "../../pipelines/sources/presets/index.ts";
import {faultOf, type PieceKind, requireSyntax} from "../../pipelines/sources/syntax.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";

let database: Database;
beforeAll(async () => {
  database = await Database.open(":memory:");
});
afterAll(() => database.close());

const source = (mapping: Partial<EntityMapping>) =>
  ({id: "shop", entities: {clients: {fields: {}, ...mapping}}}) as unknown as Source;
const messageOf = (mapping: Partial<EntityMapping>) =>
  requireSyntax(database, {sources: [source(mapping)]}).then(
    () => null,
    (error: Error) => error.message,
  );

describe("a size that could fill the memory is refused, a small one written as a number is not", () => {
  test.each([
    "repeat('9', 2000000000)",
    'REPEAT("a", 3)',
    "lpad(\"a\", 2000000000, '0')",
    'rpad("a", "a"::int, \'0\')',
    "lpad(\"a\", 10 * 1000000, '0')",
    "printf('%2000000000d', 1)",
    "printf('%*d', 2000000000, 1)",
    'printf("a", 1)',
    "format('{:2000000000}', 1)",
    "format('{:{}}', 1, 2000000000)",
    "len(range(4000000000))",
    "list_transform(generate_series(1, 9999999999), lambda x: 1)",
    "list_resize([1], 4000000000)",
  ])("%s", async (sql) => {
    expect(await messageOf({fields: {client_name: {sql}}})).toMatch(
      /the function \w+ without a bound, in .*; write a size/,
    );
  });
  test.each([
    "lpad(\"a\", 3, '0')",
    "printf('%03d', 7)",
    "format('{:>20}', \"a\")",
    "rpad(\"a\", 1000, ' ')",
  ])("%s may stand", async (sql) => {
    expect(await messageOf({fields: {client_name: {sql}}})).toBeNull();
  });
});

test("a row of the file stays one row: unnest stands only where the elements of a list are the rows", async () => {
  const sql = "unnest(string_split(\"a\", ','))";
  expect(await messageOf({fields: {client_name: {sql}}})).toMatch(
    /the function unnest, in .*; a row of the file stays one row/,
  );
  expect(await messageOf({derive: {part: sql}})).toMatch(/the function unnest/);
  expect(await messageOf({fields: {client_name: {sql: "replace(\"a\", 'unnest', '')"}}})).toBeNull();
  expect(await messageOf({each: {column: "a", name: "leg"}, derive: {part: sql}})).toBeNull();
});

describe("a subquery is refused, however it is written", () => {
  test.each([
    "(select 1)",
    "( SELECT 1 )",
    "(/* a */ select /* b */ 1)",
    "(-- a\nselect 1)",
    "exists(select 1)",
    "not exists (from t)",
    '"a" in (select 1)',
    '"a" not in (select 1)',
    '"a" = any(select 1)',
    '"a" > all(select 1)',
    "array(select 1)",
    "(from t)",
    "(from t select a)",
    "(table t)",
    "(values (1))",
    "(with q as (select 1) from q)",
    "(with recursive q as (select 1) from q)",
    "(select 1 union all select 2)",
    "(describe t)",
    "(show tables)",
    "(summarize t)",
    "(pivot t on a using sum(b))",
    "case when \"a\" = '1' then (select 1) end",
    "case (select 1) when 1 then 'x' end",
    "[1, (select 1)]",
    "{a: (select 1)}",
    "map {'a': (select 1)}",
    "list_transform([1], lambda x: x + (select 1))",
    "[(select 1) for x in [1]]",
    'coalesce("a", (select 1)::varchar)',
    '"a" between (select 1) and 2',
    'sum("a"::int) filter (where exists(from t)) over ()',
    'max("a") over (partition by (select 1))',
    'max("a") over (order by (select 1))',
    "(select 1) collate nocase",
    "try((select 1))",
    '"a"[(select 1):2]',
    "columns(lambda c: c = (select 'a'))",
    "(((select 1)))",
    "select 1",
    "from t",
    "table t",
    "values (1)",
  ])("%s", async (sql) => {
    expect(await faultOf(database, "value", sql)).not.toBeNull();
    expect(await faultOf(database, "condition", sql)).not.toBeNull();
    expect(await faultOf(database, "partition", sql)).not.toBeNull();
    expect(await faultOf(database, "order", sql)).not.toBeNull();
  });

  test.each(["read_text('x')", "read_blob('x')", "read_csv('x')", "glob('/*')", "duckdb_settings()"])(
    "and the table function in it is named: %s",
    async (call) => {
      const name = call.slice(0, call.indexOf("("));
      for (const sql of [`(from ${call})`, `(select content from ${call} as t limit 1)`])
        expect((await faultOf(database, "value", sql))?.what.en).toBe(
          `a subquery with the table function ${name}`,
        );
    },
  );
});

describe("what is more than an expression is refused", () => {
  test.each<[PieceKind, string, string]>([
    ["value", '"a" from t', "the clause FROM"],
    ["value", "\"a\" from read_text('x')", "the clause FROM"],
    ["value", '"a" where true', "the clause WHERE"],
    ["value", '"a" group by all', "the clause GROUP BY"],
    ["value", '"a" having true', "the clause HAVING"],
    ["value", '"a" qualify true', "the clause QUALIFY"],
    ["value", '"a" limit 1', "the clause DISTINCT, ORDER BY or LIMIT"],
    ["value", 'distinct "a"', "the clause DISTINCT, ORDER BY or LIMIT"],
    ["value", '"a" union all select "b"', "several queries"],
    ["value", '"a"; select 2', "several statements"],
    ["value", '"a", "b"', "several expressions"],
    ["value", '"a" as b', "more than an expression"],
    ["value", '"a";', "more than an expression"],
    ["value", "$1", "a parameter"],
    ["value", "current_setting('home_directory')", "the function current_setting"],
    ["value", "\"GetEnv\"('HOME')", "the function getenv"],
    ["value", "json_serialize_plan('select * from read_csv(''x'')')", "the function json_serialize_plan"],
    ["condition", "true union all select 1", "several queries"],
    ["condition", "true group by all", "the clause GROUP BY"],
    ["partition", '"a" from t', "the clause FROM"],
    ["order", '"a" limit 1', "the clause DISTINCT, ORDER BY or LIMIT"],
  ])("%s %s", async (kind, sql, what) => {
    expect((await faultOf(database, kind, sql))?.what.en).toBe(what);
  });

  test.each(["1) + (2", "1)::varchar), '') as x from read_text('x') --", "1 /*", "'open"])(
    "%s closes or opens what is not its own",
    async (sql) => {
      expect(await faultOf(database, "value", sql)).not.toBeNull();
    },
  );

  test("a comment may not run on into the next piece, whose text would become SQL", async () => {
    expect((await faultOf(database, "value", '"a" --'))?.what.en).toBe("more than an expression");
    expect((await faultOf(database, "order", '"a" --'))?.what.en).toBe("more than an expression");
    expect(await faultOf(database, "value", '"a" -- the name\n')).toBeNull();
  });
});

describe("an expression over the row stays allowed", () => {
  test.each<[PieceKind, string]>([
    ["value", '"Дата" || \' \' || "Время"'],
    ["value", "case when \"a\" in ('x', 'select') then 'from t' else \"select\" end"],
    ["value", "'(select 1)'"],
    ["value", '/* why */ "a"'],
    ["value", '"a"::decimal(18,2) / 100'],
    ["value", 'extract(year from "a"::date)'],
    ["value", 'substring("a" from 2 for 3)'],
    ["value", "trim(both 'x' from \"a\")"],
    ["value", "list_transform(string_split(\"a\", ','), lambda x: trim(x))[1]"],
    ["value", "[x for x in string_split(\"a\", ',') if x <> '']"],
    ["value", '{a: "a", b: [1, 2]}.a'],
    ["value", "json_extract_string(try_cast(\"a\" as json), '$.x')"],
    [
      "value",
      'sum("a"::int) filter (where "b" = \'1\') over (partition by "c" order by "d" rows between 1 preceding and current row)',
    ],
    ["value", "row_number() over ()"],
    ["value", "unnest(string_split(\"a\", ','))"],
    ["value", "\"a\" between '1' and '2'"],
    ["value", 'try("a"::int)'],
    ["condition", '"Тип" = \'Реализация\' and "b" is not null'],
    ["partition", '"a", "b"'],
    ["order", '"billsec"::int desc nulls last, "id"'],
  ])("%s %s", async (kind, sql) => {
    expect(await faultOf(database, kind, sql)).toBeNull();
  });

  test("and every preset is made of such", async () => {
    const sources = [...presets.values()].map(({id, entities}) => ({id, entities}) as unknown as Source);
    await expect(requireSyntax(database, {sources})).resolves.toBeUndefined();
    expect(sources.length).toBeGreaterThan(50);
  });
});

test.each<[string, Partial<EntityMapping>]>([
  ["rows", {rows: "exists(from t)"}],
  ["one_per", {one_per: '"a", (select 1)'}],
  ["prefer", {prefer: "(select 1) desc"}],
  ["derive.sum", {derive: {sum: "(select 1)"}}],
  ["unpivot.about.weight", {unpivot: {after: "a", name: "n", value: "v", about: {weight: "(from t)"}}}],
  ["fields.city.sql", {fields: {city: {sql: "(select 1)"}}}],
  ["fields.phones.spellings", {fields: {phones: {column: "a", spellings: "(select 1)"}}}],
])("the place is named: %s", async (place, mapping) => {
  expect(await messageOf(mapping)).toMatch(
    new RegExp(
      `^sources\\.yaml: shop\\.entities\\.clients\\.${place}: a subquery, in [^\\n]+; [^\\n]+, so take it out$`,
    ),
  );
});

const stealing = (path: string) =>
  `sources:\n  shop:\n    entities:\n      clients:\n        fields:\n          client_id: id\n          client_name:\n            sql: |\n              (select content\n               from read_text('${path}'))\n`;

test("estafeta config refuses it in one line with file, source, field and what to do", async () => {
  const home = makeHome({sources: stealing("/etc/passwd")});
  const {code, out, err} = await estafeta("config", "--home", home.home);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(
    "sources.yaml: shop.entities.clients.fields.client_name.sql: a subquery with the table function read_text, in (select content from read_text('/etc/passwd')); an expression reads the columns of its own row only, so take it out\n",
  );
});

test("a run refuses it before it touches a file", async () => {
  const secret = write(join(temporaryFolder(), "secret"), "hush");
  const home = makeHome({sources: stealing(secret), inbox: {"shop/a.csv": "id;name\n1;A\n"}});
  await expect(run(home)).rejects.toThrow(/client_name\.sql: a subquery with the table function read_text/);
});

test.each(["constructor", "null", "true", "no", "toString", "'null'"])(
  "a source may not be named %s",
  async (name) => {
    const home = makeHome({sources: `sources:\n  ${name}: {preset: sipuni}\n`});
    const {code, err} = await estafeta("config", "--home", home.home);
    expect(code).toBe(1);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).toMatch(
      /sources\.yaml:2: sources\..*(expected a source name|this word means something else)/,
    );
  },
);
