import {join} from "node:path";
import {expect, test} from "vitest";
import {workCalendar} from "../../pipelines/company/calendar.ts";
import {PipelineError} from "../../pipelines/errors.ts";
import {temporaryFolder, write} from "../helpers/home.ts";

/** Days off of 2026 month by month, weekends included; `*` is a shortened day that is worked. */
const daysOff2026 = [
  "1,2,3,4,5,6,7,8,9+,10,11,17,18,24,25,31",
  "1,7,8,14,15,21,22,23,28",
  "1,7,8,9+,14,15,21,22,28,29",
  "4,5,11,12,18,19,25,26,30*",
  "1,2,3,8*,9,10,11+,16,17,23,24,30,31",
  "6,7,11*,12,13,14,20,21,27,28",
  "4,5,11,12,18,19,25,26",
  "1,2,8,9,15,16,22,23,29,30",
  "5,6,12,13,19,20,26,27",
  "3,4,10,11,17,18,24,25,31",
  "1,3*,4,7,8,14,15,21,22,28,29",
  "5,6,12,13,19,20,26,27,31+",
];
const json = (months = daysOff2026, more: object = {}) =>
  JSON.stringify({year: 2026, months: months.map((days, index) => ({month: index + 1, days})), ...more});

const offDays =
  "01.01 01.02 01.03 01.04 01.05 01.06 01.07 01.08 01.09 02.23 03.08 03.09 05.01 05.09 05.11 06.12 11.04 12.31";
const shortDays = "04.30 05.08 06.11 11.03";
const days = (list: string, kind: number) =>
  list
    .split(" ")
    .map((day) => `    <day d="${day}" t="${kind}"/>`)
    .join("\n");
const xml = (body = `${days(offDays, 1)}\n${days(shortDays, 2)}`, end = "  </days>\n</calendar>\n") =>
  `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<calendar year="2026" lang="ru">\n  <holidays><holiday id="1" title="Новый год"/></holidays>\n  <days>\n${body}\n${end}`;

function year(folder: string, prefix = "own") {
  return workCalendar(prefix, folder, "2026-01-01", "2026-12-31");
}

function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) write(join(folder, "calendars", name), text);
  return folder;
}

test.each([
  ["the list of days off in JSON", {"own-2026.json": json(daysOff2026, {statistic: {workdays: 247}})}],
  ["the list of days in XML", {"own-2026.xml": xml()}],
])(
  "%s gives the year of the packaged calendar, shortened days worked",
  (_name, files: Record<string, string>) => {
    const own = year(folderWith(files));
    expect(own).toEqual(year(temporaryFolder(), "ru"));
    expect(own.filter((day) => day.isWorking)).toHaveLength(247);
    expect(own.filter((day) => day.normHours === 7).map((day) => day.date)).toEqual([
      "2026-04-30",
      "2026-05-08",
      "2026-06-11",
      "2026-11-03",
    ]);
  },
);

test("a whole year of the company's own replaces the packaged one, and single days of a table go above it", () => {
  const folder = folderWith({
    "ru-2026.xml": xml(`${days("01.01", 1)}\n${days("01.10", 3)}\n${days("01.17", 2)}`),
    "ru-extra.csv": "date,kind\n2026-01-02,off\n",
  });
  // Saturday the 10th is worked and the 17th is a shortened Saturday; the 5th is no holiday in this calendar
  expect(
    ["01-01", "01-02", "01-05", "01-10", "01-11", "01-17"].map(
      (day) => year(folder, "ru").find(({date}) => date === `2026-${day}`)!.normHours,
    ),
  ).toEqual([0, 0, 8, 8, 0, 7]);
});

test("a calendar of another prefix or with a longer name is not read", () => {
  const folder = folderWith({"by-2026.json": "no json", "own-south-2026.xml": "no xml"});
  expect(year(folder).filter((day) => day.isWorking)).toHaveLength(261);
});

const marked = (index: number, text: string) =>
  daysOff2026.map((days, month) => (month === index ? text : days));

test.each([
  ["own-2026.json", "{", /own-2026\.json: .*JSON.*; download the file again$/],
  [
    "own-2026.json",
    "[]",
    /own-2026\.json: the file's name says 2026, its year is undefined; rename it or take the other file$/,
  ],
  ["own-2026.json", json().replace("2026", "2025"), /the file's name says 2026, its year is 2025;/],
  ["own-2026.json", json(daysOff2026.slice(1)), /own-2026\.json: expected months 1 to 12 in order, got 11;/],
  ["own-2026.json", json(marked(1, "1,30")), /month 2: expected days such as 1,2,9\+,30\*, got "30";/],
  ["own-2026.json", json(marked(1, "1,7!")), /month 2: expected days such as 1,2,9\+,30\*, got "7!";/],
  [
    "own-2026.json",
    json(marked(3, "4,5,11,12,18,19,25,26,30"), {statistic: {workdays: 247}}),
    /its days make 246 working days, its statistic says 247; download the file again$/,
  ],
  ["own-2026.xml", xml(days("02.30", 1)), /own-2026\.xml:5: expected a day such as .* got d="02\.30" t="1";/],
  ["own-2026.xml", xml(days("13.01", 1)), /own-2026\.xml:5: expected a day such as .* got d="13\.01" t="1";/],
  ["own-2026.xml", xml(days("30.04", 2)), /own-2026\.xml:5: expected a day such as .* got d="30\.04" t="2";/],
  ["own-2026.xml", xml(days("abc", 1)), /own-2026\.xml:5: expected a day such as .* got d="abc" t="1";/],
  [
    "own-2026.csv",
    "date,kind\n2026-02-30,off\n",
    /own-2026\.csv:2: expected a day and off.* "2026-02-30,off"/,
  ],
  ["own-2026.xml", xml(days("05.08", 4)), /own-2026\.xml:5: expected a day such as .* got d="05\.08" t="4";/],
  ["own-2026.xml", xml(undefined, ""), /own-2026\.xml: expected <calendar year="2026"> .* cut off/],
  ["own-2026.xml", "<html><body>404</body></html>", /own-2026\.xml: expected <calendar year="2026">/],
  [
    "own-2026.xml",
    xml().replace('"2026"', '"2024"'),
    /own-2026\.xml:2: the file's name says 2026, its year is "2024";/,
  ],
])("a bad calendar is refused with its place: %s %#", (name, text, message) => {
  const read = () => year(folderWith({[name]: text}));
  expect(read).toThrow(message);
  expect(read).toThrow(PipelineError);
});

test("in XML a day off may say the holiday and the day it was moved from, in any order", () => {
  const moved = `<day d="01.09" t="1" f="01.03"/>\n<day f="01.04" t="1" d="12.31"/>\n<day d="02.23" t="1" h="2"/>\n<day d="11.01" t="3" f="11.03"></day>`;
  const folder = folderWith({"own-2026.xml": xml(moved)});
  const hours = (date: string) => year(folder).find((day) => day.date === `2026-${date}`)!.normHours;
  expect(["01-09", "12-31", "02-23", "11-01", "01-03", "11-03"].map(hours)).toEqual([0, 0, 0, 8, 0, 8]);
});
