// @vitest-environment jsdom
import {expect, test} from "vitest";
import {contactCapacity, minutesADay} from "../../dashboards/charts/contact-capacity.ts";
import {contactPlan} from "../../dashboards/charts/contact-plan.ts";
import {capacityFinding, planFinding} from "../../dashboards/pages/contacts/plan-cards.tsx";
import type {ContactCapacityRow, ContactPlanRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

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
  expect(planFinding([], english)).toBeNull();
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
  required_contacts: 42,
  talk_seconds: 3000,
  contact_count: 10,
  working_day_count: 21,
  talk_norm_minutes: 120,
  is_gone: false,
  ...more,
});

test("minutes a day are contacts times the average talk over the working days; no contact, no average", () => {
  expect(minutesADay(owner("a"))).toBeCloseTo(10, 12);
  expect(minutesADay(owner("a", {contact_count: 0, talk_seconds: 0}))).toBeNull();
});

test("the plan fits, fits only all together, or does not fit; clients of who has left ask for time and give none", () => {
  const much = owner("b", {required_contacts: 42 * 13});
  expect(capacityFinding([owner("a"), owner("c")], english)).toContain("fits into the day");
  // 10 + 130 of 240
  const uneven = capacityFinding([owner("a"), much], english)!;
  expect(uneven).toContain("not where the clients are");
  expect(uneven).toContain("2:20 of 4:00");
  // 130 of 120, for the other one has left
  const over = capacityFinding([owner("a", {is_gone: true}), much], english)!;
  expect(over).toContain("does not fit");
  expect(over).toContain("people: 1");
  expect(capacityFinding([owner("a", {talk_norm_minutes: null})], english)).toBeNull();
  expect(capacityFinding([], english)).toBeNull();
});

test("who is over the norm or has left is marked by colour and sign; the norm is drawn", () => {
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
  expect(figure.querySelectorAll(".norm")).toHaveLength(1);
  expect(figure.textContent).toContain("▲ B");
});
