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

/** What was done with a month of pay and who read it, the latest first. */
export function payrollAudit(ledger: DatabaseSync, month: string, most: number) {
  return ledger
    .prepare(
      `select audit_id, at, actor, action, subject, detail from audit
       where action like 'payroll^_%' escape '^' and (subject = ? or subject like ? || ' %')
       order by audit_id desc limit ?`,
    )
    .all(month, month, most);
}
