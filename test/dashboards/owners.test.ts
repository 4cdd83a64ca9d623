// @vitest-environment jsdom
import {expect, test} from "vitest";
import {partBars} from "../../dashboards/charts/part-bars.ts";
import {
  ownerParts,
  ownersFinding,
  potentialFinding,
  potentialParts,
} from "../../dashboards/pages/base/owner-cards.tsx";
import type {OwnerStatesRow, PotentialsRow} from "../../queries/generated/rows.ts";
import {draw, english, numbers, plain, texts} from "./chart-snapshot.ts";

const owner = (
  employee_id: string,
  leg_code: string,
  more: Partial<OwnerStatesRow> = {},
): OwnerStatesRow => ({
  employee_id,
  employee_name: `Name ${employee_id}`,
  leg_code,
  client_count: 100,
  active_count: 40,
  fading_count: 20,
  dormant_count: 30,
  contact_active_count: 10,
  contact_fading_count: 5,
  contact_dormant_count: 80,
  order_amount: 1000,
  ...more,
});
const owners = [
  owner("e1", "hunters", {client_count: 50, active_count: 10, fading_count: 0, dormant_count: 5}),
  owner("e2", "farmers"),
];

test("an owner's clients are all there: those that never bought, or were never spoken with, are the rest", () => {
  const counts = (view: "purchase" | "contact") =>
    ownerParts(owners, view, english).map(({parts}) => parts.map(({count}) => count));
  expect(counts("purchase")).toEqual([
    [10, 0, 5, 35],
    [40, 20, 30, 10],
  ]);
  expect(counts("contact")[1]).toEqual([10, 5, 80, 5]);
});

test("the title keeps farmers and hunters apart", () => {
  expect(plain(ownersFinding(owners, "purchase", english))).toBe(
    // 30 of 100, of whom 90 ever bought; 5 of 50, of whom 15 did
    "30% of the farmers' 100 clients sleep by purchase (33.3% of 90 that ever bought), and 10% of the hunters' 50 (33.3% of 15)",
  );
  expect(plain(ownersFinding(owners, "contact", english))).toContain("80% of the farmers' 100");
  expect(ownersFinding([], "purchase", english)).toBeNull();
});

test("a row is as long as its clients are many, and its parts meet", () => {
  const figure = draw(() => partBars(ownerParts(owners, "purchase", english), {width: 900, words: english}));
  const widths = numbers(figure, ".parts rect", "width");
  expect(widths).toHaveLength(8);
  const rows = [widths.slice(0, 4), widths.slice(4)].map((own) => own.reduce((sum, width) => sum + width, 0));
  expect(rows[1]! / rows[0]!).toBeCloseTo(2, 1);
  expect(texts(figure, ".legend-names text")).toEqual(["active", "fading", "dormant", "never bought"]);
});

const potential = (more: Partial<PotentialsRow> = {}): PotentialsRow => ({
  employee_id: "e1",
  employee_name: "Anna",
  leg_code: "farmers",
  client_count: 100,
  potential_fresh_count: 60,
  potential_stale_count: 10,
  potential_stale_amount: 2_000_000,
  potential_none_count: 30,
  potential_none_amount: 1_000_000,
  potential_amount: 9_000_000,
  potential_bought_amount: 3_000_000,
  potential_beyond_count: 0,
  ...more,
});

test("the title says of how many clients nothing fresh is known, and what they bought", () => {
  expect(plain(potentialFinding([potential(), potential({client_count: 300})], english))).toMatch(
    /^Of 20% of 400 clients.*out of date: 20, never estimated: 60\); they bought for .*6m in a year$/,
  );
  expect(potentialFinding([potential({potential_beyond_count: 4})], english)).toMatch(
    /the client buys more: 4$/,
  );
  expect(potentialFinding([], english)).toBeNull();
  expect(potentialParts([potential()], english)[0]!.parts.map(({count}) => count)).toEqual([60, 10, 30]);
});

test("a head of one post reads of that post alone, and no share stands of nobody", () => {
  const [hunter, farmer] = owners as [(typeof owners)[number], (typeof owners)[number]];
  expect(plain(ownersFinding([hunter], "purchase", english))).toBe(
    "10% of the hunters' 50 clients sleep by purchase (33.3% of 15 that ever bought)",
  );
  expect(plain(ownersFinding([farmer], "contact", english))).toMatch(/^With 80% of the farmers' 100 clients/);
  const none = {active_count: 0, fading_count: 0, dormant_count: 0};
  expect(plain(ownersFinding([{...hunter, ...none}, farmer], "purchase", english))).toBe(
    "30% of the farmers' 100 clients sleep by purchase (33.3% of 90 that ever bought); None of the hunters' clients (50) has bought yet",
  );
});
