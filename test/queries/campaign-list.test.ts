import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

// data until 2026-06-30; 90 days of sleep, 90 days of a campaign
const campaign = {campaign_id: "r1", campaign_kind: "revival", started_date: "2026-04-02"};

test("sleepers go by bands of twice and four times the dormant days; those of a running revival are not free", async () => {
  const buyer = (client_id: string, silent: number) => ({
    client_id,
    age_days: 500,
    recency_days: 500 - silent,
  });
  const rows = await runModel("rollup_sleepers", {
    dim_clients: ["a", "b", "c", "d", "e", "f"].map((client_id) => ({client_id})),
    rollup_buyers: [
      buyer("a", 89),
      buyer("b", 90),
      buyer("c", 179),
      buyer("d", 180),
      buyer("e", 359),
      buyer("f", 360),
    ],
    // 90 days from 2 April end on 30 June: the last day still counts; those of 1 April have ended
    dim_campaigns: [
      campaign,
      {...campaign, campaign_id: "r2", started_date: "2026-04-01"},
      {...campaign, campaign_id: "cold", campaign_kind: "cold"},
    ],
    "stage.campaign_members": [
      {campaign_id: "r1", client_id: "b", is_control: false},
      {campaign_id: "r1", client_id: "d", is_control: true},
      {campaign_id: "r2", client_id: "c", is_control: false},
      {campaign_id: "cold", client_id: "e", is_control: false},
    ],
  });
  expect(pick(rows, "client_id", "silent_days", "band_code", "is_in_campaign")).toEqual([
    {client_id: "b", silent_days: 90, band_code: "short", is_in_campaign: true},
    {client_id: "c", silent_days: 179, band_code: "short", is_in_campaign: false},
    {client_id: "d", silent_days: 180, band_code: "middle", is_in_campaign: true},
    {client_id: "e", silent_days: 359, band_code: "middle", is_in_campaign: false},
    {client_id: "f", silent_days: 360, band_code: "long", is_in_campaign: false},
  ]);
});

test("who wakes alone is learnt from those asleep when the last 90 days began, without those to be called", async () => {
  const bought = (client_id: string, purchase_date: string, next_date: string | null = null) => ({
    client_id,
    purchase_date,
    next_date,
  });
  const rows = await runModel("rollup_sleep_bands", {
    // the 90 days to 30 June began on 2 April
    int_purchase_days: [
      bought("a", "2026-01-01", "2026-04-02"),
      bought("b", "2026-01-01", null),
      // not yet asleep on the day before; back by that day
      bought("c", "2026-01-02", "2026-05-01"),
      bought("d", "2025-06-01", "2026-04-01"),
      // back after the last day of data
      bought("e", "2025-09-01", "2026-07-01"),
      bought("f", "2025-09-01", "2026-06-30"),
      // to be called; held out
      bought("g", "2026-01-01", "2026-05-01"),
      bought("h", "2026-01-01", "2026-05-01"),
    ],
    dim_campaigns: [campaign],
    "stage.campaign_members": [
      {campaign_id: "r1", client_id: "g", is_control: false},
      {campaign_id: "r1", client_id: "h", is_control: true},
    ],
  });
  expect(rows).toEqual([
    {band_code: "middle", past_count: 2, woken_count: 1},
    {band_code: "short", past_count: 3, woken_count: 2},
  ]);
});

const clients = Array.from({length: 30}, (_, index) => ({
  client_id: `c${index + 10}`,
  client_size: "small",
  order_amount: 1000 - index,
  last_order_date: "2026-01-01",
}));
const fixture: Record<string, FixtureRow[]> = {
  rollup_sleepers: clients.map((client, index) => ({
    ...client,
    list_place: index + 1,
    silent_days: index < 20 ? 100 : 400,
    band_code: index < 20 ? "short" : "long",
    is_in_campaign: index === 0,
  })),
};
const ask = (more: FixtureRow = {}) =>
  runModel("campaign_list", fixture, {
    campaign_id: "r7",
    band: "",
    client_limit: 25,
    control_percent: 20,
    seed: "spring",
    ...more,
  });

test("the largest free clients are chosen, and of each band the same share is held out", async () => {
  const rows = await ask();
  expect(rows.map(({client_id}) => client_id)).toEqual(clients.slice(1, 26).map(({client_id}) => client_id));
  const held = (stratum: string) =>
    rows.filter((row) => row["stratum"] === stratum && row["is_control"] === true).length;
  // 20 % of 19 is 3.8 and of 6 is 1.2
  expect([held("short"), held("long")]).toEqual([4, 1]);
  expect(rows.every((row) => row["all_treated_count"] === 20 && row["all_control_count"] === 5)).toBe(true);
  expect(rows.every((row) => row["campaign_id"] === "r7")).toBe(true);
  expect((await ask({band: "long"})).map(({stratum}) => stratum)).toEqual(Array(10).fill("long"));
});

test("the same seed draws the same clients, another seed others; nobody and everybody can be held out", async () => {
  const held = async (more: FixtureRow) =>
    pick(await ask(more), "client_id", "is_control").flatMap((row) =>
      row["is_control"] ? [row["client_id"]] : [],
    );
  expect(await held({})).toEqual(await held({}));
  expect(await held({seed: "autumn"})).not.toEqual(await held({}));
  expect(await held({control_percent: 0})).toEqual([]);
  expect(await held({control_percent: 100})).toHaveLength(25);
});

test("over many seeds nobody is always held out and nobody never", async () => {
  const times = new Map<string, number>();
  for (let seed = 0; seed < 12; seed++)
    for (const row of await ask({seed: `s${seed}`, control_percent: 50, band: "long", client_limit: 10}))
      if (row["is_control"])
        times.set(String(row["client_id"]), (times.get(String(row["client_id"])) ?? 0) + 1);
  expect(times.size).toBe(10);
  for (const count of times.values()) expect(count).toBeLessThan(12);
  expect([...times.values()].reduce((sum, count) => sum + count, 0)).toBe(60);
});
