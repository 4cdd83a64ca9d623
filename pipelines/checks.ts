import type {CheckSeverity} from "../queries/vocabulary.ts";
import type {Built} from "./build.ts";
import {checkName, checkSql} from "./check-sql.ts";
import type {Database} from "./database.ts";
import {readChecks} from "./models.ts";
import {payModels, readsPay} from "./pay-models.ts";

export interface CheckResult {
  check_name: string;
  model: string;
  severity: CheckSeverity;
  status_code: "passed" | "failed";
  failed_row_count: number;
  message: string | null;
}

/**
 * Every header check and every file of queries/checks; partitioned tables are checked in the months just built. A row
 * that fails is told as an example, but none of pay: messages are read by more people than pay is for.
 */
export async function runChecks(
  warehouse: Database,
  built: Built,
  onCheck?: (name: string, share: number) => void,
): Promise<CheckResult[]> {
  const list = (months: string[]) => months.map((month) => `date '${month}'`).join(", ");
  const pay = payModels(built.models);
  const headerChecks = built.models.flatMap((model) =>
    model.checks.map((check) => {
      const months = list(model.forward ? built.forwardMonths : built.months);
      const rows =
        model.partition && months !== ""
          ? `(select * from ${model.name} where ${model.partition} in (${months})) as ${model.name}`
          : model.name;
      return {
        name: checkName(model, check),
        model: model.name,
        severity: check.severity,
        sql: checkSql({name: rows}, check),
        doc: null as string | null,
        isPay: pay.has(model.name),
      };
    }),
  );
  const fileChecks = readChecks().map((check) => ({
    name: check.name,
    model: check.dependencies.join(", "),
    severity: check.severity,
    sql: check.sql,
    doc: check.doc,
    isPay: readsPay(check, pay),
  }));
  const all = [...headerChecks, ...fileChecks];
  const results: CheckResult[] = [];
  for (const [index, check] of all.entries()) {
    onCheck?.(check.name, index / all.length);
    const failed = await warehouse.value(`select count(*) from (${check.sql}) as bad`);
    const [example] = failed > 0 ? await warehouse.rows(`select * from (${check.sql}) as bad limit 1`) : [];
    results.push({
      check_name: check.name,
      model: check.model,
      severity: check.severity,
      status_code: failed > 0 ? "failed" : "passed",
      failed_row_count: failed,
      message:
        example && check.isPay
          ? check.doc
          : example
            ? `${check.doc ? `${check.doc} ` : ""}${summary(example)}`
            : null,
    });
  }
  return results;
}

function summary(row: Record<string, unknown>): string {
  const pairs = Object.entries(row)
    .slice(0, 8)
    .map(([name, value]) => `${name} = ${String(value)}`);
  return `for example ${pairs.join(", ")}`.slice(0, 500);
}
