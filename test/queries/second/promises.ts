import {daysBetween, localDay, monthOf} from "./days.ts";
import {type Facts, groupsOf, type Outcome, type Second, worksIn} from "./facts.ts";
import {ofCentre} from "./outcomes.ts";

/** Calls that the call centre promised: whose they are, and whether they were made. */

interface Promised {
  outcome: Outcome;
  due: string;
  isKept: boolean;
}

/** Calls the call centre promised, each with a look at every later call of that client. */
function promisesOf({outcomes, attempts}: Facts): Promised[] {
  const calls = Map.groupBy(attempts, (call) => call.client_id);
  return ofCentre(outcomes).flatMap((outcome) => {
    if (outcome.callback_at === null || outcome.client_id === null || outcome.employee_id === null) return [];
    const due = localDay(outcome.callback_at);
    if (due < outcome.result_date) return [];
    const later = ofCentre(calls.get(outcome.client_id) ?? []).filter(
      (call) => call.started_at > outcome.filed_at,
    );
    const isKept = later.some(
      ({call_date, is_contact}) =>
        call_date === due || (is_contact && call_date < due && daysBetween(call_date, due) <= 31),
    );
    return {outcome, due, isKept};
  });
}

export const callbackMonths: Second = (facts) =>
  groupsOf(
    promisesOf(facts).filter(({due}) => due <= facts.until),
    ({due, outcome}) => [monthOf(due), outcome.employee_id],
  ).map(([[month, employee_id], promises]) => {
    const [away = [], own = []] = [true, false].map((isAway) =>
      promises.filter(
        ({due, outcome}) => worksIn(facts, "call_centre", outcome.employee_id!, due) !== isAway,
      ),
    );
    const isKept = (one: Promised) => one.isKept;
    return {
      month,
      employee_id,
      promised_count: own.length,
      kept_count: own.filter(isKept).length,
      away_count: away.length,
      away_kept_count: away.filter(isKept).length,
    };
  });

export const openCallbacks: Second = (facts) => {
  const open = promisesOf(facts).filter(
    ({outcome, due, isKept}) =>
      !isKept &&
      due < facts.until &&
      daysBetween(due, facts.until) < 31 &&
      !facts.attempts.some((call) => call.client_id === outcome.client_id && call.call_date > due),
  );
  return groupsOf(open, ({outcome}) => [outcome.client_id]).map(([[client_id], promises]) => {
    const oldest = promises.toSorted((one, other) =>
      one.due + one.outcome.result_id < other.due + other.outcome.result_id ? -1 : 1,
    )[0]!;
    return {
      client_id,
      employee_id: oldest.outcome.employee_id,
      due_date: oldest.due,
      late_days: daysBetween(oldest.due, facts.until),
    };
  });
};
