import type {CheckSeverity} from "../queries/vocabulary.ts";
import type {Bilingual} from "./bilingual.ts";
import type {Built} from "./build.ts";
import {checkName, checkSql} from "./check-sql.ts";
import type {Database} from "./database.ts";
import type {Check} from "./header.ts";
import {type Model, readChecks} from "./models.ts";
import {payModels, readsPay} from "./pay-models.ts";
import {literal} from "./sources/sql.ts";

export interface CheckResult {
  check_name: string;
  model: string;
  severity: CheckSeverity;
  status_code: "passed" | "failed";
  failed_row_count: number;
  message: string | null;
  message_ru: string | null;
}

/**
 * Every header check and every file of queries/checks; partitioned tables are checked in the months just built, and
 * of tables that stayed as they were the last build's result stands. A row that fails is told as an example, but none
 * of pay: messages are read by more people than pay is for.
 */
export async function runChecks(
  warehouse: Database,
  built: Built,
  onCheck?: (name: string, share: number) => void,
): Promise<CheckResult[]> {
  const pay = payModels(built.models);
  const filled = await filledTables(warehouse, built.models);
  const headerChecks = built.models.flatMap((model) =>
    model.checks.map((check) => {
      const made = madeAnew(model, built);
      const rows =
        made === null ? model.name : `(select * from ${model.name} where ${made}) as ${model.name}`;
      return {
        name: checkName(model, check),
        model: model.name,
        severity: check.severity,
        sql: checkSql({name: rows}, check),
        doc: null as string | null,
        docRu: null as string | null,
        isPay: pay.has(model.name),
        isAsBefore: readBy(model, check).every((name) => built.changes.differsFrom.get(name) === null),
        holds: made === "false" || !filled.has(model.name),
      };
    }),
  );
  const fileChecks = readChecks().map((check) => ({
    name: check.name,
    model: check.dependencies.join(", "),
    severity: check.severity,
    sql: check.sql,
    doc: check.doc,
    docRu: check.docRu,
    isPay: readsPay(check, pay),
    isAsBefore: built.changes.readsNothingNew(check),
    holds: false,
  }));
  const all = [...headerChecks, ...fileChecks];
  const found = await warehouse.rows<CheckResult>("select * from ops.check_results");
  const before = new Map(found.map((result) => [result.check_name, result]));
  const results: CheckResult[] = [];
  for (const [index, check] of all.entries()) {
    onCheck?.(check.name, index / all.length);
    const known = check.isAsBefore ? before.get(check.name) : undefined;
    if (known) {
      results.push(known);
      continue;
    }
    const failed = check.holds
      ? 0
      : await warehouse.value<number>(`select count(*) from (${check.sql}) as bad`);
    const [example] = failed > 0 ? await warehouse.rows(`select * from (${check.sql}) as bad limit 1`) : [];
    const says = example ? (check.isPay ? unsaid : summary(example)) : null;
    results.push({
      check_name: check.name,
      model: check.model,
      severity: check.severity,
      status_code: failed > 0 ? "failed" : "passed",
      failed_row_count: failed,
      message: says && [check.doc, says.en].filter(Boolean).join(" "),
      message_ru: says && [check.docRu, says.ru].filter(Boolean).join(" "),
    });
  }
  await warehouse.transaction(async () => {
    await warehouse.run("delete from ops.check_results");
    await warehouse.run(`insert into ops.check_results values ${results.map(valuesOf).join(", ")}`);
  });
  return results;
}

/** A result as a row of `check_results`. */
export function valuesOf(check: CheckResult): string {
  const text = (value: string | null) => (value === null ? "null" : literal(value));
  const codes = [check.check_name, check.severity, check.status_code].map(text);
  return `(${[...codes, check.failed_row_count, ...[check.message, check.message_ru, check.model].map(text)].join(", ")})`;
}

/** Tables that decide what a check of a header finds: its own, and the one that its values refer to. */
function readBy(model: Model, {kind, args}: Check): string[] {
  const [referred] = kind === "refers" ? args[1]!.split(".") : [];
  return referred === undefined ? [model.name] : [model.name, referred];
}

/** Tables with any row: what a header says is said of rows, so it holds of a table without one. */
async function filledTables(warehouse: Database, models: readonly Model[]): Promise<ReadonlySet<string>> {
  const looks = models
    .filter(({checks}) => checks.length > 0)
    .map(({name}) => `select '${name}' as name where exists (select 1 from ${name})`);
  if (looks.length === 0) return new Set();
  const rows = await warehouse.rows<{name: string}>(looks.join(" union all "));
  return new Set(rows.map(({name}) => name));
}

/** Condition for the rows that this run made; null of a table that it made whole. */
function madeAnew(model: Model, built: Built): string | null {
  if (model.rebuilt === "whole") return null;
  if (model.rebuilt === "changed") {
    const from = built.changes.differsFrom.get(model.name) ?? null;
    return from === null ? "false" : `${model.partition} >= date '${from}'`;
  }
  const months = model.rebuilt === "forward" ? built.forwardMonths : built.months;
  return months.length === 0
    ? null
    : `${model.partition} in (${months.map((month) => `date '${month}'`).join(", ")})`;
}

/** What stopped the run, in one line. */
export function failedChecks(checks: readonly CheckResult[]): Bilingual {
  const failed = checks.filter((check) => check.severity === "fail" && check.status_code === "failed");
  const said = (one: (check: CheckResult) => string) => failed.map(one).join("; ");
  return {
    en: said((check) => `${check.check_name}: ${check.failed_row_count} found; ${check.message ?? ""}`),
    ru: said((check) => `${check.check_name}: найдено ${check.failed_row_count}; ${check.message_ru ?? ""}`),
  };
}

const unsaid: Bilingual = {en: "", ru: ""};

function summary(row: Record<string, unknown>): Bilingual {
  const pairs = Object.entries(row)
    .slice(0, 8)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(", ");
  return {en: `for example ${pairs}`.slice(0, 500), ru: `например ${pairs}`.slice(0, 500)};
}
