/** Closed lists that every room shares. A value that is not here cannot reach a page. */

export const roles = ["admin", "director", "head", "hr", "analyst", "employee"] as const;
export type Role = (typeof roles)[number];

/** One published file per audience; a role reads exactly one of them. */
export const audiences = ["management", "payroll", "analyst"] as const;
export type Audience = (typeof audiences)[number];

export const audienceOfRole: Record<Role, Audience> = {
  admin: "management",
  director: "management",
  head: "management",
  hr: "management",
  analyst: "analyst",
  employee: "management",
};

/** Entities that say what people are paid: what is made of their rows stands in the payroll snapshot alone. */
export const payEntities: readonly string[] = ["salaries"];
/** Who may be told what people are paid: HR and the director of everybody, an employee of himself. */
export const payRoles: readonly Role[] = ["hr", "director", "employee"];
/** What the audit says of a month of pay: steps, and looks at sums. */
export const payrollAuditKinds = [
  "review_started",
  "review_ended",
  "closed",
  "exported",
  "recalculated",
  "adjustment_made",
  "adjustment_withdrawn",
  "correction_accepted",
  "correction_declined",
  "correction_withdrawn",
  "order_recorded",
  "order_withdrawn",
  "plan_signed",
  "signature_withdrawn",
  "question_asked",
  "question_answered",
  "question_settled",
  "read",
  "totals_read",
] as const;
export type PayrollAuditKind = (typeof payrollAuditKinds)[number];
/** The life of a month of pay; nothing leads back from closed. */
export const payrollStatuses = ["draft", "review", "closed", "exported"] as const;
export type PayrollStatus = (typeof payrollStatuses)[number];
export const questionStatuses = ["open", "answered", "settled"] as const;
export type QuestionStatus = (typeof questionStatuses)[number];

/** Units a column may have; the unit picks the formatter, the axis and the cell type of an export. */
export const units = [
  "id",
  "code",
  "text",
  "flag",
  "day",
  "month",
  "utc",
  "s",
  "days",
  "count",
  "money",
  "rate",
  "ratio",
] as const;
export type Unit = (typeof units)[number];

/** Stands in what a run says that cannot begin before another one ends. */
export const anotherRun = "another run is at work";

/** Where the pages' words for the codes of a column are; a report's own column comes before the column of any report. */
export const wordGroups: Readonly<Record<string, readonly string[]>> = {
  leg_code: ["leg"],
  owner_leg_code: ["leg"],
  step_code: ["step"],
  measure_code: ["measure"],
  lost_cause_code: ["cause"],
  client_size: ["clientSize"],
  contact_state: ["contactState"],
  docket_state: ["docketState", "docketDecision"],
  decision: ["docketDecision"],
  campaign_kind: ["campaignKind"],
  band_code: ["sleepBand"],
  stratum: ["sleepBand"],
  refusal_reason: ["refusal"],
  screening_reason: ["refusal"],
  secondary_goal: ["goal"],
  direction: ["direction"],
  unit: ["normUnit"],
  verdict_code: ["farmers.verdict"],
  dimension_code: ["refusals.dimension"],
  "case_events.kind_code": ["case.kind"],
  "case_events.detail_code": ["result", "refusal", "goal"],
  "clients_to_call.reason_code": ["callReason"],
};

/** The three posts of the relay, and what stands outside of it. */
export const legs = ["call_centre", "hunters", "farmers"] as const;
export type Leg = (typeof legs)[number];

export const employeeRoles = ["operator", "hunter", "farmer", "head", "other"] as const;
export type EmployeeRole = (typeof employeeRoles)[number];

export const legOfRole: Record<EmployeeRole, Leg | null> = {
  operator: "call_centre",
  hunter: "hunters",
  farmer: "farmers",
  head: null,
  other: null,
};

export const callDirections = ["in", "out", "internal"] as const;
export const dispositions = [
  "answered",
  "no_answer",
  "busy",
  "cancelled",
  "failed",
  "voicemail",
  "unknown",
] as const;

/** What a call brought: the primary goal, a secondary goal, a refusal, a promised call, or a client we do not need. */
export const resultCodes = ["goal", "secondary", "refusal", "callback", "screened_out"] as const;
export const dealStatuses = ["open", "won", "lost"] as const;
export const absenceKinds = ["vacation", "sick", "training", "other"] as const;
/** What the month of a hunter and of a farmer is measured by while it runs. */
export const paceMeasures = ["money", "volume"] as const;
/** What a person's own page tells of the own work, besides norms and pace. */
export const ownMeasures = [
  "clients_spoken",
  "callbacks_kept",
  "deals_won",
  "accepted_late",
  "first_contact_waiting",
  "handed_over_late",
  "deals_silent",
  "contacts_overdue",
] as const;
export type OwnMeasure = (typeof ownMeasures)[number];
/** Of which time such a figure is: the month, three months to it, or the last day of data. */
export const ownPeriods = ["month", "quarter", "now"] as const;
/** Whether a farmer's book grew or fell beyond chance within a year; unknown while too few clients tell. */
export const volumeVerdicts = ["grew", "fell", "within", "unknown"] as const;
export type VolumeVerdict = (typeof volumeVerdicts)[number];
/** Why a farmer should call a client today. */
/** What findings rest on; of what the data hold nothing a page does not say that there is none. */
export const knownFacts = [
  "clients",
  "buyers",
  "contacts",
  "owners",
  "contact_groups",
  "grouped_clients",
  "warm_clients",
  "deals",
  "clocks",
  "operators",
  "recordings",
  "card_makers",
] as const;
export type KnownFact = (typeof knownFacts)[number];

export const callReasons = ["overdue_order", "below_range"] as const;
export const contactStates = ["covered", "planned", "due", "overdue"] as const;
/** A client with whom nothing has happened for long: its grace runs, something speaks against taking it away, or nothing does. */
export const docketStates = ["warned", "held", "proposed"] as const;
export const docketDecisions = ["take_away", "keep"] as const;
export type DocketDecision = (typeof docketDecisions)[number];
export const campaignKinds = ["cold", "revival", "other"] as const;
/** How long a client has slept: within which a lot is drawn. */
export const sleepBands = ["short", "middle", "long"] as const;
export const clientSizes = ["large", "medium", "small", "unknown"] as const;
export const checkSeverities = ["fail", "warn"] as const;
export type CheckSeverity = (typeof checkSeverities)[number];

/**
 * How a row met its client: by id, by tax number, phone or name of the card; `given`: an id without a card; `made`:
 * while there are no cards, a client made of what documents and calls say.
 */
export const clientMatchCodes = ["id", "tax_id", "phone", "name", "given", "made", "none"] as const;
/** Where CRM, accounting and telephony do not agree. */
export const reconciliationBreaks = [
  "won_unpaid",
  "won_refunded",
  "won_part_paid",
  "paid_not_won",
  "paid_unknown_deal",
  "goal_without_call",
] as const;
export const reconciliationSides = ["won", "paid", "goal"] as const;

export const callMatchCodes = ["call_id", "near", "none"] as const;
export const handoverStatuses = ["waiting", "accepted", "returned"] as const;
/** Where a hand-over is known from: a row of its own, a change of owner, or a deal an operator brought. */
export const handoverSources = ["given", "ownership", "deal"] as const;
export const trapEvents = ["first_payment", "first_order", "deal_won"] as const;

/** The relay from the first call to the repeated order, in order. */
export const relaySteps = [
  "companies_worked",
  "conversations",
  "results",
  "handover_1",
  "offers",
  "deals_won",
  "first_money",
  "handover_2",
  "repeat_volume",
] as const;
export type RelayStep = (typeof relaySteps)[number];

/** By what the companies that two scripts met may differ. */
export const scriptDimensions = ["all", "list", "industry", "acquaintance"] as const;

export const callFunnelSteps = [
  "attempts",
  "contacts",
  "conversations",
  "decision_maker",
  "results",
] as const;

export const trendMeasures = [
  "results",
  "result_rate",
  "deals",
  "new_money",
  "farmer_volume",
  "revived_money",
] as const;

export const legMeasures = [
  "talk_minutes_per_day",
  "result_rate_per_company",
  "companies_per_operator",
  "accepted_within_limit",
  "win_rate",
  "clients_per_manager",
  "book_volume",
  "contact_coverage",
] as const;

export const findingCodes = [
  "result_rate_low",
  "talk_minutes_low",
  "handover_1_waiting",
  "handover_2_overdue",
  "hunter_keeps_clients",
  "farmer_volume_fell",
  "dropped_clients",
  "recording_gaps",
  "dormant_growing",
  "padded_calls",
  "claimed_clients",
  "clients_unhappy",
] as const;

/** What can happen on a client's time line. */
export const caseEventKinds = [
  "call",
  "result",
  "deal_opened",
  "deal_won",
  "deal_lost",
  "order",
  "payment",
  "handed_over",
  "accepted",
  "returned",
] as const;
export type CaseEventKind = (typeof caseEventKinds)[number];

/** How a file may differ from its source's earlier files. */
export const driftKinds = [
  "new_column",
  "missing_column",
  "renamed_column",
  "retyped_column",
  "new_value",
  "unusual_rows",
  "unusual_sum",
  "totals_differ",
  "subtotals_differ",
  "maybe_cut",
  "vanished_rows",
  "deleted_rows",
  "sources_disagree",
  "repeated_keys",
  "wrong_form",
] as const;
export type DriftKind = (typeof driftKinds)[number];

/** Words that no source may be called: YAML may read them as no text, or every object of JavaScript has them. */
export const takenSourceNames: readonly string[] = [
  "null",
  "true",
  "false",
  "yes",
  "no",
  "on",
  "off",
  "constructor",
];

/** In the description of a column with names or telephones: what the analysts' snapshot has in their place. */
export const standInMark = "a stand-in for the real value in the file of analysts";
