import {expect, test} from "vitest";
import {campaignMembers} from "../../pipelines/contracts/clients.ts";
import {run} from "../../pipelines/run.ts";
import {readCatalog} from "../../server/catalog.ts";
import {csvText} from "../../server/rows.ts";
import {makeHome} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";

test("the exported list of a campaign loads as campaign members, as it is", async () => {
  const names = readCatalog()
    .get("campaign_list")!
    .columns.map(({name}) => name);
  expect(names.slice(0, 4)).toEqual(Object.keys(campaignMembers.schema.shape));
  const row = (client: string, isControl: boolean) => [
    "R-1",
    client,
    isControl,
    "short",
    `ООО "${client}, и сын"`,
    ...names.slice(5).map(() => null),
  ];
  const home = makeHome({
    sources: "sources:\n  campaigns: {preset: campaigns}\n  lists: {preset: campaign_members}\n",
    inbox: {
      "campaigns/one.csv": "campaign_id,campaign_kind,started_on\nR-1,revival,2026-03-02\n",
      "lists/campaign_list.csv": csvText(names, [row("c1", false), row("c2", false), row("c3", true)]),
    },
  });
  await run(home);
  expect(
    await queryPublished(home, "select campaign_id, treated_count, control_count from dim_campaigns"),
  ).toEqual([{campaign_id: "R-1", treated_count: 2, control_count: 1}]);
});
