import {createHash} from "node:crypto";
import {constants, copyFileSync, existsSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {standInMark} from "../queries/vocabulary.ts";
import type {Company, Home} from "./company/company.ts";
import type {Database} from "./database.ts";
import {shutToOthers, sync} from "./files.ts";
import {type Model, readMacros} from "./models.ts";
import {detachParts, unionView} from "./parts.ts";
import {pseudonymSalt} from "./pseudonyms.ts";
import {identifier, literal} from "./sources/sql.ts";

/**
 * Path of a database with every table of a snapshot, empty, with macros and descriptions. Describing many hundred
 * columns takes longer than filling a small company's tables, so it is done once for all audiences and for all runs
 * until models or descriptions change.
 */
export async function prepareShape(
  warehouse: Database,
  home: Home,
  company: Company,
  tables: Model[],
): Promise<string> {
  const macros = readMacros(company.config.timezone);
  const stored = tables.filter((model) => model.stored === "main");
  const described = stored.map((table) => ({table, texts: descriptions(table)}));
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

/** Fills a copy of the shape: one file that needs nothing but the years' files beside it. */
export async function writeSnapshot(
  warehouse: Database,
  home: Home,
  snapshot: {
    path: string;
    shape: string;
    tables: Model[];
    attach: {name: string; file: string}[];
    /** False where readers see stand-ins for names and telephones. */
    isPersonal: boolean;
  },
): Promise<void> {
  const salt = snapshot.isPersonal ? "" : pseudonymSalt(home);
  for (const {name, file} of snapshot.attach)
    await warehouse.run(`attach ${literal(join(home.snapshots, file))} as ${name} (read_only)`);
  copyFileSync(snapshot.shape, snapshot.path);
  await writeInto(warehouse, snapshot.path, async (from) => {
    for (const table of snapshot.tables) {
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
      await warehouse.run(
        `insert into ${table.name} select ${columns.join(", ")} from ${from}.main.${table.name}`,
      );
    }
  });
  await detachParts(warehouse);
  sync(snapshot.path);
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
