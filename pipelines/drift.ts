import {type DriftKind, payEntities, type Unit} from "../queries/vocabulary.ts";
import {workCalendar} from "./company/calendar.ts";
import type {Company} from "./company/company.ts";
import {counted} from "./counted.ts";
import type {Database} from "./database.ts";
import {differingTotals} from "./differing-totals.ts";
import {type Change, kindOf, type Sampled} from "./drift-columns.ts";
import {acceptingDay, changesSince} from "./drift-measure.ts";
import {PipelineError} from "./errors.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import type {RawTable} from "./sources/formats/index.ts";
import type {Source} from "./sources/mapping.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/** Rows looked at to tell what a column holds. */
const sampleRows = 300;

/** What was found in files being staged: of one that fails, the transaction takes back what was written. */
const found = new WeakMap<Database, Map<number, Finding[]>>();

/**
 * Compares the file's columns with the source's files before it and notes what changed. A frozen contract refuses
 * the file here; a contract that says quarantine has its rows set aside by the caller.
 */
export async function compareColumns(
  warehouse: Database,
  source: Source,
  load: Load,
  table: RawTable,
): Promise<Change[]> {
  const now = await columnsOf(warehouse, table);
  const changes = await changesSince(warehouse, source, load, now);
  const findings = changes.map(({kind, column, expected, actual}): Finding => {
    return {kind, column, expected, actual, isRead: isNamed(source, column)};
  });
  found.set(warehouse, (found.get(warehouse) ?? new Map<number, Finding[]>()).set(load.load_id, findings));
  if (changes.length > 0 && source.contract === "freeze") {
    const file = `${load.source_id}/${load.file_name}`;
    const day = await acceptingDay(warehouse, load);
    throw new PipelineError("bad_file", {
      en: `${file}: ${changes.map(({sentence}) => sentence.en).join("; ")}; the contract is frozen: correct the export, or write \`contract_from: ${day}\` below ${source.id} in sources.yaml to accept these columns`,
      ru: `${file}: ${changes.map(({sentence}) => sentence.ru).join("; ")}; состав столбцов закреплён: исправьте выгрузку или, чтобы принять эти столбцы, напишите в sources.yaml у источника ${source.id} «contract_from: ${day}»`,
    });
  }
  for (const finding of findings) await writeDrift(warehouse, load, finding);
  // columns of a file that is set aside whole are no measure for the next one
  if (changes.length === 0 || source.contract !== "quarantine")
    await warehouse.run(
      'insert into ops.load_columns select $load::integer, position, name, kind from (select unnest(from_json($columns::json, \'[{"position": "INTEGER", "name": "VARCHAR", "kind": "VARCHAR"}]\'), recursive := true))',
      {
        load: load.load_id,
        columns: JSON.stringify(now.map(({name, kind}, index) => ({position: index + 1, name, kind}))),
      },
    );
  return changes;
}

/** True when the source's mapping names the column, in a field or in a piece of SQL, in quotes or without. */
function isNamed(source: Source, column: string): boolean {
  const quoted = `"${column.replaceAll('"', '""')}"`;
  const bare = /^[a-z_]\w*$/i.test(column) ? new RegExp(`\\b${column}\\b`, "i") : null;
  return Object.values(source.entities).some((mapping) => {
    const {fields, rows, gone, counts, one_per, prefer, each, unpivot, derive} = mapping;
    const ways = Object.values(fields);
    const sql = [
      ...[rows, gone, one_per, prefer],
      ...[...Object.values(derive ?? {}), ...Object.values(unpivot?.about ?? {})],
      ...ways.flatMap((field) => [field.sql, field.spellings]),
    ];
    const names = [
      ...ways.flatMap((field) => [field.column, ...(field.columns ?? [])]),
      ...[...Object.keys(counts ?? {}), each?.column],
      ...[...(unpivot?.columns ?? []), unpivot?.after],
    ];
    const isInside = (name: string | number | undefined) => String(name ?? "").startsWith(`${column}.`);
    const isIn = (piece: string | undefined) =>
      piece !== undefined &&
      (piece.includes(quoted) ||
        piece.includes(`${quoted.slice(0, -1)}.`) ||
        // a word in quotation marks is a text, not a column
        bare?.test(piece.replace(/'(?:[^']|'')*'/g, "''")));
    return names.some((name) => name === column || isInside(name)) || sql.some(isIn);
  });
}

async function columnsOf(warehouse: Database, table: RawTable): Promise<Sampled[]> {
  const rows = await warehouse.rows<Record<string, string | null>>(
    `select * from ${table.relation()} limit ${sampleRows}`,
  );
  return table.columns.map((name) => {
    const cells = rows.map((row) => row[name] ?? "");
    return {name, kind: kindOf(cells), cells};
  });
}

/** Notes what `stage.incoming` carries of one entity, for comparison with other files; before it is merged. */
export async function measureEntity(warehouse: Database, load: Load, entity: CompiledEntity): Promise<void> {
  const measured = entity.mapped.filter(({unit, name}) => unit === "money" || name === "talk_seconds");
  const parts = measured.map(
    ({name}) =>
      `select ${load.load_id}, '${entity.contract.entity}.${name}', sum(${name})::double from stage.incoming`,
  );
  if (parts.length > 0) await warehouse.run(`insert into ops.load_measures ${parts.join(" union all ")}`);
}

/** Spellings in `stage.incoming` that no map or dictionary knows and that took the mapping's default. */
export async function noteDefaulted(warehouse: Database, load: Load, entity: CompiledEntity): Promise<void> {
  for (const {name} of entity.defaulted)
    await warehouse.run(
      `insert into ops.drift
       select $load::integer, 'new_value', '${entity.contract.entity}.${name}', null, max(new_${name}) || ' × ' || count(*), true
       from stage.incoming where new_${name} is not null group by new_${name} order by count(*) desc limit 20`,
      {load: load.load_id},
    );
}

/** What else a staged file has that its source's files before it had not: values, and how much it carries. */
export async function compareContents(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  file: {rows: number; firstDay: string | null; lastDay: string | null},
): Promise<void> {
  await warehouse.run(
    `insert into ops.drift
     select $load::integer, 'new_value', entity || '.' || column_name, null, max(value) || ' × ' || count(*), true
     from ops.rejected_rows
     where load_id = $load::integer and reason_code in ('not_in_dictionary', 'not_in_list')
     group by entity, column_name, value order by count(*) desc limit 50`,
    {load: load.load_id},
  );
  if (exportLimits.has(file.rows))
    await writeDrift(warehouse, load, {
      kind: "maybe_cut",
      column: null,
      expected: null,
      actual: String(file.rows),
      isRead: true,
    });
  const days = file.firstDay && file.lastDay ? daysBetween(file.firstDay, file.lastDay) : null;
  const kind = `days:${days === 1 ? dayKind(company, file.lastDay!) : "span"}`;
  await warehouse.run(
    "insert into ops.load_measures values ($load::integer, 'rows', $rows::double), ($load::integer, $kind, $days::double)",
    {load: load.load_id, rows: file.rows, kind, days: days ?? 1},
  );
  await compareMeasures(warehouse, source, load, kind);
}

/** Files of one day are compared with like days only: a Saturday is no short Friday. */
function dayKind({config, directory}: Company, day: string): string {
  const [date] = workCalendar(config.work_calendar, directory, day, day);
  return date?.isWorking ? "working_day" : "day_off";
}

/** Sizes at which vendors and spreadsheets stop, so that a file of just this many rows may lack the rest. */
const exportLimits = new Set([1000, 5000, 10_000, 20_000, 50_000, 65_535, 100_000, 1_048_575]);

const fewest = 3;
const mostFiles = 24;
/** Of fewer files the spread says little, so that only a size several times off stands out. */
const enough = 5;
const severalTimes = 5;

/**
 * Flags a measure per day whose modified z-score, 0.6745 (x - median) / MAD, exceeds 3.5 (Iglewicz and Hoaglin,
 * 1993), against earlier files that cover a like span. MAD is taken as a tenth of the median at least, or files that
 * hardly vary would make every one of them stand out. Against three or four files it must be five times off besides.
 */
async function compareMeasures(warehouse: Database, source: Source, load: Load, kind: string): Promise<void> {
  await warehouse.run(
    `insert into ops.drift
     with spans as (
         select measures.load_id, measures.value as day_count
         from ops.load_measures as measures
         inner join ops.loads as loads on loads.load_id = measures.load_id
         where loads.source_id = $source and measures.load_id <= $load::integer and measures.measure = $kind
     ),
     alike as (
         select load_id, day_count from spans
         where day_count between 0.5 * (select day_count from spans where load_id = $load::integer)
             and 2 * (select day_count from spans where load_id = $load::integer)
         order by load_id desc limit ${mostFiles + 1}
     ),
     daily as (
         select measures.load_id, measures.measure, measures.value / alike.day_count as per_day
         from ops.load_measures as measures
         inner join alike on alike.load_id = measures.load_id
         where measures.measure not like 'days:%'
     ),
     middles as (
         select measure, median(per_day) as middle, count(*) as file_count from daily
         where load_id < $load::integer group by measure
     ),
     spreads as (
         select middles.measure, any_value(middles.middle) as middle, any_value(middles.file_count) as file_count,
             greatest(median(abs(daily.per_day - middles.middle)), 0.1 * abs(any_value(middles.middle))) as mad
         from middles inner join daily on daily.measure = middles.measure
         where daily.load_id < $load::integer group by middles.measure
     )
     select $load::integer, case daily.measure when 'rows' then 'unusual_rows' else 'unusual_sum' end,
         case daily.measure when 'rows' then null else daily.measure end,
         ${told("round(spreads.middle, 2)")}, ${told("round(daily.per_day, 2)")}, true
     from daily inner join spreads on spreads.measure = daily.measure
     where daily.load_id = $load::integer and spreads.file_count >= ${fewest}
         and 0.6745 * abs(daily.per_day - spreads.middle) > 3.5 * spreads.mad
         and (spreads.file_count >= ${enough} or daily.per_day
             not between spreads.middle / ${severalTimes} and spreads.middle * ${severalTimes})`,
    {source: source.id, load: load.load_id, kind},
  );
}

/** A measure's figure as text; none of pay, for findings are read by more people than pay is for. */
const told = (figure: string) =>
  `case when split_part(daily.measure, '.', 1) not in (${payEntities.map(literal).join(", ")}) then (${figure})::varchar end`;

/** Notes where the sums of `stage.incoming` are not what the file's own rows of totals say. */
export async function compareTotals(
  warehouse: Database,
  load: Load,
  entity: CompiledEntity,
  totals: string,
): Promise<void> {
  const rows = {relation: "stage.incoming", typed: (field: string) => field};
  const isPay = payEntities.includes(entity.contract.entity);
  for (const {field, unit, total, sum} of await differingTotals(warehouse, entity, totals, rows))
    await writeDrift(warehouse, load, {
      kind: "totals_differ",
      column: `${entity.contract.entity}.${field}`,
      expected: isPay ? null : figureText(unit, total),
      actual: isPay ? null : figureText(unit, sum),
      isRead: true,
    });
}

/** A sum as people write it: a length of time is a clock. */
export function figureText(unit: Unit, value: number): string {
  if (unit !== "s") return String(Math.round(value * 100) / 100);
  const seconds = Math.abs(Math.round(value));
  const two = (part: number) => String(part).padStart(2, "0");
  const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return value < 0 ? `-${clock}` : clock;
}

interface Finding {
  kind: DriftKind;
  column: string | null;
  expected: string | null;
  actual: string | null;
  isRead: boolean;
}

export async function writeDrift(
  warehouse: Database,
  load: Pick<Load, "load_id">,
  finding: Finding,
): Promise<void> {
  await warehouse.run(
    "insert into ops.drift values ($load::integer, $kind, $column, $expected, $actual, $isRead::boolean)",
    {load: load.load_id, ...finding},
  );
}

function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}

/** Notes again what was found in a file that failed, which is often why it did; its transaction took it along. */
export async function noteFailed(warehouse: Database, load: Pick<Load, "load_id">): Promise<void> {
  const findings = found.get(warehouse)?.get(load.load_id);
  if (!findings) return;
  await warehouse.run("delete from ops.drift where load_id = $load::integer", {load: load.load_id});
  for (const finding of findings) await writeDrift(warehouse, load, finding);
}

/** One sentence per finding about the given loads, failed ones too, for whoever started the run. */
export async function driftSentences(warehouse: Database, loads: number[]): Promise<string[]> {
  if (loads.length === 0) return [];
  const rows = await warehouse.rows<{
    file: string;
    kind: DriftKind;
    column_name: string | null;
    expected: string | null;
    actual: string | null;
    is_read: boolean;
  }>(
    `select loads.source_id || '/' || loads.file_name as file, drift.kind_code as kind, drift.column_name,
         drift.expected, drift.actual, drift.is_read
     from ops.drift as drift inner join ops.loads as loads on loads.load_id = drift.load_id
     where drift.load_id in (${loads.join(", ")}) order by drift.load_id, drift.kind_code, drift.column_name`,
  );
  return rows.map(({file, kind, column_name: column, expected, actual, is_read}) => {
    const read = !is_read && kind.endsWith("_column") ? "; nothing reads it" : "";
    return `${file}: ${sentences[kind](column ?? "", expected ?? "…", actual ?? "…")}${read}`;
  });
}

const areTaken = (actual: string, how: string) =>
  actual === "1" ? `is ${how} and was taken out` : `are ${how} and were taken out`;

const sentences: Record<DriftKind, (column: string, expected: string, actual: string) => string> = {
  new_column: (column) => `new column ${column}`,
  missing_column: (column) => `column ${column} is gone`,
  renamed_column: (column, _, actual) => `column ${column} seems to be called ${actual} now`,
  retyped_column: (column, expected, actual) => `column ${column} held ${expected}, now ${actual}`,
  new_value: (column, _, actual) => `${column}: a value that no list knows: ${actual}`,
  unusual_rows: (_, expected, actual) => `${counted(actual, "row")} a day, usually ${expected}`,
  unusual_sum: (column, expected, actual) => `${column}: ${actual} a day, usually ${expected}`,
  totals_differ: (column, expected, actual) =>
    `${column}: the rows add up to ${actual}, the file's totals or subtotals say ${expected}`,
  subtotals_differ: (column, expected, actual) =>
    `${column}: the rows of one group add up to ${actual}, its subtotal says ${expected}`,
  vanished_rows: (_column, _expected, actual) =>
    `${counted(actual, "row")} of earlier files ${areTaken(actual, "not in it any more")}`,
  deleted_rows: (_column, _expected, actual) =>
    `${counted(actual, "row")} of earlier files ${areTaken(actual, "marked as deleted in it")}`,
  sources_disagree: (column, expected, actual) =>
    `${column}: ${actual} of the same number differ from those of the source ${expected}, and took their place`,
  repeated_keys: (column, _, actual) =>
    `${column}: rows of one number differ, the last of each counts and the others are set aside; numbers and lines: ${actual}`,
  maybe_cut: (_, _expected, actual) =>
    `just ${counted(actual, "row")}: the export may have been cut at its limit`,
  wrong_form: (column, expected, actual) =>
    `${column}: its form of days reads hardly a cell of column ${actual}; correct \`date\` in sources.yaml: ${expected}`,
};
