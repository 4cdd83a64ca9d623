import type {DatabaseSync} from "node:sqlite";
import {type DocketDecision, docketDecisions} from "../../queries/vocabulary.ts";
import {audit} from "./audit.ts";
import {transaction} from "./ledger.ts";

/** What somebody decided about one client on the docket, and what the docket said of it then. */
export interface Decision {
  decision_id: number;
  /** Milliseconds of UTC. */
  decided_at: number;
  by_name: string;
  client_id: string;
  /** With the owner and the day the silence began, the case that was decided; a later silence is another. */
  owner_employee_id: string;
  silent_since_date: string;
  decision: DocketDecision;
  reason: string;
  snapshot_id: string;
  /** The row of the docket, as JSON. */
  evidence: string;
}

/** Adds a decision; the ledger refuses to change or delete one, a change of mind is another decision. */
export function recordDecision(
  ledger: DatabaseSync,
  decision: Omit<Decision, "decision_id" | "decided_at">,
  now = Date.now(),
): number {
  return transaction(ledger, () => {
    const {lastInsertRowid} = ledger
      .prepare(
        `insert into docket_decisions
           (decided_at, by_name, client_id, owner_employee_id, silent_since_date, decision, reason, snapshot_id, evidence)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        now,
        decision.by_name,
        decision.client_id,
        decision.owner_employee_id,
        decision.silent_since_date,
        decision.decision,
        decision.reason,
        decision.snapshot_id,
        decision.evidence,
      );
    const {by_name, client_id, reason} = decision;
    audit(
      ledger,
      {actor: by_name, action: `docket_${decision.decision}`, subject: client_id, detail: reason},
      now,
    );
    return Number(lastInsertRowid);
  });
}

/** The last decisions, newest first. */
export function listDecisions(ledger: DatabaseSync, limit = 100_000): Decision[] {
  return ledger
    .prepare("select * from docket_decisions order by decision_id desc limit ?")
    .all(limit)
    .map((row) => ({
      decision_id: Number(row["decision_id"]),
      decided_at: Number(row["decided_at"]),
      by_name: String(row["by_name"]),
      client_id: String(row["client_id"]),
      owner_employee_id: String(row["owner_employee_id"]),
      silent_since_date: String(row["silent_since_date"]),
      decision: docketDecisions.find((known) => known === row["decision"])!,
      reason: String(row["reason"]),
      snapshot_id: String(row["snapshot_id"]),
      evidence: String(row["evidence"]),
    }));
}
