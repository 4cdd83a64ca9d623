// @vitest-environment jsdom
import {expect, test} from "vitest";
import {formatCell, noValue, unitOfColumn} from "../../dashboards/lib/format.ts";
import {english, plain, russian} from "./chart-snapshot.ts";

const ru = russian.f;
const en = english.f;

test("talk under an hour and a half is minutes, above it hours and minutes, above a hundred hours only hours", () => {
  expect(plain(ru.minutes(84 * 60))).toBe("84 мин");
  expect(plain(en.minutes(90 * 60))).toBe("90 min");
  expect(ru.minutes(122 * 60)).toBe("2:02");
  expect(ru.minutes(99 * 3600)).toBe("99:00");
  expect(plain(ru.minutes(1254 * 3600))).toBe("1 254 ч");
});

test("numbers and dates are those of the reader's language", () => {
  expect(plain(ru.tenths(1234.5))).toBe("1 234,5");
  expect(en.tenths(1234.5)).toBe("1,234.5");
  expect(ru.month("2026-11-01")).toBe("ноябрь 2026");
  expect(en.month("2026-11-01")).toBe("November 2026");
  expect(plain(ru.percent(0.0889))).toBe("8,9 %");
});

test("a sentence names six people, and of more the first five and how many others", () => {
  const people = (count: number) => Array.from({length: count}, (_, index) => `P${index + 1}`);
  expect(en.names(people(6))).toBe("P1, P2, P3, P4, P5 and P6");
  expect(en.names(people(7))).toBe("P1, P2, P3, P4, P5 and 2 more");
  expect(plain(ru.names(people(1005)))).toBe("P1, P2, P3, P4, P5 и ещё 1 000");
});

test("a minus is a minus, not a hyphen", () => {
  expect(plain(ru.signedShare(-0.73))).toBe("\u221273 %");
  expect(en.count(-614)).toBe("\u2212614");
  expect(plain(ru.money(-12_400_000))).toBe("\u221212,4 млн ₽");
  expect(en.signedTenths(-1.5)).toBe("\u22121.5");
  // what rounds to nothing has none
  expect(en.money(-0)).toBe("₽0");
  expect(en.count(-0.4)).toBe("0");
});

test("the word beside a number takes its form from the number as it is written", () => {
  const days = (n: string) =>
    plain(russian.t("hunters.first.day", {days: n}))
      .split(" ")
      .slice(0, 2)
      .join(" ");
  expect(["1", "21", "2", "33", "5", "11", "112", "1\u00a0234", "44,5", "0"].map(days)).toEqual([
    "1 день",
    "21 день",
    "2 дня",
    "33 дня",
    "5 дней",
    "11 дней",
    "112 дней",
    "1 234",
    "44,5 дня",
    "0 дней",
  ]);
  expect(plain(russian.t("hunters.first.day", {days: "1\u00a0234"}))).toBe("1 234 дня после передачи");
  expect(english.t("hunters.first.day", {days: "1"})).toContain("1 day after");
  expect(english.t("hunters.first.day", {days: "1,001"})).toContain("1,001 days after");
});

test("money is thousands or millions with its sign", () => {
  expect(plain(ru.money(12_400_000))).toBe("12,4 млн ₽");
  expect(plain(ru.money(173_000))).toBe("173 тыс. ₽");
  expect(en.money(12_400_000)).toContain("12.4");
});

test("a day stays the same day in any zone; an instant is told in the company's", () => {
  expect(ru.fullDay("2026-10-31")).toContain("31");
  expect(ru.clock("2026-10-31T21:30:00.000Z")).toBe("00:30");
});

test("what is not known is not zero", () => {
  expect(ru.count(null)).toBe(noValue);
  expect(ru.rate(0, 0)).toBe(noValue);
  expect(ru.rate(null, 5)).toBe(noValue);
  expect(plain(ru.rate(0, 5))).toBe("0 %");
  expect(ru.money(Number.NaN)).toBe(noValue);
});

test("the column's name decides how its cells are written", () => {
  expect(unitOfColumn("talk_seconds")).toBe("s");
  expect(unitOfColumn("is_absent")).toBe("flag");
  expect(unitOfColumn("cohort_month")).toBe("month");
  expect(unitOfColumn("order_amount")).toBe("money");
  expect(plain(formatCell(ru, "money", 1234.5, ["да", "нет"]))).toBe("1 234,50 ₽");
  expect(formatCell(ru, "flag", false, ["да", "нет"])).toBe("нет");
  expect(formatCell(ru, "text", null, ["да", "нет"])).toBe(noValue);
});

test("a ratio below one keeps the digits that count, a sum has two digits of kopecks or none", () => {
  const cell = (unit: "ratio" | "money", value: number) => plain(formatCell(ru, unit, value, ["", ""]));
  expect(cell("ratio", 20 / 225)).toBe("0,0889");
  expect(cell("ratio", 0.15)).toBe("0,15");
  expect(cell("ratio", 11.25)).toBe("11,3");
  expect(cell("money", 988_553.2)).toBe("988 553,20 ₽");
  expect(cell("money", 988_553)).toBe("988 553 ₽");
  expect(cell("money", 0.999)).toBe("1 ₽");
});
