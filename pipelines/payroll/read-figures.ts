import type {VolumeVerdict} from "../../queries/vocabulary.ts";
import type {Database} from "../database.ts";
import {workDaysOf, workedDays} from "./base.ts";
import {type Day, firstDay, type Month, monthOf, monthSpan, monthsLater} from "./days.ts";
import type {Employee, Observation, PayrollInputs, SourceRow, Unit} from "./inputs.ts";
import {type InputMetric, metricOf} from "./metrics.ts";
import {add, exactText, parseExact} from "./rational.ts";

/** Months before an observation's that a person's own series may hold. */
export const seriesMonths = 12;
/** Months before the month itself that an estimator may read. */
export const readMonths = 2;

/** The models that make each figure; the snapshot's manifest has the hash of their definitions. */
export const modelOfMetric: Partial<Record<InputMetric, string>> = {
  result_rate: "int_pay_call_rows",
  conversations: "int_pay_call_rows",
  talk_minutes_share: "int_pay_call_rows",
  callbacks_kept_share: "int_pay_care_rows",
  qa_score_share: "int_pay_care_rows",
  results_accepted: "int_pay_relay_rows",
  deals_won: "int_pay_relay_rows",
  handovers_in_time_share: "int_pay_relay_rows",
  handovers_returned_share: "int_pay_relay_rows",
  contacts_done_share: "int_pay_book_rows",
  volume_change: "int_pay_book_rows",
  net_retention: "int_pay_book_rows",
  clients_revived: "int_pay_revival_rows",
};

interface FigureRow {
  employee_id: string;
  metric: InputMetric;
  from: Day;
  until: Day;
  numerator: string;
  denominator: string | null;
  case_count: number | null;
  deviation: number | null;
  verdict: VolumeVerdict | null;
}

/** What people did, of the month and the two before it; counts that are judged by a person's own series have that too. */
export async function readObservations(
  payroll: Database,
  month: Month,
  metrics: readonly InputMetric[],
  {employees, calendar, settings}: Pick<PayrollInputs, "employees" | "calendar" | "settings">,
): Promise<Observation[]> {
  if (metrics.length === 0) return [];
  const list = metrics.map((metric) => `'${metric}'`).join(", ");
  const {until} = monthSpan(month);
  const since = firstDay(monthsLater(month, -readMonths));
  const figures = await payroll.rows<FigureRow>(
    `select employee_id, metric_code as metric, from_date::varchar as "from", until_date::varchar as "until",
         numerator::varchar as numerator, denominator::varchar as denominator, case_count, deviation,
         verdict_code as verdict
     from rollup_pay_figures
     where metric_code in (${list}) and month >= $since::date and month < $until::date
     order by employee_id, metric_code, from_date`,
    {since: firstDay(monthsLater(month, -readMonths - seriesMonths)), until},
  );
  const rows = await payroll.rows<SourceRow & {key: string; numerator: string}>(
    `select employee_id || ' ' || metric_code || ' ' || from_date::varchar as key, row_id as id, row_version as version,
         numerator::varchar as numerator
     from rollup_pay_rows where metric_code in (${list}) and month >= $since::date and month < $until::date
     order by row_id`,
    {since, until},
  );
  const rowsOf = Map.groupBy(rows, ({key}) => key);
  const seriesOf = wholeMonths(figures, employees, calendar, settings.workedAbsences);
  return figures
    .filter(({from}) => from >= since)
    .map(
      ({employee_id, metric, from, until: end, numerator, denominator, case_count, deviation, verdict}) => ({
        employeeId: employee_id,
        metric,
        from,
        until: end,
        numerator: exactText(parseExact(numerator)),
        denominator: denominator === null ? null : exactText(parseExact(denominator)),
        sample: case_count === null ? null : String(case_count),
        norm: null,
        deviation: deviation === null ? null : String(deviation),
        verdict,
        history: metricOf(metric).evidence === "series" ? seriesOf(employee_id, metric, monthOf(from)) : [],
        rows: (rowsOf.get(`${employee_id} ${metric} ${from}`) ?? []).map(({id, version}) => ({id, version})),
        ...(metricOf(metric).unit === "count"
          ? {units: (rowsOf.get(`${employee_id} ${metric} ${from}`) ?? []).map((row) => unitOf(row, from))}
          : {}),
      }),
    );
}

/** A counted row is of a day, which its version or its id begins with. */
function unitOf({id, version, numerator}: SourceRow & {numerator: string}, from: Day): Unit {
  const day = [version, id].map((text) => /^\d{4}-\d{2}-\d{2}(?= |$)/.exec(text)?.[0]).find(Boolean);
  return {day: day ?? from, count: exactText(parseExact(numerator)), rowId: id};
}

/** A person's earlier months of which every working day was worked: others say nothing of what a month brings. */
function wholeMonths(
  figures: readonly FigureRow[],
  employees: readonly Employee[],
  calendar: PayrollInputs["calendar"],
  workedAbsences: PayrollInputs["settings"]["workedAbsences"],
): (employeeId: string, metric: InputMetric, before: Month) => string[] {
  const days = workDaysOf(calendar);
  const byId = new Map(employees.map((employee) => [employee.employeeId, employee]));
  const series = Map.groupBy(
    figures.filter(({metric}) => metricOf(metric).evidence === "series"),
    ({employee_id, metric}) => `${employee_id} ${metric}`,
  );
  return (employeeId, metric, before) => {
    const employee = byId.get(employeeId);
    const months = Map.groupBy(series.get(`${employeeId} ${metric}`) ?? [], ({from}) => monthOf(from));
    return [...months]
      .filter(([month]) => month < before && month >= monthsLater(before, -seriesMonths))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .filter(([month, own]) => {
        const norm = days.get(month)?.length ?? 0;
        const worked = employee
          ? own.reduce((sum, span) => sum + workedDays(employee, span, days, workedAbsences), 0)
          : 0;
        return norm > 0 && worked === norm;
      })
      .map(([, own]) =>
        exactText(own.map(({numerator}) => parseExact(numerator)).reduce((sum, next) => add(sum, next))),
      );
  };
}
