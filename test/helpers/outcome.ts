import {existsSync, readdirSync} from "node:fs";
import type {Bilingual} from "../../pipelines/bilingual.ts";
import type {Home} from "../../pipelines/company/company.ts";
import {PipelineError} from "../../pipelines/errors.ts";
import {land} from "../../pipelines/land.ts";
import {openLoad} from "../../pipelines/open-load.ts";
import {type Load, type StagedFile, stageLoad} from "../../pipelines/stage.ts";
import type {Rejected, Staged} from "./stage.ts";

/** What became of one file. */
export interface Outcome {
  /** `<source>/<name>`. */
  file: string;
  /** Null when the file was refused as a whole. */
  counts: StagedFile | null;
  /** Why it was refused; null when it was not. */
  message: string | null;
  /** What was thrown; anything but a PipelineError is a fault of the program. */
  error: unknown;
  rejected: Rejected[];
  /** Copies left in the temporary folder. */
  left: string[];
}

/**
 * Lands what lies in the inbox and stages each file as a run does, one that is refused leaving the others alone.
 */
export async function* outcomes(open: Staged, home: Home): AsyncGenerator<Outcome, void> {
  const {warehouse, company} = open;
  const now = () => new Date();
  await land(warehouse, home, company, {sources: company.sources, now});
  const loads = await warehouse.rows<Load>(
    "select load_id, source_id, file_name, sha256, received_at::varchar as received_at from ops.loads where status_code = 'landed' order by load_id",
  );
  for (const load of loads) {
    const source = company.sources.find((candidate) => candidate.id === load.source_id)!;
    let [counts, error]: [StagedFile | null, unknown] = [null, null];
    try {
      const table = await openLoad(home, source, load);
      counts = await stageLoad(warehouse, company, source, load, table).finally(() => table.close());
    } catch (cause) {
      error = cause;
      await warehouse.run(`update ops.loads set status_code = 'failed' where load_id = ${load.load_id}`);
    }
    yield {
      file: `${load.source_id}/${load.file_name}`,
      counts,
      message: error instanceof Error ? error.message : error === null ? null : String(error),
      error,
      rejected: await warehouse.rows<Rejected>(
        `select entity, line_number, column_name, reason_code, value, raw_text from ops.rejected_rows where load_id = ${load.load_id} order by line_number, entity`,
      ),
      left: existsSync(home.temporary) ? readdirSync(home.temporary) : [],
    };
  }
}

/** What is wrong with a refusal as a message for a person: nothing, when it is one line about this file. */
export function faults({file, message, error, left}: Outcome): string[] {
  const found = left.map((name) => `left ${name} in the temporary folder`);
  if (message === null) return found;
  if (!(error instanceof PipelineError))
    return [...found, `crashed: ${error instanceof Error ? error.stack : message}`];
  const isNamed =
    message.startsWith(file) ||
    message.includes(`.${file.split("/")[0]}.`) ||
    message.includes(`: ${file.split("/")[0]}.`);
  if (!isNamed) found.push(`does not name ${file}: ${message}`);
  if (/[\n\r]/.test(message)) found.push(`more than one line: ${message}`);
  if (!message.includes("; ")) found.push(`does not say what to do: ${message}`);
  if (/\bundefined\b|\[object|\bat \/|\/tmp\/|\.ts:\d/.test(message))
    found.push(`speaks of the program: ${message}`);
  found.push(...russianFaults(file, error.said));
  if (message.length > 2000) found.push(`${message.length} characters long: ${message.slice(0, 200)}`);
  return found;
}

/** What the Russian of a refusal lacks that the English has: words of its own, the file, the figures, the advice. */
function russianFaults(file: string, {en, ru}: Bilingual): string[] {
  const found: string[] = [];
  // the name of the file may be Russian in an English sentence, so what follows it proves the language
  const advice = ru.slice(ru.indexOf("; "));
  if (!/\p{Script=Cyrillic}{3}/u.test(advice)) found.push(`says in Russian what is not: ${ru}`);
  if (ru === en) found.push(`is the same in both languages: ${ru}`);
  if (en.includes(file) !== ru.includes(file)) found.push(`names ${file} in one language only: ${ru}`);
  const figures = (text: string) => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort().join(" ");
  if (figures(en) !== figures(ru))
    found.push(`gives other figures: ${figures(en)} and ${figures(ru)}: ${ru}`);
  if (/[\n\r]/.test(ru) || !ru.includes("; ")) found.push(`is no line with advice: ${ru}`);
  return found;
}
