import {randomBytes} from "node:crypto";
import {appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {parseArgs} from "node:util";

/** Stands in for the pipeline's command line; the name of the source says how the run goes. */
const text = {type: "string"} as const;
const flag = {type: "boolean"} as const;
const paying = {
  against: text,
  closed: text,
  decisions: text,
  plan: text,
  sensitivity: flag,
  csv: text,
  xlsx: text,
  lang: text,
};
const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {home: text, source: text, progress: text, json: flag, full: flag, ...paying},
});
const home = values.home ?? "";
const runs = join(home, "var", "runs");
const run = `${new Date().toISOString().replaceAll(/[-:.]/g, "")}-${randomBytes(2).toString("hex")}`;
const journal = join(runs, `${run}.ndjson`);

function write(line: Record<string, unknown>) {
  const json = `${JSON.stringify({at: new Date().toISOString(), run, ...line})}\n`;
  appendFileSync(journal, json);
  process.stdout.write(json);
}

if (positionals[0] === "config") process.stdout.write(readFileSync(join(home, "schedule.json")));
else if (positionals[0] === "payroll") {
  // months as the test wrote them into the home folder; accruals are whatever was frozen
  const kind = values.against
    ? "again"
    : values.decisions
      ? "tried"
      : values.plan
        ? `by-${values.plan}`
        : "pay";
  const file = join(home, `${kind}-${positionals[1]}.json`);
  if (values.decisions) writeFileSync(join(home, "decisions.json"), readFileSync(0, "utf8"));
  if (values.csv) writeFileSync(values.csv, readFileSync(0, "utf8"));
  else if (existsSync(file)) process.stdout.write(readFileSync(file, "utf8"));
  else {
    console.error(`plans/secret.yaml:3: e2 is promised 77 %`);
    process.exitCode = 1;
  }
} else if (values.source === "unknown") {
  const refused = {en: "--source unknown: there is no such source", ru: "источник unknown: такого нет"};
  const isForServer = process.env["ESTAFETA_REFUSALS"] === "json";
  console.error(isForServer ? JSON.stringify({refused}) : refused.en);
  process.exitCode = 2;
} else {
  mkdirSync(runs, {recursive: true});
  write({event: "run_started", pid: process.pid});
  write({event: "step_started", step: "land"});
  write({event: "step_progress", step: "land", progress: 0.5});
  if (values.source === "patient") while (!existsSync(join(home, "go"))) await pause(20);
  if (values.source === "killed") process.kill(process.pid, "SIGKILL");
  write({event: "step_finished", step: "land", status: "done", rows: 7, seconds: 0.1});
  const status = values.source === "broken" ? "failed" : "done";
  write({event: "run_finished", status});
  process.exitCode = status === "done" ? 0 : 1;
}
