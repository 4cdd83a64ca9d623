import {createHash} from "node:crypto";
import type {DatabaseSync} from "node:sqlite";

export interface AskedQuery {
  by_name: string;
  sql: string;
  snapshot_id: string;
  /** Null of a statement that gave no answer. */
  row_count: number | null;
  milliseconds: number;
  /** `answered`, `stopped`, or the code of the refusal. */
  outcome: string;
}

export interface PastQuery {
  query_id: number;
  at: number;
  sql: string;
  snapshot_id: string;
  row_count: number | null;
  milliseconds: number;
  outcome: string;
}

/** Every statement that anybody ran; the ledger refuses to change or delete one. */
export function recordQuery(ledger: DatabaseSync, asked: AskedQuery, now = Date.now()): void {
  const {by_name, sql, snapshot_id, row_count, milliseconds, outcome} = asked;
  const hash = createHash("sha256").update(sql).digest("hex");
  ledger
    .prepare(
      `insert into queries (at, by_name, sql, sql_hash, snapshot_id, row_count, milliseconds, outcome)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(now, by_name, sql, hash, snapshot_id, row_count, Math.round(milliseconds), outcome);
}

/** A person's own statements, each text once with its last run, the latest first. */
export function pastQueries(ledger: DatabaseSync, by_name: string, most: number): PastQuery[] {
  return ledger
    .prepare(
      `select query_id, at, sql, snapshot_id, row_count, milliseconds, outcome
       from queries
       where query_id in (select max(query_id) from queries where by_name = ? group by sql_hash)
       order by query_id desc
       limit ?`,
    )
    .all(by_name, most) as unknown as PastQuery[];
}
