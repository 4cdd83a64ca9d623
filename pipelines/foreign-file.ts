import type {Bilingual} from "./bilingual.ts";
import type {Company} from "./company/company.ts";
import {compileFile} from "./compile-file.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {commonShare, type KnownHeaders, lastHeaders} from "./known-headers.ts";
import type {LoadTable} from "./open-load.ts";
import {listed} from "./sources/listed.ts";
import type {Source} from "./sources/mapping.ts";
import type {Load} from "./stage.ts";

/** Of fewer columns nothing is concluded, unless the source's files have far more. */
const fewest = 3;
const farMore = 2 * fewest;
/** A file with less in common with its source's files than this is none of them ... */
const strange = 0.25;
/** ... and with less than this, when it has this much in common with another source's. */
const doubtful = 0.5;
const alike = 0.8;

/**
 * Refuses in one line a file that cannot be read as its source says and whose columns are not those of the source at
 * all: each of them told as changed or missing would hide that it lies in the wrong folder.
 */
export async function refuseForeign(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: LoadTable,
  {names: known, isLoaded}: KnownHeaders,
): Promise<void> {
  const isRemnant = table.columns.length < fewest;
  if (known.length < (isRemnant ? farMore : fewest)) return;
  const share = commonShare(known, table.columns);
  if (share >= doubtful || isReadable(company, source, table)) return;
  const owner = isRemnant ? null : await ownerOf(warehouse, company, source, load, table);
  // of a first file it may as well be the mapping that is wrong
  const isJudged = share < strange && isLoaded;
  if (owner === null && !isJudged) return;
  throw foreign(load, source, {known, columns: table.columns, owner});
}

function isReadable(company: Company, source: Source, table: LoadTable): boolean {
  try {
    return compileFile(company, source, table, []).length > 0;
  } catch (cause) {
    if (cause instanceof PipelineError) return false;
    throw cause;
  }
}

/** Another source whose files have these columns, or, before its first file, whose mapping reads most of them. */
async function ownerOf(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: LoadTable,
): Promise<Source | null> {
  for (const other of company.sources) {
    if (other.id === source.id || !isReadable(company, other, table)) continue;
    const last = await lastHeaders(warehouse, other, load);
    if (last.length > 0 ? commonShare(last, table.columns) >= alike : readsMost(company, other, table))
      return other;
  }
  return null;
}

function readsMost(company: Company, source: Source, table: LoadTable): boolean {
  const read = new Set(compileFile(company, source, table, []).flatMap(({reads}) => reads));
  return read.size >= fewest && read.size >= doubtful * table.columns.length;
}

function foreign(
  load: Load,
  source: Source,
  {known, columns, owner}: {known: string[]; columns: string[]; owner: Source | null},
): PipelineError {
  const [has, needs] = [listed(columns), listed(known)];
  const file = `${load.source_id}/${load.file_name}`;
  const {en, ru} = owner ? placeOf(owner) : unknown(source);
  return new PipelineError("bad_file", {
    en: `${file}: this does not look like a file of the source ${source.id} at all: it has ${has.en}, and files of the source have ${needs.en}; ${en}`,
    ru: `${file}: это совсем не похоже на файл источника ${source.id}: в нём есть ${has.ru}, а в файлах источника — ${needs.ru}; ${ru}`,
  });
}

function placeOf({id, folder}: Source): Bilingual {
  const place = folder ?? `var/inbox/${id}/`;
  return {
    en: `its columns are those of the source ${id}: put it into ${place} and say that it is not needed here`,
    ru: `его столбцы — как у источника ${id}: положите файл в папку ${place}, а здесь отметьте как ненужный`,
  };
}

const unknown = ({id}: Source): Bilingual => ({
  en: `export it again if its beginning was cut off, put it where it belongs, or set up a source of its own; if it is right, correct the mapping of ${id} in sources.yaml`,
  ru: `выгрузите файл заново, если потеряно его начало, положите туда, где его место, или настройте для него свой источник; если файл верный, исправьте настройку источника ${id}`,
});
