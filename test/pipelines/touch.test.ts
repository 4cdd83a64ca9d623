import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {makeHome, put} from "../helpers/home.ts";
import {differences, publishedTables} from "../helpers/published.ts";
import {csvOf, genericSources, type RandomLoad} from "../helpers/random-company.ts";

/** Loads that reach months other than their own; each once broke, or could break, what was built for those months. */
const people: RandomLoad[] = [
  {
    entity: "employees",
    rows: [
      {employee_id: "e1", employee_name: "Анна Белова"},
      {employee_id: "e2", employee_name: "Пётр Серов"},
    ],
  },
  {
    entity: "employee_roles",
    rows: [
      {employee_id: "e1", role: "operator", team_id: "север", valid_from: "2025-11-01"},
      {employee_id: "e2", role: "operator", team_id: "юг", valid_from: "2025-11-01"},
    ],
  },
  {entity: "clients", rows: [{client_id: "c1", client_name: "Ромашка", phones: "+79120000001"}]},
];
const call = (id: string, at: string, more: Record<string, string> = {}) => ({
  call_id: id,
  started_at: at,
  direction: "out",
  operator: "e1",
  client_phone: "+79120000001",
  talk_seconds: "300",
  disposition: "answered",
  ...more,
});
const leg = (number: string, at: string, operator: string, talk: string, isTransfer: string) => ({
  call_id: "x1",
  leg_number: number,
  started_at: at,
  operator,
  talk_seconds: talk,
  disposition: "answered",
  is_transfer: isTransfer,
});

/** An order on the fifth of each of the first `months` of a year. */
function boughtIn(year: string, months: number): Record<string, string>[] {
  return Array.from({length: months}, (_, index) => {
    const month = String(index + 1).padStart(2, "0");
    return {
      order_id: `o${year}${month}`,
      line_number: "1",
      client_id: "c1",
      ordered_on: `${year}-${month}-05`,
      amount: "100",
    };
  });
}

// 21:00 UTC is midnight in Moscow
const scenarios: [string, RandomLoad[][]][] = [
  [
    "legs of a call that was passed on over the end of a month, each leg in a load of its own",
    [
      [...people, {entity: "calls", rows: [call("x1", "2026-01-31T20:58:00Z")]}],
      [{entity: "call_legs", rows: [leg("1", "2026-01-31T20:58:00Z", "e2", "100", "false")]}],
      [{entity: "call_legs", rows: [leg("2", "2026-01-31T21:03:00Z", "e1", "200", "true")]}],
    ],
  ],
  [
    "late calls, numbers that change hands, orders of long ago, telephones and posts that go to others",
    [
      [
        ...people,
        {
          entity: "employee_extensions",
          rows: [{extension: "201", employee_id: "e1", valid_from: "2025-11-01"}],
        },
        {
          entity: "calls",
          rows: [
            call("x2", "2026-03-02T10:00:00Z"),
            call("x3", "2025-12-15T10:00:00Z", {operator: "201"}),
            call("x4", "2026-02-15T10:00:00Z", {operator: "201"}),
          ],
        },
        // the outcome is there before its call, which lies on the other side of midnight and of the month's end
        {
          entity: "call_results",
          rows: [
            {
              result_id: "r1",
              client_phone: "+79120000001",
              operator: "e1",
              filed_at: "2026-01-31T21:10:00Z",
              result_code: "goal",
            },
          ],
        },
        {
          entity: "orders",
          rows: [
            {
              order_id: "o1",
              line_number: "1",
              client_phone: "+79120000001",
              ordered_on: "2026-03-02",
              amount: "10",
            },
          ],
        },
        {
          entity: "absences",
          rows: [{employee: "e1", started_on: "2025-12-20", ended_on: "2026-03-20", absence_kind: "sick"}],
        },
      ],
      [
        {entity: "calls", rows: [call("x1", "2026-01-31T20:58:00Z")]},
        {
          entity: "orders",
          rows: [{order_id: "o2", line_number: "1", client_id: "c1", ordered_on: "2025-11-02", amount: "10"}],
        },
        {
          entity: "absences",
          rows: [{employee: "e1", started_on: "2025-12-20", ended_on: "2025-12-27", absence_kind: "sick"}],
        },
      ],
      // an older card takes the number, another person the telephone
      [
        {
          entity: "clients",
          rows: [{client_id: "c0", phones: "+79120000001", created_at: "2020-01-01T00:00:00Z"}],
        },
        {
          entity: "employee_extensions",
          rows: [
            {extension: "201", employee_id: "e1", valid_from: "2025-11-01", valid_to: "2026-01-01"},
            {extension: "201", employee_id: "e2", valid_from: "2026-01-01"},
          ],
        },
      ],
    ],
  ],
  [
    "a call after months in which nothing happened: what was bought before still counts in their three months",
    [
      [
        ...people,
        {entity: "employees", rows: [{employee_id: "e3", employee_name: "Ольга Розова"}]},
        {
          entity: "employee_roles",
          rows: [{employee_id: "e3", role: "farmer", team_id: "фермеры", valid_from: "2024-01-01"}],
        },
        {
          entity: "ownership_events",
          rows: [{client_id: "c1", owner: "e3", started_at: "2024-01-10T09:00:00Z"}],
        },
        {
          entity: "orders",
          rows: [...boughtIn("2024", 12), ...boughtIn("2025", 3)],
        },
      ],
      [{entity: "calls", rows: [call("x5", "2025-07-02T10:00:00Z")]}],
    ],
  ],
];

test.each(scenarios)("%s", async (_name, batches) => {
  const step = makeHome({sources: genericSources});
  const once = makeHome({sources: genericSources});
  for (const [index, loads] of batches.entries()) {
    for (const home of [step, once]) putLoads(home, loads, index);
    expect(await run(step)).toMatchObject({failedFiles: [], rejected: 0});
  }
  await run(once);
  expect(differences(await publishedTables(step), await publishedTables(once))).toEqual([]);
});

function putLoads(home: Home, loads: RandomLoad[], batch: number): void {
  for (const [index, load] of loads.entries()) put(home, `${load.entity}/${batch}-${index}.csv`, csvOf(load));
}
