import type {Contract} from "./contracts/index.ts";
import {fieldsOf} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {writeDrift} from "./drift.ts";
import {OutOfOrder} from "./restage.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import type {EntityMapping, Source} from "./sources/mapping.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/**
 * What is counted or paid: two systems that number from 1 mean two things by one number. Cards of people and clients
 * may well come from two systems, whose numbers are then the same on purpose, unless what they tell says otherwise.
 */
export const counted: ReadonlySet<string> = new Set([
  "calls",
  "call_legs",
  "call_results",
  "qa_reviews",
  "deals",
  "stage_events",
  "orders",
  "invoices",
  "payments",
  "handovers",
  "client_feedback",
]);

/** True when rows of the mapping only add to what other sources make. */
export const onlyAdds = ({extends: adds, blanks}: EntityMapping) => adds === true || blanks === "keep";

/**
 * Looks for keys of `stage.incoming` whose rows another system made: a source of its own `system` replaces nothing of
 * them. What is counted, and a card of a client who is clearly another, is set aside (`taken_elsewhere`); of other cards
 * it is said how many the two disagree on. A number is of who gave it first: when a corrected row wants one that a later load took meanwhile, OutOfOrder is thrown.
 */
export async function compareWithOtherSystems(
  warehouse: Database,
  {contract, mapped}: CompiledEntity,
  source: Source,
  sources: readonly Source[],
  load: Load,
): Promise<void> {
  const {entity} = contract;
  if (onlyAdds(source.entities[entity]!)) return;
  const others = sources.filter(({id, system, entities}) => {
    const mapping = entities[entity];
    return id !== source.id && system !== source.system && mapping !== undefined && !onlyAdds(mapping);
  });
  if (others.length === 0) return;
  const theirs = `from stage.${entity} as present where present.source_id in (${others.map(({id}) => literal(id)).join(", ")})`;
  if ((await warehouse.value(`select count(*) from (select 1 ${theirs} limit 1)`)) === 0) return;
  if (counted.has(entity)) return refuse(warehouse, contract, theirs, load);
  if (entity === "clients") await refuse(warehouse, contract, `${theirs} and ${areStrangers}`, load);
  await sayDifferences(warehouse, contract, mapped, theirs, load);
}

const bothHave = (name: string) => `present.${name} is not null and incoming.${name} is not null`;
const nameKeys = "name_key(present.client_name) = name_key(incoming.client_name)";
const commonPhones = "list_has_any(string_split(present.phones, ';'), string_split(incoming.phones, ';'))";
/**
 * SQL: of what both cards tell of name, tax number and telephones nothing is the same, and two things differ. One alone
 * is no proof: names are written in many ways, companies are registered anew, telephones change.
 */
const areStrangers = `not coalesce(${nameKeys}, false)
    and not coalesce(present.tax_id = incoming.tax_id, false)
    and not coalesce(${commonPhones}, false)
    and ${["client_name", "tax_id", "phones"].map((name) => `(${bothHave(name)})::integer`).join(" + ")} >= 2`;

const sameKey = ({key}: Contract) => key.map((name) => `present.${name} = incoming.${name}`).join(" and ");

async function refuse(warehouse: Database, contract: Contract, theirs: string, load: Load): Promise<void> {
  const [first] = contract.key;
  const later = await warehouse.value(`
    select count(*) from stage.incoming as incoming
    where incoming.reject is null
        and exists (select 1 ${theirs} and ${sameKey(contract)} and present.load_id > ${load.load_id})`);
  if (later > 0) throw new OutOfOrder(`${contract.entity}: ${later} numbers were taken by later files`);
  const text = contract.key.map((name) => `incoming.${name}::varchar`).join(", ");
  await warehouse.run(`
    update stage.incoming as incoming
    set reject = '${first}|taken_elsewhere', reject_value = concat_ws(' · ', ${text})
    where incoming.reject is null and exists (select 1 ${theirs} and ${sameKey(contract)})`);
}

async function sayDifferences(
  warehouse: Database,
  contract: Contract,
  mapped: CompiledEntity["mapped"],
  theirs: string,
  load: Load,
): Promise<void> {
  const names = mapped.map(({name}) => name).filter((name) => !contract.key.includes(name));
  if (names.length === 0) return;
  const known = fieldsOf(contract).map(({name}) => name);
  const differs = names
    .filter((name) => known.includes(name) && name !== "updated_at")
    // an empty cell contradicts nobody
    .map((name) => `present.${name} <> incoming.${name}`)
    .join(" or ");
  if (differs === "") return;
  const rows = await warehouse.rows<{other: string; count: number}>(`
    select present.source_id as other, count(*) as count
    from stage.incoming as incoming
    inner join (select present.* ${theirs}) as present on ${sameKey(contract)}
    where incoming.reject is null and (${differs})
    group by present.source_id order by present.source_id`);
  for (const {other, count} of rows)
    await writeDrift(warehouse, load, {
      kind: "sources_disagree",
      column: `${contract.entity}.${contract.key[0]}`,
      expected: other,
      actual: String(count),
      isRead: true,
    });
}
