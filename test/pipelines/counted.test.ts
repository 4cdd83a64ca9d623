import {expect, test} from "vitest";
import {counted, plural} from "../../pipelines/counted.ts";

test("one is one in both languages, also when it is written already", () => {
  expect([0, 1, 2, "1", "21"].map((count) => counted(count, "row"))).toEqual([
    "0 rows",
    "1 row",
    "2 rows",
    "1 row",
    "21 rows",
  ]);
  const forms = ["строка", "строки", "строк"] as const;
  expect([1, 2, 5, 11, 14, 21, 111, 122].map((count) => plural(count, forms))).toEqual([
    "строка",
    "строки",
    "строк",
    "строк",
    "строк",
    "строка",
    "строк",
    "строки",
  ]);
});
