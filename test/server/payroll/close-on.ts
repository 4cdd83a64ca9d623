import {openLedger} from "../../../server/ledger/ledger.ts";
import {closedMonths} from "../../../server/ledger/payroll.ts";
import {closeMonth, takeStep} from "../../../server/payroll/close.ts";
import {calculated, known, statement} from "./calculated.ts";
import {hr, review} from "./steps.ts";

/** Closes one month of 200 people after another, until it is killed. */
const ledger = openLedger(process.argv[2]!);
process.stdout.write("opened\n");
for (let number = closedMonths(ledger).length; ; number++) {
  const month = `${2000 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
  const people = Array.from({length: 200}, (_, index) => statement(`e${index}`, "100.00"));
  const whole = calculated(month, people);
  const step = {month, ...review(whole.hash)} as Parameters<typeof takeStep>[1];
  try {
    takeStep(ledger, step, hr, {...known, hash: whole.hash});
  } catch {
    // killed between review and close the last time
  }
  closeMonth(ledger, whole, whole.hash, hr, known);
}
