import {captionOf} from "../contracts/captions.ts";
import {type Contract, contracts} from "../contracts/index.ts";
import {createRows} from "../create-rows.ts";
import type {Database} from "../database.ts";
import {differingTotals} from "../differing-totals.ts";
import {figureText} from "../drift.ts";
import {readPhones} from "../phone-spellings.ts";
import {repeatedSql} from "../repeated-keys.ts";
import {type CompiledEntity, compileEntity} from "../sources/compile.ts";
import {faultyPiece} from "../sources/faulty-piece.ts";
import type {Source} from "../sources/mapping.ts";
import {isOneForOne} from "../sources/own-rows.ts";
import {isMade} from "../sources/present.ts";
import {identifier, literal} from "../sources/sql.ts";
import {requireSyntax} from "../sources/syntax.ts";
import {askForms} from "./ask-forms.ts";
import {type InspectContext, question} from "./context.ts";
import type {Preview, PreviewReject, Question} from "./inspection.ts";
import {takenSql} from "./taken-keys.ts";

const mostRejects = 20;

interface PreviewOptions {
  /** Rows that are shown. */
  rows: number;
  /** Name of the source, and of the system whose numbers are its own. */
  id: string;
  system: string;
  /** Sources whose headers the file has. */
  sameAs: readonly string[];
}

const tableOf = ({entity}: Contract) => `preview_${entity}`;

/** The first rows as a run would load them, and what it would set aside; throws a PipelineError of the mapping. */
export async function previewSource(
  context: InspectContext,
  source: Source,
  options: PreviewOptions,
): Promise<{previews: Preview[]; questions: Question[]}> {
  const {sample} = context;
  await requireSyntax(context.database, {sources: [source]});
  const previews: Preview[] = [];
  const questions: Question[] = [];
  for (const {entity} of contracts) {
    const mapping = source.entities[entity];
    if (!mapping || !isMade(entity, mapping, sample.columns)) continue;
    const compiled = compileEntity(entity, mapping, {
      source,
      columns: sample.columns,
      inner: sample.inner,
      dictionaries: context.dictionaries,
      country: context.country,
      ...(context.currency ? {currency: context.currency} : {}),
    });
    const preview = await previewEntity(context, compiled, source, options).catch(async (cause: unknown) => {
      const subject = `sources.yaml: ${source.id}`;
      const rows = {relation: sample.table};
      throw (await faultyPiece(context.database, compiled, rows, subject, sample.columns)) ?? cause;
    });
    const isAll = preview.accepted + preview.rejected === sample.rows;
    if (!mapping.unpivot && !mapping.each)
      preview.skipped =
        sample.beside.leftOut + Math.max(0, sample.rows - preview.accepted - preview.rejected);
    // of the file, not of what one or another entity makes of it
    if (previews.length === 0) preview.rejected += sample.beside.broken;
    previews.push(preview);
    questions.push(...(await askForms(context.database, compiled, mapping, tableOf(compiled.contract))));
    if (isOneForOne(mapping) && isAll) questions.push(...(await tellTotals(context, compiled)));
  }
  const [first] = previews;
  if (first)
    first.rejects.push(
      ...sample.broken.map(({line_number, reason_code, raw_text}) => ({
        line: line_number,
        column: null,
        reason: reason_code,
        value: null,
        raw: raw_text,
      })),
    );
  return {previews, questions};
}

async function previewEntity(
  context: InspectContext,
  compiled: CompiledEntity,
  source: Source,
  {rows, ...named}: PreviewOptions,
): Promise<Preview> {
  const {database, sample} = context;
  const phoneTable = await readPhones(database, compiled, {relation: sample.table}, context.country);
  const loaded = tableOf(compiled.contract);
  const columns = compiled.isChosen ? '* exclude ("__shared")' : "*";
  const options = {...(phoneTable ? {phoneTable} : {}), extra: ['"__line"']};
  const create = "create or replace temp table";
  await createRows(database, compiled, {relation: sample.table}, {create, target: loaded, columns, options});
  await refuseTaken(context, compiled, {...source, ...named}, loaded);
  const key = compiled.contract.key.map((name) => `t_${name}`).join(", ");
  const [counts] = await database.rows<{taken: number; rejected: number; different: number}>(
    `select count(*) as taken, count(reject) as rejected,
         count(distinct (${key})) filter (where reject is null) as different
     from ${loaded}`,
  );
  const shown = compiled.mapped.map((field) =>
    field.sqlType === "timestamptz"
      ? `strftime(timezone(${literal(source.zone)}, t_${field.name}), '%Y-%m-%d %H:%M:%S')`
      : `t_${field.name}::varchar`,
  );
  const list = await database.rows<{cells: string}>(
    `select to_json([${shown.join(", ")}])::varchar as cells from (select * from ${loaded} where reject is null order by "__line" limit ${rows}) as first_rows`,
  );
  return {
    entity: compiled.contract.entity,
    columns: compiled.mapped.map(({name}) => name),
    rows: list.map(({cells}) => JSON.parse(cells) as (string | null)[]),
    accepted: counts!.taken - counts!.rejected,
    rejected: counts!.rejected,
    skipped: 0,
    repeated: counts!.taken - counts!.rejected - counts!.different,
    sums: await sumsOf(database, compiled, loaded),
    rejects: await rejectsOf(context, compiled, loaded),
  };
}

/** Sets aside what a run would for the number of its row: of others, or of a later row that says something else. */
async function refuseTaken(
  context: InspectContext,
  compiled: CompiledEntity,
  source: Source & Pick<PreviewOptions, "sameAs">,
  loaded: string,
): Promise<void> {
  const {key, entity} = compiled.contract;
  const taken = takenSql(context, compiled, source, loaded);
  if (taken !== null)
    await context.database.run(
      `update ${loaded} set reject = '${key[0]}|taken_elsewhere' where reject is null and ${taken}`,
    );
  const repeated = repeatedSql(compiled, source.entities[entity]!, loaded, (field) => `t_${field}`);
  if (repeated !== null)
    await context.database.run(
      `update ${loaded} set reject = '${key[0]}|repeated_key' where rowid in (select row_number from (${repeated}) as repeated)`,
    );
}

/** The file's own total says something else than its rows: some are missing, or stand there twice. */
async function tellTotals({database, sample}: InspectContext, compiled: CompiledEntity): Promise<Question[]> {
  if (sample.totals === null) return [];
  const {entity} = compiled.contract;
  const rows = {relation: tableOf(compiled.contract), typed: (field: string) => `t_${field}`};
  const found = await differingTotals(database, compiled, sample.totals, rows);
  return found.map(({field, unit, total, sum}) => {
    const [said, added] = [figureText(unit, total), figureText(unit, sum)];
    const caption = captionOf(entity, field);
    return question(
      entity,
      field,
      {
        en: `${caption.en}: the rows add up to ${added}, the file's own totals say ${said}. Rows are missing or stand there twice; check the export.`,
        ru: `${caption.ru}: строки дают в сумме ${added}, а в итогах файла ${said}. Каких-то строк нет или есть лишние; проверьте выгрузку.`,
      },
      [],
      "totals",
    );
  });
}

/** What the money and the seconds that load come to; of rows with one key one stands after the load and counts. */
async function sumsOf(
  database: Database,
  {contract, mapped}: CompiledEntity,
  loaded: string,
): Promise<Preview["sums"]> {
  const summed = mapped.flatMap(({name, unit}) => (unit === "money" || unit === "s" ? [{name, unit}] : []));
  if (summed.length === 0) return [];
  const version = mapped.some(({name}) => name === "updated_at")
    ? "coalesce(t_updated_at, timestamptz '-infinity')"
    : "null";
  const key = contract.key.map((name) => `t_${name}`).join(", ");
  const winners = `select max({version: ${version}, position: rowid}).position from ${loaded} where reject is null group by ${key}`;
  const [sums] = await database.rows<Record<string, number | null>>(
    `select ${summed.map(({name}) => `sum(t_${name})::double as ${name}`).join(", ")} from ${loaded} where rowid in (${winners})`,
  );
  return summed.flatMap(({name, unit}) => {
    const sum = sums![name] ?? null;
    return sum === null ? [] : [{field: name, unit, sum}];
  });
}

async function rejectsOf(
  context: InspectContext,
  compiled: CompiledEntity,
  loaded: string,
): Promise<PreviewReject[]> {
  const {database, sample} = context;
  const values = compiled.mapped.map(({name}) => `when ${literal(name)} then r_${name}`).join(" ");
  const own = sample.columns.filter((name) => !sample.inner.includes(name));
  const raw = own.map((name) => `coalesce(${identifier(name)}, '')`).join(", ");
  // a few of each reason rather than many of the first
  return database.rows<PreviewReject & Record<string, never>>(
    `select refused."__line" as line, split_part(reject, '|', 1) as "column", split_part(reject, '|', 2) as reason, value, raw
     from (
         select "__line", reject, case split_part(reject, '|', 1) ${values} end as value
         from ${loaded} where reject is not null
         qualify row_number() over (partition by reject order by "__line") <= 5
     ) as refused
     left join (select "__line", left(concat_ws(';', ${raw}), 2000) as raw from ${sample.table}) as lines
         on lines."__line" = refused."__line"
     order by refused."__line" limit ${mostRejects}`,
  );
}
