import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import type * as z from "zod";
import {readYaml, type YamlFile} from "../company/yaml.ts";
import {PipelineError} from "../errors.ts";
import type {PayrollSettings} from "./inputs.ts";
import {narrowness, type Plan, planOf, rateOn} from "./plan.ts";
import {payrollSchema, planSchema} from "./plan-schema.ts";
import {compare, exactText, multiply, parseExact, type Rational, rational} from "./rational.ts";

export interface PayrollRules {
  plans: Plan[];
  settings: PayrollSettings;
  /** Day of the next month on which a month is paid. */
  payDay: number;
  accrualCodes: AccrualCodes;
}

/** Codes in the payroll program of what no plan pays. */
export type AccrualCodes = z.output<typeof payrollSchema>["accrual_codes"];

interface Placed {
  plan: Plan;
  at: YamlFile<unknown>["at"];
}

/**
 * Reads `plans/*.yaml` and `payroll.yaml` of a company folder. Throws PipelineError `bad_config`, one line a fault, with
 * file and line: a plan that the law does not allow does not load, nor do two that contradict each other.
 */
export function readPlans(directory: string): PayrollRules {
  const folder = join(directory, "plans");
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".yaml"))
        .sort()
    : [];
  const placed: Placed[] = [];
  const faults: string[] = [];
  for (const name of files)
    try {
      const {data, raw, at} = readYaml(join(folder, name), planSchema);
      placed.push({plan: {...planOf(data), source: raw}, at});
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      faults.push(error.message);
    }
  faults.push(
    ...placed.flatMap((one, index) => placed.slice(index + 1).flatMap((other) => conflicts(one, other))),
  );
  faults.push(...placed.flatMap((one) => changedRates(one, placed)));
  if (faults.length > 0) throw new PipelineError("bad_config", faults.join("\n"));
  return {plans: placed.map(({plan}) => plan), ...readSettings(directory)};
}

function readSettings(directory: string): Omit<PayrollRules, "plans"> {
  const path = join(directory, "payroll.yaml");
  const file = existsSync(path) ? readYaml(path, payrollSchema) : undefined;
  const data = file?.data ?? payrollSchema.parse({});
  for (const key of ["minimum_wage", "key_rate"] as const)
    for (const [index, {value}] of data[key].entries())
      try {
        parseExact(value);
      } catch (error) {
        throw new PipelineError(
          "bad_config",
          `${file!.at(key, String(index), "value")}: ${(error as Error).message}`,
        );
      }
  const settings = {
    capBase: data.cap_base,
    minimumWage: data.minimum_wage,
    keyRate: data.key_rate,
    workedAbsences: data.worked_absences,
  };
  return {settings, payDay: data.pay_day, accrualCodes: data.accrual_codes};
}

function conflicts(one: Placed, other: Placed): string[] {
  const [a, b] = [one.plan, other.plan];
  if (a.key === b.key)
    return [`${other.at("version")}: ${b.key} stands in ${one.at("version")} already; number it anew`];
  const isSameCircle =
    narrowness(a) === narrowness(b) &&
    a.for.person === b.for.person &&
    a.for.team === b.for.team &&
    a.for.role === b.for.role;
  const sharesDays =
    (b.valid_to === undefined || a.valid_from < b.valid_to) &&
    (a.valid_to === undefined || b.valid_from < a.valid_to);
  if (!isSameCircle || !sharesDays) return [];
  const since = a.valid_from > b.valid_from ? a.valid_from : b.valid_from;
  return [
    `${other.at("valid_from")}: ${a.key} (${one.at("valid_from")}) and ${b.key} are for the same people from ${since}; end one of them with valid_to`,
  ];
}

/** A new version may not change what an earlier one promised for deals before it. */
function changedRates({plan, at}: Placed, all: readonly Placed[]): string[] {
  return plan.components.flatMap((component, index) =>
    all.flatMap(({plan: earlier}) => {
      const before = earlier.components.find(({id}) => id === component.id)?.money?.rates;
      const now = component.money?.rates;
      if (earlier.plan !== plan.plan || earlier.version >= plan.version || !before || !now) return [];
      const days = [...before, ...now].map(({deals_from: day}) => day).filter((day) => day < plan.valid_from);
      const changed = [...new Set(days)].sort().find((day) => {
        const [promised, given] = [rateOn(before, day), rateOn(now, day)];
        return promised !== undefined && (given === undefined || compare(promised, given) !== 0);
      });
      if (changed === undefined) return [];
      const percent = (rate: Rational | undefined) =>
        rate ? `${exactText(multiply(rate, rational(100n)))} %` : "none";
      return [
        `${at("components", String(index), "money", "rates")}: deals of ${changed} have a rate of ${percent(rateOn(now, changed))}, ${earlier.key} promised ${percent(rateOn(before, changed))}; earlier deals keep their rate`,
      ];
    }),
  );
}
