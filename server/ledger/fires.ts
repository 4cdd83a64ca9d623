import type {DatabaseSync} from "node:sqlite";

/** When a scheduled job was last due and taken up, so that fires missed during downtime are noticed. */
export function lastFire(ledger: DatabaseSync, job: string): number | undefined {
  const row = ledger.prepare("select fired_at from fires where job = ?").get(job);
  return row && Number(row["fired_at"]);
}

export function recordFire(ledger: DatabaseSync, job: string, firedAt: number) {
  ledger
    .prepare(
      "insert into fires (job, fired_at) values (?, ?) on conflict (job) do update set fired_at = excluded.fired_at",
    )
    .run(job, firedAt);
}
