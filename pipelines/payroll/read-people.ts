import type {Database} from "../database.ts";
import {type ClosedSpan, type Day, daysLater, type Span} from "./days.ts";
import type {Absence, Employee, Post} from "./inputs.ts";
import {parseMoney} from "./money.ts";

/** The year 9000 stands for no end. */
const open = (until: Day | null): Day | null => (until === null || until >= "9000-01-01" ? null : until);

export interface People {
  /** With everything that is known of them since `since`. */
  employees: Employee[];
  names: ReadonlyMap<string, string>;
}

/** Posts, salaries and absences of everybody; what came after the month is left out, for it cannot change the month. */
export async function readPeople(payroll: Database, {from: since, until}: ClosedSpan): Promise<People> {
  const people = await payroll.rows<{
    employee_id: string;
    employee_name: string;
    hired_date: Day | null;
    left_date: Day | null;
  }>(
    "select employee_id, employee_name, hired_date::varchar as hired_date, left_date::varchar as left_date from dim_employees order by employee_id",
  );
  const posts = await payroll.rows<{
    employee_id: string;
    valid_from: Day;
    valid_to: Day;
    role: Post["role"];
    team_id: string | null;
  }>(
    `select employee_id, valid_from::varchar as valid_from, valid_to::varchar as valid_to, role, team_id
     from dim_employee_roles where valid_from < $until::date`,
    {until},
  );
  const salaries = await payroll.rows<{
    employee_id: string;
    valid_from: Day;
    valid_to: Day;
    monthly: string;
    full_time: string;
    personnel_number: string | null;
  }>(
    `select employee_id, valid_from::varchar as valid_from, valid_to::varchar as valid_to,
         monthly_amount::varchar as monthly, full_time_share::decimal(18,6)::varchar as full_time, personnel_number
     from fct_salaries where is_used and employee_id is not null and valid_from < $until::date order by valid_from`,
    {until},
  );
  const days = await payroll.rows<{employee_id: string; day: Day; kind: Absence["kind"]}>(
    `select employee_id, absence_date::varchar as day, absence_kind as kind from fct_absences
     where absence_date >= $since::date and absence_date < $until::date order by employee_id, absence_date`,
    {since, until},
  );
  const postsOf = Map.groupBy(posts, (row) => row.employee_id);
  const salariesOf = Map.groupBy(salaries, (row) => row.employee_id);
  const daysOf = Map.groupBy(days, (row) => row.employee_id);
  const ended = (day: Day | null) => (day !== null && day > until ? null : open(day));
  const span = ({valid_from, valid_to}: {valid_from: Day; valid_to: Day}): Span => ({
    from: valid_from,
    until: ended(valid_to),
  });
  const employees = people.map(({employee_id, hired_date, left_date}): Employee => {
    const own = {posts: postsOf.get(employee_id) ?? [], salaries: salariesOf.get(employee_id) ?? []};
    const starts = [...own.posts, ...own.salaries].map(({valid_from}) => valid_from).toSorted();
    return {
      employeeId: employee_id,
      personnelNumber: own.salaries.findLast((row) => row.personnel_number)?.personnel_number ?? employee_id,
      // who has no day of hiring in the staff list has been here as long as anything is known of him
      hiredOn: hired_date ?? starts[0] ?? until,
      leftOn: ended(left_date),
      posts: own.posts.map((row) => ({...span(row), role: row.role, teamId: row.team_id})),
      basePay: own.salaries.map((row) => ({
        ...span(row),
        monthly: parseMoney(row.monthly),
        ...(isPartTime(row.full_time) ? {fullTimePart: row.full_time} : {}),
      })),
      absences: stretchesOf(daysOf.get(employee_id) ?? []),
    };
  });
  return {employees, names: new Map(people.map((row) => [row.employee_id, row.employee_name]))};
}

/** Two part-time posts or more are still one full time to the least wage. */
const isPartTime = (part: string) => Number(part) > 0 && Number(part) < 1;

/** Days away in order, as stretches of one kind. */
function stretchesOf(days: readonly {day: Day; kind: Absence["kind"]}[]): Absence[] {
  const stretches: Absence[] = [];
  for (const {day, kind} of days) {
    const last = stretches.at(-1);
    if (last?.kind === kind && last.until === day)
      stretches[stretches.length - 1] = {...last, until: daysLater(day, 1)};
    else stretches.push({kind, from: day, until: daysLater(day, 1)});
  }
  return stretches;
}
