// @vitest-environment jsdom
import {expect, test} from "vitest";
import {paramsOf, powerOf} from "../../dashboards/lib/campaign-draft.ts";
import {bandName, builderFinding} from "../../dashboards/pages/revival/builder-card.tsx";
import type {SleepBandsRow} from "../../queries/generated/rows.ts";
import {english, plain} from "./chart-snapshot.ts";

const band = (band_code: string, past_count: number, woken_count: number): SleepBandsRow => ({
  band_code,
  sleeper_count: 300,
  free_count: 250,
  order_amount: 0,
  past_count,
  woken_count,
  dormant_days: 90,
  revival_days: 90,
});
const bands = [band("short", 100, 20), band("long", 100, 10)];
const list = (treated: number, control: number) => [{all_treated_count: treated, all_control_count: control}];

test("a campaign shows what two groups of its size can show against those who wake alone", () => {
  // 686 in each group tell 10 % from 15 %, 906 tell 15 % from 20 % (domain table)
  expect(powerOf(list(686, 686), bands, "long")!).toMatchObject({alone: 0.1, known: 100});
  expect(powerOf(list(686, 686), bands, "long")!.seen).toBeCloseTo(0.15, 4);
  const all = powerOf(list(906, 906), bands, "")!;
  expect([all.alone, all.known]).toEqual([0.15, 200]);
  expect(all.seen).toBeCloseTo(0.2, 4);
  // a fifth held out of the same clients shows less than a half
  expect(powerOf(list(1450, 362), bands, "")!.seen!).toBeGreaterThan(all.seen!);
  expect(powerOf([], bands, "")).toBeNull();
  expect(powerOf(list(10, 10), [band("short", 0, 0)], "")).toBeNull();
});

test("the sentence says what would be seen, that nothing would, or that nobody is left alone", () => {
  const said = (treated: number, control: number) =>
    plain(builderFinding(powerOf(list(treated, control), bands, ""), english));
  expect(said(906, 906)).toMatch(
    /906 to be called, 906 left alone.* 15% wake \(known of 200\).*from 20% of the called on/,
  );
  expect(said(2, 1)).toContain("too few");
  expect(said(100, 0)).toContain("will not be known");
  expect(builderFinding(null, english)).toBeNull();
});

test("a band has its days and how many of it are free; the campaign's name is the seed of its lot", () => {
  expect([
    bandName(band("short", 0, 0), english),
    bandName(band("middle", 0, 0), english),
    bandName(band("long", 0, 0), english),
  ]).toEqual(["90 to 179 days: 250", "180 to 359 days: 250", "360 days and more: 250"]);
  expect(paramsOf({campaign_id: "R-1", band: "", client_limit: 20, control_percent: 50})).toEqual({
    campaign_id: "R-1",
    band: "",
    client_limit: "20",
    control_percent: "50",
    seed: "R-1",
  });
});
