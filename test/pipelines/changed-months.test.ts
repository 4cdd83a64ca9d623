import {cpSync} from "node:fs";
import {expect, test} from "vitest";
import {type Home, homeAt} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {makeHome, put, temporaryFolder} from "../helpers/home.ts";
import {differences, publishedTables, queryPublished} from "../helpers/published.ts";
import {csvOf, genericSources, type RandomLoad} from "../helpers/random-company.ts";

const month = (index: number) => new Date(Date.UTC(2023, 6 + index, 1)).toISOString().slice(0, 8);
/** From July 2023 to January 2026: more than the two years that pay may hang on, and a year before to compare with. */
const months = Array.from({length: 31}, (_, index) => month(index));
const clients = ["c1", "c2", "c3", "c4", "c5", "c6"];
/** Called for the first time later than the others, one a month, so that first talks and refusals are of many months. */
const laterClients = Array.from({length: 9}, (_, index) => `n${index}`);
const phone = (client: string) => `+7912000${client.startsWith("n") ? 1 : 0}00${client.slice(1)}`;

const call = (number: string, day: string, client: string, operator = "e1") => ({
  call_id: `call-${number}`,
  started_at: `${day}T09:00:00Z`,
  direction: "out",
  operator,
  client_phone: phone(client),
  talk_seconds: "200",
  disposition: "answered",
});
const result = (number: string, day: string, client: string, code: string) => ({
  result_id: `result-${number}`,
  client_id: client,
  operator: "e1",
  filed_at: `${day}T09:05:00Z`,
  result_code: code,
  ...(code === "refusal" ? {refusal_reason: "price"} : {}),
});
const codes = ["goal", "refusal", "screened_out"];
const order = (number: string, day: string, client: string, amount: number, manager: string) => ({
  order_id: `order-${number}`,
  line_number: "1",
  client_id: client,
  ordered_on: day,
  amount: String(amount),
  manager,
});

const first: RandomLoad[] = [
  {
    entity: "employees",
    rows: ["e1", "f1", "f2"].map((id) => ({
      employee_id: id,
      employee_name: `Person ${id}`,
      hired_on: "2023-07-01",
    })),
  },
  {
    entity: "employee_roles",
    rows: [
      {employee_id: "e1", role: "operator", valid_from: "2023-07-01"},
      {employee_id: "f1", role: "farmer", valid_from: "2023-07-01"},
      {employee_id: "f2", role: "farmer", valid_from: "2023-07-01"},
    ],
  },
  {
    entity: "clients",
    rows: [...clients, ...laterClients].map((id, index) => ({
      client_id: id,
      client_name: `Client ${id}`,
      phones: phone(id),
      client_group: index % 2 === 0 ? "A" : "",
      created_at: "2023-07-01T08:00:00Z",
    })),
  },
  {
    entity: "ownership_events",
    rows: clients.map((id, index) => ({
      client_id: id,
      started_at: "2023-07-02T08:00:00Z",
      owner: index < 3 ? "f1" : "f2",
      leg: "farmers",
    })),
  },
  {
    entity: "orders",
    rows: months
      .slice(0, 30)
      .flatMap((start, index) =>
        clients
          .filter((_, at) => (index + at) % 3 !== 0)
          .map((id, at) =>
            order(`${index}-${id}`, `${start}10`, id, 1000 + 37 * index * (at + 1), at < 3 ? "f1" : "f2"),
          ),
      ),
  },
  {
    entity: "calls",
    rows: [
      ...months
        .slice(0, 30)
        .flatMap((start, index) =>
          clients.map((id, at) => call(`${index}-${id}`, `${start}1${at}`, id, at % 2 === 0 ? "e1" : "f1")),
        ),
      ...laterClients.flatMap((id, index) => [
        call(`first-${id}`, `${months[21 + index]}05`, id),
        call(`second-${id}`, `${months[21 + index]}25`, id),
      ]),
    ],
  },
  {
    entity: "call_results",
    rows: [
      ...months
        .slice(0, 30)
        .flatMap((start, index) =>
          clients.map((id, at) =>
            result(`${index}-${id}`, `${start}1${at}`, id, codes[(index + at) % codes.length]!),
          ),
        ),
      ...laterClients.map((id, index) => result(`first-${id}`, `${months[21 + index]}05`, id, "refusal")),
    ],
  },
];

/** A change a day, each of which bears on other months of the tables that are made from the first change on. */
const days: [string, RandomLoad[]][] = [
  [
    "a day of calls, and a client passes to another farmer",
    [
      {entity: "calls", rows: [call("new", "2025-12-20", "c2"), call("again", "2025-12-22", "n7")]},
      {entity: "call_results", rows: [result("again", "2025-12-22", "n7", "goal")]},
      {
        entity: "ownership_events",
        rows: [{client_id: "c1", started_at: "2025-12-21T08:00:00Z", owner: "f2", leg: "farmers"}],
      },
    ],
  ],
  [
    "a move of a year ago becomes known, and a group asks for regular contact now",
    [
      {
        entity: "ownership_events",
        rows: [{client_id: "c4", started_at: "2024-10-05T08:00:00Z", owner: "f1", leg: "farmers"}],
      },
      {
        entity: "clients",
        rows: [
          {
            client_id: "c2",
            client_name: "Client c2 under another name",
            phones: phone("c2"),
            client_group: "A",
            created_at: "2023-07-01T08:00:00Z",
          },
        ],
      },
    ],
  ],
  [
    "what a client said two years ago comes late, and a first talk turns out to have been another",
    [
      {entity: "call_results", rows: [result("old", "2024-02-11", "c2", "screened_out")]},
      {
        entity: "calls",
        rows: [call("older", "2025-03-03", "n4"), call("first-n6", `${months[27]}09`, "n6")],
      },
    ],
  ],
  [
    "an order of long ago comes late",
    [{entity: "orders", rows: [order("late", "2023-08-03", "c6", 5000, "f2")]}],
  ],
  [
    "a new month begins, and the oldest one that pay looks back at drops out",
    [
      {entity: "calls", rows: [call("january", "2026-01-09", "c3")]},
      {entity: "orders", rows: [order("january", "2026-01-09", "c3", 700, "f1")]},
    ],
  ],
  [
    "an order from before the first month",
    [{entity: "orders", rows: [order("first", "2023-05-03", "c1", 900, "f1")]}],
  ],
];

test("every kind of change is built from its first month on as a full rebuild builds it", async () => {
  const settings = {
    sources: genericSources,
    company: "contact_days:\n  A: 30\n",
  };
  const home = makeHome(settings);
  const at = (index: number) => ({now: () => new Date(Date.UTC(2026, 0, 10 + index, 6))});
  const putAll = (loads: RandomLoad[], index: number) => {
    for (const [number, load] of loads.entries())
      put(home, `${load.entity}/${index}-${number}.csv`, csvOf(load));
  };
  putAll(first, 0);
  expect((await run(home, at(0))).failedFiles).toEqual([]);
  for (const [index, [what, loads]] of days.entries()) {
    putAll(loads, index + 1);
    const result = await run(home, at(index + 1));
    expect(result.rejected, what).toBe(0);
    expect(result.isNew, what).toBe(true);
    const folder = temporaryFolder();
    cpSync(home.home, folder, {recursive: true});
    const rebuilt = homeAt(folder);
    await change(rebuilt, "update ops.state set value = '' where name = 'build_hash'");
    await run(rebuilt, at(index + 1));
    for (const audience of ["payroll", "analyst"] as const)
      expect(
        differences(await publishedTables(home, audience), await publishedTables(rebuilt, audience)),
        `${what}: ${audience}`,
      ).toEqual([]);
  }
  for (const table of ["rollup_book_flows", "rollup_farmer_months", "rollup_screened_months"])
    expect((await queryPublished(home, `select * from ${table}`)).length, table).toBeGreaterThan(20);

  // a mark in a month of long ago stays until something of that month or before it changes
  const mark = () =>
    change(home, "update rollup_book_flows set then_buyer_count = 4711 where month = date '2025-03-01'");
  // in the warehouse: a snapshot takes months that stayed from the one before it
  const marked = async () => {
    const warehouse = await openWarehouse(home);
    const count = await warehouse.value(
      "select count(*) from rollup_book_flows where then_buyer_count = 4711",
    );
    warehouse.close();
    return count > 0;
  };
  await mark();
  putAll([{entity: "calls", rows: [call("after", "2026-01-12", "c5")]}], 50);
  await run(home, at(50));
  expect(await marked()).toBe(true);
  putAll([{entity: "orders", rows: [order("marked", "2025-02-12", "c5", 10, "f2")]}], 51);
  await run(home, at(51));
  expect(await marked()).toBe(false);
}, 300_000);

async function change(home: Home, sql: string): Promise<void> {
  const warehouse = await openWarehouse(home);
  await warehouse.run(sql);
  warehouse.close();
}
