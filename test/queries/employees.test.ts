import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const ivanov = {employee_id: "e1", employee_name: "Иванов Пётр"};
const petrova = {employee_id: "e2", employee_name: "Петрова Анна"};

test("id, name in any order of words, and each alias mean the same person", async () => {
  const rows = await runModel("stg_employee_keys", {
    "stage.employees": [{...ivanov, aliases: "П. Иванов; ivanov@mail.ru"}],
  });
  expect(rows.map((row) => row["employee_key"]).sort()).toEqual(
    ["1 e", "e1", "ivanov mail ru", "иванов п", "иванов петр"].filter((key) => key !== "1 e"),
  );
});

test("a number used again means the new user from the first day, and nobody between", async () => {
  const rows = await runModel("int_employee_keys", {
    "stage.employees": [{...ivanov, left_on: "2026-02-01"}, petrova],
    "stage.employee_extensions": [
      {extension: "428", employee_id: "e1", valid_from: "2025-01-01"},
      {extension: "428", employee_id: "e2", valid_from: "2026-03-01"},
    ],
  });
  expect(rows.toSorted((a, b) => (String(a["valid_from"]) < String(b["valid_from"]) ? -1 : 1))).toEqual([
    {employee_key: "428", valid_from: "2025-01-01", valid_to: "2026-02-01", employee_id: "e1"},
    {employee_key: "428", valid_from: "2026-03-01", valid_to: "9000-01-01", employee_id: "e2"},
  ]);
});

test("days on which a number was given to two people belong to nobody", async () => {
  const rows = await runModel("int_employee_keys", {
    "stage.employees": [ivanov, petrova],
    "stage.employee_extensions": [
      {extension: "428", employee_id: "e1", valid_from: "2026-01-01", valid_to: "2026-01-20"},
      {extension: "428", employee_id: "e2", valid_from: "2026-01-10", valid_to: "2026-02-01"},
    ],
  });
  expect(rows.map((row) => [row["valid_from"], row["valid_to"], row["employee_id"]]).sort()).toEqual([
    ["2026-01-01", "2026-01-10", "e1"],
    ["2026-01-20", "2026-02-01", "e2"],
  ]);
});

test("namesakes are told apart by the days they were employed", async () => {
  const rows = await runModel("int_employee_keys", {
    stg_employee_keys: [
      {employee_id: "e1", employee_key: "иванов петр"},
      {employee_id: "e3", employee_key: "иванов петр"},
    ],
    "stage.employees": [
      {employee_id: "e1", employee_name: "Иванов Пётр", hired_on: "2024-01-01", left_on: "2025-01-01"},
      {employee_id: "e3", employee_name: "Иванов Пётр", hired_on: "2025-06-01"},
    ],
  });
  expect(rows.map((row) => [row["valid_from"], row["valid_to"], row["employee_id"]]).sort()).toEqual([
    ["2024-01-01", "2025-01-01", "e1"],
    ["2025-06-01", "9000-01-01", "e3"],
  ]);
});

test("an open post ends where the next begins, or when the person leaves", async () => {
  const rows = await runModel("dim_employee_roles", {
    "stage.employees": [{...ivanov, left_on: "2026-05-01"}],
    "stage.employee_roles": [
      {employee_id: "e1", role: "operator", team_id: "A", valid_from: "2025-01-01"},
      {employee_id: "e1", role: "hunter", team_id: "H", valid_from: "2026-01-01"},
    ],
  });
  expect(pick(rows, "role", "leg_code", "valid_from", "valid_to")).toEqual([
    {role: "operator", leg_code: "call_centre", valid_from: "2025-01-01", valid_to: "2026-01-01"},
    {role: "hunter", leg_code: "hunters", valid_from: "2026-01-01", valid_to: "2026-05-01"},
  ]);
});

test("a key covers the days before and after a post too, then without a leg", async () => {
  const rows = await runModel("int_employee_posts", {
    int_employee_keys: [
      {employee_key: "428", valid_from: "2026-01-01", valid_to: "9000-01-01", employee_id: "e1"},
    ],
    dim_employee_roles: [
      {
        employee_id: "e1",
        valid_from: "2026-02-01",
        valid_to: "2026-03-01",
        leg_code: "hunters",
        team_id: "H",
      },
    ],
    "stage.employees": [ivanov],
  });
  expect(rows.map((row) => [row["valid_from"], row["valid_to"], row["leg_code"]]).sort()).toEqual([
    ["2026-01-01", "2026-02-01", null],
    ["2026-02-01", "2026-03-01", "hunters"],
    ["2026-03-01", "9000-01-01", null],
  ]);
});

test("an absence is a row a day, the day of return not among them", async () => {
  const rows = await runModel("fct_absences", {
    int_employee_keys: [
      {employee_key: "анна петрова", valid_from: "1900-01-01", valid_to: "9000-01-01", employee_id: "e2"},
    ],
    "stage.absences": [
      {employee: "Петрова Анна", started_on: "2026-03-30", ended_on: "2026-04-02", absence_kind: "sick"},
    ],
  });
  expect(rows.map((row) => row["absence_date"]).sort()).toEqual(["2026-03-30", "2026-03-31", "2026-04-01"]);
});

test("who holds no post any more keeps the last one; who went on to another post has none behind", async () => {
  const post = (
    employee_id: string,
    leg_code: string | null,
    valid_from: string,
    valid_to = "9000-01-01",
  ) => ({
    employee_id,
    leg_code,
    valid_from,
    valid_to,
  });
  const rows = await runModel("int_last_posts", {
    dim_employee_roles: [
      post("left", "call_centre", "2024-01-01", "2025-01-01"),
      post("left", "hunters", "2025-01-01", "2026-03-01"),
      // a hunter who is a head now
      post("head", "hunters", "2024-01-01", "2025-06-01"),
      post("head", null, "2025-06-01"),
      post("here", "farmers", "2024-01-01"),
    ],
  });
  expect(rows).toEqual([{employee_id: "left", leg_code: "hunters", left_date: "2026-03-01"}]);
});
