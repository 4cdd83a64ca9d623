import type {DatabaseSync} from "node:sqlite";

export interface AuditEntry {
  actor: string | null;
  action: string;
  subject?: string;
  detail?: string;
}

/** Adds a line to the audit; the ledger refuses to change or delete one. */
export function audit(ledger: DatabaseSync, {actor, action, subject, detail}: AuditEntry, now = Date.now()) {
  ledger
    .prepare("insert into audit (at, actor, action, subject, detail) values (?, ?, ?, ?, ?)")
    .run(now, actor, action, subject ?? null, detail ?? null);
}
