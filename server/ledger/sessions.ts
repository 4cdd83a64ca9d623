import type {DatabaseSync} from "node:sqlite";
import {hashOf, newToken} from "./tokens.ts";
import {type User, userOf} from "./users.ts";

const hour = 3_600_000;
/** A session ends this long after its last use. */
export const sessionLifetime = 30 * 24 * hour;

export function openSession(
  ledger: DatabaseSync,
  user: User,
  userAgent: string | null,
  now = Date.now(),
): string {
  const token = newToken();
  ledger.prepare("delete from sessions where expires_at <= ?").run(now);
  ledger
    .prepare(
      "insert into sessions (token_hash, user_id, created_at, expires_at, user_agent) values (?, ?, ?, ?, ?)",
    )
    .run(hashOf(token), user.user_id, now, now + sessionLifetime, userAgent?.slice(0, 200) ?? null);
  return token;
}

export interface LiveSession {
  user: User;
  /** The end was moved forward, and so the cookie's must be. */
  renewed: boolean;
}

/** The signed-in user behind a cookie; the end slides forward, written at most once an hour. */
export function findSession(ledger: DatabaseSync, token: string, now = Date.now()): LiveSession | undefined {
  const hash = hashOf(token);
  const row = ledger
    .prepare(
      `select users.*, sessions.expires_at
       from sessions inner join users on users.user_id = sessions.user_id
       where token_hash = ? and expires_at > ? and disabled_at is null`,
    )
    .get(hash, now);
  if (!row) return undefined;
  const expires = now + sessionLifetime;
  const renewed = Number(row["expires_at"]) < expires - hour;
  if (renewed) ledger.prepare("update sessions set expires_at = ? where token_hash = ?").run(expires, hash);
  return {user: userOf(row), renewed};
}

export function closeSession(ledger: DatabaseSync, token: string) {
  ledger.prepare("delete from sessions where token_hash = ?").run(hashOf(token));
}

export function closeSessionsOf(ledger: DatabaseSync, userId: number) {
  ledger.prepare("delete from sessions where user_id = ?").run(userId);
}
