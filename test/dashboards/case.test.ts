// @vitest-environment jsdom
import {expect, test} from "vitest";
import {caseTimeline, silences} from "../../dashboards/charts/case-timeline.ts";
import {caseFinding, caseMoney} from "../../dashboards/pages/case/timeline-cards.tsx";
import type {CaseEventsRow} from "../../queries/generated/rows.ts";
import {english, plain} from "./chart-snapshot.ts";

const event = (event_date: string, kind_code: string, more: Partial<CaseEventsRow> = {}): CaseEventsRow => ({
  event_date,
  kind_code,
  event_id: `${kind_code}-${event_date}`,
  employee_name: null,
  leg_code: "hunters",
  talk_seconds: null,
  is_contact: null,
  has_recording: null,
  amount: null,
  detail_code: null,
  detail: null,
  ...more,
});
const contact = (day: string) => event(day, "call", {is_contact: true, talk_seconds: 60});
const span = {since: "2026-01-01", until: "2026-07-01", silenceDays: 30};
const events = [
  contact("2026-01-10"),
  contact("2026-02-09"),
  event("2026-02-20", "call", {is_contact: false, talk_seconds: 0}),
  contact("2026-03-13"),
  event("2026-03-20", "payment", {amount: 1500}),
  event("2026-03-25", "payment", {amount: -500}),
];

test("thirty days without a contact are within the limit, thirty-two are not; the last silence lasts to the end", () => {
  expect(silences(events, span)).toEqual([
    {from: "2026-02-09", to: "2026-03-13", days: 32},
    {from: "2026-03-13", to: "2026-07-01", days: 110},
  ]);
  expect(silences(events, {...span, silenceDays: null})).toEqual([]);
});

test("the finding counts contacts, adds payments with their signs and names the longest silence", () => {
  const sentence = caseFinding(events, span, "Romashka", english);
  expect(sentence).toContain("3 calls");
  expect(sentence).toContain(english.f.money(1000));
  expect(sentence).toContain("110 days");
  expect(caseFinding([], span, "Romashka", english)).toBeNull();
});

test("a client that paid nothing, or of a company without payments, is told by orders, else by deals won", () => {
  const order = (day: string, amount: number) => event(day, "order", {amount});
  const won = event("2026-03-01", "deal_won", {amount: 700});
  const said = (...more: CaseEventsRow[]) => plain(caseMoney([contact("2026-01-10"), ...more], english));
  expect(said(order("2026-02-01", 2000), order("2026-02-05", -500), won)).toBe("orders ₽1.5k");
  expect(said(won)).toBe("deals won ₽700");
  expect(said()).toBe("no money and no orders");
  expect(said(order("2026-02-01", 2000), ...events)).toBe("₽1k received");
});

test("every event has its mark and tip; a refund points down from nothing and stays in the picture", () => {
  const owners = [
    {valid_from: "2025-01-01", valid_to: null, owner_name: "A B", leg_code: "hunters", reason: null},
  ];
  const figure = caseTimeline(events, owners, {...span, width: 900, words: english});
  expect(figure.querySelectorAll(".contacts line")).toHaveLength(3);
  expect(figure.querySelectorAll(".missed circle")).toHaveLength(1);
  expect(figure.querySelectorAll(".silence rect")).toHaveLength(2);
  expect(figure.querySelectorAll(".hit > *")).toHaveLength(events.length + owners.length);
});
