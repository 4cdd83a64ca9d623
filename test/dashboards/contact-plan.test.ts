// @vitest-environment jsdom
import {expect, test} from "vitest";
import {
  contactCapacity,
  minutesADay,
  minutesHad,
  minutesNow,
} from "../../dashboards/charts/contact-capacity.ts";
import {contactPlan} from "../../dashboards/charts/contact-plan.ts";
import {capacityFinding, planFinding, unplannedText} from "../../dashboards/pages/contacts/plan-cards.tsx";
import type {ContactCapacityRow, ContactPlanRow} from "../../queries/generated/rows.ts";
import {contactStates} from "../../queries/vocabulary.ts";
import {english, plain} from "./chart-snapshot.ts";

const group = (client_group: string, more: Partial<ContactPlanRow> = {}): ContactPlanRow => ({
  client_group,
  contact_days: 14,
  client_count: 10,
  contact_covered_count: 4,
  contact_planned_count: 1,
  contact_due_count: 2,
  contact_overdue_count: 3,
  ...more,
});

test("the sentence counts all groups and names the one most overdue by share, not by number", () => {
  const large = group("C", {client_count: 100, contact_covered_count: 80, contact_overdue_count: 17});
  const sentence = planFinding([group("A"), large], english)!;
  expect(sentence).toContain("20 of 110");
  expect(sentence).toContain("group A: 30%");
  expect(planFinding([group("A", {contact_overdue_count: 0})], english)).toContain("in time");
  // nobody whose time is near or over was promised a call, or some were
  expect(planFinding([group("A", {contact_planned_count: 0})], english)).toContain(
    "none of them is promised a call",
  );
  expect(planFinding([group("A", {contact_planned_count: 2})], english)).toContain(
    "a call is promised to 2 more",
  );
  expect(planFinding([], english)).toBeNull();
});

test("clients of groups that no plan knows are named by group", () => {
  const rows = [
    {client_group: "VIP", client_count: 4},
    {client_group: "", client_count: 1},
  ];
  expect(plain(unplannedText(rows, english))).toBe(
    "5 more clients are in groups that no contact plan knows, and stand nowhere above: VIP (4) and without a group (1)",
  );
  expect(unplannedText([], english)).toBeNull();
});

test("parts of a bar lie end to end and make up the whole group", () => {
  const figure = contactPlan([group("A"), group("B", {client_count: 20, contact_covered_count: 14})], {
    width: 900,
    words: english,
  });
  const bars = [...figure.querySelectorAll(".plan rect")].map((bar) => Number(bar.getAttribute("width")));
  const sum = (list: number[]) => list.reduce((all, width) => all + width, 0);
  expect(sum(bars.slice(4))).toBeCloseTo(2 * sum(bars.slice(0, 4)), 6);
  expect(figure.querySelector(".hit > *")!.getAttribute("data-tip")).toContain("overdue: 3");
});

// 42 contacts of 5 minutes over 21 working days: 10 minutes a day
const owner = (employee_id: string, more: Partial<ContactCapacityRow> = {}): ContactCapacityRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  leg_code: "farmers",
  client_count: 20,
  contact_overdue_count: 13,
  required_contacts: 42,
  talk_seconds: 3000,
  contact_count: 10,
  working_day_count: 21,
  talk_norm_minutes: 120,
  own_talk_seconds: 0,
  own_day_count: 0,
  is_gone: false,
  ...more,
});

test("minutes a day are contacts times the average talk over the working days; no contact, no average", () => {
  expect(minutesADay(owner("a"))).toBeCloseTo(10, 12);
  expect(minutesADay(owner("a", {contact_count: 0, talk_seconds: 0}))).toBeNull();
});

const finding = (rows: ContactCapacityRow[]) => capacityFinding(rows, english);

test("the plan fits, fits only all together, or does not fit; clients of who has left ask for time and give none", () => {
  const much = owner("b", {required_contacts: 42 * 13});
  expect(finding([owner("a"), owner("c")])).toContain("fits into the day");
  // 10 + 130 of 240
  const uneven = finding([owner("a"), much])!;
  expect(uneven).toContain("not for everybody: 20 clients of 1 owner");
  expect(uneven).toContain("asks 2:20 a day, by the norm of their posts they have 4:00 (2 people)");
  // 130 of 120, for the other one has left
  const over = finding([owner("a", {is_gone: true}), much])!;
  expect(over).toContain("does not fit");
  expect(over).toContain("they have 2:00 (1 person)");
  expect(over).toContain("65% of the plan is overdue");
  expect(finding([])).toBeNull();
});

test("one client of one who has left is no reason to say that the plan fits badly", () => {
  const gone = owner("g", {is_gone: true, client_count: 1, required_contacts: 2});
  expect(finding([owner("a"), owner("c"), gone])).toContain("fits into the day");
  expect(finding([owner("a"), owner("c"), {...gone, client_count: 2}])).toContain("not for everybody");
});

test("without a norm of their own post nothing is decided: what people talk now stands beside the plan", () => {
  // 63 working days with 12 hours of talk: 11:26 minutes a day, the plan asks 10; and half of that
  const own = {talk_norm_minutes: null, own_talk_seconds: 43_200, own_day_count: 63};
  const [enough, little] = [owner("a", own), owner("b", {...own, own_talk_seconds: 21_600})];
  expect(minutesHad(enough)).toBeNull();
  expect(minutesNow(enough)).toBeCloseTo(720 / 63, 12);
  expect(plain(finding([enough, little]))).toBe(
    "Where a post has no norm of talk, whether the plan fits cannot be said: it asks 20 min a day, they talk 17 min now (2 people); 65% of the plan is overdue",
  );
  const figure = contactCapacity([enough, little], {width: 900, words: english});
  expect(figure.textContent).not.toContain("▲");
  expect(figure.querySelectorAll(".had line")).toHaveLength(0);
  expect(figure.querySelectorAll(".now circle")).toHaveLength(2);
  // those with a norm are judged by themselves
  const both = plain(finding([little, owner("c", {leg_code: "hunters"})]));
  expect(both).toContain(
    "fits into the day: it asks 10 min of talk, by the norm of their posts they have 2:00 (1 person)",
  );
  expect(both).toContain("it asks 10 min a day, they talk 6 min now (1 person)");
  // nothing is known of who has no working day yet
  expect(minutesNow(owner("a", {...own, own_day_count: 0}))).toBeNull();
  expect(finding([owner("a", {...own, own_day_count: 0})])).toBeNull();
});

test("the share overdue is of the owners shown, so that a head reads of the own team alone", () => {
  expect(finding([owner("a", {contact_overdue_count: 5}), owner("b", {contact_overdue_count: 5})])).toContain(
    "25% of the plan is overdue",
  );
});

test("who is over the own time or has left is marked by colour and sign; the time is drawn", () => {
  const figure = contactCapacity(
    [
      owner("a"),
      owner("b", {required_contacts: 42 * 13}),
      owner("c", {is_gone: true, required_contacts: 21}),
    ],
    {width: 900, words: english},
  );
  const fills = [...figure.querySelectorAll(".asked rect")].map((bar) => bar.getAttribute("fill"));
  expect(fills.filter((fill) => fill === "var(--loss-fill)")).toHaveLength(2);
  expect(figure.querySelectorAll(".had line")).toHaveLength(3);
  expect(figure.textContent).toContain("▲ B");
});

test("the legend names each state once, also the pale ones that are too short for a word", () => {
  for (const width of [900, 358]) {
    const figure = contactPlan([group("A")], {width, words: english});
    expect([...figure.querySelectorAll(".legend-names text")].map((text) => text.textContent)).toEqual(
      contactStates.map((state) => english.label("contactState", state)),
    );
  }
});
