import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

test("a manager who calls nobody stands in the load with none, and who is away the whole month is not judged", async () => {
  const month = "2026-06-01";
  const post = (
    employee_id: string,
    leg_code: string,
    valid_from = "2026-01-01",
    valid_to = "9000-01-01",
  ) => ({
    employee_id,
    leg_code,
    team_id: "A",
    valid_from,
    valid_to,
  });
  const posts = [
    post("calls", "farmers"),
    post("quiet", "farmers"),
    post("away", "farmers"),
    post("hunter", "hunters"),
    post("left", "farmers", "2026-01-01", "2026-06-01"),
    post("comes", "farmers", "2026-07-01"),
    post("operator", "call_centre"),
  ];
  const work = {month, leg_code: "farmers", team_id: "A", worked_day_count: 2, conversation_client_count: 7};
  const days = ["2026-06-01", "2026-06-02"];
  const tables = {
    dim_employee_roles: posts,
    fct_absences: days.map((absence_date) => ({employee_id: "away", absence_date})),
    rollup_operator_months: [{...work, employee_id: "calls"}],
  };
  const load = async (others: object = {}) =>
    runModel(
      "manager_load",
      {
        ...tables,
        "company.settings": [{company_name: "Test", data_until: "2026-06-02"}],
        dim_employees: posts.map(({employee_id}) => ({employee_id, employee_name: employee_id})),
        dim_norm_months: [{month, norm_id: "clients_per_manager", low: 20, high: 40}],
        rollup_owner_books: [{owner_leg_code: "farmers", owner_employee_id: "quiet", client_count: 3}],
        ...others,
      },
      {month},
    );
  expect(pick(await load(), "employee_id", "conversation_client_count", "held_count", "is_away")).toEqual([
    {employee_id: "calls", conversation_client_count: 7, held_count: 0, is_away: false},
    {employee_id: "away", conversation_client_count: 0, held_count: 0, is_away: true},
    {employee_id: "quiet", conversation_client_count: 0, held_count: 3, is_away: false},
    {employee_id: "hunter", conversation_client_count: 0, held_count: 0, is_away: false},
  ]);
  // of a month without any calls nothing is known
  expect(await load({rollup_operator_months: []})).toEqual([]);
  const averages = await runModel("int_manager_months", {
    ...tables,
    "company.settings": [{company_name: "Test", data_until: "2026-06-02"}],
  });
  expect(pick(averages, "employee_id", "conversation_client_count")).toEqual([
    {employee_id: "calls", conversation_client_count: 7},
    {employee_id: "hunter", conversation_client_count: 0},
    {employee_id: "quiet", conversation_client_count: 0},
  ]);
});
