import type {Database} from "./database.ts";
import {nameMixedOrders, secondLook} from "./day-order.ts";
import type {CompiledEntity, SelectOptions, SourceRows} from "./sources/compile.ts";

interface CreateOptions {
  /** `create table` or the like. */
  create: string;
  target: string;
  /** SQL; `reject` among them. */
  columns: string;
  options: SelectOptions;
  /** Leaves rows out early; only where no row is chosen among several, for there each may be needed. */
  where?: string;
}

/**
 * Creates a table of the entity's rows. Cells that say nothing by themselves are read again once all of them have been
 * seen; only a file that has such cells is read twice. Where one of several rows is chosen and the chosen one cannot be
 * read, the next that can takes its place.
 */
export async function createRows(
  database: Database,
  entity: CompiledEntity,
  rows: SourceRows,
  {create, target, columns, options, where = ""}: CreateOptions,
): Promise<void> {
  const from = (seen: SelectOptions) =>
    `select ${columns}${entity.isChosen ? ', "__shared" as choice_shared' : ""} from (${entity.select(rows, seen)}) as mapped${entity.isChosen ? "" : where}`;
  let seen = options;
  await database.run(`${create} ${target} as ${from(seen)}`);
  for (;;) {
    const next = await secondLook(database, entity, rows, {target, options: seen});
    if (!next) break;
    seen = next;
    await database.run(`drop table ${target}`);
    await database.run(`${create} ${target} as ${from(seen)}`);
  }
  if (!entity.isChosen) return nameMixedOrders(database, entity, rows, target);
  const refused = `select choice_shared from ${target} where reject is not null and choice_shared is not null`;
  if ((await database.value(`select count(*) from (${refused})`)) > 0) {
    await database.run(`create or replace temp table rows_again as ${from({...seen, again: refused})}`);
    await database.run(
      `delete from ${target} where reject is not null and choice_shared in (select choice_shared from temp.rows_again)`,
    );
    await database.run(`insert into ${target} select * from temp.rows_again`);
    await database.run("drop table temp.rows_again");
  }
  await database.run(`alter table ${target} drop column choice_shared`);
  await nameMixedOrders(database, entity, rows, target);
}
