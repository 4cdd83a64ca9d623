import * as attention from "./attention.ts";
import * as base from "./base.ts";
import * as books from "./books.ts";
import * as chance from "./chance.ts";
import * as cohorts from "./cohorts.ts";
import type {Second} from "./facts.ts";
import {findings} from "./findings.ts";
import * as hunters from "./hunters.ts";
import * as measures from "./measures.ts";
import * as outcomes from "./outcomes.ts";
import * as people from "./people.ts";
import * as promises from "./promises.ts";
import * as reconciliation from "./reconciliation.ts";
import * as relay from "./relay.ts";
import * as work from "./work.ts";

interface Compared {
  compute: Second;
  /** Fewest rows over all companies for the comparison to mean something. */
  least: number;
  /** Columns that the table rounds, by how much. */
  within: Record<string, number> | undefined;
}

const at = (least: number, compute: Second, within?: Record<string, number>): Compared => ({
  compute,
  least,
  within,
});
/** Limits of chance are given in hundredths. */
const limits = {chance_low: 0.00501, chance_high: 0.00501, expected_hits: 0.00501};

/** The second computation of every rollup. */
export const seconds: Record<string, Compared> = {
  rollup_base_months: at(60, base.baseMonths),
  rollup_book_flows: at(50, books.bookFlows),
  rollup_buyers: at(100, base.buyers),
  rollup_call_gaps: at(100, work.callGaps),
  rollup_call_months: at(100, work.callMonths),
  rollup_callback_months: at(50, promises.callbackMonths),
  rollup_campaign_groups: at(18, base.campaignGroups),
  rollup_client_groups: at(20, books.clientGroups),
  rollup_client_months: at(1000, base.clientMonths),
  rollup_clients_to_call: at(10, attention.clientsToCall),
  rollup_cohort_months: at(300, cohorts.cohortMonths),
  rollup_cohorts: at(500, cohorts.cohorts),
  rollup_company_years: at(60, work.companyYears),
  rollup_contact_plan: at(20, attention.contactPlan),
  rollup_docket: at(20, attention.docket),
  rollup_dropped_months: at(200, people.droppedMonths),
  rollup_dropped_people: at(100, chance.droppedPeople, limits),
  rollup_entered_months: at(20, base.enteredMonths),
  rollup_farmer_months: at(40, books.farmerMonths),
  rollup_feedback_months: at(100, base.feedbackMonths),
  rollup_feedback_people: at(100, chance.feedbackPeople, limits),
  rollup_findings: at(200, findings),
  rollup_first_conversations: at(50, outcomes.firstConversations),
  rollup_first_refusals: at(50, outcomes.firstRefusals),
  rollup_hunter_deals: at(300, hunters.hunterDeals),
  rollup_hunter_months: at(100, hunters.hunterMonths),
  rollup_hunter_waits: at(100, hunters.hunterWaits),
  rollup_hunter_work: at(150, hunters.hunterWork),
  rollup_learned_months: at(50, outcomes.learnedMonths),
  rollup_leg_months: at(500, measures.legMonths),
  rollup_month_pace: at(150, attention.monthPace),
  rollup_months: at(60, base.months),
  rollup_new_old_months: at(200, people.newOldMonths),
  rollup_norm_months: at(1000, people.normMonths),
  rollup_open_callbacks: at(3, promises.openCallbacks),
  rollup_operator_days: at(1000, work.operatorDays),
  rollup_operator_hours: at(1000, work.operatorHours),
  rollup_operator_months: at(500, work.operatorMonths),
  rollup_operator_rates: at(300, chance.operatorRates, limits),
  rollup_owner_books: at(15, books.ownerBooks),
  rollup_qa_months: at(500, outcomes.qaMonths),
  rollup_qa_pairs: at(100, outcomes.qaPairs),
  rollup_reconciliation: at(100, reconciliation.breaks),
  rollup_reconciliation_months: at(60, reconciliation.sides),
  rollup_refusal_coding: at(100, outcomes.refusalCoding),
  rollup_refusal_recordings: at(100, outcomes.refusalRecordings),
  rollup_refusals_months: at(100, outcomes.refusalsMonths),
  rollup_relay_months: at(500, relay.relayMonths),
  rollup_running_clocks: at(5, hunters.runningClocks),
  rollup_screened_months: at(50, outcomes.screenedMonths),
  rollup_script_days: at(100, outcomes.scriptDays),
  rollup_silences: at(100, base.silences),
  rollup_sleep_bands: at(6, base.sleepBands),
  rollup_sleepers: at(50, base.sleepers),
  rollup_stage_stays: at(300, hunters.stageStays),
  rollup_transfers: at(30, base.transfers),
  rollup_trend_months: at(300, measures.trendMonths),
  rollup_warm_clients: at(200, hunters.warmClients),
  rollup_white_space: at(20, books.whiteSpace),
};
