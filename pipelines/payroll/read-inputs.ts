import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "yaml";
import type {Home} from "../company/company.ts";
import {readYaml} from "../company/yaml.ts";
import {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import type {Manifest} from "../publish.ts";
import {currentSnapshot} from "../snapshots.ts";
import {unknownPeople} from "./calculate.ts";
import {
  type ClosedSpan,
  type Day,
  daysLater,
  firstDay,
  type Month,
  monthSpan,
  monthsLater,
  overlap,
} from "./days.ts";
import {eventsSchema, ledgerOf} from "./events-schema.ts";
import type {Employee, NormSpan, PayrollInputs} from "./inputs.ts";
import type {InputMetric} from "./metrics.ts";
import type {Bilingual} from "./money.ts";
import {metricsOf, type Plan} from "./plan.ts";
import {readDeals} from "./read-deals.ts";
import {modelOfMetric, readMonths, readObservations, seriesMonths} from "./read-figures.ts";
import {readPeople} from "./read-people.ts";
import type {PayrollRules} from "./read-plans.ts";
import {signedPlans, withHashes} from "./signed-plans.ts";
import {quarantineWarnings, readWarnings, type Warning} from "./warnings.ts";

/** A month's inputs as the published snapshot and HR's decisions have them. */
export interface PayrollMonth {
  inputs: PayrollInputs;
  names: ReadonlyMap<string, string>;
  /** What is wrong with the data as a whole. */
  warnings: Warning[];
  manifest: Manifest;
  /** What people have signed and what stands in no file any more. */
  past: readonly Plan[];
}

/** Reads a month from the payroll snapshot; `plans` say which figures are wanted. */
export async function readMonth(
  home: Home,
  month: Month,
  rules: PayrollRules,
  plans: readonly Plan[],
  decisions = eventsPath(home),
): Promise<PayrollMonth> {
  const manifest = currentSnapshot(home);
  if (!manifest)
    throw new PipelineError("not_found", "payroll: nothing has been published yet; `estafeta run` first");
  const payroll = await openSnapshot(join(home.snapshots, manifest.audiences.payroll.file));
  try {
    const span = monthSpan(month);
    const known = {from: firstDay(monthsLater(month, -readMonths - seriesMonths)), until: span.until};
    const near = {from: firstDay(monthsLater(month, -readMonths)), until: span.until};
    const days = await readCalendar(payroll, {
      from: known.from,
      until: monthSpan(monthsLater(month, 1)).until,
    });
    const calendar = days.filter(({date}) => date < span.until);
    const {employees, names} = await readPeople(payroll, known);
    const events = readEvents(decisions);
    const {past, hashOf} = signedPlans(events, plans);
    const ledger = ledgerOf(events, month);
    const metrics = [...new Set([...plans, ...past].flatMap(metricsOf))].toSorted();
    const observations = await readObservations(payroll, month, metrics, {
      employees,
      calendar,
      settings: rules.settings,
    });
    const inputs: PayrollInputs = {
      month,
      payDay: payDayOf(month, rules.payDay, days),
      calendar: calendar.filter(({date}) => date >= near.from),
      employees: employees.map((employee) => absencesWithin(employee, near)),
      observations,
      norms: await readNorms(payroll, span.until),
      deals: await readDeals(payroll, span),
      ledger: {...ledger, acknowledgements: withHashes(ledger.acknowledgements, hashOf)},
      settings: rules.settings,
      definitions: definitionsOf(metrics, manifest.definitions),
    };
    const waiting = await quarantined(join(home.snapshots, manifest.health), span.from);
    const warnings = mostAtStakeFirst([
      ...(await readWarnings(payroll, span, manifest.data_until)),
      ...waiting,
      ...strangers(inputs),
      ...plansForNobody(plans, names),
    ]);
    return {inputs, names, warnings, manifest, past};
  } finally {
    payroll.close();
  }
}

async function openSnapshot(path: string): Promise<Database> {
  if (!existsSync(path))
    throw new PipelineError("not_found", `${path}: the file is missing; \`estafeta run\` publishes it anew`);
  const database = await Database.open(path, {access_mode: "READ_ONLY"});
  const [table] = await database.rows(
    "select 1 as one from information_schema.tables where table_name = 'rollup_pay_figures'",
  );
  if (table) return database;
  database.close();
  throw new PipelineError(
    "not_found",
    "payroll: the snapshot was published before there was pay in it; `estafeta run --full` first",
  );
}

function readCalendar(payroll: Database, span: ClosedSpan) {
  return payroll
    .rows<{date: Day; is_working: boolean}>(
      "select date_day::varchar as date, is_working from dim_dates where date_day >= $from::date and date_day < $until::date order by date_day",
      {...span},
    )
    .then((rows) => rows.map(({date, is_working}) => ({date, isWorking: is_working})));
}

/** Art. 136: the day of the month after on which it is paid; a day off sends it to the working day before. */
function payDayOf(month: Month, day: number, calendar: PayrollInputs["calendar"]): Day {
  const working = new Map(calendar.map(({date, isWorking}) => [date, isWorking]));
  let date = daysLater(monthSpan(month).until, day - 1);
  while (working.get(date) === false) date = daysLater(date, -1);
  return date;
}

const absencesWithin = (employee: Employee, span: ClosedSpan): Employee => ({
  ...employee,
  absences: employee.absences.flatMap((absence) => {
    const part = overlap(span, absence);
    return part ? [{...absence, ...part}] : [];
  }),
});

/** The side of each norm that pay is held against: the least that is asked, or the most that is allowed. */
async function readNorms(payroll: Database, until: Day): Promise<NormSpan[]> {
  const rows = await payroll.rows<{norm: string; value: string; from: Day; until: Day | null}>(
    `select norm_id as norm, (case direction when 'down' then high else low end)::decimal(18,6)::varchar as value,
         valid_from::varchar as "from", valid_to::varchar as "until"
     from dim_norms
     where valid_from < $until::date and (case direction when 'down' then high else low end) is not null`,
    {until},
  );
  return rows;
}

const definitionsOf = (
  metrics: readonly InputMetric[],
  models: Manifest["definitions"] = {},
): PayrollInputs["definitions"] =>
  Object.fromEntries(
    metrics.flatMap((metric) => {
      const hash = models[modelOfMetric[metric] ?? ""];
      return hash === undefined ? [] : [[metric, hash]];
    }),
  );

/** What HR decided: nothing yet where the server has exported nothing; - is the standard input. */
const readEvents = (path: string) =>
  path === "-" ? givenDecisions(readFileSync(0, "utf8")) : eventsAt(path);

const eventsPath = ({home}: Home) => join(home, "var", "payroll", "events.json");
const eventsAt = (path: string) =>
  existsSync(path) ? readYaml(path, eventsSchema).data : eventsSchema.parse({});

/** What the server has exported of its ledger. */
export const eventsOf = (home: Home) => eventsAt(eventsPath(home));

function givenDecisions(text: string) {
  const parsed = eventsSchema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PipelineError(
    "bad_usage",
    `--decisions -: ${issue!.path.join(".")}: ${issue!.message}; give what var/payroll/events.json would hold`,
  );
}

async function quarantined(path: string, month: Day): Promise<Warning[]> {
  if (!existsSync(path)) return [];
  const health = await Database.open(path, {access_mode: "READ_ONLY"});
  try {
    return await quarantineWarnings(health, month);
  } finally {
    health.close();
  }
}

const mostAtStakeFirst = (warnings: readonly Warning[]) =>
  warnings.toSorted(
    (a, b) =>
      Number(b.isFirst ?? false) - Number(a.isFirst ?? false) || Number((b.stake ?? 0n) - (a.stake ?? 0n)),
  );

/** A person may come into the staff list later than into a plan; a wrong id would never come. */
function plansForNobody(plans: readonly Plan[], names: ReadonlyMap<string, string>): Bilingual[] {
  return plans.flatMap(({key, for: {person}}) =>
    person === undefined || names.has(person)
      ? []
      : [
          {
            ru: `План ${key} — для сотрудника «${person}», а такого в списке персонала нет: исправьте id в плане или загрузите сотрудника.`,
            en: `Plan ${key} is for the employee “${person}”, whom the staff list does not know: correct the id in the plan or load the employee.`,
          },
        ],
  );
}

function strangers(inputs: PayrollInputs): Bilingual[] {
  const ids = unknownPeople(inputs).join(", ");
  if (ids === "") return [];
  return [
    {
      ru: `Решения кадровой службы или сделки называют людей, которых нет в списке персонала: ${ids}. Им ничего не начислено.`,
      en: `HR's decisions or deals name people whom the staff list does not know: ${ids}. They are paid nothing.`,
    },
  ];
}
