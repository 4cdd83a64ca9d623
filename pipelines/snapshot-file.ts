import {createHash} from "node:crypto";
import {constants, copyFileSync, existsSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {standInMark} from "../queries/vocabulary.ts";
import type {ChangedMonths} from "./changed-months.ts";
import type {Company, Home} from "./company/company.ts";
import type {Database} from "./database.ts";
import {shutToOthers, sync} from "./files.ts";
import {type Model, readMacros} from "./models.ts";
import {detachParts, unionView} from "./parts.ts";
import {pseudonymSalt} from "./pseudonyms.ts";
import {identifier, literal} from "./sources/sql.ts";

/**
 * Path of a database with every table that all snapshots hold, empty, with macros and descriptions. Describing many hundred
 * columns takes longer than filling a small company's tables, so it is done once for all audiences and for all runs
 * until models or descriptions change.
 */
export async function prepareShape(
  warehouse: Database,
  home: Home,
  company: Company,
  published: Model[],
): Promise<string> {
  const macros = readMacros(company.config.timezone);
  const described = published.map((table) => ({table, texts: descriptions(table)}));
  const hash = createHash("sha256")
    .update(macros)
    .update(described.map(({table, texts}) => `${table.sql}\n${texts.join("\n")}`).join("\n"))
    .digest("hex");
  const path = join(home.snapshots, `shape-${hash.slice(0, 16)}.duckdb`);
  if (existsSync(path)) return path;
  for (const name of readdirSync(home.snapshots))
    if (name.startsWith("shape-")) rmSync(join(home.snapshots, name));
  await writeInto(warehouse, `${path}.new`, async (from) => {
    await warehouse.run(macros);
    for (const {table, texts} of described) {
      if (table.stored === "part" || table.audiences.length > 0) continue;
      const columns = table.columns.map(({name}) => name).join(", ");
      await warehouse.run(
        `create table ${table.name} as select ${columns} from ${from}.main.${table.name} limit 0`,
      );
      await warehouse.run(texts.join(";\n"));
    }
  });
  renameSync(`${path}.new`, path);
  return path;
}

/** A file that was published from the tables as this run found them, and how these may differ since. */
export interface Former {
  path: string;
  changes: Pick<ChangedMonths, "differsFrom" | "notedRows">;
}

/**
 * Fills a copy of the shape: one file that needs nothing but the years' files beside it. Of a former one it copies all
 * and writes only what differs.
 */
export async function writeSnapshot(
  warehouse: Database,
  home: Home,
  snapshot: {
    path: string;
    shape: string;
    tables: Model[];
    attach: {name: string; file: string}[];
    former: Former | null;
    /** False where readers see stand-ins for names and telephones. */
    isPersonal: boolean;
  },
): Promise<void> {
  const {former} = snapshot;
  const salt = snapshot.isPersonal ? "" : pseudonymSalt(home);
  for (const {name, file} of former ? [] : snapshot.attach)
    await warehouse.run(`attach ${literal(join(home.snapshots, file))} as ${name} (read_only)`);
  copyFileSync(former?.path ?? snapshot.shape, snapshot.path, constants.COPYFILE_FICLONE);
  // other people of the machine may read the snapshots, but none what others are paid
  if (snapshot.tables.some(({audiences}) => audiences.length > 0)) shutToOthers(snapshot.path, 0o600);
  await writeInto(warehouse, snapshot.path, async (from) => {
    for (const table of snapshot.tables) {
      if (former && (table.stored === "part" || former.changes.differsFrom.get(table.name) === null))
        continue;
      const names = table.columns.map(({name}) => name);
      if (table.stored === "part") {
        await warehouse.run(`create view ${table.name} as ${unionView(table.name, names, snapshot.attach)}`);
        await warehouse.run(descriptions(table).join(";\n"));
        continue;
      }
      const columns = names.map((name) =>
        !snapshot.isPersonal && table.personal.includes(name)
          ? pseudonymSql(name, dimensionOf(name, snapshot.tables) ?? table.name, salt)
          : name,
      );
      if (former?.changes.notedRows.has(table.name)) {
        await writeNoted(warehouse, table, {from: `${from}.main.${table.name}`, selected: columns});
        continue;
      }
      const rows = former ? differing(table, former) : "";
      if (former) await warehouse.run(`delete from ${table.name}${rows}`);
      await warehouse.run(
        `insert into ${table.name} select ${columns.join(", ")} from ${from}.main.${table.name}${rows}`,
      );
    }
  });
  await detachParts(warehouse);
  sync(snapshot.path);
}

/** Condition for the rows that may not be as they were; a table that was made whole says of no row which month it is of. */
function differing(table: Model, {changes}: Former): string {
  const first = changes.differsFrom.get(table.name);
  return table.rebuilt === "whole" || !first ? "" : ` where ${table.partition} >= date '${first}'`;
}

/** Brings the rows that were noted as differing to what stands in `from`; the others keep their places in the file. */
async function writeNoted(
  warehouse: Database,
  {name, grain, columns}: Model,
  {from, selected}: {from: string; selected: string[]},
): Promise<void> {
  const same = (one: string, other: string) =>
    grain.map((column) => `${one}.${column} is not distinct from ${other}.${column}`).join(" and ");
  const isNoted = (table: string) =>
    `exists (select 1 from temp.main.${name}_changed as noted where ${same("noted", table)})`;
  await warehouse.run(
    `delete from ${name} where ${isNoted(name)} and not exists (select 1 from ${from} as made where ${same("made", name)})`,
  );
  const names = columns.map((column) => column.name);
  const updates = names
    .filter((column) => !grain.includes(column))
    .map((column) => `${column} = made.${column}`);
  await warehouse.run(`
    merge into ${name} as present
    using (select ${selected.join(", ")} from ${from} as made where ${isNoted("made")}) as made on ${same("made", "present")}
    when matched then update set ${updates.join(", ")}
    when not matched then insert (${names.join(", ")}) values (${names.map((column) => `made.${column}`).join(", ")})`);
}

/** A file with all that another holds, and tables of its own, which the other's readers have no part of. */
export async function writeWider(
  warehouse: Database,
  {path, like, tables}: {path: string; like: string; tables: Model[]},
): Promise<void> {
  copyFileSync(like, path, constants.COPYFILE_FICLONE);
  // other people of the machine may read the snapshots, but none what others are paid
  shutToOthers(path, 0o600);
  await writeInto(warehouse, path, async (from) => {
    for (const table of tables) {
      const columns = table.columns.map(({name}) => name).join(", ");
      await warehouse.run(`create table ${table.name} as select ${columns} from ${from}.main.${table.name}`);
      await warehouse.run(descriptions(table).join(";\n"));
    }
  });
  sync(path);
}

/** Runs `work` with the file as the default catalog, in one transaction; leaves no .wal beside it. */
async function writeInto(
  warehouse: Database,
  path: string,
  work: (warehouseName: string) => Promise<void>,
): Promise<void> {
  const warehouseName = identifier(await warehouse.value<string>("select current_catalog()"));
  await warehouse.run(`attach ${literal(path)} as snapshot`);
  await warehouse.run("use snapshot");
  try {
    await warehouse.transaction(() => work(warehouseName));
  } finally {
    await warehouse.run(`use ${warehouseName}`);
  }
  await warehouse.run("detach snapshot");
}

/** Definitions travel with the data, so that any client shows them. */
function descriptions(table: Model): string[] {
  const kind = table.stored === "part" ? "view" : "table";
  return [
    `comment on ${kind} ${table.name} is ${literal(`${table.doc} Grain: ${table.grain.join(", ")}.`)}`,
    ...table.columns.map(
      (column) =>
        `comment on column ${table.name}.${column.name} is ${literal(`${column.doc}${table.personal.includes(column.name) ? `; ${standInMark}` : ""} [${column.unit}]`)}`,
    ),
  ];
}

/** A list repeats a client's name, and there it has the stand-in it has among the clients. */
const dimensionOf = (column: string, tables: readonly Model[]) =>
  tables.find(({name, personal}) => name.startsWith("dim_") && personal.includes(column))?.name;

/** The same person keeps the same stand-in from snapshot to snapshot, and nobody can turn it back. */
function pseudonymSql(column: string, table: string, salt: string): string {
  const kind = table.replace(/^(dim|fct|rollup)_/, "").replace(/s$/, "");
  return `case when ${column} is not null then '${kind} ' || left(sha256('${salt}' || ${column}), 8) end as ${column}`;
}
