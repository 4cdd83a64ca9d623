// @vitest-environment jsdom
import {expect, test} from "vitest";
import {clockLines} from "../../dashboards/charts/clock-lines.ts";
import {medians, waitCurve} from "../../dashboards/charts/wait-curve.ts";
import {clocksFinding} from "../../dashboards/pages/hunters/clocks-card.tsx";
import {sharesFinding} from "../../dashboards/pages/hunters/shares-card.tsx";
import {waitsFinding} from "../../dashboards/pages/hunters/waits-card.tsx";
import type {HandoverClocksRow, HandoverSharesRow, HunterWaitsRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const options = {width: 900, words: english};

const clock = (client_id: string, over_days: number): HandoverClocksRow => ({
  client_id,
  client_name: null,
  client_phone: null,
  tax_id: null,
  employee_id: "a",
  client_size: "small",
  employee_name: "A",
  since_date: "2026-01-01",
  limit_holder_name: null,
  trap_date: "2026-01-01",
  limit_date: "2026-03-01",
  held_days: over_days + 60,
  over_days,
  order_amount: 10,
  last_contact_date: null,
});

test("clients past the limit are counted, the limit's own day is in time", () => {
  expect(clocksFinding([clock("a", 12), clock("b", 1), clock("c", 0)], english)).toMatch(
    /^2 of 3 clients .* 12 days$/,
  );
  expect(clocksFinding([clock("c", 0)], english)).toContain("in time still");
  expect(clocksFinding([], english)).toBeNull();
  const figure = clockLines([clock("a", 12), clock("c", -3)], options);
  expect(figure.querySelectorAll(".clocks line")).toHaveLength(2);
  expect(figure.querySelectorAll(".hit > *")).toHaveLength(2);
});

const share = (employee_id: string, due_count: number, delayed_count: number): HandoverSharesRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  passed_count: due_count,
  late_count: delayed_count,
  overdue_count: 1,
  overdue_amount: 100,
  due_count,
  delayed_count,
});

test("a hunter is named only beyond what chance explains", () => {
  const even = [share("a", 40, 10), share("b", 40, 12), share("c", 40, 9)];
  expect(sharesFinding(even, english)).toContain("people differ within chance");
  expect(sharesFinding([...even, share("d", 40, 36)], english)).toContain("D (90%)");
  expect(sharesFinding([], english)).toBeNull();
});

const wait = (client_id: string, wait_days: number, is_won: boolean, employee_id = "h1"): HunterWaitsRow => ({
  client_id,
  employee_id,
  employee_name: employee_id.toUpperCase(),
  accepted_date: "2026-01-01",
  wait_days,
  is_won,
});

test("the median keeps clients that still wait: without them it would be 10 days, with them 30", () => {
  // 10: 6 at risk, 1 -> .833; 20: 5, 1 -> .667; 30: 3 at risk after one open at 25, 1 -> .444
  const rows = [
    wait("a", 10, true),
    wait("b", 20, true),
    wait("c", 30, true),
    wait("d", 25, false),
    wait("e", 60, false),
    wait("f", 60, false),
  ];
  expect(waitsFinding(rows, english)).toContain("within 30 days");
  expect(
    medians([...rows, wait("x", 5, false, "h2")]).map(({id, count, won, median}) => [id, count, won, median]),
  ).toEqual([
    ["h1", 6, 3, 30],
    ["h2", 1, 0, null],
  ]);
  expect(waitsFinding([wait("a", 3, true), wait("b", 9, false), wait("c", 9, false)], english)).toContain(
    "1 of 3",
  );
  const figure = waitCurve(rows, options);
  expect(figure.querySelectorAll(".median line")).toHaveLength(1);
  // the start, three deals and the end
  expect(figure.querySelectorAll(".hit > *")).toHaveLength(5);
  // somebody of whom all clients bought at once stands above the band of all: 1 of 1 beside 4 of 13
  const many = [...rows, ...rows.map((row) => ({...row, is_won: false})), wait("x", 5, true, "h2")];
  const lines = [...waitCurve(many, options).querySelectorAll(".each path")];
  const heights = lines.flatMap((line) =>
    [...line.getAttribute("d")!.matchAll(/[LM]?[\d.]+,([\d.]+)/g)].map((match) => Number(match[1])),
  );
  // the upper edge is at 16 px, and half of a line's width is drawn above its middle
  expect(Math.min(...heights)).toBeGreaterThan(16.75);
});
