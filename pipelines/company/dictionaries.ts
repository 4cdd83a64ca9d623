import {existsSync, readdirSync, readFileSync} from "node:fs";
import {basename, join} from "node:path";
import {PipelineError} from "../errors.ts";
import {parseRecords} from "../sources/formats/records.ts";

/** One line of `dictionaries/<name>.csv`. Spellings are what sources write, separated by `|` in the column `raw`. */
export interface DictionaryEntry {
  dictionary: string;
  code: string;
  nameEn: string;
  nameRu: string;
  group: string | null;
  isOther: boolean;
  position: number;
  spellings: string[];
}

export interface StageEntry {
  pipeline: string;
  stage: string;
  stageCode: string;
  status: "open" | "won" | "lost";
  position: number;
}

export interface Dictionaries {
  entries: DictionaryEntry[];
  stages: StageEntry[];
}

/** Reads every dictionary of the company folder; a missing folder is an empty set. */
export function readDictionaries(directory: string): Dictionaries {
  const result: Dictionaries = {entries: [], stages: []};
  if (!existsSync(directory)) return result;
  for (const file of readdirSync(directory)
    .filter((name) => name.endsWith(".csv"))
    .sort()) {
    const rows = readTable(join(directory, file), file === "stages.csv" ? stageColumns : entryColumns);
    if (file === "stages.csv") result.stages = rows.map(stageEntry);
    else {
      const entries = rows.map((row, index) => dictionaryEntry(row, basename(file, ".csv"), index));
      refuseDoubles(rows, entries);
      result.entries.push(...entries);
    }
  }
  return result;
}

/** How spellings are compared: case, ё, and outer or doubled blanks do not matter. */
export function spellingKey(text: string): string {
  return text.trim().toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ");
}

const entryColumns = ["code", "name_en", "name_ru", "group_code", "position", "is_other", "raw"];
const stageColumns = ["pipeline", "stage", "stage_code", "status", "position", "name_en", "name_ru"];

interface Row {
  where: string;
  line: number;
  cells: Record<string, string>;
}

function readTable(path: string, known: string[]): Row[] {
  const [header, ...records] = parseRecords(readFileSync(path, "utf8").replace(/^\uFEFF/, ""), ",");
  if (!header) return [];
  const names = header.cells.map((name) => name.trim());
  for (const name of names)
    if (!known.includes(name))
      throw new PipelineError("bad_config", {
        en: `${path}:${header.line}: ${name}: there is no such column; there are ${known.join(", ")}`,
        ru: `${path}:${header.line}: ${name}: такого столбца быть не может; есть ${known.join(", ")}`,
      });
  for (const name of known === stageColumns ? ["stage", "stage_code", "status"] : ["code"])
    if (!names.includes(name))
      throw new PipelineError("bad_config", {
        en: `${path}:${header.line}: ${name}: the header lacks this column; add it`,
        ru: `${path}:${header.line}: ${name}: в шапке нет этого столбца; добавьте его`,
      });
  return records
    .filter((record) => record.cells.some((cell) => cell !== ""))
    .map((record) => {
      if (record.cells.length !== names.length)
        throw new PipelineError("bad_config", {
          en: `${path}:${record.line}: expected ${names.length} cells as in the header, got ${record.cells.length}; quote cells that hold a comma`,
          ru: `${path}:${record.line}: в шапке ячеек ${names.length}, а здесь ${record.cells.length}; ячейки с запятой возьмите в кавычки`,
        });
      const cells = Object.fromEntries(names.map((name, index) => [name, record.cells[index]!.trim()]));
      return {where: `${path}:${record.line}`, line: record.line, cells};
    });
}

function need(row: Row, column: string): string {
  const value = row.cells[column];
  if (value) return value;
  throw new PipelineError("bad_config", {
    en: `${row.where}: ${column}: the cell is empty; fill it in`,
    ru: `${row.where}: ${column}: ячейка пустая; заполните её`,
  });
}

function dictionaryEntry(row: Row, dictionary: string, index: number): DictionaryEntry {
  const code = need(row, "code");
  const spellings = [code, ...(row.cells["raw"] ?? "").split("|")].map((text) => text.trim()).filter(Boolean);
  return {
    dictionary,
    code,
    nameEn: row.cells["name_en"] || code,
    nameRu: row.cells["name_ru"] || row.cells["name_en"] || code,
    group: row.cells["group_code"] || null,
    isOther: isTrue(row, "is_other"),
    position: position(row, index),
    spellings: [...new Set([...spellings, row.cells["name_en"] ?? "", row.cells["name_ru"] ?? ""])].filter(
      Boolean,
    ),
  };
}

function stageEntry(row: Row, index: number): StageEntry {
  const status = need(row, "status");
  if (status !== "open" && status !== "won" && status !== "lost")
    throw new PipelineError("bad_config", {
      en: `${row.where}: status: expected open, won or lost, got "${status}"`,
      ru: `${row.where}: status: нужно open, won или lost, а стоит «${status}»`,
    });
  return {
    pipeline: row.cells["pipeline"] ?? "",
    stage: need(row, "stage"),
    stageCode: need(row, "stage_code"),
    status,
    position: position(row, index),
  };
}

function isTrue(row: Row, column: string): boolean {
  const value = row.cells[column] ?? "";
  if (value === "true" || value === "false" || value === "") return value === "true";
  throw new PipelineError("bad_config", {
    en: `${row.where}: ${column}: expected true, false or nothing, got "${value}"`,
    ru: `${row.where}: ${column}: нужно true, false или пусто, а стоит «${value}»`,
  });
}

function position(row: Row, index: number): number {
  const value = row.cells["position"];
  if (!value) return index + 1;
  if (/^\d+$/.test(value)) return Number(value);
  throw new PipelineError("bad_config", {
    en: `${row.where}: position: expected a whole number, got "${value}"`,
    ru: `${row.where}: position: нужно целое число, а стоит «${value}»`,
  });
}

/** One code twice, or one spelling for two codes: nobody could say which of them is meant. */
function refuseDoubles(rows: Row[], entries: DictionaryEntry[]): void {
  const codes = new Map<string, Row>();
  const meanings = new Map<string, {code: string; row: Row}>();
  for (const [index, entry] of entries.entries()) {
    const row = rows[index]!;
    const former = codes.get(entry.code);
    if (former)
      throw new PipelineError("bad_config", {
        en: `${row.where}: code: "${entry.code}" stands on line ${former.line} already; keep one of them`,
        ru: `${row.where}: code: «${entry.code}» уже есть в строке ${former.line}; оставьте что-то одно`,
      });
    codes.set(entry.code, row);
    for (const spelling of entry.spellings) {
      const key = spellingKey(spelling);
      const known = meanings.get(key);
      if (known && known.code !== entry.code)
        throw new PipelineError("bad_config", {
          en: `${row.where}: raw: "${spelling}" means ${known.code} already (line ${known.row.line}); keep one of them`,
          ru: `${row.where}: raw: «${spelling}» уже означает ${known.code} (строка ${known.row.line}); оставьте что-то одно`,
        });
      meanings.set(key, {code: entry.code, row});
    }
  }
}
