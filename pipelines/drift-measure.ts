import type {Database} from "./database.ts";
import {agreedKind, type Change, type Column, changesBetween, type Sampled} from "./drift-columns.ts";
import type {Source} from "./sources/mapping.ts";
import type {Load} from "./stage.ts";

/** Files looked back at. */
const mostFiles = 20;
/** Files that must agree on what a column holds. */
const agreeing = 3;

interface Former {
  /** True when it came with other columns than its own measure. */
  isOdd: boolean;
  columns: Column[];
}

/**
 * What is new in a file's columns. The measure is the last file that came as those before it did, so that an odd file
 * does not make the good ones after it stand out. Where odd files are loaded, a second of the same kind is a change
 * that stays: it is no news, and becomes the measure.
 */
export async function changesSince(
  warehouse: Database,
  source: Source,
  load: Load,
  now: Sampled[],
): Promise<Change[]> {
  const former = await formerFiles(warehouse, source, load);
  const usual = former.filter(({isOdd}) => !isOdd);
  const [last] = usual;
  if (!last) return [];
  const measure = last.columns.map(({name}): Column => {
    const kinds = usual
      .slice(0, agreeing)
      .flatMap(({columns}) => columns.filter((column) => column.name === name).map(({kind}) => kind));
    return {name, kind: agreedKind(kinds)};
  });
  const odd = source.contract === "evolve" ? former.slice(0, former.indexOf(last)) : [];
  const [fewest] = [measure, ...odd.map(({columns}) => columns)]
    .map((columns) => changesBetween(columns, now))
    .sort((left, right) => left.length - right.length);
  return fewest!;
}

/** The earliest `contract_from`, from the file's own day on, by which no file before it is a measure for it. */
export async function acceptingDay(warehouse: Database, load: Load): Promise<string> {
  const [row] = await warehouse.rows<{day: string}>(
    `select greatest(this.received_at::date, coalesce(max(former.received_at)::date + 1, this.received_at::date))::date::varchar as day
     from ops.loads as this
     left join ops.loads as former on former.source_id = this.source_id and former.load_id < this.load_id
         and former.load_id in (select load_id from ops.load_columns)
     where this.load_id = $load::integer
     group by this.received_at`,
    {load: load.load_id},
  );
  return row!.day;
}

/** The source's files before this one, the latest first. */
async function formerFiles(warehouse: Database, source: Source, load: Load): Promise<Former[]> {
  const rows = await warehouse.rows<{load_id: number; is_odd: boolean; name: string; kind: Column["kind"]}>(
    `with former as (
         select load_id from ops.loads
         where source_id = $source and load_id < $load::integer
             and ($since::date is null or received_at >= $since::date)
             and load_id in (select load_id from ops.load_columns)
         order by load_id desc limit ${mostFiles}
     )
     select former.load_id, columns.column_name as name, columns.kind_code as kind,
         former.load_id in (select load_id from ops.drift where kind_code like '%_column' escape '') as is_odd
     from former inner join ops.load_columns as columns on columns.load_id = former.load_id
     order by former.load_id desc, columns.position`,
    {source: source.id, load: load.load_id, since: source.contractFrom},
  );
  const files = [...Map.groupBy(rows, (row) => row.load_id).values()].map((columns) => ({
    isOdd: columns[0]!.is_odd,
    columns: columns.map(({name, kind}): Column => ({name, kind})),
  }));
  // the first one that counts has nothing to be measured by
  const first = files.at(-1);
  if (first) first.isOdd = false;
  return files;
}
