import {DuckDBDateValue, DuckDBInstance} from "@duckdb/node-api";
import {expect, test} from "vitest";
import type {Values} from "../../server/arrow.ts";
import {withLiterals} from "../../server/literals.ts";

const connection = await (await DuckDBInstance.create()).connect();
const ask = async (sql: string, values?: Values) => (await connection.run(sql, values)).getRows();

test.each([
  ["a quote", {word: "О'Генри''; drop table x; --"}],
  ["a backslash at the end", {word: "a\\"}],
  ["a zero byte", {word: "a\0b'\0"}],
  ["another parameter's name", {word: "$number and $$"}],
  ["a newline", {word: "a\n--b"}],
  ["nothing", {word: null}],
  ["an empty text", {word: ""}],
])("%s means the same written into the statement as bound to it", async (_case, {word}) => {
  const values = {
    word,
    number: -7,
    flag: true,
    day: new DuckDBDateValue(Date.parse("1969-02-01") / 86_400_000),
  };
  const sql =
    "select $word::varchar, 1 - $number::integer, $flag::boolean, $day::date, '$word', 1 as \"$number\" -- $word";
  expect(await ask(withLiterals(sql, values))).toEqual(await ask(sql, values));
});

test("what is no parameter of the report stays as it is written", () => {
  const sql = "select $other, $$text$$, 'it''s $day'";
  expect(withLiterals(sql, {})).toBe(sql);
  expect(withLiterals(sql, {day: "x"})).toBe(sql);
});
