import type {DatabaseSync} from "node:sqlite";
import {invite} from "../ledger/invitations.ts";
import {addUser, findUser, listUsers} from "../ledger/users.ts";

/** Until somebody has set a password, every start gives a new one-time link for an administrator. */
export function inviteFirstAdmin(ledger: DatabaseSync): string | undefined {
  const settled = listUsers(ledger).some((user) => user.password_hash !== null && !user.is_demo);
  if (settled) return undefined;
  const name = findUser(ledger, "admin")?.is_demo ? "administrator" : "admin";
  const admin = findUser(ledger, name) ?? addUser(ledger, {name, role: "admin"});
  return invite(ledger, admin);
}
