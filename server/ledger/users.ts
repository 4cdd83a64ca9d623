import type {DatabaseSync, SQLOutputValue} from "node:sqlite";
import {type Role, roles} from "../../queries/vocabulary.ts";
import {audit} from "./audit.ts";
import {transaction} from "./ledger.ts";

export interface User {
  user_id: number;
  name: string;
  role: Role;
  employee_id: string | null;
  team_id: string | null;
  password_hash: string | null;
  is_demo: boolean;
  created_at: number;
  disabled_at: number | null;
}

export interface NewUser {
  name: string;
  role: Role;
  employee_id?: string | null;
  team_id?: string | null;
  password_hash?: string | null;
  is_demo?: boolean;
}

/** A mistake of whoever manages users; the message is one line. */
export class UserError extends Error {
  override name = "UserError";
}

const columns = "user_id, name, role, employee_id, team_id, password_hash, is_demo, created_at, disabled_at";

/** Letter case and Unicode form do not make another person. */
const keyOf = (name: string) => name.normalize("NFKC").trim().toLowerCase();

function text(value: SQLOutputValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

export function userOf(row: Record<string, SQLOutputValue>): User {
  const role = roles.find((known) => known === row["role"]);
  if (!role) throw new Error(`ledger: ${row["name"]} has the unknown role ${row["role"]}`);
  return {
    user_id: Number(row["user_id"]),
    name: String(row["name"]),
    role,
    employee_id: text(row["employee_id"]),
    team_id: text(row["team_id"]),
    password_hash: text(row["password_hash"]),
    is_demo: row["is_demo"] === 1,
    created_at: Number(row["created_at"]),
    disabled_at: row["disabled_at"] === null ? null : Number(row["disabled_at"]),
  };
}

export function findUser(ledger: DatabaseSync, name: string): User | undefined {
  const row = ledger.prepare(`select ${columns} from users where name_key = ?`).get(keyOf(name));
  return row && userOf(row);
}

export function listUsers(ledger: DatabaseSync): User[] {
  return ledger.prepare(`select ${columns} from users order by name_key`).all().map(userOf);
}

export function addUser(ledger: DatabaseSync, user: NewUser, actor: string | null = null): User {
  const name = user.name.normalize("NFKC").trim();
  if (name === "" || name.length > 100) throw new UserError("user name: give 1 to 100 characters");
  return transaction(ledger, () => {
    if (findUser(ledger, name)) throw new UserError(`user ${name}: exists already; choose another name`);
    ledger
      .prepare(
        `insert into users (name, name_key, role, employee_id, team_id, password_hash, is_demo, created_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        name,
        keyOf(name),
        user.role,
        user.employee_id ?? null,
        user.team_id ?? null,
        user.password_hash ?? null,
        user.is_demo ? 1 : 0,
        Date.now(),
      );
    audit(ledger, {actor, action: "user_added", subject: name, detail: user.role});
    return requireUser(ledger, name);
  });
}

export function requireUser(ledger: DatabaseSync, name: string): User {
  const user = findUser(ledger, name);
  if (!user) throw new UserError(`user ${name}: there is no such user; see the list`);
  return user;
}

/** Ends the user's sessions and unused links; the name stays taken, so that the audit stays readable. */
export function disableUser(ledger: DatabaseSync, name: string, actor: string | null = null) {
  const user = requireUser(ledger, name);
  transaction(ledger, () => {
    const {user_id} = user;
    ledger.prepare("update users set disabled_at = ? where user_id = ?").run(Date.now(), user_id);
    ledger.prepare("delete from sessions where user_id = ?").run(user_id);
    ledger.prepare("delete from invitations where user_id = ? and used_at is null").run(user_id);
    audit(ledger, {actor, action: "user_disabled", subject: user.name});
  });
}

export function setPassword(ledger: DatabaseSync, userId: number, passwordHash: string) {
  ledger.prepare("update users set password_hash = ? where user_id = ?").run(passwordHash, userId);
}

/** What a person is about: which rows an employee or a head may see. */
export function setPlace(
  ledger: DatabaseSync,
  userId: number,
  employeeId: string | null,
  teamId: string | null,
) {
  ledger
    .prepare("update users set employee_id = ?, team_id = ? where user_id = ?")
    .run(employeeId, teamId, userId);
}
