import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const call = {
  leg_code: "call_centre",
  direction: "out",
  is_conversation: true,
  script_version: "v1",
  call_month: "2026-02-01",
};

test("a company counts on the day of its first conversation of the call centre under a version", async () => {
  const rows = await runModel("int_script_talks", {
    fct_calls: [
      {...call, call_id: "1", client_id: "k1", call_date: "2026-02-05"},
      {...call, call_id: "2", client_id: "k1", call_date: "2026-02-03"},
      {...call, call_id: "3", client_id: "k1", call_date: "2026-02-20", script_version: "v2"},
      {...call, call_id: "4", client_id: "k1", call_date: "2026-02-01", is_conversation: false},
      {...call, call_id: "5", client_id: "k2", call_date: "2026-02-01", leg_code: "hunters"},
      {...call, call_id: "6", client_id: "k3", call_date: "2026-02-01", direction: "internal"},
      {...call, call_id: "7", client_id: null, call_date: "2026-02-01"},
      {...call, call_id: "8", client_id: "k4", call_date: "2026-02-01", script_version: null},
    ],
  });
  expect(pick(rows, "client_id", "script_version", "first_talk_date")).toEqual([
    {client_id: "k1", script_version: "v1", first_talk_date: "2026-02-03"},
    {client_id: "k1", script_version: "v2", first_talk_date: "2026-02-20"},
  ]);
});

test("a goal belongs to the day of its call, and to the day of filing when no call was found", async () => {
  const goal = {
    result_code: "goal",
    leg_code: "call_centre",
    client_id: "k1",
    result_month: "2026-03-01",
    result_date: "2026-03-01",
  };
  const rows = await runModel("int_goal_days", {
    fct_call_results: [
      {...goal, result_id: "1", call_id: "1"},
      {...goal, result_id: "2", call_id: "1"},
      {...goal, result_id: "3", call_id: null, client_id: "k2"},
      {...goal, result_id: "4", call_id: "gone", client_id: "k3"},
      {...goal, result_id: "5", result_code: "refusal", client_id: "k4"},
      {...goal, result_id: "6", leg_code: "hunters", client_id: "k5"},
    ],
    fct_calls: [{...call, call_id: "1", client_id: "k1", call_date: "2026-02-27"}],
  });
  expect(pick(rows, "client_id", "talk_date")).toEqual([
    {client_id: "k1", talk_date: "2026-02-27"},
    {client_id: "k2", talk_date: "2026-03-01"},
    {client_id: "k3", talk_date: "2026-03-01"},
  ]);
});

const talk = (client_id: string, first_talk_date: string, script_version = "v1") => ({
  client_id,
  first_talk_date,
  script_version,
  talk_month: `${first_talk_date.slice(0, 7)}-01`,
});
const goal = (client_id: string, talk_date: string) => ({
  client_id,
  talk_date,
  result_month: `${talk_date.slice(0, 7)}-01`,
});

const fixture = {
  int_script_talks: [
    talk("k1", "2026-02-03"),
    talk("k1", "2026-03-03"),
    talk("k2", "2026-02-03"),
    talk("k3", "2026-02-04"),
    talk("k1", "2026-04-01", "v2"),
    talk("k4", "2026-04-01", "v2"),
  ],
  // k1 agreed in the first conversation, filed twice; k2 in a later one; k4 under v2
  int_goal_days: [
    goal("k1", "2026-02-03"),
    {...goal("k1", "2026-02-03"), result_month: "2026-03-01"},
    goal("k2", "2026-02-20"),
    goal("k4", "2026-04-01"),
  ],
  int_client_starts: ["k1", "k2", "k3"]
    .map((client_id) => ({client_id, first_attempt_date: "2026-02-01", first_talked_date: "2026-02-03"}))
    .concat({client_id: "k4", first_attempt_date: "2026-04-01", first_talked_date: "2026-04-01"}),
  "stage.clients": [
    {client_id: "k1", client_source: "Spring", industry: "Steel"},
    {client_id: "k2", client_source: "Spring"},
  ],
};

test("only a goal of the first conversation counts; the same companies stand under each dimension", async () => {
  const rows = await runModel("rollup_script_days", fixture);
  const said = rows.map((row) =>
    ["script_version", "dimension_code", "dimension_key", "talk_date", "company_count", "goal_count"].map(
      (name) => row[name],
    ),
  );
  expect(said.filter(([, dimension]) => dimension === "all")).toEqual([
    ["v1", "all", "", "2026-02-03", 2, 1],
    ["v1", "all", "", "2026-02-04", 1, 0],
    ["v2", "all", "", "2026-04-01", 2, 1],
  ]);
  expect(said.filter(([, dimension]) => dimension === "list")).toEqual([
    ["v1", "list", "", "2026-02-04", 1, 0],
    ["v1", "list", "Spring", "2026-02-03", 2, 1],
    ["v2", "list", "", "2026-04-01", 1, 1],
    ["v2", "list", "Spring", "2026-04-01", 1, 0],
  ]);
  expect(said.filter(([, dimension]) => dimension === "acquaintance")).toEqual([
    // k3 was first talked with on the third
    ["v1", "acquaintance", "known", "2026-02-04", 1, 0],
    ["v1", "acquaintance", "new", "2026-02-03", 2, 1],
    ["v2", "acquaintance", "known", "2026-04-01", 1, 0],
    ["v2", "acquaintance", "new", "2026-04-01", 1, 1],
  ]);
});

test("the mix holds both versions side by side until a day; days stop at the month's end", async () => {
  const rollup = {
    rollup_script_days: [
      ["v1", "list", "Spring", "2026-02-03", 20, 3],
      ["v1", "list", "Spring", "2026-02-04", 10, 1],
      ["v2", "list", "Spring", "2026-04-01", 5, 1],
      ["v2", "list", "Summer", "2026-04-02", 7, 2],
      ["v2", "list", "Summer", "2026-04-03", 100, 50],
      ["v3", "list", "Spring", "2026-04-01", 9, 9],
      ["v1", "all", "", "2026-02-03", 20, 3],
      ["v1", "all", "", "2026-03-01", 4, 0],
    ].map(([script_version, dimension_code, dimension_key, talk_date, company_count, goal_count]) => ({
      script_version: script_version!,
      dimension_code: dimension_code!,
      dimension_key: dimension_key!,
      talk_date: talk_date!,
      company_count: company_count!,
      goal_count: goal_count!,
    })),
  };
  const mix = await runModel("script_mix", rollup, {
    script_version: "v2",
    former_version: "v1",
    until: "2026-04-02",
  });
  expect(mix.map((row) => Object.values(row))).toEqual([
    ["list", "Spring", 30, 4, 5, 1],
    ["list", "Summer", 0, 0, 7, 2],
  ]);
  const days = await runModel("script_days", rollup, {month: "2026-02-01"});
  expect(days.map((row) => Object.values(row))).toEqual([["v1", "2026-02-03", 20, 3]]);
});
