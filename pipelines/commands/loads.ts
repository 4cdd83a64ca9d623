import {homeAt, readCompany} from "../company/company.ts";
import {askHealth} from "../health-file.ts";
import {type Command, countOf, languageOf, text} from "./command.ts";

interface LoadRow {
  load_id: number;
  source_id: string;
  file_name: string;
  received_at: string;
  status_code: string;
  row_count: number | null;
  accepted_count: number | null;
  rejected_count: number | null;
  superseded_count: number | null;
  skipped_count: number | null;
  unchanged_count: number | null;
  message: string | null;
  message_ru: string | null;
}

export const loadsCommand: Command = {
  usage: `estafeta loads [--source S] [--failed] [--limit N] [--lang en|ru] [--json]

What became of each file, the newest first: its number, source, name, when it came, its rows, and what is wrong when it
did not load. Rows that another file holds were set aside and came again there, or were corrected there. --failed lists
the files that wait to be mended or withdrawn.`,
  options: {
    source: {type: "string"},
    failed: {type: "boolean"},
    limit: {type: "string"},
    lang: {type: "string"},
    json: {type: "boolean"},
  },
  async execute(invocation) {
    const home = homeAt(invocation.home);
    const limit = countOf(invocation, "limit", 100);
    const language = languageOf(invocation, "en");
    const where =
      "coalesce(source_id = $source::varchar, true) and coalesce(status_code = $status::varchar, true)";
    const chosen = {
      source: text(invocation, "source") ?? null,
      status: invocation.values["failed"] ? "failed" : null,
    };
    const zone = readCompany(home).config.timezone;
    const {rows, total} = await askHealth(home, "loads", async (health) => ({
      rows: await health.rows<LoadRow>(
        `select load_id, source_id, file_name, strftime(timezone($zone, received_at), '%Y-%m-%d %H:%M') as received_at,
             status_code, row_count, accepted_count, rejected_count, superseded_count, skipped_count, unchanged_count,
             message, message_ru
         from loads where ${where} order by load_id desc limit ${limit}`,
        {...chosen, zone},
      ),
      total: await health.value(`select count(*) from loads where ${where}`, chosen),
    }));
    if (invocation.values["json"]) console.log(JSON.stringify(rows, null, 1));
    else for (const row of rows) console.log(linesOf(row, language));
    if (total === 0) console.error(words[language].none);
    if (total > rows.length) console.error(words[language].more(rows.length, total));
    return 0;
  },
};

function linesOf(row: LoadRow, language: "en" | "ru"): string {
  const {status, parts} = words[language];
  const counted = parts
    .filter(([column]) => column === "row_count" || (row[column] ?? 0) > 0)
    .map(([column, said]) => `${said} ${row[column]}`);
  const counts = row.status_code === "staged" ? `: ${counted.join(", ")}` : "";
  const line = `${row.load_id}  ${row.received_at}  ${row.source_id}/${row.file_name}  ${status[row.status_code] ?? row.status_code}${counts}`;
  const message = (language === "ru" ? row.message_ru : null) ?? row.message;
  return message === null ? line : `${line}\n    ${message}`;
}

type Counted = {[Name in keyof LoadRow]: LoadRow[Name] extends number | null ? Name : never}[keyof LoadRow];

const words: Record<
  "en" | "ru",
  {
    none: string;
    more: (shown: number, total: number) => string;
    status: Record<string, string>;
    parts: [Counted, string][];
  }
> = {
  en: {
    none: "there is no such file",
    more: (shown, total) => `${shown} of ${total} files shown; --limit shows more`,
    status: {landed: "waits to be read", staged: "loaded", failed: "did not load", withdrawn: "withdrawn"},
    parts: [
      ["row_count", "rows"],
      ["accepted_count", "accepted"],
      ["rejected_count", "set aside"],
      ["superseded_count", "held by another file"],
      ["skipped_count", "skipped"],
      ["unchanged_count", "known already"],
    ],
  },
  ru: {
    none: "такого файла нет",
    more: (shown, total) => `показано файлов: ${shown} из ${total}; больше покажет --limit`,
    status: {landed: "ждёт чтения", staged: "загружен", failed: "не загружен", withdrawn: "отозван"},
    parts: [
      ["row_count", "строк"],
      ["accepted_count", "принято"],
      ["rejected_count", "отложено"],
      ["superseded_count", "за другим файлом"],
      ["skipped_count", "пропущено"],
      ["unchanged_count", "уже известно"],
    ],
  },
};
