// @vitest-environment jsdom
import {expect, test} from "vitest";
import {flowBridge, flowSteps} from "../../dashboards/charts/flow-bridge.ts";
import {groupHeat, largestGroups} from "../../dashboards/charts/group-heat.ts";
import {freeLabels, potentialDots} from "../../dashboards/charts/potential-dots.ts";
import {thenNow} from "../../dashboards/charts/then-now.ts";
import {
  averageFinding,
  averageOrders,
  flowFinding,
  frequencies,
  frequencyFinding,
} from "../../dashboards/pages/farmers/flow-cards.tsx";
import {farmerLines, linesFinding} from "../../dashboards/pages/farmers/lines-card.tsx";
import {
  callsEmpty,
  callsFinding,
  groupsFinding,
  reasonText,
  whiteFinding,
} from "../../dashboards/pages/farmers/space-cards.tsx";
import type {
  BookFlowsRow,
  ClientsToCallRow,
  GroupSharesRow,
  WhiteSpaceRow,
} from "../../queries/generated/rows.ts";
import {draw, english, plain, russian} from "./chart-snapshot.ts";

const options = {width: 900, words: english};

const flow = (employee_id: string, more: Partial<BookFlowsRow> = {}): BookFlowsRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  then_amount: 1000,
  moved_in_count: 0,
  moved_in_amount: 0,
  moved_out_count: 1,
  moved_out_amount: 100,
  lost_count: 1,
  lost_amount: 200,
  down_count: 1,
  down_amount: 50,
  up_count: 1,
  up_amount: 150,
  new_count: 1,
  new_amount: 300,
  returned_count: 1,
  returned_amount: 40,
  now_amount: 1140,
  then_buyer_count: 10,
  then_order_day_count: 25,
  now_buyer_count: 12,
  now_order_day_count: 36,
  ...more,
});

test("the long bridge goes from then to now without a gap; moving from farmer to farmer adds nothing", () => {
  const rows = [
    flow("a"),
    flow("b", {
      moved_in_count: 1,
      moved_in_amount: 100,
      moved_out_count: 0,
      moved_out_amount: 0,
      now_amount: 1340,
    }),
  ];
  const steps = flowSteps(rows);
  expect(steps.map(({part, from, to}) => [part, from, to])).toEqual([
    ["then", 0, 2000],
    ["moved_out", 2000, 1900],
    ["moved_in", 1900, 2000],
    ["lost", 2000, 1600],
    ["down", 1600, 1500],
    ["up", 1500, 1800],
    ["returned", 1800, 1880],
    ["new", 1880, 2480],
    ["now", 0, 2480],
  ]);
  // lost 400, less 100, more 300
  expect(plain(flowFinding(rows, english))).toMatch(/the others −₽200; moved in less moved out ₽0$/);
  expect(flowFinding([], english)).toBeNull();
  for (const width of [390, 900])
    expect(draw(() => flowBridge(rows, {...options, width})).querySelectorAll(".parts rect")).toHaveLength(9);
});

test("frequency and average order are sums over sums; without orders there is no value", () => {
  const rows = [flow("a"), flow("b", {then_buyer_count: 0, then_order_day_count: 0, then_amount: 0})];
  expect(frequencies(rows).map(({before, now}) => [before, now])).toEqual([
    [2.5, 3],
    [null, 3],
  ]);
  expect(averageOrders(rows)[0]).toMatchObject({before: 40, now: 1140 / 36});
  // 72 days of 24 clients; 2,280 over 72
  expect(frequencyFinding(rows, english)).toBe(
    "A client orders on 3 days in three months; a year ago on 2.5",
  );
  expect(plain(averageFinding(rows, english))).toBe("An order is ₽31.7; a year ago ₽40");
  expect(frequencyFinding([], english)).toBeNull();
  const figure = draw(() => thenNow(frequencies(rows), {...options, color: "red", format: english.f.tenths}));
  expect(figure.querySelectorAll(".before circle")).toHaveLength(1);
  expect(figure.querySelectorAll(".now circle")).toHaveLength(2);
});

const share = (
  employee_id: string,
  product_group: string,
  group_count: number,
  order_amount: number,
): GroupSharesRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  product_group,
  group_count,
  buyer_count: 10,
  order_amount,
});

test("groups of a client: each farmer's clients count once, the most sold groups come first", () => {
  const rows = [
    share("a", "pens", 5, 10),
    share("a", "paper", 10, 500),
    share("b", "pens", 3, 20),
    share("b", "paper", 2, 1),
  ];
  // 20 group buyers over 20 clients
  expect(groupsFinding(rows, english)).toBe("A client buys 1 of 2 groups of goods; n\u00a0=\u00a020");
  expect(groupsFinding([], english)).toBeNull();
  expect(largestGroups(rows)).toEqual(["paper", "pens"]);
  expect(largestGroups(rows, 1)).toEqual(["paper"]);
  expect(draw(() => groupHeat(rows, options)).querySelectorAll(".cells rect")).toHaveLength(4);
});

const white = (
  client_id: string,
  year_amount: number,
  white_amount: number,
  is_stale = false,
): WhiteSpaceRow => ({
  client_id,
  client_name: null,
  client_phone: null,
  tax_id: null,
  employee_id: "f1",
  client_size: "small",
  employee_name: "A",
  potential_amount: 1000,
  potential_date: "2026-01-01",
  is_stale,
  year_amount,
  white_amount,
  goods_group_count: 1,
  missing_groups: null,
  all_client_count: 40,
  all_stale_count: 7,
  all_potential_amount: 4000,
  all_year_amount: 1000,
  all_white_amount: 3200,
  all_over_count: 1,
});

test("white space speaks of all clients, not of those drawn; stale estimates are hollow", () => {
  const rows = [white("a", 100, 900), white("b", 1400, 0, true)];
  expect(plain(whiteFinding(rows, english))).toBe(
    "Clients buy 25% of their potential; ₽3.2k is left with 40 clients, 7 of the estimates are older than a year",
  );
  expect(whiteFinding([], english)).toBeNull();
  const figure = draw(() => potentialDots(rows, options));
  expect([...figure.querySelectorAll(".clients circle")].map((dot) => dot.getAttribute("fill"))).toEqual([
    "var(--farmers-fill)",
    "var(--paper)",
  ]);
});

test("each reason to call carries its numbers", () => {
  const row: ClientsToCallRow = {
    client_id: "c",
    client_name: null,
    client_phone: null,
    tax_id: null,
    employee_id: "f1",
    client_size: "small",
    employee_name: "A",
    reason_code: "overdue_order",
    silent_days: 31,
    longest_pause_days: 30,
    pause_count: 4,
    usual_amount: 110,
    recent_amount: 70,
    low_amount: null,
    last_contact_date: null,
    all_call_count: 21,
  };
  expect(reasonText(row, english)).toBe("no order for 31 days, before at most 30 (4 pauses known)");
  expect(plain(reasonText({...row, reason_code: "below_range", low_amount: 79.28}, english))).toBe(
    "₽70 a month instead of ₽110, at least ₽79.3 was to be expected",
  );
  expect(callsFinding([row], english)).toBe("21 clients behave unlike their own past: call them");
  expect(callsFinding([row], russian)).toBe("21 клиент ведёт себя не так, как раньше: позвоните");
  expect(callsFinding([], english)).toBeNull();
});

test("an empty list to call says that all is well only where the past can tell", () => {
  const held = {client_count: 40, buyer_count: 30, known_count: 20};
  expect(callsEmpty(held, english)).toMatch(/^Nobody is silent .*: 20\.$/);
  expect(callsEmpty({...held, known_count: 0}, english)).toMatch(/^Too early to judge/);
  expect(callsEmpty({...held, known_count: 0, buyer_count: 0}, english)).toMatch(/load the orders/);
  expect(callsEmpty({client_count: 0, buyer_count: 0, known_count: 0}, english)).toMatch(/load the owners/);
});

test("a farmer's month is judged by the limits of the own months before it; who has left has no line", () => {
  const row = (employee_id: string, index: number, now_amount: number) => ({
    employee_id,
    employee_name: employee_id.toUpperCase(),
    month: `2026-${String(index + 1).padStart(2, "0")}-01`,
    now_amount,
    base_amount: 100,
  });
  // mean 100, steps of 10: 100 - 2.66 x 10 = 73.4
  const before = (id: string) =>
    [95, 105, 95, 105, 95, 105, 95, 105].map((amount, index) => row(id, index, amount));
  // a month without anything to compare with, before the first known one, is not drawn
  const rows = [
    {...row("a", -1, 5), month: "2025-12-01", base_amount: 0},
    ...before("a"),
    row("a", 8, 73),
    ...before("b"),
    row("b", 8, 74),
    ...before("left"),
  ];
  const lines = farmerLines(rows, "2026-09-01");
  expect(lines.map(({name, points}) => [name, points.length])).toEqual([
    ["A", 9],
    ["B", 9],
  ]);
  expect(linesFinding(lines, english)).toMatch(/^The last months run below what is usual .*: A \(73%\)$/);
  expect(linesFinding(lines.slice(1), english)).toMatch(
    /^The last months of 1 farmer .* within their limits$/,
  );
  expect(linesFinding(farmerLines(rows.slice(0, 9), "2026-08-01"), english)).toBeNull();
  // mean of the ten before 96, steps 13.9: the limit is 59; two of three beyond two thirds of the way to it, 71.4
  const slow = [...before("a"), row("a", 8, 70), row("a", 9, 90), row("a", 10, 70)];
  expect(linesFinding(farmerLines(slow, "2026-11-01"), english)).toMatch(/: A \(70%\)$/);
});

test("a name stands where no dot and no other name lies, else nowhere", () => {
  const label = (left: number, top: number) => ({
    row: {} as never,
    text: "ten letter",
    textAnchor: "start" as const,
    left,
    top,
  });
  expect(freeLabels([label(100, 200)], [{left: 100, top: 200}]).map(({rise}) => rise)).toEqual([12]);
  // a dot 12 px above takes the first place; another 26 px above takes the second
  const near = {left: 120, top: 188};
  expect(freeLabels([label(100, 200)], [near]).map(({rise}) => rise)).toEqual([26]);
  expect(freeLabels([label(100, 200)], [near, {left: 120, top: 174}])).toEqual([]);
  expect(freeLabels([label(100, 200), label(110, 200)], []).map(({rise}) => rise)).toEqual([12, 26]);
});
