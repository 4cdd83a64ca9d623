import type {Relation} from "./statistics/consistency.ts";

/** What ties norms to each other and is no norm itself. */
export const tiedQuantities = [
  "new_companies",
  "conversations",
  "talk_minutes",
  "working_days",
  "minutes_per_conversation",
  "useful_results",
  "secondary_results",
] as const;

/**
 * How an operator's norms of a month follow from each other; quantities are norms by id, or what ties them.
 */
export const normRelations: readonly Relation[] = [
  {id: "results", total: "results_per_month", factors: ["result_rate_per_company", "companies_per_month"]},
  {
    id: "companies",
    total: "companies_per_month",
    terms: [
      [1, "carried_over"],
      [1, "new_companies"],
    ],
  },
  {
    id: "year",
    total: "companies_per_year",
    terms: [
      [1, "companies_per_month"],
      [11, "new_companies"],
    ],
  },
  {id: "conversations", total: "conversations", factors: ["calls_per_goal", "results_per_month"]},
  {id: "talk", total: "talk_minutes", factors: ["talk_minutes_per_day", "working_days"]},
  {id: "length", total: "talk_minutes", factors: ["conversations", "minutes_per_conversation"]},
  {id: "useful", total: "useful_results", factors: ["result_rate_per_call", "conversations"]},
  {
    id: "secondary",
    total: "useful_results",
    terms: [
      [1, "results_per_month"],
      [1, "secondary_results"],
    ],
  },
];
