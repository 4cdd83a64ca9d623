import {captionOf} from "../contracts/captions.ts";
import {contractOf, contracts} from "../contracts/index.ts";
import type {Database} from "../database.ts";
import {identifier} from "../sources/sql.ts";
import type {Draft, InspectContext} from "./context.ts";
import {headerWords} from "./header-words.ts";
import type {Link} from "./inspection.ts";
import type {Profile} from "./profile.ts";
import type {Settled} from "./propose.ts";

/** Keys that columns of other files may hold. */
export interface LinkTarget {
  file: string;
  column: string;
  entity: string;
  /** Field of the entity that the column is. */
  key: string;
  /** Relation with the values in the column `value`. */
  values: string;
  /** Different values there. */
  distinct: number;
}

export interface FoundLink {
  link: Link;
  entity: string;
  key: string;
}

/** A column with fewer of its values found there is no reference. */
const leastShare = 0.8;
const fewestValues = 3;

/** Ids of the clients that the attached snapshot knows. */
export async function knownClients(database: Database): Promise<LinkTarget[]> {
  await database.run(
    "create or replace temp table known_clients as select distinct client_id as value from snapshot.dim_clients where client_name is not null",
  );
  const distinct = await database.value("select count(*) from known_clients");
  const target = {file: "(loaded already)", column: "client_id", entity: "clients", key: "client_id"};
  return distinct < fewestValues ? [] : [{...target, values: "known_clients", distinct}];
}

/** The column of this file that names its own things, when each row has another value in it. */
export function settle({sample, columns}: InspectContext, draft: Draft): LinkTarget[] {
  return draft.entities.flatMap(({entity, fields}) => {
    const keys = contractOf(entity)!.key;
    const column = columns.find(({name}) => name === fields.get(keys[0]!)?.mapping.column);
    if (keys.length !== 1 || !column || column.filled === 0 || column.distinct < column.filled * 0.98)
      return [];
    const values = `(select distinct trim(${identifier(column.name)}) as value from ${sample.table})`;
    return [
      {file: sample.file, column: column.name, entity, key: keys[0]!, values, distinct: column.distinct},
    ];
  });
}

/** Columns of this file whose values are keys elsewhere. */
export async function findLinks(
  database: Database,
  {sample, columns}: InspectContext,
  targets: LinkTarget[],
): Promise<FoundLink[]> {
  const found: FoundLink[] = [];
  for (const column of columns.filter(mayRefer)) {
    const cell = `trim(${identifier(column.name)})`;
    for (const target of targets.filter((one) => one.file !== sample.file && alike(column, one))) {
      const [row] = await database.rows<{met: number; different: number}>(
        `select count(*) filter (where value in (select value from ${target.values})) as met, count(*) as different
         from (select distinct ${cell} as value from ${sample.table} where nullif(${cell}, '') is not null) as cells`,
      );
      const {met, different} = row!;
      if (met < fewestValues || met < leastShare * different) continue;
      const means = `${target.key} of ${target.entity} (${captionOf(target.entity, target.key).en})`;
      const link = {
        column: column.name,
        file: target.file,
        toColumn: target.column,
        share: met / different,
        means,
      };
      found.push({link, entity: target.entity, key: target.key});
    }
  }
  return found.sort((left, right) => right.link.share - left.link.share);
}

/** Words of a header that say a number stands below it, and not of what. */
const ofAnything = new Set(headerWords("id ид № п/п номер код no n code строка"));

/**
 * Short numbers meet each other by chance: then the headers must name the same thing. A column that counts its own rows
 * meets every list of numbers.
 */
function alike(column: Profile, target: LinkTarget): boolean {
  const {name, values} = column;
  if (values.every(({value}) => value.length >= 6)) return true;
  const sameHeader = name.trim().toLowerCase() === target.column.trim().toLowerCase();
  if (sameHeader) return !countsRows(column);
  const named = (header: string) => headerWords(header).filter((word) => !ofAnything.has(word));
  const words = named(name);
  return [target.column, captionOf(target.entity, target.key).ru, target.key].some((header) =>
    named(header).some((word) => words.includes(word)),
  );
}

/** True for 1, 2, 3 and so on, each once. */
function countsRows({values, distinct}: Profile): boolean {
  const numbers = values.map(({value}) => Number(value));
  return (
    values.every(({count}) => count === 1) && numbers.every((number) => number >= 1 && number <= distinct)
  );
}

/** Ids and short numbers under a header that speaks of an id; amounts meet short keys by chance. */
function mayRefer({name, shape, distinct}: Profile): boolean {
  if (distinct < fewestValues) return false;
  const named = /(?:^|[\s_])(?:id|ид|код|номер|code|no|№)(?:$|[\s_])|id$|код$/iu.test(name);
  return shape === "id" || (named && ["integer", "code", "text"].includes(shape));
}

/** A column of client ids is client_id of every entity; a column of employee ids is whoever the entity names. */
export function settledBy(links: FoundLink[]): Settled {
  const people: Record<string, string> = {
    orders: "manager",
    deals: "owner",
    payments: "manager",
    invoices: "issued_by",
    calls: "operator",
    call_results: "operator",
  };
  const settled = new Map<string, Map<string, string>>();
  for (const {link, entity, key} of links)
    for (const contract of contracts) {
      const field =
        entity === "clients" ? "client_id" : entity === "employees" ? people[contract.entity] : key;
      if (field === undefined || !(field in contract.schema.shape) || contract.entity === entity) continue;
      if (!["client_id", "deal_id", "call_id", "invoice_id"].includes(field) && entity !== "employees")
        continue;
      const fields = settled.get(contract.entity) ?? new Map<string, string>();
      if (!fields.has(field)) fields.set(field, link.column);
      settled.set(contract.entity, fields);
    }
  return settled;
}
