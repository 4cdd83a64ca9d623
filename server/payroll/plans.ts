import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "yaml";
import * as z from "zod";
import type {KnownPlan} from "./close.ts";

const file = z.object({
  plan: z.string(),
  version: z.int(),
  name: z.object({ru: z.string(), en: z.string()}),
  valid_from: z.string(),
  valid_to: z.string().nullable().default(null),
});

/** The versions that stand in company/plans now; a file that does not load is for the pipeline to tell of. */
export function companyPlans(company: string): KnownPlan[] {
  const folder = join(company, "plans");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .flatMap((name) => {
      try {
        return [file.parse(parse(readFileSync(join(folder, name), "utf8")))];
      } catch {
        return [];
      }
    });
}

/** Those of a closed month and those of now, each version once. */
export const plansOnce = (frozen: readonly KnownPlan[], now: readonly KnownPlan[]): KnownPlan[] => [
  ...new Map([...frozen, ...now].map((plan) => [`${plan.plan}@${plan.version}`, plan])).values(),
];
