import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

// data until 2026-06-30; 30 days fade, 90 are dormant
const reached = (client_id: string, ...days: string[]) =>
  days.map((reached_date) => ({client_id, reached_date, contact_month: `${reached_date.slice(0, 7)}-01`}));
const bought = (client_id: string, purchase_date: string, next_date: string | null = null) => ({
  client_id,
  purchase_date,
  next_date,
});
const first = reached("other", "2025-06-01");

test("a silence begins 30 days after a purchase without another, and is lost without one before 90 days", async () => {
  const rows = await runModel("rollup_silences", {
    int_reached_days: first,
    int_purchase_days: [
      // bought again on the 29th day: no silence; on the 30th: a silence that ended well
      bought("a", "2026-01-01", "2026-01-30"),
      bought("a", "2026-01-30", "2026-03-01"),
      // on the 89th day in time, on the 90th too late
      bought("b", "2026-01-01", "2026-03-31"),
      bought("c", "2026-01-01", "2026-04-01"),
      // decided on the last day of data, and one day after it
      bought("d", "2026-04-01"),
      bought("e", "2026-04-02"),
      // silent on 31 August: the 90 days before it lie within the calls, which begin on 1 June; two days earlier not
      bought("f", "2025-08-01", "2025-09-15"),
      bought("g", "2025-07-30", "2025-09-15"),
    ],
  });
  expect(pick(rows, "client_id", "silent_date", "decided_month", "is_lost", "silent_days")).toEqual([
    {client_id: "a", silent_date: "2026-03-01", decided_month: "2026-04-01", is_lost: false, silent_days: 90},
    {client_id: "b", silent_date: "2026-01-31", decided_month: "2026-04-01", is_lost: false, silent_days: 90},
    {client_id: "c", silent_date: "2026-01-31", decided_month: "2026-04-01", is_lost: true, silent_days: 90},
    {client_id: "d", silent_date: "2026-05-01", decided_month: "2026-06-01", is_lost: true, silent_days: 90},
    {client_id: "f", silent_date: "2025-08-31", decided_month: "2025-10-01", is_lost: false, silent_days: 90},
  ]);
});

test("the gap is that of the day the silence began, and what came later does not mend it", async () => {
  const rows = await runModel("rollup_silences", {
    int_purchase_days: ["a", "b", "c", "d"].map((client_id) => bought(client_id, "2026-01-01")),
    int_reached_days: [
      ...first,
      // silent on 31 January: 30 January is one day, that day itself and later ones are not known yet
      ...reached("a", "2026-01-05", "2026-01-30"),
      ...reached("b", "2026-01-31", "2026-02-03"),
      // 89 days back are still looked at, 90 are not
      ...reached("c", "2025-11-03"),
      ...reached("d", "2025-11-02"),
    ],
  });
  expect(pick(rows, "client_id", "silent_days")).toEqual([
    {client_id: "a", silent_days: 1},
    {client_id: "b", silent_days: 90},
    {client_id: "c", silent_days: 89},
    {client_id: "d", silent_days: 90},
  ]);
});

test("reached is an outgoing call with a person on the line, once a day", async () => {
  const call = {
    client_id: "c1",
    call_date: "2026-06-10",
    call_month: "2026-06-01",
    direction: "out",
    is_contact: true,
  };
  const rows = await runModel("int_reached_days", {
    fct_calls: [
      {...call, call_id: "1"},
      {...call, call_id: "2"},
      {...call, call_id: "3", call_date: "2026-06-11", direction: "in"},
      {...call, call_id: "4", call_date: "2026-06-12", is_contact: false},
      {...call, call_id: "5", client_id: null},
    ],
  });
  expect(rows).toEqual([{client_id: "c1", contact_month: "2026-06-01", reached_date: "2026-06-10"}]);
});

test("a client counts once in the twelve months, by its first silence", async () => {
  const silence = (
    client_id: string,
    silent_date: string,
    silent_days: number,
    is_lost: boolean,
    previous_month: string | null = null,
  ) => ({
    client_id,
    silent_date,
    decided_month: `${silent_date.slice(0, 7)}-01`,
    previous_month,
    silent_days,
    is_lost,
  });
  const rows = await runModel(
    "silence_losses",
    {
      rollup_silences: [
        silence("a", "2026-02-10", 12, false),
        silence("a", "2026-04-10", 40, true, "2026-02-01"),
        silence("b", "2026-03-10", 12, true),
        // before the twelve months, so that the later one is b's first; after them
        silence("c", "2025-06-10", 5, true),
        silence("c", "2025-07-10", 40, false, "2025-06-01"),
        silence("d", "2026-07-10", 40, true),
      ],
    },
    {month: "2026-06-01"},
  );
  expect(pick(rows, "silent_days", "lost_count", "regained_count", "fading_days", "dormant_days")).toEqual([
    {silent_days: 12, lost_count: 1, regained_count: 1, fading_days: 30, dormant_days: 90},
    {silent_days: 40, lost_count: 0, regained_count: 1, fading_days: 30, dormant_days: 90},
  ]);
});
