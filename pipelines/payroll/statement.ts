import type {Context} from "./context.ts";
import type {Month} from "./days.ts";
import {contentHash} from "./hash.ts";
import type {Deal, Employee, LedgerEvents, Observation, SourceRow} from "./inputs.ts";
import type {Line} from "./line.ts";
import {type Kopecks, sumOf} from "./money.ts";
import {metricsOf} from "./plan.ts";
import type {Stretch} from "./stretches.ts";

/** Version of the rules in this folder; a change that alters any line or sentence raises it. */
export const rulesVersion = "4";

/** One person's month. */
export interface Statement {
  readonly employeeId: string;
  readonly personnelNumber: string;
  readonly month: Month;
  readonly lines: readonly Line[];
  readonly base: Kopecks;
  /** Sum of the lines' amounts. */
  readonly total: Kopecks;
  /** Hash of each plan version that covers the person in the month or that a line refers to. */
  readonly plans: Readonly<Record<string, string>>;
  /** Hash of the definition of each metric of these plans. */
  readonly definitions: Readonly<Record<string, string>>;
  readonly rulesVersion: string;
  /** Hash of everything that was known about this person. */
  readonly inputsHash: string;
  /** Hash of inputs, plans, definitions, version of the rules and lines: what a closed month is frozen by. */
  readonly hash: string;
}

/** What the inputs know of one person beside his observations. */
export interface Records extends LedgerEvents {
  readonly deals: readonly Deal[];
  /** Receipts of these deals that a closed month paid to somebody who is not credited with the deal any more. */
  readonly paidElsewhere: ReadonlySet<string>;
}

/** Puts a person's lines together with what they were made of, and the hashes of it. */
export function sealed(
  context: Context,
  employee: Employee,
  {records, stretches, lines}: {records: Records; stretches: readonly Stretch[]; lines: readonly Line[]},
): Statement {
  const {inputs, month} = context;
  const keys = new Set([
    ...lines.map(({rule}) => rule.split("/")[0]!),
    ...stretches.map(({plan}) => plan.key),
  ]);
  const plans = context.plans.filter(({key}) => keys.has(key));
  const metrics = [...new Set(plans.flatMap(metricsOf))].toSorted();
  const used = {
    plans: Object.fromEntries(plans.map(({key, hash}) => [key, hash] as const).toSorted()),
    definitions: Object.fromEntries(metrics.map((metric) => [metric, inputs.definitions[metric] ?? ""])),
  };
  const {deals, ...events} = records;
  const observations = metrics.flatMap((metric) => context.observed(employee.employeeId, metric));
  const inputsHash = contentHash({
    employee,
    events,
    // by far the most of what is known: one text each
    deals: deals.map(dealText).join("\n\n"),
    observations: observations.map(observationText).join("\n\n"),
    pools: metrics.filter((metric) => context.isShrunken(metric)).map((metric) => context.pool(metric)),
    shared: context.sharedHash,
  });
  const content = {
    employeeId: employee.employeeId,
    personnelNumber: employee.personnelNumber,
    month,
    lines,
    base: sumOf(lines.filter(({kind}) => kind === "base").map(({amount}) => amount)),
    total: sumOf(lines.map(({amount}) => amount)),
    ...used,
    rulesVersion,
    inputsHash,
  };
  // the rows themselves are in the hash of the inputs
  const plain = lines.map((line) => ({...line, rows: line.rows.length}));
  return {...content, hash: contentHash({...content, lines: plain})};
}

const rowsText = (rows: readonly SourceRow[]) => {
  let text = "";
  for (const {id, version} of rows) text += `\n${id}\t${version}`;
  return text;
};

function observationText(given: Observation): string {
  const {metric, from, until, numerator, denominator, sample, norm, deviation, verdict, history, rows} =
    given;
  const figures = [metric, from, until, numerator, denominator, sample, norm, deviation, verdict, ...history];
  return figures.join("\t") + rowsText(rows);
}

function dealText({dealId, dealDate, clientId, credits, movements, handovers}: Deal): string {
  let text = `${dealId}\t${dealDate}\t${clientId}`;
  for (const {employeeId, share, from, until} of credits)
    text += `\ncredit\t${employeeId}\t${share}\t${from}\t${until}`;
  for (const {paymentId, paidOn, kind, amount, refundOf, version} of movements)
    text += `\n${kind}\t${paymentId}\t${paidOn}\t${amount}\t${refundOf}\t${version}`;
  for (const {handoverId, acceptedOn, returnedOn} of handovers)
    text += `\nhandover\t${handoverId}\t${acceptedOn}\t${returnedOn}`;
  return text;
}
