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
    const rows = readTable(join(directory, file));
    if (file === "stages.csv") result.stages = rows.map(stageEntry);
    else
      result.entries.push(...rows.map((row, index) => dictionaryEntry(row, basename(file, ".csv"), index)));
  }
  return result;
}

/** How spellings are compared: case, ё, and outer or doubled blanks do not matter. */
export function spellingKey(text: string): string {
  return text.trim().toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ");
}

interface Row {
  where: string;
  cells: Record<string, string>;
}

function readTable(path: string): Row[] {
  const [header, ...records] = parseRecords(readFileSync(path, "utf8").replace(/^\uFEFF/, ""), ",");
  if (!header) return [];
  return records
    .filter((record) => record.cells.some((cell) => cell !== ""))
    .map((record) => {
      if (record.cells.length !== header.cells.length)
        throw new PipelineError(
          "bad_config",
          `${path}:${record.line}: expected ${header.cells.length} cells as in the header, got ${record.cells.length}; quote cells that hold a comma`,
        );
      const cells = Object.fromEntries(
        header.cells.map((name, index) => [name.trim(), record.cells[index]!.trim()]),
      );
      return {where: `${path}:${record.line}`, cells};
    });
}

function need(row: Row, column: string): string {
  const value = row.cells[column];
  if (!value) throw new PipelineError("bad_config", `${row.where}: ${column}: the cell is empty; fill it in`);
  return value;
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
    isOther: row.cells["is_other"] === "true",
    position: Number(row.cells["position"] || index + 1),
    spellings: [...new Set([...spellings, row.cells["name_en"] ?? "", row.cells["name_ru"] ?? ""])].filter(
      Boolean,
    ),
  };
}

function stageEntry(row: Row, index: number): StageEntry {
  const status = need(row, "status");
  if (status !== "open" && status !== "won" && status !== "lost")
    throw new PipelineError(
      "bad_config",
      `${row.where}: status: expected open, won or lost, got "${status}"`,
    );
  return {
    pipeline: row.cells["pipeline"] ?? "",
    stage: need(row, "stage"),
    stageCode: need(row, "stage_code"),
    status,
    position: Number(row.cells["position"] || index + 1),
  };
}
