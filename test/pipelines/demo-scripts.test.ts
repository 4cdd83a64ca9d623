import {readFileSync} from "node:fs";
import {join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {companySchema} from "../../pipelines/company/schema.ts";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {
  judgeScript,
  type ScriptDay,
  type TestPlan,
  testSize,
} from "../../queries/statistics/script-verdict.ts";
import {madeForAll} from "../helpers/shared.ts";

const home = await madeForAll("demo-24-whole", (folder) => writeDemo({home: folder, months: 24}));
let days: (version: string) => ScriptDay[];

beforeAll(() => {
  const truth = JSON.parse(readFileSync(join(home, "var", "truth.json"), "utf8")) as {
    planted: {
      scripts: {first_talks: {script_version: string; day: string; companies: number; goals: number}[]};
    };
  };
  days = (version) =>
    truth.planted.scripts.first_talks.filter(({script_version}) => script_version === version);
}, 180_000);

const settings = companySchema.parse({
  name: "Test",
  timezone: "Europe/Moscow",
  currency: "RUB",
  country: "RU",
}).script_test;
const plan: TestPlan = {
  change: settings.smallest_change,
  alarm: settings.false_alarm,
  power: settings.power,
  looks: settings.looks,
};

test("the planted worse script is worse, and the one that mends it better, within the looks that were announced", () => {
  const worse = judgeScript(days("v1"), days("v2"), plan)!;
  const better = judgeScript(days("v2"), days("v3"), plan)!;
  for (const [verdict, former] of [
    [worse, "v1"],
    [better, "v2"],
  ] as const) {
    const [companies, goals] = days(former).reduce(
      ([all, agreed], day) => [all + day.companies, agreed + day.goals],
      [0, 0],
    );
    // what the planner says before the change, from the former script alone
    expect(verdict.size).toEqual(testSize(goals / companies, plan));
    expect(verdict.deciding!.number).toBeLessThanOrEqual(plan.looks);
    expect(verdict.deciding!.now.trials).toBeLessThanOrEqual(verdict.size.most);
  }
  expect(worse.verdict).toBe("worse");
  expect(worse.deciding!.interval.high).toBeLessThan(0);
  expect(better.verdict).toBe("better");
  expect(better.deciding!.interval.low).toBeGreaterThan(0);
});

test("halves of one script, between which nothing was changed, get no verdict", () => {
  const half = days("v1").length / 2;
  const sorted = days("v1").toSorted((a, b) => (a.day < b.day ? -1 : 1));
  expect(judgeScript(sorted.slice(0, half), sorted.slice(half), plan)!.verdict).toBe("not_known");
});
