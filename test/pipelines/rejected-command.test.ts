import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {estafeta} from "../helpers/cli.ts";
import {health, published} from "../helpers/fixing.ts";
import {makeHome, put, temporaryFolder} from "../helpers/home.ts";

let home: Home;
let clean: () => void;
afterAll(() => clean());
beforeAll(async () => {
  home = makeHome(
    {
      sources: "sources:\n  shop: {preset: orders}\n  calls: {preset: calls}\n  branch: {preset: orders}\n",
      inbox: {
        "shop/1.csv":
          "order_id,line_number,ordered_on,amount,client_name\n" +
          "o1,1,2026-01-31,100,Ромашка\n" +
          ",1,2026-01-30,40.50,Ромашка\n" +
          "o3,1,2026-02-01,много,Ромашка\n" +
          "o4,1,2026-02-02,7,Ромашка\n" +
          "o5,1,never,9,Ромашка\n" +
          "o6,1\n",
        // of another source, and not a row of it waits: the month holds it all the same
        "branch/1.csv":
          "order_id,line_number,ordered_on,amount,client_name\nb1,1,2026-01-05,7,Ромашка\nb2,1,2026-01-06,5,Ромашка\n",
        // 21:30 UTC is the next month's first hour in the company's zone
        "calls/1.csv":
          "call_id,started_at,direction,operator,client_phone,talk_seconds,disposition\n" +
          "c1,2026-01-31T21:30:00Z,out,201,89120000001,60,answered\n" +
          "c2,2026-01-31T21:40:00Z,sideways,201,89120000001,75,answered\n",
      },
    },
    temporaryFolder((remove) => {
      clean = remove;
    }),
  );
  await published(home);
  // the shop's next export holds a row of the first once more
  put(
    home,
    "shop/2.csv",
    "order_id,line_number,ordered_on,amount,client_name\n,1,2026-01-30,40.50,Ромашка\no7,1,2026-02-03,1,Ромашка\n",
  );
  await published(home);
});

const rejected = (...more: string[]) => estafeta("rejected", "--home", home.home, ...more);

test("rows tell in words what is wrong, and their day, money and talk where these can be read", async () => {
  expect((await rejected("--source", "calls")).out).toBe(
    'calls/1.csv:3  Calls, Direction: "sideways" is none of the values that are known [2026-02-01, 75 s]\n    c2;2026-01-31T21:40:00Z;sideways;201;89120000001;75;answered\n',
  );
  const rows = JSON.parse((await rejected("--source", "shop", "--json")).out) as Record<string, unknown>[];
  expect(
    rows.map((row) => [row["line_number"], row["reason_code"], row["event_date"], row["amount"]]),
  ).toEqual([
    [4, "unreadable", "2026-02-01", null],
    [6, "unreadable", null, "9.00"],
    [7, "too_few_cells", null, null],
    [2, "missing", "2026-01-30", "40.50"],
  ]);
});

test("rows are chosen by month and reason, and counted by what is wrong", async () => {
  const month = JSON.parse((await rejected("--month", "2026-02", "--json")).out) as {value: string}[];
  expect(month.map(({value}) => value)).toEqual(["sideways", "много"]);
  const reason = JSON.parse((await rejected("--reason", "too_few_cells", "--json")).out) as unknown[];
  expect(reason).toHaveLength(1);
  const groups = JSON.parse((await rejected("--source", "shop", "--group", "--json")).out) as unknown[];
  expect(groups).toHaveLength(4);
  expect(groups).toContainEqual({
    source_id: "shop",
    entity: "orders",
    column_name: "order_id",
    reason_code: "missing",
    row_count: 1,
    months: ["2026-01"],
    undated_count: 0,
    amount: "40.50",
    talk_seconds: null,
    example: null,
  });
  // of the line that is too short nobody knows the month, and it is said
  expect((await rejected("--reason", "too_few_cells", "--group")).out).toBe(
    "1 row of shop: the row has fewer cells than the header; 1 of a month that cannot be read\n",
  );
  const wrong = await rejected("--month", "February");
  expect(wrong).toMatchObject({code: 2, err: "--month February: expected a month such as 2026-10\n"});
});

test("a month knows what its figures leave out, a row of two exports once, beside what they hold of all sources", async () => {
  expect(
    await health(
      home,
      "select month, entity, rejected_count, accepted_count, rejected_amount, accepted_amount from excluded_rows order by month nulls last, entity nulls last",
    ),
  ).toEqual([
    {
      month: "2026-01-01",
      entity: "orders",
      rejected_count: 1,
      accepted_count: 3,
      rejected_amount: "40.50",
      accepted_amount: "112.00",
    },
    {
      month: "2026-02-01",
      entity: "calls",
      rejected_count: 1,
      accepted_count: 1,
      rejected_amount: null,
      accepted_amount: null,
    },
    {
      month: "2026-02-01",
      entity: "orders",
      rejected_count: 1,
      accepted_count: 2,
      rejected_amount: null,
      accepted_amount: "8.00",
    },
    {
      month: null,
      entity: "orders",
      rejected_count: 1,
      accepted_count: 0,
      rejected_amount: "9.00",
      accepted_amount: null,
    },
    {
      month: null,
      entity: null,
      rejected_count: 1,
      accepted_count: 0,
      rejected_amount: null,
      accepted_amount: null,
    },
  ]);
});

test("one row is shown cell by cell, also one that could not be split", async () => {
  const row = JSON.parse((await rejected("--row", "1:7", "--json")).out) as Record<string, unknown>;
  expect(row).toMatchObject({line: 7, entity: null, reason: "too_few_cells", raw_text: "o6,1"});
  expect(row["cells"]).toEqual(["o6", "1", null, null, null]);
  expect((await rejected("--row", "1:2")).err).toBe(
    "--row 1:2: this row is not in quarantine; see `estafeta rejected --json`\n",
  );
  expect(await rejected("--row", "seven")).toMatchObject({code: 2});
});
