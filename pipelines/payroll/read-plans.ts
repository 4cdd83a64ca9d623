import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import type * as z from "zod";
import type {Bilingual} from "../bilingual.ts";
import {normsSchema} from "../company/schema.ts";
import {readYaml, type YamlFile} from "../company/yaml.ts";
import {PipelineError} from "../errors.ts";
import type {PayrollSettings} from "./inputs.ts";
import {metricOf} from "./metrics.ts";
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
  const faults: Bilingual[] = [];
  for (const name of files)
    try {
      const {data, raw, at} = readYaml(join(folder, name), planSchema);
      placed.push({plan: {...planOf(data), source: raw}, at});
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      faults.push(error.said);
    }
  faults.push(
    ...placed.flatMap((one, index) => placed.slice(index + 1).flatMap((other) => conflicts(one, other))),
  );
  faults.push(...placed.flatMap((one) => changedRates(one, placed)));
  faults.push(...normsOfFile(directory, placed));
  if (faults.length > 0) throw refusalOf(directory, faults);
  return {plans: placed.map(({plan}) => plan), ...readSettings(directory)};
}

function settingsAt(directory: string, path: string) {
  try {
    return readYaml(path, payrollSchema);
  } catch (error) {
    throw error instanceof PipelineError ? refusalOf(directory, [error.said]) : error;
  }
}

function readSettings(directory: string): Omit<PayrollRules, "plans"> {
  const path = join(directory, "payroll.yaml");
  const file = existsSync(path) ? settingsAt(directory, path) : undefined;
  const data = file?.data ?? payrollSchema.parse({});
  for (const key of ["minimum_wage", "key_rate"] as const)
    for (const [index, {value}] of data[key].entries())
      try {
        parseExact(value);
      } catch (error) {
        const place = file!.at(key, String(index), "value");
        const said = `нужно: десятичное число, например 0,15 или 12,5 %, а стоит "${value}"`;
        throw refusalOf(directory, [{en: `${place}: ${(error as Error).message}`, ru: `${place}: ${said}`}]);
      }
  const settings = {
    capBase: data.cap_base,
    minimumWage: data.minimum_wage,
    keyRate: data.key_rate,
    workedAbsences: data.worked_absences,
  };
  return {settings, payDay: data.pay_day, accrualCodes: data.accrual_codes};
}

/** Which units of norms.yaml a metric can be held against. */
const unitsOf: Record<string, readonly string[]> = {count: ["count"], share: ["rate", "ratio"]};

/** A norm that is not there, or that counts something else, would make every month one without data. */
function normsOfFile(directory: string, placed: readonly Placed[]): Bilingual[] {
  const path = join(directory, "norms.yaml");
  // a folder without norms is told of by whoever reads the company
  if (!existsSync(path)) return [];
  const norms = new Map(readYaml(path, normsSchema).data.norms.map((norm) => [norm.id, norm]));
  return placed.flatMap(({plan, at}) =>
    plan.components.flatMap(({parts = []}, index) =>
      parts.flatMap(({norm_id: id, metric}, number): Bilingual[] => {
        if (id === undefined) return [];
        const place = at("components", String(index), "parts", String(number), "norm_id");
        const norm = norms.get(id);
        if (!norm)
          return [
            {
              en: `${place}: norms.yaml has no norm “${id}”; correct the name or add the norm`,
              ru: `${place}: в norms.yaml нет нормы «${id}»; исправьте имя или добавьте норму`,
            },
          ];
        return (unitsOf[metricOf(metric).unit] ?? []).includes(norm.unit)
          ? []
          : [
              {
                en: `${place}: the norm “${id}” is of another kind (unit ${norm.unit}, ${norm.grain}) than ${metric} (${metricOf(metric).unit} of a month); choose a norm of the metric or write norm`,
                ru: `${place}: норма «${id}» — другая величина (unit ${norm.unit}, ${norm.grain}), чем ${metric} (${metricOf(metric).unit} за месяц); выберите норму этого показателя или напишите norm`,
              },
            ];
      }),
    ),
  );
}

/** Whoever reads this on a page has no use for where the server keeps its files. */
function refusalOf(directory: string, faults: readonly Bilingual[]): PipelineError {
  const text = (language: keyof Bilingual) =>
    faults.map((fault) => fault[language].replaceAll(`${directory}/`, "")).join("\n");
  return new PipelineError("bad_config", {en: text("en"), ru: text("ru")});
}

function conflicts(one: Placed, other: Placed): Bilingual[] {
  const [a, b] = [one.plan, other.plan];
  if (a.key === b.key)
    return [
      {
        en: `${other.at("version")}: ${b.key} stands in ${one.at("version")} already; number it anew`,
        ru: `${other.at("version")}: ${b.key} уже стоит в ${one.at("version")}; дайте другой номер`,
      },
    ];
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
    {
      en: `${other.at("valid_from")}: ${a.key} (${one.at("valid_from")}) and ${b.key} are for the same people from ${since}; end one of them with valid_to`,
      ru: `${other.at("valid_from")}: ${a.key} (${one.at("valid_from")}) и ${b.key} касаются одних и тех же людей с ${since}; закончите один из них ключом valid_to`,
    },
  ];
}

/** A new version may not change what an earlier one promised for deals before it. */
function changedRates({plan, at}: Placed, all: readonly Placed[]): Bilingual[] {
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
      const percent = (rate: Rational | undefined, none: string) =>
        rate ? `${exactText(multiply(rate, rational(100n)))} %` : none;
      const place = at("components", String(index), "money", "rates");
      const [given, promised] = [rateOn(now, changed), rateOn(before, changed)];
      return [
        {
          en: `${place}: deals of ${changed} have a rate of ${percent(given, "none")}, ${earlier.key} promised ${percent(promised, "none")}; earlier deals keep their rate`,
          ru: `${place}: у сделок от ${changed} ставка ${percent(given, "не указана")}, а ${earlier.key} обещал ${percent(promised, "без ставки")}; прежние сделки сохраняют ставку`,
        },
      ];
    }),
  );
}
