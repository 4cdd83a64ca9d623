import {afterAll, beforeAll, expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import * as dates from "../../pipelines/sources/date-sql.ts";
import * as parse from "../../pipelines/sources/parse-sql.ts";
import {literal} from "../../pipelines/sources/sql.ts";

let database: Database;
beforeAll(async () => {
  database = await Database.open(":memory:");
});
afterAll(() => database.close());

const read = (expression: (text: string) => string, text: string) =>
  database.value<string | number | boolean | null>(
    `select ${expression("cell")} from (select ${literal(text)}::varchar as cell)`,
  );

const instant = (zone: string, date?: string | string[]) => (text: string) =>
  `strftime(timezone('UTC', ${dates.instantSql(text, zone, date)}), '%Y-%m-%dT%H:%M:%S.%g')`;
const day = (zone: string, date?: string | string[]) => (text: string) =>
  `(${dates.daySql(text, zone, date)})::varchar`;

test.each([
  // naive times are of the source's zone: Moscow is UTC+3 in 2026
  ["02.03.2026 10:15:30", undefined, "2026-03-02T07:15:30.000"],
  ["02.03.2026 10:15", undefined, "2026-03-02T07:15:00.000"],
  ["02.03.2026, 10:15:30", undefined, "2026-03-02T07:15:30.000"],
  ["02.03.2026", undefined, "2026-03-01T21:00:00.000"],
  ["2026-03-02 10:15:30", undefined, "2026-03-02T07:15:30.000"],
  ["2026-03-02T10:15:30", undefined, "2026-03-02T07:15:30.000"],
  ["2026-03-02 10:15:30.250", undefined, "2026-03-02T07:15:30.250"],
  ["2026-03-02 10:15", undefined, "2026-03-02T07:15:00.000"],
  ["2026-03-02", undefined, "2026-03-01T21:00:00.000"],
  ["20260302", undefined, "2026-03-01T21:00:00.000"],
  // nothing but the day can come first: no month is above 12, or both are the same
  ["13/04/2026 10:00", undefined, "2026-04-13T07:00:00.000"],
  ["04-04-2026 10:00", undefined, "2026-04-04T07:00:00.000"],
  ["2026.03.02 10:15", undefined, "2026-03-02T07:15:00.000"],
  ["2026/03/02", undefined, "2026-03-01T21:00:00.000"],
  // a month in words stands for itself
  ["2 марта 2026 г., 10:15", undefined, "2026-03-02T07:15:00.000"],
  ["2 марта 2026 года в 10:15:30", undefined, "2026-03-02T07:15:30.000"],
  ["Пн, 2 березня 2026", undefined, "2026-03-01T21:00:00.000"],
  ["Mar 2, 2026 10:15", undefined, "2026-03-02T07:15:00.000"],
  ["02-MAR-2026", undefined, "2026-03-01T21:00:00.000"],
  // a time that names its offset needs no zone
  ["2026-03-02T10:15:30Z", undefined, "2026-03-02T10:15:30.000"],
  ["2026-03-02T10:15:30.500Z", undefined, "2026-03-02T10:15:30.500"],
  ["2026-03-02T10:15:30+05:00", undefined, "2026-03-02T05:15:30.000"],
  ["2026-03-02T10:15:30-0800", undefined, "2026-03-02T18:15:30.000"],
  ["2026-03-02 10:15:30+05", undefined, "2026-03-02T05:15:30.000"],
  ["2026-03-02T10:15+05:00", undefined, "2026-03-02T05:15:00.000"],
  // 2026-03-02 07:15:30 UTC as a number
  ["1772435730", "unix_s", "2026-03-02T07:15:30.000"],
  ["1772435730.5", "unix_s", "2026-03-02T07:15:30.500"],
  ["1772435730250", "unix_ms", "2026-03-02T07:15:30.250"],
  ["1772435730250000", "unix_us", "2026-03-02T07:15:30.250"],
  // serial day 46083 is 2026-03-02; a quarter of a day is six hours, on the source's clock
  ["46083.25", "excel", "2026-03-02T03:00:00.000"],
  ["46083", "excel", "2026-03-01T21:00:00.000"],
  ["20260302T071530Z", "%Y%m%dT%H%M%SZ", "2026-03-02T04:15:30.000"],
  ["Mon, 02 Mar 2026 10:15:30 +0500", "%a, %d %b %Y %H:%M:%S %z", "2026-03-02T05:15:30.000"],
  ["02-03-2026 10h15", ["%d-%m-%Y", "%d-%m-%Y %Hh%M"], "2026-03-02T07:15:00.000"],
  // what cannot be read is nothing, never a guess
  ["не закрыта", undefined, null],
  ["03/04/2026 10:00", undefined, null],
  ["03-04-2026", undefined, null],
  ["04/13/2026", undefined, null],
  ["31 февраля 2026", undefined, null],
  ["2 мартобря 2026", undefined, null],
  ["31.02.2026 10:00:00", undefined, null],
  ["2026-13-01", undefined, null],
  ["1772435730", undefined, null],
  ["02.03.2026 25:00:00", undefined, null],
  ["soon", "unix_s", null],
  ["soon", "excel", null],
  // a number of the wrong unit or of nonsense must not stop the file
  ["999999999999999999", "unix_s", null],
  ["999999999999999999999999999999", "unix_ms", null],
  ["1e300", "excel", null],
  ["-1e300", "unix_us", null],
  ["02.03.2026", "%Y-%m-%d", null],
])("instant %j by %j is %j", async (text, date, expected) => {
  expect(await read(instant("Europe/Moscow", date), text)).toBe(expected);
});

test("the zone of the source decides what a naive time means", async () => {
  expect(await read(instant("UTC"), "2026-03-02 10:00:00")).toBe("2026-03-02T10:00:00.000");
  expect(await read(instant("Asia/Yekaterinburg"), "2026-03-02 10:00:00")).toBe("2026-03-02T05:00:00.000");
  // Moscow was UTC+4 the year round from 2011 to 2014
  expect(await read(instant("Europe/Moscow"), "2013-01-15 10:00:00")).toBe("2013-01-15T06:00:00.000");
});

test("a clock time that the change to summer time leaves out still becomes one moment", async () => {
  // Berlin, 29.03.2026: 02:00 UTC+1 is followed by 03:00 UTC+2
  expect(await read(instant("Europe/Berlin"), "2026-03-29 01:59:59")).toBe("2026-03-29T00:59:59.000");
  expect(await read(instant("Europe/Berlin"), "2026-03-29 02:30:00")).toBe("2026-03-29T01:30:00.000");
  expect(await read(instant("Europe/Berlin"), "2026-03-29 03:00:00")).toBe("2026-03-29T01:00:00.000");
});

test.each([
  ["02.03.2026", undefined, "2026-03-02"],
  ["2026-03-02", undefined, "2026-03-02"],
  ["2026-03-02T23:59:59", undefined, "2026-03-02"],
  ["02.03.2026 23:59:59", undefined, "2026-03-02"],
  ["0001-01-01T00:00:00", undefined, "0001-01-01"],
  // half past midnight in Moscow is still the day before in UTC
  ["2026-03-02T00:30:00+03:00", undefined, "2026-03-02"],
  ["2026-03-01T21:30:00Z", undefined, "2026-03-02"],
  ["1772400600", "unix_s", "2026-03-02"],
  ["46083", "excel", "2026-03-02"],
  ["46083.99", "excel", "2026-03-02"],
  ["Mon, 02 Mar 2026 23:15:30 +0000", "%a, %d %b %Y %H:%M:%S %z", "2026-03-03"],
  ["999999999999999999", "unix_s", null],
  ["30.02.2026", undefined, null],
  ["март", undefined, null],
  ["1 мая 2026", undefined, "2026-05-01"],
  ["1 травня 2026 р.", undefined, "2026-05-01"],
  ["September 1st, 2026", undefined, "2026-09-01"],
])("day %j by %j is %j", async (text, date, expected) => {
  expect(await read(day("Europe/Moscow", date), text)).toBe(expected);
});

const money = (sign?: "point" | "comma") => (text: string) => `(${parse.moneySql(text, sign)})::varchar`;

test.each([
  ["1234.5", undefined, "1234.50"],
  ["1234,5", undefined, "1234.50"],
  ["350 000", undefined, "350000.00"],
  ["350\u00a0000,25", undefined, "350000.25"],
  ["350\u202f000", undefined, "350000.00"],
  ["350\u2009000", undefined, "350000.00"],
  ["1'234.50", undefined, "1234.50"],
  ["1,234.56", undefined, "1234.56"],
  ["1.234,56", undefined, "1234.56"],
  ["1.234.567", undefined, "1234567.00"],
  ["1,234,567", undefined, "1234567.00"],
  ["1 200 руб.", undefined, "1200.00"],
  ["1200 ₽", undefined, "1200.00"],
  ["100 р.", undefined, "100.00"],
  ["$1,234.50", undefined, "1234.50"],
  ["1 200,50 ₸", undefined, "1200.50"],
  ["-15.20", undefined, "-15.20"],
  ["\u221215,20", undefined, "-15.20"],
  ["(15,20)", undefined, "-15.20"],
  ["(1 015,20 ₽)", undefined, "-1015.20"],
  ["0.125000", undefined, null],
  ["12.340000", undefined, "12.34"],
  ["0.30000000000000004", undefined, "0.30"],
  ["9999999999999999.99", undefined, "9999999999999999.99"],
  // a thousand or one and a bit: refused until the mapping says
  ["1,234", undefined, null],
  ["1.234", undefined, null],
  ["350.000", undefined, null],
  ["-350.000", undefined, null],
  ["1,234", "point", "1234.00"],
  ["1.234", "comma", "1234.00"],
  ["350.000", "comma", "350000.00"],
  ["350.000,10", "comma", "350000.10"],
  ["350.50", "point", "350.50"],
  ["350.125", "point", null],
  ["1.234,50", "point", null],
  ["1,234.50", "comma", null],
  ["12.345,6,7", undefined, null],
  ["1e5", undefined, null],
  ["12 apples", undefined, null],
  // blanks part thousands, nothing else: other digits apart may be two numbers
  ["12 345 678,90", undefined, "12345678.90"],
  ["1 234, 50", undefined, "1234.50"],
  ["1 23 4,5", undefined, null],
  ["1 2 3 4,50", undefined, null],
  ["12 34 ₽", undefined, null],
  ["1234 567", undefined, null],
  ["1\u00a0234,5 6", "comma", null],
  ["12'34.5", "point", null],
  ["--5", undefined, null],
  ["99999999999999999", undefined, null],
] as const)("money %j by %j is %j", async (text, sign, expected) => {
  expect(await read(money(sign), text)).toBe(expected);
});

test.each([
  ["12", 12],
  ["1 200", 1200],
  ["-3", -3],
  ["12.0", 12],
  ["12,00", 12],
  ["12.6", null],
  ["1.234", null],
  ["0x1F", null],
  ["1_000", null],
  ["3000000000", null],
  ["", null],
])("whole number %j is %j", async (text, expected) => {
  expect(await read((cell) => parse.integerSql(cell, undefined), text)).toBe(expected);
});

test.each([
  ["0.875", undefined, 0.875],
  ["0,875", undefined, 0.875],
  ["-0.5", undefined, -0.5],
  ["1.234", undefined, null],
  ["1.234", "point", 1.234],
  ["12", undefined, 12],
  ["nan", undefined, null],
] as const)("measure %j by %j is %j", async (text, sign, expected) => {
  expect(await read((cell) => parse.doubleSql(cell, sign), text)).toBe(expected);
});

test.each([
  ["90", undefined, 90],
  ["90.4", undefined, 90],
  ["-1", "s", -1],
  ["90400", "ms", 90],
  ["90600", "ms", 91],
  ["90400000", "us", 90],
  ["00:01:30", "hms", 90],
  ["1:30", "hms", 90],
  ["26:00:00", "hms", 93_600],
  ["999999999:00:00", "hms", null],
  ["99999999999999:00:00", "hms", null],
  ["1e300", "ms", null],
  ["1:75:00", "hms", null],
  ["1:00:61", "hms", null],
  ["–", "hms", null],
  ["90", "hms", null],
  ["0:01:12", "any", 72],
  ["72", "any", 72],
  ["1 ч 2 мин 3 сек", "any", 3723],
  ["2\u00a0мин", "any", 120],
  ["72.5", "any", null],
  ["999999 ч", "any", null],
  ["мин", "any", null],
  ["1:30", undefined, null],
  ["soon", "ms", null],
] as const)("duration %j in %j is %j seconds", async (text, unit, expected) => {
  expect(await read((cell) => parse.durationSql(cell, unit), text)).toBe(expected);
});

test.each([
  ["да", true],
  ["ДА", true],
  ["+", true],
  ["1", true],
  ["True", true],
  ["Истина", true],
  ["нет", false],
  ["-", false],
  ["0", false],
  ["Ложь", false],
  ["не знаю", null],
  ["2", null],
])("flag %j is %j", async (text, expected) => {
  expect(await read(parse.flagSql, text)).toBe(expected);
});
