import * as z from "zod";
import {PipelineError} from "../errors.ts";
import type {Accrual} from "./accruals.ts";
import {type LegalClass, type Line, legalClasses, lineKinds} from "./line.ts";
import {parseMoney} from "./money.ts";
import type {Statement} from "./statement.ts";

const text = z.string();
const money = z.string().transform((value, context) => {
  try {
    return parseMoney(value);
  } catch (error) {
    context.addIssue({code: "custom", message: (error as Error).message});
    return z.NEVER;
  }
});
const both = z.object({ru: text, en: text});

const lineSchema = z.object({
  id: text,
  kind: z.enum(lineKinds),
  rule: text,
  clause: text.nullable(),
  legal_class: z.enum(legalClasses).nullable(),
  component: text,
  metric: text.nullable(),
  amount: money,
  stated: money,
  needs_attention: z.boolean(),
  text: both,
  basis: z.looseObject({of: money.optional()}),
  rows: z.array(z.strictObject({id: text, version: text})),
});

const statementSchema = z.object({
  employee_id: text,
  employee_name: text.nullable(),
  personnel_number: text,
  base: money,
  total: money,
  plans: z.record(text, text),
  definitions: z.record(text, text),
  rules_version: text,
  inputs_hash: text,
  hash: text,
  lines: z.array(lineSchema),
});

const accrualSchema = z.object({
  employee_id: text,
  personnel_number: text,
  code: text,
  amount: money,
  basis: both,
  days: z.int(),
});

/** A month that was closed, as `month-json.ts` wrote it and the server's ledger kept it. */
const frozenSchema = z.object({
  month: text,
  version: z.int().min(1),
  snapshot: text,
  hash: text,
  statements: z.array(statementSchema),
  accruals: z.array(accrualSchema),
});

export interface FrozenMonth {
  month: string;
  version: number;
  snapshot: string;
  hash: string;
  statements: Statement[];
  accruals: Accrual[];
  names: ReadonlyMap<string, string>;
}

export function readFrozen(content: string, subject: string): FrozenMonth {
  const parsed = frozenSchema.safeParse(jsonOf(content));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PipelineError(
      "bad_usage",
      `${subject}: ${issue?.path.join(".") || "file"}: ${issue?.message}; expected a closed month as the server keeps it`,
    );
  }
  const {month, version, snapshot, hash, statements, accruals} = parsed.data;
  return {
    month,
    version,
    snapshot,
    hash,
    statements: statements.map((given) => statementOf(given, month)),
    accruals: accruals.map(({employee_id, personnel_number, ...rest}) => ({
      employeeId: employee_id,
      personnelNumber: personnel_number,
      ...rest,
    })),
    names: new Map(statements.map(({employee_id, employee_name}) => [employee_id, employee_name ?? ""])),
  };
}

function statementOf(given: z.output<typeof statementSchema>, month: string): Statement {
  return {
    employeeId: given.employee_id,
    personnelNumber: given.personnel_number,
    month,
    lines: given.lines.map(lineOf),
    base: given.base,
    total: given.total,
    plans: given.plans,
    definitions: given.definitions,
    rulesVersion: given.rules_version,
    inputsHash: given.inputs_hash,
    hash: given.hash,
  };
}

const lineOf = ({legal_class, needs_attention, ...rest}: z.output<typeof lineSchema>) =>
  ({
    ...rest,
    legalClass: legal_class as LegalClass | null,
    needsAttention: needs_attention,
  }) as unknown as Line;

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
