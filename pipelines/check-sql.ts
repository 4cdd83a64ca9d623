import * as vocabulary from "../queries/vocabulary.ts";
import type {Check, SqlFile} from "./header.ts";

/** How a check is called in the journal and on the data-health page. */
export function checkName(model: Pick<SqlFile, "name">, check: Check): string {
  return `${model.name}: ${check.kind}(${check.args.join(", ")})`;
}

/** One SELECT of the rows that break a header check; no rows means that it holds. */
export function checkSql(model: Pick<SqlFile, "name">, check: Check): string {
  const [first = "", second = ""] = check.args;
  switch (check.kind) {
    case "unique":
      return `select ${check.args.join(", ")}, count(*)::integer as row_count from ${model.name} group by ${check.args.join(", ")} having count(*) > 1`;
    case "not_null":
      return `select * from ${model.name} where ${check.args.map((column) => `${column} is null`).join(" or ")}`;
    case "non_negative":
      return `select * from ${model.name} where ${check.args.map((column) => `${column} < 0`).join(" or ")}`;
    case "accepted":
      return `select ${first}, count(*)::integer as row_count from ${model.name} where ${first} not in (${listOf(second)}) group by ${first}`;
    case "refers": {
      const [table, column] = second.split(".");
      return `select ${first}, count(*)::integer as row_count from ${model.name} where ${first} is not null and ${first} not in (select ${column} from ${table} where ${column} is not null) group by ${first}`;
    }
  }
}

/** The values of a closed list that vocabulary.ts exports, as SQL literals. */
function listOf(name: string): string {
  const list: unknown = (vocabulary as Record<string, unknown>)[name];
  if (!Array.isArray(list)) throw new Error(`accepted: vocabulary.ts exports no list named ${name}`);
  return list.map((value) => `'${String(value).replaceAll("'", "''")}'`).join(", ");
}
