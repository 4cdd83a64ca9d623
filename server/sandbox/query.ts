import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {ConfigError, pathsOf, readConfig} from "../config.ts";
import {type Attached, openDataFile} from "../data-file.ts";
import {HttpError} from "../errors.ts";
import {readPointer} from "../pointer.ts";
import {type Answer, answer, withoutEnd} from "./answer.ts";
import {outputFormats, type Question} from "./output.ts";

const limits = {memory: "2GB", threads: 2, secondsPerQuery: 600};
const rowsOnTerminal = 200;

interface Asked extends Question {
  /** The file to write; the terminal otherwise. */
  output: string | undefined;
  home: string;
}

/** `estafeta query`: one SELECT against the analysts' file of the current snapshot, shut off from disk and network. */
async function main(args: string[]): Promise<void> {
  const {output, home, ...question} = readQuestion(args);
  const {path, parts} = await analystFile(home);
  const file = await openDataFile(path, parts, limits);
  try {
    const found = await answer(file, question);
    if (output === undefined) process.stdout.write(found.body);
    else writeFileSync(output, found.body);
    say(found, output);
    if (found.standIns.length > 0)
      console.error(
        `${found.standIns.join(", ")}: stand-ins here, one for each real value; who may see names sees them on the pages`,
      );
  } finally {
    file.close();
  }
}

function readQuestion(args: string[]): Asked {
  const text = {type: "string"} as const;
  const options = {home: text, format: text, output: text, limit: text};
  const {positionals, values} = parseArgs({args, allowPositionals: true, options});
  const [sql, ...more] = positionals;
  if (!sql?.trim() || more.length > 0)
    throw new ConfigError('query: expected one SQL text in quotes, such as estafeta query "select 1"');
  const format = outputFormats.find((known) => known === (values.format ?? "table"));
  if (!format)
    throw new ConfigError(`--format ${values.format}: expected one of ${outputFormats.join(", ")}`);
  const limit =
    values.limit === undefined ? (format === "table" ? rowsOnTerminal : null) : Number(values.limit);
  if (limit !== null && (!Number.isSafeInteger(limit) || limit < 1))
    throw new ConfigError(`--limit ${values.limit}: expected a whole number from 1`);
  const {home} = readConfig(values.home === undefined ? [] : ["--home", values.home], process.env);
  return {sql: withoutEnd(sql), values: {}, format, output: values.output, limit, home};
}

async function analystFile(home: string): Promise<{path: string; parts: Attached[]}> {
  const folder = pathsOf(home).snapshots;
  const current = await readPointer(join(folder, "current.json"));
  const published = current?.pointer.audiences.analyst;
  if (!published)
    throw new HttpError("no_snapshot", {
      en: "query: nothing has been published yet; `estafeta run` publishes",
      ru: "запрос: ещё ничего не опубликовано; запустите загрузку",
    });
  const parts = published.attach.map(({name, file}) => ({name, path: join(folder, file)}));
  return {path: join(folder, published.file), parts};
}

function say({rowCount, isCut}: Answer, output: string | undefined) {
  const rows = `${rowCount} ${rowCount === 1 ? "row" : "rows"}`;
  if (output !== undefined) console.error(`${output}: ${rows}`);
  if (isCut) console.error(`only the first ${rows}; there are more, --limit N shows them`);
}

function isUsage(error: Error): boolean {
  if (error instanceof ConfigError) return true;
  if (error instanceof HttpError) return error.code === "bad_params";
  return "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

// a reader such as `head` has had enough
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof Error)) throw error;
  console.error(error.message.split("\n")[0]);
  process.exitCode = isUsage(error) ? 2 : 1;
});
