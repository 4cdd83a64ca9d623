import type {Company} from "./company/company.ts";
import {contracts} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import type {Change} from "./drift-columns.ts";
import {missingColumn} from "./mapping-error.ts";
import {type LoadTable, rowsOf} from "./open-load.ts";
import {type CompiledEntity, compileEntity} from "./sources/compile.ts";
import {type FaultyPiece, faultyPiece} from "./sources/faulty-piece.ts";
import {MissingColumn} from "./sources/field-sql.ts";
import type {Source} from "./sources/mapping.ts";
import {isMade} from "./sources/present.ts";
import type {Load} from "./stage.ts";

/** The entities of the file; an error about a column says what became of it since the file before. */
export function compileFile(
  {config, dictionaries}: Company,
  source: Source,
  {columns}: LoadTable,
  changes: Change[],
): CompiledEntity[] {
  const {entities} = source;
  const {country, currency} = config;
  const context = {source, columns, dictionaries, country, currency};
  try {
    return contracts
      .filter(({entity}) => entities[entity] && isMade(entity, entities[entity], columns))
      .map(({entity}) => compileEntity(entity, entities[entity]!, context));
  } catch (cause) {
    if (!(cause instanceof MissingColumn)) throw cause;
    throw missingColumn(cause, changes, source.id);
  }
}

/** The piece of SQL that kept a file from being read; to be looked for when the transaction that it broke is gone. */
export async function blamePiece(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: LoadTable,
): Promise<FaultyPiece | null> {
  const subject = `${load.source_id}/${load.file_name}: sources.${source.id}`;
  for (const entity of compileFile(company, source, table, [])) {
    const faulty = await faultyPiece(warehouse, entity, rowsOf(table), subject, table.columns);
    if (faulty) return faulty;
  }
  return null;
}
