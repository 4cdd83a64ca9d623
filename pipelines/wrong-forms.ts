import {payEntities} from "../queries/vocabulary.ts";
import type {Field} from "./contracts/index.ts";
import {counted} from "./counted.ts";
import type {Database} from "./database.ts";
import {writeDrift} from "./drift.ts";
import {PipelineError} from "./errors.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import {instantSql} from "./sources/date-sql.ts";
import {partedForms, plainForms, systemForms} from "./sources/day-forms.ts";
import type {EntityMapping, FieldMapping} from "./sources/mapping.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/** A column of days whose declared form reads hardly any of its cells. */
export interface WrongForm {
  field: string;
  /** The column as the mapping names it, or the field where SQL makes it. */
  column: string;
  form: string;
  /** One of the cells refused, and how many there are. */
  value: string;
  refused: number;
  /** The same form with day and month exchanged when the cells prove it: some have a month beyond 12, and none a day. */
  exchanged?: string;
  /** Forms that read them; null when they are read without one, undefined when nothing reads them. */
  fitting: string | string[] | null | undefined;
}

/** Where rows with their reasons stand: the SQL of a field's value and of the cell that was refused. */
export interface JudgedRows {
  relation: string;
  typed(field: string): string;
  refused(field: string): string;
}

/** Of the cells of a column this share must be refused, or read by what is offered instead. */
const nearlyAll = 0.9;
/** Of fewer cells that no form reads either, the cells are as likely to be wrong as the form. */
const fewest = 3;
const mostCells = 500;
const forms = [...plainForms, ...systemForms, ...partedForms.day, ...partedForms.month];

/** Columns of which nearly every cell is refused by the form that the mapping declares, each said once. */
export async function wrongForms(
  database: Database,
  {mapped}: Pick<CompiledEntity, "mapped">,
  {fields}: EntityMapping,
  rows: JudgedRows,
): Promise<WrongForm[]> {
  const found: WrongForm[] = [];
  for (const field of mapped) {
    const mapping = fields[field.name];
    if (mapping?.date === undefined || !isDay(field)) continue;
    const wrong = await judged(database, field.name, mapping, rows);
    if (wrong) found.push(wrong);
  }
  return found;
}

const isDay = ({sqlType}: Field) => sqlType === "date" || sqlType === "timestamptz";
const isRefused = (field: string) =>
  `reject in (${["unreadable", "impossible_date"].map((reason) => literal(`${field}|${reason}`)).join(", ")})`;

async function judged(
  database: Database,
  field: string,
  mapping: FieldMapping,
  {relation, typed, refused}: JudgedRows,
): Promise<WrongForm | null> {
  const [counts] = await database.rows<{refused: number; read: number; proving: number}>(
    `select count(*) filter (where ${isRefused(field)}) as refused,
         count(*) filter (where ${typed(field)} is not null and not coalesce(${isRefused(field)}, false)) as read,
         count(*) filter (where day(${typed(field)}) > 12 and not coalesce(${isRefused(field)}, false)) as proving
     from ${relation}`,
  );
  const all = counts!.refused + counts!.read;
  const other = counts!.proving === 0 ? exchangedForm(mapping.date!) : undefined;
  const isHardlyRead = counts!.refused >= nearlyAll * all;
  if (counts!.refused === 0 || !(isHardlyRead || other)) return null;
  const cells = await database.rows<{cell: string; read: boolean[]; untold: boolean}>(
    `select cell, [${forms.map((form) => reads(form)).join(", ")}] as read, ${reads(undefined)} as untold
     from (select ${refused(field)} as cell from ${relation} where ${isRefused(field)} limit ${mostCells}) as cells`,
  );
  const isProved =
    other !== undefined && (await readsMost(database, {relation, typed, refused}, field, other));
  if (!isHardlyRead && !isProved) return null;
  const fitting = isProved ? other : fittingForms(cells);
  if (fitting === undefined && counts!.refused < fewest) return null;
  const {column, columns, date} = mapping;
  return {
    field,
    column: String(column ?? columns?.join(", ") ?? field),
    form: [date].flat().join(", "),
    value: cells[0]!.cell,
    refused: counts!.refused,
    ...(isProved && counts!.refused >= fewest ? {exchanged: other} : {}),
    fitting,
  };
}

/** The form with its day and month exchanged, when it is one of these. */
function exchangedForm(date: string | string[]): string | undefined {
  const [form, ...others] = [date].flat();
  if (!form || others.length > 0 || !/%d[./-]%m|%m[./-]%d/.test(form)) return undefined;
  return form.replace(/%[dm]/g, (part) => (part === "%d" ? "%m" : "%d"));
}

/** True when the form reads nearly all cells that were refused. */
async function readsMost(
  database: Database,
  {relation, refused}: JudgedRows,
  field: string,
  form: string,
): Promise<boolean> {
  const [row] = await database.rows<{met: number; cells: number}>(
    `select count(*) filter (where ${reads(form)}) as met, count(*) as cells
     from (select ${refused(field)} as cell from ${relation} where ${isRefused(field)}) as cells`,
  );
  return row!.met >= nearlyAll * row!.cells;
}

/** SQL: whether the form makes a day of our times of `cell`. */
const reads = (form: string | undefined) =>
  `coalesce(year(${instantSql("cell", "UTC", form)}) between 1900 and 2200, false)`;

/** As few forms as read nearly all of the cells, the one that reads most first. */
function fittingForms(cells: readonly {read: boolean[]; untold: boolean}[]): WrongForm["fitting"] {
  const chosen: number[] = [];
  let rest = [...cells];
  while (rest.length > 0) {
    const counts = forms.map((_, index) => rest.filter(({read}) => read[index]).length);
    const most = Math.max(...counts);
    if (most === 0) break;
    const best = counts.indexOf(most);
    chosen.push(best);
    rest = rest.filter(({read}) => !read[best]);
  }
  if (rest.length <= (1 - nearlyAll) * cells.length)
    return chosen.length === 1 ? forms[chosen[0]!] : chosen.map((index) => forms[index]!);
  return cells.filter(({untold}) => untold).length >= nearlyAll * cells.length ? null : undefined;
}

const exchangedError = (load: Load, {column, form, value, exchanged, refused}: WrongForm) =>
  new PipelineError("bad_mapping", {
    en: `${load.source_id}/${load.file_name}: column ${column}: the form ${form} takes days for months: ${counted(refused, "cell")} such as ${value} ${refused === 1 ? "shows" : "show"} it, and the others would be read into wrong months; write date: "${exchanged}"`,
    ru: `${load.source_id}/${load.file_name}: столбец «${column}»: форма ${form} путает день и месяц: это видно по ячейкам вроде ${value} (всего ${refused}), остальные попали бы не в те месяцы; напишите date: "${exchanged}"`,
  });

/** Notes among the findings of a file, once a column, what is refused in each of its rows. */
export async function noteWrongForms(
  warehouse: Database,
  load: Load,
  entity: CompiledEntity,
  mapping: EntityMapping,
): Promise<void> {
  const rows = {
    relation: "stage.incoming",
    typed: (field: string) => field,
    refused: () => "reject_value",
  };
  for (const wrong of await wrongForms(warehouse, entity, mapping, rows)) {
    const {field, column, form, value, refused, fitting, exchanged} = wrong;
    if (exchanged)
      throw exchangedError(
        load,
        payEntities.includes(entity.contract.entity) ? {...wrong, value: "…"} : wrong,
      );
    await writeDrift(warehouse, load, {
      kind: "wrong_form",
      column: `${entity.contract.entity}.${field}`,
      expected: fitting === undefined ? form : `${form} → ${[fitting].flat().join(", ") || "null"}`,
      actual: payEntities.includes(entity.contract.entity)
        ? `${column}: × ${refused}`
        : `${column}: ${value} × ${refused}`,
      isRead: true,
    });
  }
}
