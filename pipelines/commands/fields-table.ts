import {codesOf, contractOf, contracts, fieldsOf} from "../contracts/index.ts";
import {PipelineError} from "../errors.ts";

/** What a kind of row holds, field by field: what must be there, what it is, which words it takes. */
export function fieldsTable(entity: string): string {
  const contract = requireEntity(entity, `template ${entity}`);
  const rows = fieldsOf(contract).map((field) => {
    const codes = codesOf(field);
    const must = contract.key.includes(field.name) ? "key" : field.required ? "required" : "";
    const words = codes
      ? `: ${codes.join(" | ")}`
      : field.dictionary
        ? `; dictionaries/${field.dictionary}.csv`
        : "";
    return [field.name, must, field.unit, `${field.doc}${words}`];
  });
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]!.length)));
  const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
  return [`${entity}: ${contract.doc}`, ...lines.map((line) => `  ${line.trimEnd()}`)].join("\n");
}

/** The contract of a kind of row; a name that there is none of is refused with those there are. */
export function requireEntity(entity: string, subject: string) {
  const contract = contractOf(entity);
  if (contract) return contract;
  throw new PipelineError(
    "bad_usage",
    `${subject}: there is no such kind of row; expected one of ${contracts.map((one) => one.entity).join(", ")}`,
  );
}
