import type {Contract} from "./contract.ts";
import {fieldsOf} from "./contract.ts";

/** The `create table` of one canonical entity: its fields in contract order, then where each row came from. */
export function stageTableSql(contract: Contract): string {
  const columns = fieldsOf(contract).map((field) => `    ${field.name} ${field.sqlType}`);
  columns.push("    source_id varchar", "    load_id integer");
  return `create table if not exists stage.${contract.entity} (\n${columns.join(",\n")}\n)`;
}
