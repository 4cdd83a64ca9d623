import type {DatabaseSync} from "node:sqlite";
import {audit} from "./audit.ts";
import {transaction} from "./ledger.ts";
import {closeSessionsOf} from "./sessions.ts";
import {hashOf, newToken} from "./tokens.ts";
import {setPassword, type User, userOf} from "./users.ts";

const lifetime = 48 * 3_600_000;

/** A link with which its user sets a password, once, within 48 hours; it replaces the user's earlier links. */
export function invite(
  ledger: DatabaseSync,
  user: User,
  actor: string | null = null,
  now = Date.now(),
): string {
  const token = newToken();
  transaction(ledger, () => {
    ledger.prepare("delete from invitations where user_id = ? and used_at is null").run(user.user_id);
    ledger
      .prepare("insert into invitations (token_hash, user_id, created_at, expires_at) values (?, ?, ?, ?)")
      .run(hashOf(token), user.user_id, now, now + lifetime);
    audit(ledger, {actor, action: "invited", subject: user.name}, now);
  });
  return token;
}

/** Who a link is for, while it can still be used. */
export function findInvited(ledger: DatabaseSync, token: string, now = Date.now()): User | undefined {
  const row = ledger
    .prepare(
      `select users.* from invitations inner join users on users.user_id = invitations.user_id
       where token_hash = ? and used_at is null and expires_at > ? and disabled_at is null`,
    )
    .get(hashOf(token), now);
  return row && userOf(row);
}

/** Spends the link and sets the password; of two at once, one gets undefined. */
export function acceptInvitation(
  ledger: DatabaseSync,
  token: string,
  passwordHash: string,
  now = Date.now(),
) {
  return transaction(ledger, (): User | undefined => {
    const user = findInvited(ledger, token, now);
    if (!user) return undefined;
    ledger.prepare("update invitations set used_at = ? where token_hash = ?").run(now, hashOf(token));
    setPassword(ledger, user.user_id, passwordHash);
    closeSessionsOf(ledger, user.user_id);
    audit(ledger, {actor: user.name, action: "password_set"}, now);
    return user;
  });
}

/** The page of the browser application where an invited person sets a password. */
export const invitationPath = (token: string) => `/invitation/${token}`;
