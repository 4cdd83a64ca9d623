import {plantedTruth} from "./planted.ts";
import type {CountingRecorder} from "./recorder.ts";
import type {World} from "./simulation/world.ts";
import {Tally} from "./tally.ts";
import {dayOfMoment, isoDay, monthText} from "./time.ts";
import type {Writers} from "./writers/writers.ts";

export interface DemoSummary {
  firstMonth: string;
  lastMonth: string;
  clients: number;
  calls: number;
  conversations: number;
  goals: number;
  dealsWon: number;
  files: number;
  rows: number;
}

/** Everything that was written and planted, exactly. */
export function truthOf(world: World, recorder: CountingRecorder, writers: Writers): Record<string, unknown> {
  const {plan, staff} = world;
  return {
    seed: plan.seed,
    months: plan.months,
    scale: plan.scale,
    timezone: "Europe/Moscow",
    first_day: isoDay(plan.firstDay),
    last_day: isoDay(plan.endDay - 1),
    orders_since: isoDay(plan.historyDay),
    client_count: world.clients.length + world.entered.length,
    people: staff.people.length,
    files: writers.counts,
    calls_by_month: recorder.callMonths,
    operator_months: recorder.operatorMonths,
    field_months: recorder.fieldMonths,
    deals: {
      created: world.deals.length,
      exported: writers.leads.exportedCount,
      won_by_month: recorder.dealMonths,
    },
    handovers: handoverCounts(world),
    orders_by_month: recorder.orderMonths,
    order_kopecks_by_manager: recorder.managerMonths,
    payments_by_month: recorder.paymentMonths,
    invoices_by_month: writers.invoices.months,
    qa_reviews: recorder.reviews,
    unmatched: {
      calls_to_strangers: recorder.strangerCalls,
      calls_of_unknown_extension: writers.sipuni.unknownExtensionCalls,
      order_lines_without_tax_id: writers.accounting.linesWithoutTaxId,
      asterisk_queue_legs: writers.asterisk.queueLegs,
    },
    planted: plantedTruth(world, recorder, writers.quality.pairs),
  };
}

/** Hand-overs by the month they were offered in, as they stand on the last day. */
function handoverCounts({handovers}: World): Tally<"offered" | "accepted" | "returned" | "waiting"> {
  const counts = new Tally(["to_leg", "month"], ["offered", "accepted", "returned", "waiting"] as const);
  for (const {toLeg, offeredAt, acceptedAt, returnedAt} of handovers) {
    const keys = [toLeg, monthText(dayOfMoment(offeredAt))];
    counts.add(keys, "offered");
    counts.add(keys, acceptedAt !== null ? "accepted" : returnedAt !== null ? "returned" : "waiting");
  }
  return counts;
}

const total = (rows: Record<string, string | number>[], field: string) =>
  rows.reduce((sum, row) => sum + Number(row[field]), 0);

export function summarise(world: World, recorder: CountingRecorder, writers: Writers): DemoSummary {
  const {plan} = world;
  const files = Object.values(writers.counts.toJSON());
  const calls = recorder.callMonths.toJSON();
  return {
    firstMonth: monthText(plan.firstDay),
    lastMonth: monthText(plan.endDay - 1),
    clients: world.clients.length + world.entered.length,
    calls: total(calls, "calls"),
    conversations: total(calls, "conversations"),
    goals: total(recorder.operatorMonths.toJSON(), "goals"),
    dealsWon: total(recorder.dealMonths.toJSON(), "won"),
    files: files.length,
    rows: files.reduce((sum, file) => sum + file.rows, 0),
  };
}
