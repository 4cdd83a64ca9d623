import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import * as z from "zod";
import {payrollSchema, planSchema} from "../payroll/plan-schema.ts";
import {sourcesSchema} from "../sources/mapping.ts";
import {companySchema, normsSchema} from "./schema.ts";

/** Schemas that editors read while a person writes the company folder; made from the zod schemas by `npm run typegen`. */
const schemas = {
  company: companySchema,
  norms: normsSchema,
  sources: sourcesSchema,
  plan: planSchema,
  payroll: payrollSchema,
};
const directory = join(fileURLToPath(import.meta.url), "../../../data/schemas");

let differing = 0;
for (const [name, schema] of Object.entries(schemas)) {
  const path = join(directory, `${name}.schema.json`);
  const text = `${JSON.stringify(z.toJSONSchema(schema, {io: "input", unrepresentable: "any"}), null, 2)}\n`;
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    console.error(`${path}: differs from the zod schema; run \`npm run typegen\``);
    differing++;
  }
}
process.exitCode = differing === 0 ? 0 : 1;
