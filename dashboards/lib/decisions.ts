import {signal} from "@preact/signals";
import type {TakeAwayDocketRow} from "../../queries/generated/rows.ts";
import type {DocketDecision} from "../../queries/vocabulary.ts";
import {getJson, sendJson} from "./http.ts";

/** A decision about a client on the docket as the server keeps it. */
export interface Decision {
  decision_id: number;
  decided_at: number;
  by_name: string;
  client_id: string;
  owner_employee_id: string;
  silent_since_date: string;
  decision: DocketDecision;
  reason: string;
  /** Of the last decision about a case that is still on the docket: where it stands there, and what the client bought. */
  docket_state: string | null;
  order_amount: number | null;
}

/** Newest first; null until the server has answered. */
export const decisions = signal<readonly Decision[] | null>(null);

export async function loadDecisions(): Promise<void> {
  decisions.value = await getJson<Decision[]>("/api/docket/decisions");
}

export async function decide(
  {client_id, owner_employee_id, silent_since_date}: TakeAwayDocketRow,
  decision: DocketDecision,
  reason: string,
): Promise<void> {
  const body = {client_id, owner_employee_id, silent_since_date, decision, reason};
  await sendJson("POST", "/api/docket/decisions", body);
  await loadDecisions();
}

/** Cases that the rule proposes and people have decided already: they ask for nothing any more. */
export function decidedOf(all: readonly Decision[]): {count: number; amount: number} {
  const own = all.filter(({docket_state}) => docket_state === "proposed");
  return {count: own.length, amount: own.reduce((sum, {order_amount}) => sum + (order_amount ?? 0), 0)};
}

/** The last decision about just this silence with just this owner; an earlier case does not bind a later one. */
export function decisionOf(row: TakeAwayDocketRow, all: readonly Decision[]): Decision | undefined {
  return all.find(
    (one) =>
      one.client_id === row.client_id &&
      one.owner_employee_id === row.owner_employee_id &&
      one.silent_since_date === row.silent_since_date,
  );
}
