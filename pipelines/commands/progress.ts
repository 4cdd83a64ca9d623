import type {JournalLine, Reporter} from "../journal.ts";

/** A bar on a terminal, plain lines elsewhere, or the journal itself for another program. */
export function reporterFor(mode: string | undefined): Reporter {
  if (mode === "json") return (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
  return process.stderr.isTTY ? bar : lines;
}

/** A run that serves nothing failed or was held back: the command itself says why, last, and once. */
const ends = (line: JournalLine) => line.snapshot !== undefined;

const width = 24;

function bar(line: JournalLine): void {
  const clear = "\r\u001b[K";
  if (line.event === "step_started") process.stderr.write(`${clear}${line.step}`);
  if (line.event === "step_progress") {
    const filled = Math.round((line.progress ?? 0) * width);
    const room = Math.max(10, (process.stderr.columns ?? 80) - width - 14);
    const message = (line.message ?? "").slice(0, room);
    process.stderr.write(
      `${clear}${(line.step ?? "").padEnd(8)} ${"█".repeat(filled)}${"░".repeat(width - filled)} ${message}`,
    );
  }
  if (line.event === "step_finished") process.stderr.write(`${clear}${finished(line)}\n`);
  if (line.event === "run_finished")
    process.stderr.write(clear + (ends(line) ? `${line.message ?? ""}\n` : ""));
}

function lines(line: JournalLine): void {
  if (line.event === "step_finished") console.error(finished(line));
  if (line.event === "run_finished" && ends(line)) console.error(line.message ?? "");
}

function finished(line: JournalLine): string {
  const rows = line.rows === undefined ? "" : `${line.rows.toLocaleString("en")} `.padStart(14);
  return `${(line.step ?? "").padEnd(8)} ${rows.padStart(14)}${(line.seconds ?? 0).toFixed(1).padStart(7)} s  ${line.message ?? ""}`.trimEnd();
}
