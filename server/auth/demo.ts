import {readFileSync} from "node:fs";
import type {DatabaseSync} from "node:sqlite";
import {DuckDBDateValue} from "@duckdb/node-api";
import {type Role, roles} from "../../queries/vocabulary.ts";
import type {Catalog} from "../catalog.ts";
import {addUser, findUser, listUsers, setPlace} from "../ledger/users.ts";
import type {Snapshots} from "../snapshots.ts";
import {hashPassword} from "./passwords.ts";

const password = "estafeta-demo";

export interface Demo {
  /** May the demo users sign in, and is their password shown? */
  allowed: boolean;
  users: {name: string; role: Role; password: string}[];
}

/** The folder says so itself: the command that writes the demo company leaves a mark. */
export function isDemoFolder(path: string): boolean {
  try {
    return JSON.parse(readFileSync(path, "utf8")).demo === true;
  } catch {
    return false;
  }
}

/** One user of each role, with a password that everybody may know; only where nobody else can reach the server. */
export async function prepareDemo(ledger: DatabaseSync, allowed: boolean): Promise<Demo> {
  if (!allowed) return {allowed, users: []};
  const missing = roles.filter((role) => !findUser(ledger, role));
  const hashes = await Promise.all(missing.map(() => hashPassword(password)));
  for (const [index, role] of missing.entries())
    addUser(ledger, {name: role, role, password_hash: hashes[index] ?? null, is_demo: true});
  const users = listUsers(ledger).filter((user) => user.is_demo && user.disabled_at === null);
  return {allowed, users: users.map(({name, role}) => ({name, role, password}))};
}

/** Makes the demo employee one of the operators, and the demo head that operator's head. */
export async function placeDemoUsers(ledger: DatabaseSync, catalog: Catalog, snapshots: Snapshots) {
  const employee = findUser(ledger, "employee");
  const report = catalog.get("operator_months");
  const until = snapshots.current()?.data_until;
  if (!employee?.is_demo || employee.employee_id !== null || !report || !until) return;
  const month = new DuckDBDateValue(Date.parse(`${until.slice(0, 7)}-01`) / 86_400_000);
  const operators = await snapshots.read(undefined, (snapshot) =>
    snapshot.audience("management").use(async (connection) => {
      const reader = await connection.runAndReadAll(report.sql, {month});
      return reader.getRowObjects();
    }),
  );
  const first = operators
    .map((row) => row["employee_id"])
    .filter((id) => typeof id === "string")
    .sort()[0];
  if (first === undefined) return;
  const team = operators.find((row) => row["employee_id"] === first)?.["team_id"];
  const teamId = typeof team === "string" ? team : null;
  setPlace(ledger, employee.user_id, first, teamId);
  const head = findUser(ledger, "head");
  if (head?.is_demo) setPlace(ledger, head.user_id, null, teamId);
}
