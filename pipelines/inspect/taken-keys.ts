import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../company/company.ts";
import type {Database} from "../database.ts";
import {counted, onlyAdds} from "../shared-keys.ts";
import {currentSnapshot} from "../snapshots.ts";
import type {CompiledEntity} from "../sources/compile.ts";
import type {Source} from "../sources/mapping.ts";
import {literal} from "../sources/sql.ts";
import type {InspectContext} from "./context.ts";

/** Tables of a snapshot that hold the numbers of what is counted; some say which source gave them. */
const tables: Readonly<Record<string, {table: string; saysSource?: boolean}>> = {
  calls: {table: "fct_calls", saysSource: true},
  call_results: {table: "fct_call_results"},
  deals: {table: "fct_deals"},
  orders: {table: "fct_orders", saysSource: true},
  invoices: {table: "fct_invoices"},
  payments: {table: "fct_payments"},
  handovers: {table: "fct_handovers"},
  client_feedback: {table: "fct_client_feedback"},
};

/** Files of the current snapshot by the name they are attached under; its own comes last. None when nothing is served. */
export function servedFiles(home: Home): [name: string, path: string][] {
  const manifest = currentSnapshot(home)?.audiences.management;
  if (!manifest) return [];
  const files: [string, string][] = [
    ...manifest.attach.map(({name, file}): [string, string] => [name, join(home.snapshots, file)]),
    ["snapshot", join(home.snapshots, manifest.file)],
  ];
  return files.every(([, path]) => existsSync(path)) ? files : [];
}

export async function attachServed(database: Database, home: Home): Promise<boolean> {
  const files = servedFiles(home);
  for (const [name, path] of files) await database.run(`attach ${literal(path)} as ${name} (read_only)`);
  return files.length > 0;
}

/**
 * SQL condition of a row of `rows` whose number another source gave already, as far as what is served tells; or null.
 * Sources in `sameAs` are no others: a file with their headers is offered as one more of their files.
 */
export function takenSql(
  {sources, isServed}: InspectContext,
  {contract: {entity, key}}: CompiledEntity,
  {id, system, entities, sameAs}: Source & {sameAs: readonly string[]},
  rows: string,
): string | null {
  const served = tables[entity];
  if (!isServed || !served || !counted.has(entity) || onlyAdds(entities[entity]!)) return null;
  const giving = sources.filter((one) => one.entities[entity] && !onlyAdds(one.entities[entity]));
  const others = giving.filter((one) => one.id !== id && one.system !== system && !sameAs.includes(one.id));
  if (others.length === 0 || (!served.saysSource && others.length < giving.length)) return null;
  const same = key.map((name) => `present.${name} = ${rows}.t_${name}`);
  const theirs = served.saysSource
    ? [`present.source_id in (${others.map((one) => literal(one.id)).join(", ")})`]
    : [];
  return `exists (select 1 from snapshot.${served.table} as present where ${[...same, ...theirs].join(" and ")})`;
}
