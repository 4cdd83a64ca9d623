import type {Database} from "./database.ts";
import {onlyAdds} from "./shared-keys.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import type {Source} from "./sources/mapping.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

interface Apart {
  /** Days between two rows of one number beyond which another client makes the later one another thing. */
  otherClient: number;
  /** Days beyond which it is another thing whoever the client is. */
  anyClient?: number;
}

/** Documents are numbered anew each year or by each payer, and people number their forms from 1. */
const numbered: Readonly<Record<string, Apart>> = {
  payments: {otherClient: 0, anyClient: 180},
  orders: {otherClient: 0, anyClient: 180},
  invoices: {otherClient: 0, anyClient: 180},
  // of a deal the client may be corrected; it is opened once
  deals: {otherClient: 31},
  call_results: {otherClient: 0, anyClient: 31},
  handovers: {otherClient: 0, anyClient: 31},
  client_feedback: {otherClient: 0, anyClient: 31},
};

const identities = ["client_id", "client_tax_id", "client_phone", "client_name"];

/**
 * Sets aside (`number_reused`) rows of `stage.incoming` whose number an earlier file of the source gave to something
 * else: taken for its new state, they would replace it in silence. A row is corrected in its client or in its day, hardly
 * in both at once. Rows that tell when they were changed are versions of one thing.
 */
export async function refuseReusedNumbers(
  warehouse: Database,
  {contract, mapped}: CompiledEntity,
  source: Source,
  load: Load,
): Promise<void> {
  const {entity, key, event} = contract;
  const apart = numbered[entity];
  const names = mapped.map(({name}) => name);
  if (!apart || !event || names.includes("updated_at") || onlyAdds(source.entities[entity]!)) return;
  const theirs = `stage.${entity} as present where present.source_id = ${literal(source.id)} and present.load_id < ${load.load_id}`;
  if ((await warehouse.value(`select count(*) from (select 1 from ${theirs} limit 1)`)) === 0) return;
  const known = identities.filter((name) => names.includes(name));
  const has = (name: string) => `present.${name} is not null and incoming.${name} is not null`;
  const same = (name: string) =>
    name === "client_name"
      ? "name_key(present.client_name) = name_key(incoming.client_name)"
      : `present.${name} = incoming.${name}`;
  const isOther = [
    `(${known.map(has).join(" or ") || "false"})`,
    ...known.map((name) => `not coalesce(${same(name)}, false)`),
  ].join(" and ");
  const days = `abs(date_diff('day', present.${event}, incoming.${event}))`;
  const far = apart.anyClient === undefined ? "" : ` or ${days} > ${apart.anyClient}`;
  // lines of a document share its number
  const number = key[0]!;
  await warehouse.run(`
    update stage.incoming as incoming
    set reject = '${number}|number_reused', reject_value = incoming.${number}::varchar
    where incoming.reject is null and incoming.rowid in (
        select incoming.rowid from stage.incoming as incoming
        inner join (select present.* from ${theirs}) as present on present.${number} = incoming.${number}
        where (${isOther} and ${days} > ${apart.otherClient})${far})`);
}
