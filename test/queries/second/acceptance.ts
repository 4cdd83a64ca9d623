import {localDay, momentOf} from "./days.ts";
import type {Facts, Handover} from "./facts.ts";

/** What became of an offer by its limit, and whether the taker can be asked about it. */
export interface Acceptance {
  isDecided: boolean;
  isLate: boolean;
  isTakerAway: boolean;
}

/** Judged only: rows of the source for known clients; a return in time is no lateness, and what is not due is nothing. */
export function acceptanceOf(facts: Facts, offer: Handover): Acceptance {
  const due = momentOf(offer.due_at!);
  const dueDay = localDay(offer.due_at!);
  const isGivenBack = offer.returned_at !== null && momentOf(offer.returned_at) <= due;
  const isOver = dueDay < facts.until && !isGivenBack;
  const isDecided =
    offer.handover_source === "given" && offer.client_id !== null && (offer.accepted_at !== null || isOver);
  const isInTime = offer.accepted_at !== null && momentOf(offer.accepted_at) <= due;
  const post = facts.postOn(offer.to_employee_id, offer.offered_date)?.leg_code ?? null;
  const isAbsent = facts.absences.some(
    ({employee_id, absence_date: day}) =>
      employee_id === offer.to_employee_id && offer.offered_date <= day && day <= dueDay,
  );
  return {
    isDecided,
    isLate: isDecided && !isInTime,
    isTakerAway: isAbsent || (post !== null && post !== offer.to_leg_code),
  };
}
