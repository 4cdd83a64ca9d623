// @vitest-environment jsdom
import {expect, test} from "vitest";
import {type Decision, decisionOf} from "../../dashboards/lib/decisions.ts";
import {docketFinding, evidenceOf, ownersOf, roomText} from "../../dashboards/pages/contacts/docket-card.tsx";
import type {ManagerLoadRow, TakeAwayDocketRow} from "../../queries/generated/rows.ts";
import {english, plain} from "./chart-snapshot.ts";

const row = (more: Partial<TakeAwayDocketRow> = {}): TakeAwayDocketRow => ({
  client_id: "c1",
  client_name: "Client 1",
  client_group: "A",
  client_size: "small",
  client_phone: null,
  tax_id: null,
  owner_employee_id: "e1",
  owner_name: "Anna",
  owner_leg_code: "farmers",
  is_owner_gone: false,
  docket_state: "proposed",
  order_amount: 1000,
  last_contact_date: "2026-03-01",
  last_order_date: null,
  last_paid_date: null,
  last_won_date: null,
  owned_since_date: "2025-01-01",
  silent_since_date: "2026-03-01",
  absent_days: 0,
  counted_days: 121,
  limit_days: 90,
  grace_until_date: "2026-05-30",
  year_contact_count: 3,
  planned_contacts: 26.07,
  open_deal_count: 0,
  open_deal_amount: null,
  open_deal_moved_date: null,
  promised_date: null,
  all_proposed_count: 1,
  all_proposed_amount: 1000,
  owner_proposed_count: 1,
  all_held_count: 2,
  all_warned_count: 3,
  ...more,
});
const said = (more: Partial<TakeAwayDocketRow>, column: string) => evidenceOf(row(more), column, english);

test("the row says why a client is held, how long the grace runs, and what was done of the plan", () => {
  expect(said({}, "docket_state")).toBeUndefined();
  expect(said({docket_state: "warned"}, "docket_state")).toBe("grace until 30 May 2026");
  const moved = {open_deal_moved_date: "2026-05-02"};
  expect(said({...moved, docket_state: "held"}, "docket_state")).toBe(
    "held: an open deal moved on 2 May 2026",
  );
  expect(said(moved, "docket_state")).toBe("proposed; open deal untouched since 2 May 2026");
  expect(said({...moved, docket_state: "held", promised_date: "2026-07-02"}, "docket_state")).toBe(
    "held: a call is promised for 2 Jul 2026",
  );
  expect(said({docket_state: "held"}, "docket_state")).toBe("held: the owner is away");
  expect(said({}, "counted_days")).toBe("121 of 90");
  expect(said({absent_days: 14}, "counted_days")).toBe("121 of 90, away 14");
  expect(said({}, "year_contact_count")).toBe("3 of 26");
  expect(said({planned_contacts: null}, "year_contact_count")).toBeUndefined();
  // money or a won deal after the last order is the last business
  expect(said({last_order_date: "2026-03-01"}, "last_order_date")).toBeUndefined();
  expect(said({last_order_date: "2026-03-01", last_paid_date: "2026-03-04"}, "last_order_date")).toBe(
    "4 Mar 2026 (money)",
  );
  expect(said({last_won_date: "2026-03-05", last_paid_date: "2026-03-04"}, "last_order_date")).toBe(
    "5 Mar 2026 (deal won)",
  );
  expect(said({is_owner_gone: true}, "owner_name")).toBe("Anna, no longer works here");
});

test("the title counts all that are proposed, held and warned, also beyond the rows shown", () => {
  expect(docketFinding([row()], english)).toContain("1 client is proposed");
  expect(docketFinding([row({all_proposed_count: 700})], english)).toMatch(
    /^700 clients are proposed.*held: 2.*runs: 3.*$/,
  );
  expect(docketFinding([row({all_proposed_count: 0, all_proposed_amount: 0})], english)).toBe(
    "No client is proposed for another owner now; held: 2, grace still runs: 3",
  );
  expect(docketFinding([], english)).toBeNull();
});

test("the title no longer asks about what is decided", () => {
  const rows = [row({all_proposed_count: 7, all_proposed_amount: 1000})];
  const decided = (docket_state: string | null) =>
    ({...({} as Decision), docket_state, order_amount: 400}) satisfies Decision;
  // one decided case is on the docket still, one has left it, one was warned only
  expect(
    plain(docketFinding(rows, english, [decided("proposed"), decided(null), decided("warned")])),
  ).toMatch(/^6 clients are proposed .* for ₽600 over all time;.*; decided: 1$/);
});

test("a decision binds the silence it was about, with the owner of then; the newest stands", () => {
  const decision = (decision_id: number, more: Partial<Decision> = {}): Decision => ({
    decision_id,
    decided_at: 0,
    by_name: "director",
    client_id: "c1",
    owner_employee_id: "e1",
    silent_since_date: "2026-03-01",
    decision: "keep",
    reason: "x",
    docket_state: null,
    order_amount: null,
    ...more,
  });
  const newestFirst = [decision(4, {client_id: "c2"}), decision(3), decision(2)];
  expect(decisionOf(row(), newestFirst)?.decision_id).toBe(3);
  expect(decisionOf(row({silent_since_date: "2026-03-02"}), newestFirst)).toBeUndefined();
  expect(decisionOf(row({owner_employee_id: "e2"}), newestFirst)).toBeUndefined();
});

test("of many cases the largest twenty are where to begin, and the rest is counted", () => {
  const rows = Array.from({length: 30}, (_, index) =>
    row({
      client_id: `c${index}`,
      order_amount: 100 - index,
      all_proposed_count: 30,
      all_proposed_amount: 2565,
    }),
  );
  // 100 + 99 + ... + 81 = 20 x 90.5
  expect(plain(docketFinding(rows, english))).toContain("begin with the 20 largest, ₽1.81k; 10 more follow");
  expect(
    docketFinding(
      rows.map((one) => ({...one, all_proposed_count: 20})),
      english,
    ),
  ).not.toContain("begin");
});

test("clients are chosen by owner, and the room that the norm leaves is said by name", () => {
  const rows = [
    row({owner_proposed_count: 2}),
    row({client_id: "c2", owner_proposed_count: 2}),
    row({client_id: "c3", owner_employee_id: "e2", owner_name: "Boris", owner_proposed_count: 5}),
    row({client_id: "c4", owner_employee_id: "e3", docket_state: "warned", owner_proposed_count: 0}),
  ];
  expect(ownersOf(rows).map(({name, count}) => [name, count])).toEqual([
    ["Boris", 5],
    ["Anna", 2],
  ]);
  const load = (employee_name: string, conversation_client_count: number): ManagerLoadRow => ({
    leg_code: "farmers",
    employee_id: employee_name,
    employee_name,
    conversation_client_count,
    held_count: 100,
    is_away: false,
    norm_low: 20,
    norm_high: 40,
  });
  expect(roomText([load("Anna", 37), load("Boris", 40), load("Clara", 61)], "2026-06-01", english)).toContain(
    "room for 3 more clients: Anna (3)",
  );
  expect(roomText([load("Boris", 40)], "2026-06-01", english)).toContain("nobody has room");
  expect(roomText([{...load("Anna", 3), norm_high: null}], "2026-06-01", english)).toBeNull();
});

test("clients that bought nothing are said to, with no sum of nothing and no largest among them", () => {
  const rows = Array.from({length: 30}, (_, index) =>
    row({client_id: `c${index}`, order_amount: 0, all_proposed_amount: 0, all_proposed_count: 30}),
  );
  const said = plain(docketFinding(rows, english));
  expect(said).toContain("30 clients are proposed for another owner, without known orders");
  expect(said).toContain("; begin with the first 20; 10 more follow");
  expect(said).not.toContain("₽");
});
