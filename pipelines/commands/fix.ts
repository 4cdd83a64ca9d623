import {readFileSync} from "node:fs";
import {readChanges} from "../changes.ts";
import {homeAt} from "../company/company.ts";
import {captionOf, entityCaption} from "../contracts/captions.ts";
import {counted} from "../counted.ts";
import {PipelineError} from "../errors.ts";
import {prepareFix, type Recorded, recordFix, undoFix, withdrawFile} from "../fix.ts";
import {correctionLines} from "../health-corrections.ts";
import {receivedNames} from "../land.ts";
import {reasonWords} from "../reasons.ts";
import type {SameKey} from "../same-keys.ts";
import {type Effect, tryFix, tryUndo} from "../trial.ts";
import {type Command, type Invocation, text} from "./command.ts";

export const fixCommand: Command = {
  usage: `estafeta fix --changes FILE|- [--trial] [--json]
estafeta fix list [--json]
estafeta fix undo ID... --by NAME --reason TEXT [--json]
estafeta fix undo ID... --trial [--json]
estafeta fix withdraw FILE... --by NAME --reason TEXT [--json]

Corrects what waits in quarantine; the files stay as they came. The changes are JSON:
{"by": "who", "reason": "why",
 "rows": [{"load_id": 12, "line": 345, "cells": {"column of the file": "new cell"}}],
 "dismiss": [{"load_id": 12, "line": 346}],
 "dictionary": [{"dictionary": "refusal_reasons", "code": "no_need", "spelling": "not now"}],
 "settings": [{"source": "shop", "set": {"format": {"encoding": "windows-1251"}}}]}
--trial changes nothing and tells the effect on quarantine and months, of undoing too. Without it the changes are recorded;
\`estafeta replay\` then applies them. Numbers of loads and lines: \`estafeta rejected --json\`. A setting
mends every such row: {"source": "shop", "set": {"entities": {"payments": {"fields": {"amount": {"currency": "RUB"}}}}}}
takes amounts below a header of another currency for the company's own. \`withdraw\` ends the waiting for files that
could not be read and are not needed, by the numbers that \`estafeta loads --failed\` tells.`,
  options: {
    changes: {type: "string"},
    trial: {type: "boolean"},
    json: {type: "boolean"},
    by: {type: "string"},
    reason: {type: "string"},
    memory: {type: "string"},
  },
  async execute(invocation) {
    const [verb, ...ids] = invocation.positionals;
    if (verb === "list") return list(invocation);
    if (verb === "undo") return undo(invocation, ids);
    if (verb === "withdraw") return withdraw(invocation, ids);
    if (verb !== undefined)
      throw new PipelineError(
        "bad_usage",
        `fix ${verb}: expected list, undo or withdraw; see \`estafeta fix --help\``,
      );
    const home = homeAt(invocation.home);
    const changes = readChanges(readDocument(text(invocation, "changes")));
    if (invocation.values["trial"]) {
      const effect = await tryFix(home, changes, trialOptions(invocation));
      print(invocation, effect, effectLines(effect, correcting));
    } else {
      const recorded = recordFix(home, await prepareFix(home, changes, new Date()));
      print(invocation, recorded, recordedLines(recorded));
    }
    return 0;
  },
};

function list(invocation: Invocation): number {
  const home = homeAt(invocation.home);
  const names = receivedNames(home);
  const lines = correctionLines(home).map((line) => ({
    ...line,
    file_name: line.file_name ?? names.get(`${line.source_id} ${line.sha256}`) ?? null,
  }));
  print(
    invocation,
    lines,
    lines.map((line) => {
      const file = [line.source_id, line.file_name].filter((part) => part !== null).join("/");
      const place = `${file}${line.line_number === null ? "" : `:${line.line_number}`}`;
      const undone =
        line.undone_by === null
          ? ""
          : `\n    taken back by ${line.undone_by} at ${line.undone_at}: ${line.undone_reason}`;
      return `${line.correction_id}  ${line.recorded_at}  ${line.by_name}: ${line.reason}\n    ${line.kind_code} ${place}  ${[line.before_text, line.after_text].filter((part) => part !== null).join(" -> ")}${undone}`;
    }),
  );
  return 0;
}

async function undo(invocation: Invocation, ids: string[]): Promise<number> {
  const [by, reason] = [text(invocation, "by"), text(invocation, "reason")];
  const isTrial = invocation.values["trial"] === true;
  if (ids.length === 0 || (!isTrial && (!by || !reason)))
    throw new PipelineError(
      "bad_usage",
      "fix undo: expected an id, --by and --reason, or --trial; `estafeta fix list` shows the ids",
    );
  const home = homeAt(invocation.home);
  if (isTrial) {
    const effect = await tryUndo(home, ids, trialOptions(invocation));
    print(invocation, effect, effectLines(effect, undoing));
    return 0;
  }
  const recorded = ids.map((id) => undoFix(home, id, {by: by!, reason: reason!}, new Date()));
  print(invocation, recorded, recordedLines(recorded));
  return 0;
}

async function withdraw(invocation: Invocation, ids: string[]): Promise<number> {
  const [by, reason] = [text(invocation, "by"), text(invocation, "reason")];
  if (ids.length === 0 || !ids.every((id) => /^[1-9]\d{0,8}$/.test(id)) || !by || !reason)
    throw new PipelineError(
      "bad_usage",
      "fix withdraw: expected numbers of files, --by and --reason; `estafeta loads --failed` tells the numbers",
    );
  const home = homeAt(invocation.home);
  const recorded: Recorded[] = [];
  for (const id of ids) recorded.push(await withdrawFile(home, Number(id), {by, reason}, new Date()));
  print(invocation, recorded, recordedLines(recorded));
  return 0;
}

function readDocument(path: string | undefined): string {
  if (path === undefined)
    throw new PipelineError(
      "bad_usage",
      "fix: --changes is missing; name a file, or - to read what is sent in",
    );
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (cause) {
    throw new PipelineError("bad_usage", `--changes ${path}: the file cannot be read; check its name`, {
      cause,
    });
  }
}

function print(invocation: Invocation, value: unknown, lines: string[]): void {
  console.log(invocation.values["json"] ? JSON.stringify(value, null, 1) : lines.join("\n"));
}

function recordedLines(recorded: readonly Recorded[]): string[] {
  return [
    ...recorded.map(({id, kind, file, line}) => `${id}  ${kind} ${file}${line === null ? "" : `:${line}`}`),
    "recorded; `estafeta replay` applies it",
  ];
}

function trialOptions(invocation: Invocation): Parameters<typeof tryFix>[2] {
  const memoryLimit = text(invocation, "memory");
  return {now: () => new Date(), ...(memoryLimit === undefined ? {} : {memoryLimit})};
}

const correcting = {refused: "refused still", end: "nothing was changed; without --trial it is recorded"};
const undoing = {
  refused: "set aside again",
  end: "nothing was changed; with --by and --reason instead of --trial it is taken back",
};

function effectLines(effect: Effect, said: typeof correcting): string[] {
  const months = effect.months.flatMap(({month, figures}) =>
    figures.map(({figure, before, after}) => `${month}  ${figure}: ${before ?? "-"} -> ${after ?? "-"}`),
  );
  return [
    `in quarantine: ${effect.rejected.before} -> ${counted(effect.rejected.after, "row")}`,
    ...effect.still.map(
      ({load_id, line, column, reason, value}) =>
        `${said.refused}: ${load_id}:${line} ${column ?? ""} ${value === null ? "" : JSON.stringify(value)} ${reasonWords(reason)}`,
    ),
    ...effect.same_keys.map(sameKeyLine),
    ...(months.length > 0 ? months : ["no figure of any month changes"]),
    ...(effect.undated > 0
      ? [
          `${counted(effect.undated, "row")} that would wait still ${effect.undated === 1 ? "has" : "have"} no day that can be read, so no month says that it lacks ${effect.undated === 1 ? "it" : "them"}`,
        ]
      : []),
    ...effect.checks_failed.map((check) => `the check ${check} would fail, and nothing would be published`),
    said.end,
  ];
}

function sameKeyLine({entity, key, rows, accepted_in, replaced}: SameKey): string {
  const name = (field: string) => captionOf(entity, field).en;
  const values = Object.entries(key).map(([field, value]) => `${name(field)} ${value ?? ""}`);
  const places = rows.map(({load_id, line}) => `${load_id}:${line}`).join(", ");
  const what = `${entityCaption(entity).en}, ${values.join(", ")}: `;
  const several = rows.length > 1 ? `; of the corrected rows ${places} one is kept` : "";
  if (accepted_in === null) return `warning: ${what}one key${several}`;
  if (replaced.length === 0)
    return `warning: ${what}an accepted row of ${accepted_in} has this key and stays; ${places} adds nothing`;
  const changes = replaced.map(
    ({field, before, after}) => `${name(field)} ${before ?? "-"} -> ${after ?? "-"}`,
  );
  return `warning: ${what}the accepted row of ${accepted_in} is replaced: ${changes.join("; ")}${several}`;
}
