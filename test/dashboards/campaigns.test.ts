// @vitest-environment jsdom
import {expect, test} from "vitest";
import {campaignLifts, liftOf} from "../../dashboards/charts/campaign-lifts.ts";
import {campaignsFinding} from "../../dashboards/pages/revival/campaigns-card.tsx";
import type {CampaignEffectsRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const campaign = (more: Partial<CampaignEffectsRow> = {}): CampaignEffectsRow => ({
  campaign_id: "r1",
  campaign_name: "Spring",
  campaign_kind: "revival",
  started_date: "2026-03-02",
  last_watched_date: "2026-05-30",
  is_complete: true,
  treated_count: 225,
  treated_returned_count: 34,
  treated_amount: 22_500,
  treated_amount_squares: 225 * 100 ** 2,
  control_count: 225,
  control_returned_count: 20,
  control_amount: 4500,
  control_amount_squares: 225 * 20 ** 2,
  ...more,
});

test("the lift is Newcombe's interval of the shares; money is the difference for each treated client", () => {
  // golden: 34/225 less 20/225 = +6.22 points, 0.18 to 12.31
  const lift = liftOf(campaign())!;
  expect(lift.difference * 100).toBeCloseTo(6.22, 2);
  expect(lift.low * 100).toBeCloseTo(0.18, 2);
  expect(lift.high * 100).toBeCloseTo(12.31, 2);
  // everybody brought 100, everybody held out 20: 80 more from each of 225, without any spread
  expect(lift.money).toEqual({difference: 18_000, low: 18_000, high: 18_000});
  expect(liftOf(campaign({control_count: 0, control_returned_count: 0}))).toBeNull();
});

test("the sentence says back, harm, or within chance, and money only as far as it is known", () => {
  const better = campaignsFinding([campaign()], english)!;
  expect(better).toContain("brought clients back");
  expect(better).toContain("15.1%");
  expect(better).toContain("8.9%");
  // 1,800,000 in one order of 225: nothing is known of the money
  const one = campaignsFinding(
    [campaign({treated_amount: 1_800_000, treated_amount_squares: 1_800_000 ** 2})],
    english,
  )!;
  expect(one).toContain("not known yet");
  const even = campaignsFinding([campaign({treated_returned_count: 22})], english)!;
  expect(even).toContain("within chance");
  const worse = campaignsFinding(
    [campaign({treated_returned_count: 5, control_returned_count: 40})],
    english,
  )!;
  expect(worse).toContain("did harm");
  expect(campaignsFinding([], english)).toBeNull();
});

test("each campaign has a dot with its interval; hollow while its days are not over", () => {
  const figure = campaignLifts(
    [campaign(), campaign({campaign_id: "r2", is_complete: false, last_watched_date: "2026-04-01"})],
    {width: 900, words: english},
  );
  const dots = [...figure.querySelectorAll(".lifts circle")];
  expect(dots.map((dot) => dot.getAttribute("fill"))).toEqual(["var(--farmers)", "var(--paper)"]);
  expect(figure.querySelectorAll(".interval line")).toHaveLength(2);
  expect(figure.querySelector(".hit > :last-child")!.getAttribute("data-tip")).toContain("more days to come");
});
