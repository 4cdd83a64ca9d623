import type {RelayCohortRow, RelayFlowRow} from "../../queries/generated/rows.ts";
import type {Leg} from "../../queries/vocabulary.ts";

/** One post of the relay, ready to be drawn: clients or money, of the month or of a cohort. */
export interface RelayPost {
  code: string;
  leg: Leg;
  value: number | null;
  previous: number | null;
  passed: number | null;
  from: number | null;
  /** Of these, who waited before the month began; null where nobody can wait over its end. */
  waited: number | null;
  days: number | null;
  lost: number | null;
  cause: string | null;
  causeCount: number | null;
  waiting: number | null;
  /** Who waits here waits for the next post to take over; elsewhere it is work that goes on. */
  isHandover: boolean;
  normLow: number | null;
  normHigh: number | null;
  isMature: boolean;
}

const legOfStep: Record<string, Leg> = {
  companies_worked: "call_centre",
  conversations: "call_centre",
  results: "call_centre",
  handover_1: "hunters",
  offers: "hunters",
  deals_won: "hunters",
  first_money: "hunters",
  handover_2: "farmers",
  repeat_volume: "farmers",
};

export const legOfPost = (code: string): Leg => legOfStep[code] ?? "farmers";

const isHandover = (code: string) => code.startsWith("handover");

const byOrder = (a: {step_order: number}, b: {step_order: number}) => a.step_order - b.step_order;

/** The month's posts; the ghost is the month that the reader compares with, when its rows are given. */
export function flowPosts(
  rows: RelayFlowRow[],
  view: "clients" | "money",
  ghost?: RelayFlowRow[],
): RelayPost[] {
  return rows.toSorted(byOrder).map((row) => {
    const before = ghost?.find((candidate) => candidate.step_code === row.step_code);
    const isMoney = view === "money";
    const previousClients = ghost ? (before?.client_count ?? null) : row.previous_client_count;
    const previousAmount = ghost ? (before?.amount ?? null) : row.previous_amount;
    return {
      code: row.step_code,
      leg: legOfPost(row.step_code),
      value: isMoney ? row.amount : row.client_count,
      previous: isMoney ? previousAmount : previousClients,
      // who passes, falls and waits are clients: money has no such ways of its own
      passed: isMoney ? null : row.passed_count,
      from: isMoney ? null : row.from_count,
      waited: isMoney ? null : row.waited_count,
      days: isMoney ? null : row.median_days,
      lost: isMoney ? null : row.lost_count,
      cause: isMoney ? null : row.lost_cause_code,
      causeCount: isMoney ? null : row.lost_cause_count,
      waiting: isMoney ? null : row.waiting_count,
      isHandover: isHandover(row.step_code),
      normLow: isMoney ? null : row.norm_low,
      normHigh: isMoney ? null : row.norm_high,
      isMature: true,
    };
  });
}

/** The same clients followed from their first work: what went on and what has not yet. */
export function cohortPosts(rows: RelayCohortRow[]): RelayPost[] {
  const sorted = rows.toSorted(byOrder);
  return sorted.map((row) => ({
    code: row.step_code,
    leg: legOfPost(row.step_code),
    value: row.client_count,
    previous: null,
    passed: row.client_count,
    from: row.from_count,
    waited: null,
    days: row.median_days,
    lost: null,
    cause: null,
    causeCount: null,
    waiting: null,
    isHandover: isHandover(row.step_code),
    normLow: null,
    normHigh: null,
    isMature: row.is_mature,
  }));
}

/** Stands for the largest post of a leg that has none. */
export const smallest = 1e-9;

/**
 * Tallest thing of each leg. Clients are drawn leg by leg, each on its own scale, and the picture says how many times
 * larger; money is one scale, for its posts are comparable.
 */
export function legMaxima(posts: RelayPost[], legs: readonly Leg[], isShared: boolean): Map<Leg, number> {
  return new Map(
    legs.map((leg) => {
      const own = posts.filter((post) => isShared || post.leg === leg);
      const values = own.flatMap((post) => [post.value, post.previous, post.normHigh, post.normLow]);
      return [leg, Math.max(smallest, ...values.map((value) => value ?? 0))];
    }),
  );
}
