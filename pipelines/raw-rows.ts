import {join} from "node:path";
import type {Company, Home} from "./company/company.ts";
import {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {openLoad} from "./open-load.ts";
import {withScratch} from "./scratch.ts";
import {parseRecords} from "./sources/formats/records.ts";
import type {Load} from "./stage.ts";

/** A row of an archived file, with the corrections that hold unless it is read as it came. */
export interface RawRow {
  line: number;
  /** One for each column; of a record that could not be split, as far as its text can be taken apart. */
  cells: (string | null)[];
  /** The record as it came, when it could not be split; else null. */
  broken_text: string | null;
}

/** Reads rows of an archived file by line. A line that holds no record, or several, is refused with bad_usage. */
export async function readRawRows(
  home: Home,
  company: Company,
  load: Load,
  lines: readonly number[],
  {asItCame = false} = {},
): Promise<{columns: string[]; rows: RawRow[]}> {
  const source = company.sources.find((candidate) => candidate.id === load.source_id);
  const file = `${load.source_id}/${load.file_name}`;
  if (!source)
    throw new PipelineError("not_found", {
      en: `${file}: sources.yaml has no source ${load.source_id} any more; put it back first`,
      ru: `${file}: источника ${load.source_id} больше нет в sources.yaml; сначала верните его`,
    });
  return withScratch(home, async (folder) => {
    const corrections = asItCame ? join(folder, "none") : home.corrections;
    const table = await openLoad({...home, corrections, temporary: folder}, source, load);
    const database = await Database.open(":memory:", {temp_directory: folder});
    try {
      if (!table.hasLines) await table.split();
      const list = lines.map((line) => `${line}::bigint`).join(", ");
      const whole = await database.rows<Record<string, string | number | null>>(
        `select * from ${table.relation({lines: true})} where "__line" in (${list})`,
      );
      const broken = table.rejects
        ? await database.rows<{line_number: number; raw_text: string}>(
            `select line_number, raw_text from ${table.rejects} where line_number in (${list})`,
          )
        : [];
      const rows = lines.map((line): RawRow => {
        const [row, second] = whole.filter((candidate) => candidate["__line"] === line);
        if (second)
          throw new PipelineError("bad_usage", {
            en: `${file}:${line}: several rows are made of this line; correct the file itself and send it again`,
            ru: `${file}:${line}: из этой строки получается несколько; исправьте сам файл и отправьте его снова`,
          });
        if (row)
          return {
            line,
            cells: table.columns.map((name) => row[name] as string | null),
            broken_text: null,
          };
        const text = broken.find((candidate) => candidate.line_number === line)?.raw_text;
        if (text === undefined)
          throw new PipelineError("not_found", {
            en: `${file}:${line}: there is no row on this line, or it was dismissed; see \`estafeta rejected\``,
            ru: `${file}:${line}: такой строки нет, или её отклонили; обновите страницу`,
          });
        return {line, cells: takenApart(text, table.columns.length), broken_text: text};
      });
      return {columns: table.columns, rows};
    } finally {
      database.close();
      table.close();
    }
  });
}

/** The row as delimited text, written as quarantine writes it. */
export function rawTextOf({cells, broken_text}: RawRow): string {
  const quoted = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return broken_text ?? cells.map((cell) => quoted(cell ?? "")).join(";");
}

/** A broken record cut into cells: a start for who corrects it. */
function takenApart(text: string, width: number): (string | null)[] {
  const cells = cutBroken(text, width);
  return Array.from({length: width}, (_, index) => cells[index] || null);
}

/** A broken record cut by the delimiter that fits best. */
export function cutBroken(text: string, width: number): string[] {
  const ways = [";", ",", "\t", "|"].map((delimiter) => parseRecords(text, delimiter)[0]?.cells ?? []);
  return ways.reduce((left, right) =>
    Math.abs(right.length - width) < Math.abs(left.length - width) ? right : left,
  );
}
