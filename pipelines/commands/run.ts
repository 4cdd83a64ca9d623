import {failedChecks} from "../checks.ts";
import {homeAt} from "../company/company.ts";
import {counted} from "../counted.ts";
import {whyLeftOut} from "../left-out.ts";
import {run} from "../run.ts";
import {type Command, text} from "./command.ts";
import {reporterFor} from "./progress.ts";

/** Findings told on the terminal; a first load of years of files may have hundreds. */
const mostSentences = 20;

async function execute(invocation: Parameters<Command["execute"]>[0], replay: boolean): Promise<number> {
  const source = text(invocation, "source");
  const memoryLimit = text(invocation, "memory");
  const result = await run(homeAt(invocation.home), {
    ...(source === undefined ? {} : {source}),
    ...(memoryLimit === undefined ? {} : {memoryLimit}),
    full: invocation.values["full"] === true,
    replay,
    reporter: reporterFor(text(invocation, "progress")),
  });
  sayRows(result);
  for (const sentence of result.drift.slice(0, mostSentences)) console.error(`changed: ${sentence}`);
  if (result.drift.length > mostSentences)
    console.error(
      `changed: ${counted(result.drift.length - mostSentences, "finding")} more; the Data health page lists them`,
    );
  for (const check of result.checks)
    if (check.status_code === "failed" && check.severity === "warn")
      console.error(`warning: ${check.check_name}: ${check.failed_row_count} found; ${check.message ?? ""}`);
  if (result.status === "checks_failed") return 3;
  return result.failedFiles.length + result.unread.length > 0 ? 1 : 0;
}

/** What a person must know of any run: files that failed or wait, rows set aside, and that nothing was published. */
export function sayRows(result: Awaited<ReturnType<typeof run>>): void {
  for (const message of result.failedFiles) console.error(`failed: ${message}`);
  if (result.unread.length > 0) console.error(unreadSentence(result.unread));
  for (const sentence of result.overtaken) console.error(`known already: ${sentence}`);
  for (const sentence of result.left) console.error(`left in the inbox: ${sentence}`);
  if (result.rejected > 0)
    console.error(
      `quarantine: ${counted(result.rejected, "row")} ${result.rejected === 1 ? "was" : "were"} set aside; see \`estafeta rejected\` or the Data health page`,
    );
  for (const {source_id, skipped, rows, ...why} of result.skipped)
    console.error(
      `left out: ${skipped} of ${counted(rows, "row")} of ${source_id}: ${whyLeftOut(skipped, why)}`,
    );
  if (result.status === "checks_failed")
    console.error(
      `nothing was published, the earlier snapshot keeps serving; ${failedChecks(result.checks).en}`,
    );
}

const mostNames = 5;

/** Why they failed was said in full when they did. */
function unreadSentence(files: readonly string[]): string {
  const others = files.length > mostNames ? [`${files.length - mostNames} more`] : [];
  const names = [...files.slice(0, mostNames), ...others].join(", ");
  return `still not loaded: ${counted(files.length, "file")} of earlier runs, and the figures lack ${files.length === 1 ? "it" : "them"}: ${names}; \`estafeta loads --failed\` says why; mend and send again, or \`estafeta fix withdraw FILE --by NAME --reason TEXT\` what is not needed`;
}

export const runCommand: Command = {
  usage: `estafeta run [--source S] [--full] [--memory 1400MB] [--progress json]

Lands new files of every source (or of S), stages and checks them, and publishes a snapshot.
--full stages every archived file again and builds every month; the result is the same, row for row.
Exit codes: 0 published, 1 a file or the run failed, 2 wrong usage, 3 a check failed and nothing was published.`,
  options: {
    source: {type: "string"},
    full: {type: "boolean"},
    memory: {type: "string"},
    progress: {type: "string"},
  },
  execute: (invocation) => execute(invocation, false),
};

export const replayCommand: Command = {
  usage: `estafeta replay [--progress json]

Reads the files with quarantined rows again, after a mapping or dictionary was corrected.`,
  options: {progress: {type: "string"}, memory: {type: "string"}},
  execute: (invocation) => execute(invocation, true),
};
