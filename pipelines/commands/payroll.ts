import {existsSync, readFileSync} from "node:fs";
import {homeAt} from "../company/company.ts";
import {readYaml} from "../company/yaml.ts";
import {PipelineError} from "../errors.ts";
import {replaceFile} from "../files.ts";
import {accrualsOf} from "../payroll/accruals.ts";
import {calculate} from "../payroll/calculate.ts";
import {firstDay, type Month} from "../payroll/days.ts";
import {closeOf} from "../payroll/events-schema.ts";
import {type FrozenMonth, readFrozen} from "../payroll/frozen.ts";
import {hindrancesOf, namedBy, sharedNumbers} from "../payroll/hindrances.ts";
import type {Bilingual} from "../payroll/money.ts";
import {differencesJson, monthHash, monthJson, sensitivityJson} from "../payroll/month-json.ts";
import {type Plan, planOf} from "../payroll/plan.ts";
import {type PlanFile, planSchema} from "../payroll/plan-schema.ts";
import {eventsOf, readMonth} from "../payroll/read-inputs.ts";
import {readPlans} from "../payroll/read-plans.ts";
import {monthTextOf, whatIfText} from "../payroll/show.ts";
import {sensitivity, whatIf} from "../payroll/what-if.ts";
import {type AccrualFile, accrualsCsv, accrualsWorkbook} from "../payroll/write-accruals.ts";
import {type Command, type Invocation, languageOf, text} from "./command.ts";

export const payrollCommand: Command = {
  usage: `estafeta payroll 2026-10 [--plan FILE|PLAN@VERSION [--sensitivity]] [--person ID] [--lang ru|en] [--json FILE] [--csv FILE] [--xlsx FILE] [--recalculated]
estafeta payroll 2026-10 --against FILE --json FILE
estafeta payroll 2026-10 --decisions FILE [--json FILE]
estafeta payroll 2026-10 --closed FILE [--csv FILE] [--xlsx FILE]

Everybody's pay of a month from the published snapshot and the plans in company/plans: what needs a look first, then
totals, then each line with its reason. The same data and plans give the same statements.
--plan is a what-if: the month by the plan of this file, or by a version of company/plans, beside the month as it is;
nothing is changed. --sensitivity adds to --json how the total hangs on each of that plan's norms.
What a closed month was paid is what its statements in the program say. Here it is calculated anew by present data, and says so; --csv and
--xlsx of it need --recalculated.
--csv and --xlsx write one row for each accrual, for the payroll program; --json writes everything, - to the terminal.
--against adds to --json what came out otherwise than in a closed month, as the server keeps it; --closed writes the
accruals of such a month and calculates nothing. For both, - is the standard input. --decisions calculates with what HR is about to decide
in place of var/payroll/events.json; nothing is kept.`,
  options: {
    plan: {type: "string"},
    sensitivity: {type: "boolean"},
    person: {type: "string"},
    lang: {type: "string"},
    json: {type: "string"},
    csv: {type: "string"},
    xlsx: {type: "string"},
    against: {type: "string"},
    closed: {type: "string"},
    decisions: {type: "string"},
    recalculated: {type: "boolean"},
  },
  async execute(invocation) {
    const month = monthOf(invocation);
    if (text(invocation, "closed") !== undefined) return writeClosed(invocation, month);
    const against = frozenOf(invocation, "against", month);
    const home = homeAt(invocation.home);
    const closed = closeOf(eventsOf(home), month);
    if (closed) refuseFiles(invocation, month);
    const rules = readPlans(home.company);
    const given = text(invocation, "plan");
    const other = given === undefined ? null : heldAll(planGiven(given, rules.plans), month);
    const decisions = existing(invocation, "decisions");
    const read = await readMonth(
      home,
      month,
      rules,
      other ? [...rules.plans, other] : rules.plans,
      decisions,
    );
    const language = languageOf(invocation, read.manifest.company.locale);
    if (rules.plans.length === 0) read.warnings.unshift(noPlans);
    const plans = [...rules.plans, ...read.past];
    const others = other && withPlan(plans, other);
    const compared = others && ofPerson(invocation, whatIf(read.inputs, plans, others));
    const all = calculate(read.inputs, plans);
    const hindrances = hindrancesOf(all, read.names);
    read.warnings.unshift(...hindrances);
    const person = text(invocation, "person");
    const statements = person === undefined ? all : all.filter(({employeeId}) => employeeId === person);
    if (person !== undefined && statements.length === 0)
      throw new PipelineError("not_found", `--person ${person}: nobody of this id is paid in ${month}`);
    const accruals = accrualsOf(statements, read.inputs, plans, rules.accrualCodes);
    const hash = monthHash(statements);
    const {names} = read;
    const state = closed ? ("recalculated" as const) : ("draft" as const);
    const file = {month, version: state, accruals, names, hash, snapshot: read.manifest.id, language};
    const json = text(invocation, "json");
    const body = () => {
      const differences = against && differencesJson(against.statements, all);
      const norms =
        others && invocation.values["sensitivity"] === true ? sensitivity(read.inputs, others, [other]) : [];
      const whole = monthJson(read, statements, {plans: rules.plans, accruals, compared, version: state});
      return `${JSON.stringify({...whole, differences, sensitivity: sensitivityJson(norms)}, null, 1)}\n`;
    };
    if (json !== undefined && json !== "-") write("json", json, body());
    refuseShared(invocation, sharedNumbers(all, namedBy(names)));
    await writeAccruals(invocation, file);
    if (json === "-") process.stdout.write(body());
    else {
      console.log(monthTextOf(read, statements, {language, closed}));
      if (compared) console.log(whatIfText(read, compared, language));
    }
    return 0;
  },
};

/** A payroll program would take a recalculation for what was paid. */
function refuseFiles(invocation: Invocation, month: Month): void {
  const option = ["csv", "xlsx"].find((one) => text(invocation, one) !== undefined);
  if (option === undefined || invocation.values["recalculated"] === true) return;
  throw new PipelineError(
    "bad_usage",
    `--${option} of ${month}: the month is closed, and a calculation by present data is not what was paid; export it on the page Payouts, or add --recalculated`,
  );
}

function refuseShared(invocation: Invocation, shared: readonly Bilingual[]): void {
  const option = ["csv", "xlsx"].find((one) => text(invocation, one) !== undefined);
  const [first] = shared;
  if (option && first)
    throw new PipelineError("bad_usage", {en: `--${option}: ${first.en}`, ru: `--${option}: ${first.ru}`});
}

async function writeAccruals(invocation: Invocation, file: AccrualFile): Promise<void> {
  const [csv, xlsx] = [text(invocation, "csv"), text(invocation, "xlsx")];
  if (csv !== undefined) write("csv", csv, accrualsCsv(file));
  if (xlsx !== undefined) write("xlsx", xlsx, await accrualsWorkbook(file));
}

/** The accruals of a closed month are those that were frozen: nothing is read but them. */
async function writeClosed(invocation: Invocation, month: Month): Promise<number> {
  const {version, accruals, names, hash, snapshot} = frozenOf(invocation, "closed", month)!;
  const language = languageOf(invocation, "ru");
  await writeAccruals(invocation, {month, version, accruals, names, hash, snapshot, language});
  return 0;
}

/** A closed month from a file or the standard input. */
function frozenOf(invocation: Invocation, option: "against" | "closed", month: Month): FrozenMonth | null {
  const given = existing(invocation, option);
  if (given === undefined) return null;
  const path = given === "-" ? 0 : given;
  const frozen = readFrozen(readFileSync(path, "utf8"), `--${option} ${given}`);
  if (frozen.month !== month)
    throw new PipelineError("bad_usage", `--${option} ${given}: it is of ${frozen.month}, not of ${month}`);
  return frozen;
}

/** A file that an option names, when it is there. */
function existing(invocation: Invocation, option: string): string | undefined {
  const given = text(invocation, option);
  if (given !== undefined && given !== "-" && !existsSync(given))
    throw new PipelineError("not_found", `--${option} ${given}: there is no such file; check the name`);
  return given;
}

const noPlans = {
  ru: "В папке company/plans нет ни одного плана оплаты: считаются только оклады. Образцы — в data/company/plans.",
  en: "There is no pay plan in company/plans: only salaries are calculated. There are examples in data/company/plans.",
};

function monthOf({positionals: [month, ...more]}: Invocation): Month {
  if (month === undefined || more.length > 0)
    throw new PipelineError("bad_usage", "payroll: expected one month such as 2026-10");
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new PipelineError("bad_usage", `payroll ${month}: expected a month such as 2026-10`);
  return month;
}

/** A plan to try: a file, or a version that the company has already. */
function planGiven(given: string, known: readonly Plan[]): PlanFile {
  const found = known.find(({key}) => key === given);
  if (found) {
    const {key: _key, hash: _hash, source: _source, ...file} = found;
    return file;
  }
  if (existsSync(given)) return readYaml(given, planSchema).data;
  const keys = known.map(({key}) => key).join(", ");
  throw new PipelineError(
    "not_found",
    `--plan ${given}: there is no such file, and no such version in company/plans; check the name${keys ? ` or choose one of ${keys}` : ""}`,
  );
}

/** As if it held all through the month. */
function heldAll({valid_to: _end, ...plan}: PlanFile, month: Month): Plan {
  const from = plan.valid_from < firstDay(month) ? plan.valid_from : firstDay(month);
  // tried earlier than it begins, it is still the content that people signed
  return {...planOf({...plan, valid_from: from}), hash: planOf(plan).hash};
}

/** The plans with the one to try in the place of all versions of its name and of those for the same people. */
function withPlan(plans: readonly Plan[], other: Plan): Plan[] {
  const circle = ({for: {role, team, person}}: Plan) => JSON.stringify([role, team, person]);
  return [...plans.filter((plan) => plan.plan !== other.plan && circle(plan) !== circle(other)), other];
}

function ofPerson(invocation: Invocation, compared: ReturnType<typeof whatIf>) {
  const person = text(invocation, "person");
  if (person === undefined) return compared;
  const people = compared.people.filter(({employeeId}) => employeeId === person);
  return {people, paid: people[0]?.paid ?? 0n, instead: people[0]?.instead ?? 0n};
}

function write(option: string, path: string, content: string | Uint8Array): void {
  try {
    replaceFile(path, content, 0o600);
  } catch (cause) {
    throw new PipelineError(
      "bad_usage",
      `--${option} ${path}: cannot be written (${(cause as NodeJS.ErrnoException).code ?? "unknown"}); name a file in a folder that exists`,
      {cause},
    );
  }
}
