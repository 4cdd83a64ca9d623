import {randomBytes} from "node:crypto";
import {existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {Audience} from "../queries/vocabulary.ts";
import type {Built} from "./build.ts";
import type {Company, Home} from "./company/company.ts";
import type {Database} from "./database.ts";
import {replaceFile, sync} from "./files.ts";
import {type Model, readMacros} from "./models.ts";
import {detachParts, partFile, unionView} from "./parts.ts";
import {removeOldSnapshots} from "./snapshots.ts";
import {identifier, literal} from "./sources/sql.ts";
import {writeState} from "./warehouse.ts";

/** What `current.json` and each snapshot's `manifest.json` hold; paths are relative to var/snapshots. */
export interface Manifest {
  id: string;
  published_at: string;
  company: {name: string; timezone: string; locale: string; currency: string; country: string};
  data_until: string | null;
  health: string;
  audiences: Record<Audience, {file: string; attach: {name: string; file: string}[]}>;
}

/** Layers that readers see; staging and intermediate tables hold raw names and telephones. */
const published = new Set(["marts", "rollups"]);

/**
 * Publishes an immutable copy for each audience: a reader sees the old snapshot or the new one, never half of one.
 * The pointer is replaced last; a run killed before that has changed nothing a reader can see.
 */
export async function publish(
  warehouse: Database,
  home: Home,
  company: Company,
  built: Built,
  options: {id: string; health: string; now: () => Date},
): Promise<Manifest> {
  await detachParts(warehouse);
  mkdirSync(home.parts, {recursive: true});
  const attach = built.parts.map((part) => {
    const target = join(home.parts, partFile(part));
    if (part.fresh) {
      sync(part.path);
      renameSync(part.path, target);
    }
    return {name: part.name, file: `parts/${partFile(part)}`};
  });
  sync(home.parts);

  const folder = join(home.snapshots, options.id);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const tables = built.models.filter((model) => published.has(model.layer));
  const salt = pseudonymSalt(home);
  for (const audience of ["management", "analyst"] as const)
    await writeSnapshot(warehouse, home, company, {
      path: join(folder, `${audience}.duckdb`),
      tables,
      attach,
      pseudonyms: audience === "analyst" ? salt : null,
    });
  // until there is pay to add, the payroll audience reads the very same tables
  linkSync(join(folder, "management.duckdb"), join(folder, "payroll.duckdb"));

  const audience = (name: Audience) => ({file: `${options.id}/${name}.duckdb`, attach});
  const {name, timezone, locale, currency, country} = company.config;
  const manifest: Manifest = {
    id: options.id,
    published_at: options.now().toISOString(),
    company: {name, timezone, locale, currency, country},
    data_until: built.dataUntil,
    health: options.health,
    audiences: {
      management: audience("management"),
      payroll: audience("payroll"),
      analyst: audience("analyst"),
    },
  };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  replaceFile(join(folder, "manifest.json"), text);
  replaceFile(join(home.snapshots, "current.json"), text);
  await warehouse.transaction(async () => {
    await warehouse.run("delete from ops.parts");
    for (const part of built.parts)
      await warehouse.run("insert into ops.parts values ($year::integer, $file)", {
        year: part.year,
        file: partFile(part),
      });
    await warehouse.run("delete from ops.touched_months");
    await writeState(warehouse, "build_hash", built.buildHash);
    await writeState(warehouse, "unpublished", "false");
  });
  removeOldSnapshots(home, company.config.keep_snapshots);
  return manifest;
}

async function writeSnapshot(
  warehouse: Database,
  home: Home,
  company: Company,
  snapshot: {
    path: string;
    tables: Model[];
    attach: Manifest["audiences"]["management"]["attach"];
    pseudonyms: string | null;
  },
): Promise<void> {
  for (const {name, file} of snapshot.attach)
    await warehouse.run(`attach ${literal(join(home.snapshots, file))} as ${name} (read_only)`);
  await warehouse.run(`attach ${literal(snapshot.path)} as snapshot`);
  const warehouseName = await warehouse.value<string>("select current_catalog()");
  for (const table of snapshot.tables.filter((model) => model.stored === "main")) {
    const columns = table.columns.map(({name}) =>
      snapshot.pseudonyms && table.personal.includes(name)
        ? pseudonymSql(name, table.name, snapshot.pseudonyms)
        : name,
    );
    await warehouse.run(
      `create table snapshot.${table.name} as select ${columns.join(", ")} from ${warehouseName}.main.${table.name}`,
    );
  }
  await warehouse.run("use snapshot");
  try {
    // one transaction: a comment for each of many hundred columns would otherwise be written out one by one
    await warehouse.transaction(async () => {
      await warehouse.run(readMacros(company.config.timezone));
      for (const table of snapshot.tables) {
        const columns = table.columns.map((column) => column.name);
        if (table.stored === "part")
          await warehouse.run(
            `create view ${table.name} as ${unionView(table.name, columns, snapshot.attach)}`,
          );
        await warehouse.run(descriptions(table).join(";\n"));
      }
    });
  } finally {
    await warehouse.run(`use ${identifier(warehouseName)}`);
  }
  await warehouse.run("detach snapshot"); // checkpoints: no .wal may remain beside an immutable file
  await detachParts(warehouse);
  sync(snapshot.path);
}

/** Definitions travel with the data, so that any client shows them. */
function descriptions(table: Model): string[] {
  const kind = table.stored === "part" ? "view" : "table";
  return [
    `comment on ${kind} ${table.name} is ${literal(`${table.doc} Grain: ${table.grain.join(", ")}.`)}`,
    ...table.columns.map(
      (column) =>
        `comment on column ${table.name}.${column.name} is ${literal(`${column.doc} [${column.unit}]`)}`,
    ),
  ];
}

/** The same person keeps the same stand-in from snapshot to snapshot, and nobody can turn it back. */
function pseudonymSql(column: string, table: string, salt: string): string {
  const kind = table.replace(/^(dim|fct|rollup)_/, "").replace(/s$/, "");
  return `case when ${column} is not null then '${kind} ' || left(sha256('${salt}' || ${column}), 8) end as ${column}`;
}

function pseudonymSalt(home: Home): string {
  const path = join(home.home, "var", "pseudonyms.secret");
  if (!existsSync(path)) replaceFile(path, `${randomBytes(24).toString("hex")}\n`);
  return readFileSync(path, "utf8").trim();
}
