import {afterAll, beforeAll, expect, test} from "vitest";
import {readReports} from "../../pipelines/models.ts";
import {readCatalog} from "../../server/catalog.ts";
import type {User} from "../../server/ledger/users.ts";
import {readReportQuery} from "../../server/report-query.ts";
import {type Built, buildAll, type FixtureRow} from "../helpers/run-model.ts";
import {smallCompany} from "../helpers/small-company.ts";

/** Columns with somebody's name, and the reports of a head that carry one. */
const names = ["employee_name", "owner_name", "subject_name", "part_name"];
const catalog = readCatalog();
const carrying = readReports().filter(
  ({roles, personal}) => roles.includes("head") && personal.some((column) => names.includes(column)),
);
const reports = carrying.map((report) => [report.name, catalog.get(report.name)!] as const);

let built: Built;
let people: FixtureRow[];
beforeAll(async () => {
  built = await buildAll(smallCompany(21));
  people = await built.query("select employee_id, employee_name, team_id from dim_employees");
});
afterAll(() => built.close());

const head = (team_id: string | null): User => ({
  user_id: 1,
  name: "head",
  role: "head",
  employee_id: null,
  team_id,
  password_hash: null,
  is_demo: false,
  created_at: 0,
  disabled_at: null,
});
const director: User = {...head(null), role: "director"};

/** What a page asks in its address. */
function address(params: {name: string}[], client: string): Record<string, string> {
  const known: Record<string, string> = {
    month: "2026-05-01",
    since: "2024-01-01",
    until: "2027-01-01",
    client_id: client,
    search: "",
    by: "person",
    campaign_id: "x",
    band: "",
    client_limit: "100",
    control_percent: "50",
    seed: "s",
  };
  return Object.fromEntries(params.filter(({name}) => name in known).map(({name}) => [name, known[name]!]));
}

test("many reports carry people", () => {
  expect(carrying.length).toBeGreaterThan(30);
});

test.each(reports)("%s shows a head nobody of another team", async (_, report) => {
  const teams = [...new Set(people.map((row) => row["team_id"]).filter((team) => team !== null))] as string[];
  expect(teams.length).toBeGreaterThan(1);
  const clients = await built.query("select client_id from dim_clients order by client_id");
  const client = String(clients[0]!["client_id"]);
  const read = async (user: User) => {
    const {sql, values} = readReportQuery(report, {format: "json", ...address(report.params, client)}, user);
    const result = await built.connection.runAndReadAll(sql, values);
    return result.getRowObjectsJson() as FixtureRow[];
  };
  for (const team of teams) {
    const strangers = new Set(
      people.filter((row) => row["team_id"] !== team).map((row) => row["employee_name"]),
    );
    const rows = await read(head(team));
    // a case shows everybody who worked with a client, but only a client that the team worked with
    if (report.page === "case" && report.name !== "case_clients") {
      if (rows.length > 0) expect(await isOwnCase(client, team)).toBe(true);
      continue;
    }
    const shown = rows
      .flatMap((row) => names.map((name) => row[name]))
      .filter((name) => strangers.has(name!));
    expect(shown).toEqual([]);
  }
  const all = await read(director);
  const own = await Promise.all(teams.map((team) => read(head(team))));
  // nothing is lost: what the heads see together holds every person that the director sees
  const seen = (rows: FixtureRow[]) =>
    new Set(rows.flatMap((row) => names.map((name) => row[name])).filter((name) => name));
  const inTeams = new Set(people.filter((row) => row["team_id"] !== null).map((row) => row["employee_name"]));
  for (const name of seen(all))
    if (inTeams.has(name!)) expect(seen(own.flat()).has(name!), `${report.name}: ${name}`).toBe(true);
});

async function isOwnCase(client: string, team: string): Promise<boolean> {
  const rows = await built.query(`
    with touched as (
      select owner_employee_id as employee_id from fct_ownership where client_id = '${client}'
      union all select employee_id from fct_calls where client_id = '${client}'
      union all select employee_id from fct_call_results where client_id = '${client}'
      union all select owner_employee_id from fct_deals where client_id = '${client}'
      union all select employee_id from fct_orders where client_id = '${client}'
      union all select employee_id from fct_payments where client_id = '${client}'
      union all select from_employee_id from fct_handovers where client_id = '${client}'
      union all select to_employee_id from fct_handovers where client_id = '${client}'
    )
    select 1 from touched inner join dim_employees as people on touched.employee_id = people.employee_id
    where people.team_id = '${team}' limit 1`);
  return rows.length > 0;
}

test.each(reports)("%s is refused to a head without a team", (_, report) => {
  expect(() => readReportQuery(report, {format: "json", ...address(report.params, "x")}, head(null))).toThrow(
    /has no team_id/,
  );
});
