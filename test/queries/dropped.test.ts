import {expect, test} from "vitest";
import {drawnLimits, fisher} from "../helpers/drawn.ts";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const month = "2026-03-01";
const talks = (
  employee_id: string,
  talk_count: number,
  dropped_count: number,
  more: FixtureRow = {},
): FixtureRow => ({
  month,
  employee_id,
  leg_code: "hunters",
  client_size: "small",
  client_group: "C",
  talk_count,
  dropped_count,
  ...more,
});

const judged = async (rows: FixtureRow[]) => {
  const people = await runModel("rollup_dropped_people", {
    dim_months: [{month}],
    rollup_dropped_months: rows,
  });
  const findings = await runModel("int_handover_findings", {rollup_dropped_people: people});
  return {people, named: findings.map((row) => row["subject_id"])};
};

test("talks with clients that do not sleep are counted in the month their time ran out, by size and group", async () => {
  const talk = {
    employee_id: "e1",
    leg_code: "hunters",
    client_size: "small",
    client_group: "C",
    is_asleep: false,
    is_dropped: true,
    decided_month: month,
  };
  const rows = await runModel("rollup_dropped_months", {
    fct_first_talks: [
      {...talk, client_id: "c1"},
      {...talk, client_id: "c2", is_dropped: false},
      {...talk, client_id: "c3", client_group: null},
      {...talk, client_id: "c4", is_asleep: true},
      {...talk, client_id: "c5", decided_month: "2025-12-01"},
    ],
  });
  expect(pick(rows, "month", "client_group", "talk_count", "dropped_count")).toEqual([
    {month: "2025-12-01", client_group: "C", talk_count: 1, dropped_count: 1},
    {month, client_group: "", talk_count: 1, dropped_count: 1},
    {month, client_group: "C", talk_count: 2, dropped_count: 1},
  ]);
});

test("three months are put together, and limits are those of drawing from all clients of one size and group", async () => {
  const {people} = await judged([
    talks("h1", 6, 5),
    talks("h1", 4, 1, {month: "2026-01-01"}),
    talks("h1", 9, 9, {month: "2025-12-01"}),
    talks("h1", 7, 1, {client_size: "large", client_group: "A"}),
    talks("h1", 3, 3, {client_size: "medium", client_group: "B"}),
    talks("h2", 20, 4),
    talks("h2", 13, 2, {client_size: "large", client_group: "A"}),
    talks("f1", 12, 12, {leg_code: "farmers"}),
  ]);
  const [low, high] = drawnLimits(
    [
      {trials: 10, all: 30, hits: 10},
      {trials: 7, all: 20, hits: 3},
    ],
    3,
  );
  const h1 = people.find((row) => row["employee_id"] === "h1")!;
  expect(h1).toMatchObject({talk_count: 20, dropped_count: 10, small_dropped_count: 6, alike_count: 17});
  // the three medium ones have nobody to be compared with and shift both limits by what was dropped
  expect(h1["chance_low"]).toBeCloseTo(low, 2);
  expect(h1["chance_high"]).toBeCloseTo(high, 2);
  // the others' shares on his own clients: 4 of 20 small ones, 2 of 13 large ones
  expect(h1["others_hits"]).toBeCloseTo(10 * (4 / 20) + 7 * (2 / 13), 5);
  expect(people.find((row) => row["employee_id"] === "f1")).toMatchObject({chance_low: 0, chance_high: 12});
});

test("few cases on both sides prove nothing, many do", async () => {
  expect(fisher(15, 20, 9, 24)).toBeCloseTo(0.017, 3);
  expect((await judged([talks("few", 20, 15), talks("others", 24, 9)])).named).toEqual([]);
  expect(fisher(34, 34, 20, 100)).toBeLessThan(1e-12);
  expect((await judged([talks("many", 34, 34), talks("others", 100, 20)])).named).toEqual(["many"]);
});

test("who has other clients than the others is not named for it", async () => {
  // everybody loses half of the small and none of the large ones; h1 has mostly small ones
  const rows = [
    talks("h1", 60, 30),
    talks("h1", 2, 0, {client_size: "large", client_group: "A"}),
    talks("h2", 10, 5),
    talks("h2", 90, 0, {client_size: "large", client_group: "A"}),
  ];
  expect(fisher(30, 62, 5, 100)).toBeLessThan(1e-6);
  expect((await judged(rows)).named).toEqual([]);
});

test("when nobody differs, hardly anybody is named", async () => {
  let seed = 7;
  const chance = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const months = Array.from(
    {length: 60},
    (_, index) => `20${40 + Math.floor(index / 4)}-0${1 + 3 * (index % 4 > 2 ? 2 : index % 4)}-01`,
  );
  const rounds = [...new Set(months)];
  const rows = rounds.flatMap((round) =>
    Array.from({length: 8}, (_, person) => {
      const count = 5 + Math.floor(chance() * 30);
      const hits = Array.from({length: count}, () => chance() < 0.3).filter(Boolean).length;
      return talks(`h${person}`, count, hits, {month: round});
    }),
  );
  const people = await runModel("rollup_dropped_people", {
    dim_months: rounds.map((round) => ({month: round})),
    rollup_dropped_months: rows,
  });
  const named = people.filter((row) => Number(row["dropped_count"]) > Number(row["chance_high"]));
  expect(people.length).toBeGreaterThan(300);
  expect(named.length / people.length).toBeLessThan(0.01);
});

test("who changed the post within the three months is named once", async () => {
  const {named} = await judged([
    talks("both", 30, 30),
    talks("both", 30, 29, {leg_code: "farmers"}),
    talks("h2", 90, 9),
    talks("f2", 90, 9, {leg_code: "farmers"}),
  ]);
  expect(named).toEqual(["both"]);
});

test("the report names the manager beside the limits", async () => {
  const person = {
    employee_id: "e1",
    leg_code: "hunters",
    talk_count: 8,
    dropped_count: 3,
    small_dropped_count: 2,
    chance_low: 0,
    chance_high: 6.5,
  };
  const rows = await runModel(
    "dropped_clients",
    {
      dim_employees: [{employee_id: "e1", employee_name: "А"}],
      rollup_dropped_people: [
        {...person, month},
        {...person, month: "2026-02-01", dropped_count: 8},
      ],
    },
    {month},
  );
  expect(rows).toEqual([{...person, employee_name: "А"}]);
});
