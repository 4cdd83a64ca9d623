import {expect, test} from "vitest";
import {stringify} from "yaml";
import {run} from "../../pipelines/run.ts";
import {makeHome} from "../helpers/home.ts";
import {look} from "../helpers/look.ts";
import {queryPublished} from "../helpers/published.ts";

const text = [
  "id;stage;amount;created",
  "1;won;1000;2026-09-01",
  "2;lost;1001;2026-09-02",
  "3;open;1002;2026-09-03",
  "4;won;1003;2026-09-04",
  "",
].join("\n");

test("what is proposed for stages that say how a deal ended is loaded so, and only open ones are warned of", async () => {
  const {settings} = await look(text, {home: makeHome()});
  const home = makeHome({sources: stringify({sources: {crm: settings}}), inbox: {"crm/deals.csv": text}});
  const {checks, rejected} = await run(home, {});
  expect(rejected).toBe(0);
  expect(
    await queryPublished(
      home,
      "select status, count(*)::integer as deals from fct_deals group by 1 order by 1",
    ),
  ).toEqual([
    {status: "lost", deals: 1},
    {status: "open", deals: 1},
    {status: "won", deals: 2},
  ]);
  const warned = checks.find(({check_name}) => check_name === "unmapped_stages")!;
  // won and lost do not count as open, so the warning has nothing to say of them
  expect(warned.failed_row_count).toBe(1);
});
