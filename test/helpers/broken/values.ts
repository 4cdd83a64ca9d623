import {type BrokenCase, call, table} from "./case.ts";

/** A table of one call for each value of one cell. */
const each = (cell: "at" | "phone" | "talk", values: readonly string[]) => () =>
  table(...values.map((value, index) => call(`c${index + 1}`, {[cell]: value})), call("good"));
const all = (column: string, reason: string, count: number): [number, string, string][] =>
  Array.from({length: count}, (_, index) => [index + 2, column, reason]);

const utc = "strftime(timezone('UTC', started_at), '%Y-%m-%d %H:%M:%S')";

/** Cells that cannot mean what they should. */
export const brokenValues: readonly BrokenCase[] = [
  {
    name: "of phones that a spreadsheet rounded",
    content: each("phone", ["7,9E+10", "7.89120000001E+10", "8,9Е10"]),
    counts: [4, 1, 3, 0],
    reasons: all("client_phone", "phone_digits_lost", 3),
  },
  {
    name: "of call ids that a spreadsheet rounded, so that different calls are called the same",
    content: () => table(call("1.23457E+18"), call("1,23457E+18", {talk: "13"}), call("c3")),
    counts: [3, 1, 2, 0],
    reasons: all("call_id", "id_digits_lost", 2),
  },
  {
    name: "of phones of 40 and of 300 digits",
    content: each("phone", ["9".repeat(40), "9".repeat(300)]),
    counts: [3, 2, 1, 0],
    reasons: [[3, "client_phone", "too_long"]],
  },
  {
    name: "of years 1, 1899, 2100 and 9999",
    content: each("at", [
      "0001-01-01 00:00:00",
      "1899-12-30 00:00:00",
      "2100-01-01 00:00:00",
      "9999-12-31 23:59:59",
    ]),
    counts: [5, 1, 4, 0],
    reasons: all("started_at", "impossible_date", 4),
  },
  {
    name: "of days and years that no calendar has",
    content: each("at", [
      "31.02.2026 10:00",
      "29.02.2025 10:00",
      "2026-02-30 10:00:00",
      "2026-13-01 10:00:00",
      "00.00.0000 00:00:00",
      "20260-01-01 10:00:00",
    ]),
    counts: [7, 1, 6, 0],
    reasons: all("started_at", "unreadable", 6),
  },
  {
    name: "of the leap day of a leap year",
    content: each("at", ["29.02.2024 10:00"]),
    counts: [2, 2, 0, 0],
    kept: {of: utc, are: ["2024-02-29 07:00:00", "2026-03-02 07:00:00"]},
  },
  {
    name: "of hours and minutes that no clock shows",
    content: each("at", [
      "2026-03-02 25:00:00",
      "02.03.2026 24:30:00",
      "2026-03-02 10:60:00",
      "2026-03-02 -1:00:00",
    ]),
    counts: [5, 1, 4, 0],
    reasons: all("started_at", "unreadable", 4),
  },
  {
    name: "of times within the hour that a clock leaps over and the one it goes through twice",
    source: "zone: Europe/Berlin",
    content: each("at", ["2026-03-29 02:30:00", "2026-10-25 01:59:59", "2026-10-25 03:00:00"]),
    counts: [4, 4, 0, 0],
    kept: {
      of: utc,
      are: ["2026-03-29 01:30:00", "2026-10-24 23:59:59", "2026-10-25 02:00:00", "2026-03-02 09:00:00"],
    },
  },
  {
    name: "of milliseconds where seconds were declared",
    fields: {started_at: "{column: started_at, date: unix_s}"},
    content: () => table(call("c1", {at: "1772434800000"}), call("c2", {at: "1772434800"})),
    counts: [2, 1, 1, 0],
    reasons: [[2, "started_at", "unreadable"]],
    kept: {of: utc, are: ["2026-03-02 07:00:00"]},
  },
  {
    name: "of seconds where milliseconds were declared",
    fields: {started_at: "{column: started_at, date: unix_ms}"},
    content: () => table(call("c1", {at: "1772434800"}), call("c2", {at: "1772434800000"})),
    counts: [2, 1, 1, 0],
    reasons: [[2, "started_at", "impossible_date"]],
  },
  {
    name: "of numbers beyond all numbers",
    content: each("talk", [
      "1e400",
      "NaN",
      "Infinity",
      "-Infinity",
      "9".repeat(30),
      "0x10",
      "1_000",
      "12 сек",
    ]),
    counts: [9, 1, 8, 0],
    reasons: all("talk_seconds", "unreadable", 8),
  },
  {
    name: "of talks of less than nothing and of more than a day",
    content: each("talk", ["-1", "86401", "-0.6"]),
    counts: [4, 1, 3, 0],
    reasons: all("talk_seconds", "out_of_range", 3),
  },
  {
    name: "of talks on a clock of more than 24 hours",
    fields: {talk_seconds: "{column: talk_seconds, duration: hms}"},
    content: () =>
      table(
        call("c1", {talk: "25:00:00"}),
        call("c2", {talk: "24:00:00"}),
        call("c3", {talk: "0:61:00"}),
        call("c4", {talk: "-0:00:01"}),
        call("c5", {talk: "999999999999:00:00"}),
      ),
    counts: [5, 1, 4, 0],
    reasons: [
      [2, "talk_seconds", "out_of_range"],
      [4, "talk_seconds", "unreadable"],
      [5, "talk_seconds", "unreadable"],
      [6, "talk_seconds", "unreadable"],
    ],
    kept: {of: "talk_seconds", are: [86_400]},
  },
  {
    name: "of errors of a spreadsheet",
    content: () =>
      table(
        call("c1", {talk: "#REF!"}),
        call("c2", {at: "#ЗНАЧ!"}),
        call("c3", {end: "#N/A"}),
        call("#REF!"),
        call("c5", {operator: "#Н/Д"}),
        call("c6"),
      ),
    counts: [6, 2, 4, 0],
    reasons: [
      [2, "talk_seconds", "unreadable"],
      [3, "started_at", "unreadable"],
      [4, "disposition", "not_in_list"],
      [5, "call_id", "unreadable"],
    ],
  },
  {
    name: "of one call twice, the later row being the truth",
    content: () => table(call("c1", {talk: "1"}), call("c2"), call("c1", {talk: "7"})),
    counts: [3, 2, 1, 0],
    reasons: [[2, "call_id", "repeated_key"]],
    kept: {of: "talk_seconds", are: [7, 12]},
  },
  {
    name: "of calls without an id",
    content: () => table(call(""), call(" \u00a0"), call("c3")),
    counts: [3, 1, 2, 0],
    reasons: all("call_id", "missing", 2),
  },
  {
    name: "of ids of 19 digits, of leading noughts and of more than 200 letters",
    content: () => table(call("9223372036854775808"), call("0007"), call("x".repeat(201))),
    counts: [3, 2, 1, 0],
    reasons: [[4, "call_id", "too_long"]],
    kept: {of: "call_id", are: ["0007", "9223372036854775808"]},
  },
  {
    name: "with totals that are not the sum of its rows",
    content: () => table(call("c1"), call("c2"), "Итого;;;;;99;"),
    counts: [3, 2, 0, 1],
  },
];
