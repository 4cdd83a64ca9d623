import {PipelineError} from "../errors.ts";
import {spellingKey} from "./dictionaries.ts";

/** A spelling to be known from now on; with names also a code that is not there yet. */
export interface NewSpelling {
  code: string;
  spelling: string;
  name_en?: string | undefined;
  name_ru?: string | undefined;
  is_other?: boolean | undefined;
}

interface Cell {
  start: number;
  end: number;
  text: string;
}

/**
 * The text of `dictionaries/<name>.csv` with one more spelling in the column `raw`, and with a line of its own when
 * the code is new; every other character stays. `path` is for messages.
 */
export function withSpelling(csv: string, entry: NewSpelling, path: string): string {
  if (entry.spelling.includes("|"))
    throw new PipelineError("bad_usage", {
      en: `${path}: ${JSON.stringify(entry.spelling)}: a spelling cannot hold "|", which separates them; use a map in sources.yaml`,
      ru: `${path}: «${entry.spelling}»: в написании не может быть знака «|», он разделяет написания; впишите соответствие (map) в sources.yaml`,
    });
  const text = csv.endsWith("\n") ? csv : `${csv}${csv === "" ? "" : "\n"}`;
  const records = readCells(text);
  const header = records[0]?.map((cell) => cell.text.replace(/^\uFEFF/, "").trim()) ?? [];
  const codeAt = header.indexOf("code");
  const rawAt = header.indexOf("raw");
  if (codeAt === -1 || rawAt === -1)
    throw new PipelineError("bad_config", {
      en: `${path}: the header has no column ${codeAt === -1 ? "code" : "raw"}; add it`,
      ru: `${path}: в шапке нет столбца ${codeAt === -1 ? "code" : "raw"}; добавьте его`,
    });
  const found = records.slice(1).find((cells) => cells[codeAt]?.text.trim() === entry.code);
  if (!found) return text + newLine(text, header, entry, path);
  const cell = found[rawAt];
  if (!cell)
    throw new PipelineError("bad_config", {
      en: `${path}: the line of ${entry.code} is too short; complete it`,
      ru: `${path}: в строке ${entry.code} не хватает ячеек; дополните её`,
    });
  const spellings = cell.text.split("|").map((spelling) => spelling.trim());
  if (spellings.some((spelling) => spellingKey(spelling) === spellingKey(entry.spelling))) return text;
  const written = quoted([...spellings.filter((spelling) => spelling !== ""), entry.spelling].join("|"));
  return text.slice(0, cell.start) + written + text.slice(cell.end);
}

function newLine(text: string, header: string[], entry: NewSpelling, path: string): string {
  if (entry.name_en === undefined && entry.name_ru === undefined)
    throw new PipelineError("bad_usage", {
      en: `${path}: there is no code ${JSON.stringify(entry.code)}; choose one that is there, or give name_en and name_ru to add it`,
      ru: `${path}: кода «${entry.code}» нет; выберите тот, что есть, или дайте новому коду названия`,
    });
  const cells: Record<string, string> = {
    code: entry.code,
    name_en: entry.name_en ?? "",
    name_ru: entry.name_ru ?? "",
    is_other: entry.is_other === undefined ? "" : String(entry.is_other),
    raw: entry.spelling,
  };
  const line = header.map((name) => quoted(cells[name] ?? "")).join(",");
  return `${line}${text.includes("\r\n") ? "\r\n" : "\n"}`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Cells of comma-separated text with their places, quotes included. */
function readCells(text: string): Cell[][] {
  const records: Cell[][] = [];
  let record: Cell[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\n|\r|$)/gy;
  for (let match = pattern.exec(text); match && match.index < text.length; match = pattern.exec(text)) {
    const [, cell = "", end] = match;
    const unquoted = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    record.push({start: match.index, end: match.index + cell.length, text: unquoted});
    if (end === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}
