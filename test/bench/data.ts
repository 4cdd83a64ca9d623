import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Database} from "../../pipelines/database.ts";

/** A department that makes 83,000 calls a month: 900 attempts an operator, as in the trade. */
export const operators = 100;
/** People who keep regular clients, one client in twelve. */
const farmers = 40;
const perFarmed = 12;
export const lastDay = "2025-12-31";

const company = `name: Bench
timezone: Europe/Moscow
locale: ru-RU
currency: RUB
country: RU
work_calendar: ru
`;
const sources = `sources:
  staff: {preset: employees}
  posts: {preset: employee_roles}
  extensions: {preset: employee_extensions}
  clients: {preset: clients}
  owners: {preset: ownership_events}
  orders: {preset: orders}
  results: {preset: call_results}
  calls: {preset: calls}
`;

/** A home with configuration, people and clients, but no calls yet. */
export function makeBenchHome(home: string): void {
  rmSync(home, {recursive: true, force: true});
  mkdirSync(join(home, "company"), {recursive: true});
  writeFileSync(join(home, "company", "company.yaml"), company);
  writeFileSync(join(home, "company", "norms.yaml"), "norms: []\n");
  writeFileSync(join(home, "company", "sources.yaml"), sources);
}

/** Writes a table to a source's inbox. */
export async function exportTo(
  database: Database,
  home: string,
  source: string,
  name: string,
  select: string,
): Promise<string> {
  const folder = join(home, "var", "inbox", source);
  mkdirSync(folder, {recursive: true});
  const path = join(folder, name);
  await database.run(`copy (${select}) to '${path}' (format csv, header, delimiter ',')`);
  return path;
}

/** Everybody and everything but the calls, with a tenth of `calls` as order lines and as many filed results. */
export async function writePeople(
  database: Database,
  home: string,
  {clients, calls, days}: {clients: number; calls: number; days: number},
): Promise<void> {
  const people = `range(${operators + farmers}) as people(number)`;
  const isOperator = `number < ${operators}`;
  const start = "date '2015-01-01'";
  const lines = Math.round(calls / 10);
  const tables: Record<string, string> = {
    staff: `select 'e' || number as employee_id, 'Person ' || number as employee_name, ${start} as hired_on from ${people}`,
    posts: `select 'e' || number as employee_id, case when ${isOperator} then 'operator' else 'farmer' end as role,
        case when ${isOperator} then 'Team ' || (number % 10) else 'Farmers' end as team_id, ${start} as valid_from
      from ${people}`,
    extensions: `select (1000 + number)::varchar as extension, 'e' || number as employee_id, ${start} as valid_from
      from ${people} where ${isOperator}`,
    clients: `select 'c' || number as client_id, 'Client ' || number as client_name, ${phone("number")} as phones,
        ['small', 'medium', 'large'][1 + number % 3] as client_size
      from range(${clients}) as clients(number)`,
    owners: `select 'c' || number as client_id, ${farmer("number")} as owner, '2015-01-02 10:00:00' as started_at
      from range(0, ${clients}, ${perFarmed}) as clients(number)`,
    orders: `select 'o' || number as order_id, 1 as line_number, 'c' || client as client_id, ${spread(lines, days)} as ordered_on,
        'Group ' || (hash(number) // 5 % 8) as product_group, 1000 + hash(number) % 50000 as amount, ${farmer("client")} as manager
      from (select number, (hash(number) // 11 % ${Math.ceil(clients / perFarmed)}) * ${perFarmed} as client
        from range(${lines}) as lines(number))`,
    results: `select 'r' || number as result_id, 'c' || (hash(number) // 7 % ${clients}) as client_id,
        'e' || (hash(number) // 3 % ${operators}) as operator, ${spread(lines, days)} || ' 12:00:00' as filed_at,
        ['goal', 'refusal', 'refusal', 'refusal', 'secondary', 'callback', 'screened_out'][1 + number % 7] as result_code
      from range(${lines}) as results(number)`,
  };
  for (const [source, select] of Object.entries(tables))
    await exportTo(database, home, source, `${source}.csv`, select);
}

const farmer = (client: string) => `'e' || (${operators} + ${client} // ${perFarmed} % ${farmers})`;
/** The day of row `number`, spread evenly over the days that end at `lastDay`. */
const spread = (rows: number, days: number) =>
  `(date '${lastDay}' - ${days - 1} + (number * ${days} // ${rows})::integer)`;

const phone = (number: string) => `'+79' || lpad((100000000 + ${number})::varchar, 9, '0')`;

/**
 * Calls in order of time, spread evenly over `days` that end at `lastDay`, in office hours; `dayOffset` shifts
 * them for the file of one more day. A company is called about four times in each month it is worked, most of
 * them for ten months. Deterministic: everything follows from the row's number.
 */
export function callsSelect(options: {
  rows: number;
  days: number;
  clients: number;
  first: number;
  dayOffset?: number;
}): string {
  const {rows, days, clients, first, dayOffset = 0} = options;
  const day = `(date '${lastDay}' - ${days - 1} + ${dayOffset} + (number * ${days} // ${rows})::integer)`;
  const second = `((number * ${days} % ${rows}) * 32400 // ${rows})::integer`;
  const mixed = "hash(number)";
  const months = Math.max(1, Math.round(days / 30.4));
  // each month the list moves on: a tenth of the companies worked is new
  const worked = Math.max(100, Math.round((rows / months) * 0.25));
  const fresh = Math.round(worked / 10);
  // a company belongs to one operator, so that each works about 225 of them a month
  const client = `((number * ${months} // ${rows} * ${fresh} + (${mixed} // 7) % ${worked}) % ${clients})`;
  return `select (1400000000 + ${first} + number)::varchar || '.' || (${mixed} % 9973) as call_id,
      strftime(${day} + to_seconds(32400 + ${second}), '%Y-%m-%d %H:%M:%S') as started_at,
      case when ${mixed} % 11 = 0 then 'in' else 'out' end as direction,
      (1000 + ${client} % ${operators})::varchar as operator,
      ${phone(client)} as client_phone,
      (5 + ${mixed} % 30)::integer as ring_seconds,
      (case when ${mixed} % 3 = 0 then 0 else 5 + (${mixed} // 13) % 240 end)::integer as talk_seconds,
      case when ${mixed} % 3 = 0 then 'no_answer' else 'answered' end as disposition,
      case when ${mixed} % 3 = 0 then null else 'rec-' || number || '.mp3' end as recording
    from range(${rows}) as calls(number)`;
}
