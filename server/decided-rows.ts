import type {DatabaseSync} from "node:sqlite";
import {DuckDBTimestampTZValue, type DuckDBValue} from "@duckdb/node-api";
import type {Report} from "./catalog.ts";
import {type Decision, listDecisions} from "./ledger/decisions.ts";
import {cellOf} from "./rows.ts";

export const docketReport = "take_away_docket";

/** The case a decision is about: a client with just this owner since just this day. */
export const caseOf = ({
  client_id,
  owner_employee_id,
  silent_since_date,
}: Pick<Decision, "client_id" | "owner_employee_id" | "silent_since_date">) =>
  JSON.stringify([client_id, owner_employee_id, silent_since_date]);

/** The last decision about each case; an earlier one was a change of mind. */
export function lastDecisions(ledger: DatabaseSync): Map<string, Decision> {
  const last = new Map<string, Decision>();
  for (const decision of listDecisions(ledger)) {
    const key = caseOf(decision);
    if (!last.has(key)) last.set(key, decision);
  }
  return last;
}

const added = [
  {
    name: "decision",
    type: "varchar",
    unit: "code",
    doc: "what was decided: take_away or keep; empty while nothing",
  },
  {name: "decided_by", type: "varchar", unit: "text", doc: "who decided"},
  {name: "decided_at", type: "timestamptz", unit: "utc", doc: "when"},
  {name: "decision_reason", type: "varchar", unit: "text", doc: "why"},
] as const satisfies Report["columns"];

/** The docket to take away with what was decided of each row: the ledger knows it, the snapshot does not. */
export function withDecisions(
  ledger: DatabaseSync,
  report: Report,
  names: readonly string[],
  rows: readonly DuckDBValue[][],
): {report: Report; names: string[]; rows: DuckDBValue[][]} {
  if (report.name !== docketReport) return {report, names: [...names], rows: [...rows]};
  const last = lastDecisions(ledger);
  const text = (row: DuckDBValue[], name: string) => String(cellOf(row[names.indexOf(name)] ?? null));
  const decided = rows.map((row) => {
    const found = last.get(
      caseOf({
        client_id: text(row, "client_id"),
        owner_employee_id: text(row, "owner_employee_id"),
        silent_since_date: text(row, "silent_since_date"),
      }),
    );
    if (!found) return [...row, null, null, null, null];
    const own = row.map((value, index) => (names[index] === "docket_state" ? found.decision : value));
    const at = new DuckDBTimestampTZValue(BigInt(found.decided_at) * 1000n);
    return [...own, found.decision, found.by_name, at, found.reason];
  });
  return {
    report: {...report, columns: [...report.columns, ...added]},
    names: [...names, ...added.map(({name}) => name)],
    rows: decided,
  };
}
