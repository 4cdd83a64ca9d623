import {daysLater, type Month, monthOf, monthSpan} from "./days.ts";
import type {Deal, Movement} from "./inputs.ts";
import {type Kopecks, smaller} from "./money.ts";
import {signedAmount} from "./normalise.ts";
import type {PlanComponent} from "./plan-schema.ts";

export type Hold = NonNullable<NonNullable<PlanComponent["money"]>["hold"]>;

/** A receipt, what refunds left of it before it was paid for, and the month in which it is. */
export interface Receipt {
  readonly movement: Movement;
  readonly received: Kopecks;
  /** What is left after refunds that came before pay. */
  readonly left: Kopecks;
  readonly refunds: readonly Movement[];
  /** Null while held. */
  readonly payMonth: Month | null;
  /** The month its plan would pay it in, whatever a closed month did before. */
  readonly dueMonth: Month | null;
}

/** A refund that found less to reduce than it gives back: the rest is of money already paid for. */
export interface LateRefund {
  readonly movement: Movement;
  readonly rest: Kopecks;
}

/**
 * Plays a deal's money from its first day to the end of a month. A refund reduces only what is not yet paid for: held
 * money, and that of the refund's own month; what it cannot reduce stands apart and takes nothing back (art. 137 of the
 * Labour Code). The course of one month does not hang on later ones, so that a closed month comes out again as it was.
 * `paidIn` says in which closed month a receipt was paid for, where one did.
 */
export function receiptsOf(
  deal: Deal,
  hold: Hold | undefined,
  month: Month,
  paidIn: (paymentId: string) => Month | undefined,
): {receipts: Receipt[]; late: LateRefund[]} {
  const {until} = monthSpan(month);
  const known = deal.movements.filter(({paidOn}) => paidOn < until);
  const receipts = known
    .filter((movement) => signedAmount(movement) > 0n)
    .map((movement) => {
      const dueMonth = payMonthOf(deal, hold, movement, month);
      const received = signedAmount(movement);
      const refunds: Movement[] = [];
      return {
        movement,
        received,
        left: received,
        refunds,
        dueMonth,
        payMonth: paidIn(movement.paymentId) ?? dueMonth,
      };
    });
  const late: LateRefund[] = [];
  for (const movement of known) {
    const given = signedAmount(movement);
    if (given >= 0n) continue;
    const refundMonth = monthOf(movement.paidOn);
    const open = receipts
      .filter(({movement: receipt}) => movement.refundOf === null || movement.refundOf === receipt.paymentId)
      .filter(({movement: receipt}) => monthOf(receipt.paidOn) <= refundMonth)
      .filter(({payMonth}) => payMonth === null || payMonth >= refundMonth)
      .toReversed();
    let rest = -given;
    for (const receipt of open) {
      const taken = smaller(rest, receipt.left);
      if (taken === 0n) continue;
      receipt.left -= taken;
      receipt.refunds.push(movement);
      rest -= taken;
    }
    if (rest > 0n) late.push({movement, rest});
  }
  return {receipts, late};
}

/** Month in which the wait of a receipt is over, by what was known at that month's end; null when not by `last`. */
function payMonthOf(deal: Deal, hold: Hold | undefined, movement: Movement, last: Month): Month | null {
  // money that came before the deal was won is paid for when it is
  const paidOn = movement.paidOn > deal.dealDate ? movement.paidOn : deal.dealDate;
  const over = !hold
    ? [paidOn]
    : hold.until === "return_period"
      ? [daysLater(movement.paidOn, hold.days!)].map((day) => (day > paidOn ? day : paidOn))
      : deal.handovers.flatMap(({acceptedOn, returnedOn}) => {
          if (acceptedOn === null) return [];
          const day = acceptedOn > paidOn ? acceptedOn : paidOn;
          // given back by the end of the month in which it would have been paid: not accepted
          return returnedOn !== null && returnedOn < monthSpan(monthOf(day)).until ? [] : [day];
        });
  const month = over.map(monthOf).toSorted()[0];
  return month !== undefined && month <= last ? month : null;
}
