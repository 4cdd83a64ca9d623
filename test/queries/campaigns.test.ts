import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

// a purchase counts for 90 days from the start: 2026-03-02 to 2026-05-30
const campaign = {campaign_id: "r1", started_date: "2026-03-02"};
const order = (client_id: string, order_date: string, order_amount: number) => ({
  client_id,
  order_date,
  order_amount,
});
const member = (client_id: string, is_control: boolean | null, campaign_id = "r1") => ({
  campaign_id,
  client_id,
  is_control,
});

test("all who were assigned count; purchases count from the first day to the last that counts", async () => {
  const rows = await runModel("rollup_campaign_groups", {
    dim_campaigns: [campaign],
    "stage.campaign_members": [
      member("c1", false),
      member("c2", false),
      member("c3", null),
      member("c4", true),
      member("c5", true),
    ],
    fct_orders: [
      order("c1", "2026-03-02", 100),
      order("c1", "2026-05-30", 50.5),
      order("c2", "2026-05-31", 900),
      order("c2", "2026-03-01", 900),
      order("c4", "2026-04-01", 30),
      // only a return: money comes back, but nobody has bought
      order("c5", "2026-04-01", -20),
      order("c9", "2026-04-01", 7000),
    ],
  });
  expect(
    pick(
      rows,
      "is_control",
      "client_count",
      "returned_count",
      "order_amount",
      "amount_squares",
      "last_watched_date",
      "is_complete",
    ),
  ).toEqual([
    {
      is_control: false,
      client_count: 3,
      returned_count: 1,
      order_amount: "150.50",
      amount_squares: 150.5 ** 2,
      last_watched_date: "2026-05-30",
      is_complete: true,
    },
    {
      is_control: true,
      client_count: 2,
      returned_count: 1,
      order_amount: "10.00",
      amount_squares: 900 + 400,
      last_watched_date: "2026-05-30",
      is_complete: true,
    },
  ]);
});

test("while days are to come a campaign is not complete; one that has not begun is left out", async () => {
  const rows = await runModel("rollup_campaign_groups", {
    "company.settings": [
      {company_name: "Test", timezone: "Europe/Moscow", revival_days: 90, data_until: "2026-05-29"},
    ],
    dim_settings: [{company_name: "Test", revival_days: 90, data_until: "2026-05-29"}],
    dim_campaigns: [campaign, {campaign_id: "r2", started_date: "2026-05-30"}],
    "stage.campaign_members": [member("c1", false), member("c1", false, "r2")],
  });
  expect(pick(rows, "campaign_id", "last_watched_date", "is_complete", "returned_count")).toEqual([
    {campaign_id: "r1", last_watched_date: "2026-05-29", is_complete: false, returned_count: 0},
  ]);
});

test("only campaigns with both groups are compared, the latest first", async () => {
  const group = {
    client_count: 10,
    returned_count: 2,
    order_amount: 5,
    amount_squares: 25,
    last_watched_date: "2026-05-30",
    is_complete: true,
  };
  const rows = await runModel("campaign_effects", {
    dim_campaigns: [
      campaign,
      {campaign_id: "r2", started_date: "2026-04-01"},
      {campaign_id: "cold", started_date: "2026-04-02"},
    ],
    rollup_campaign_groups: [
      {...group, campaign_id: "r1", is_control: false},
      {...group, campaign_id: "r1", is_control: true, client_count: 9, returned_count: 1},
      {...group, campaign_id: "r2", is_control: false},
      {...group, campaign_id: "r2", is_control: true},
      {...group, campaign_id: "cold", is_control: false},
    ],
  });
  expect(pick(rows, "campaign_id", "treated_count", "control_count", "control_returned_count")).toEqual([
    {campaign_id: "r2", treated_count: 10, control_count: 10, control_returned_count: 2},
    {campaign_id: "r1", treated_count: 10, control_count: 9, control_returned_count: 1},
  ]);
});
