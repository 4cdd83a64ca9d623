import {existsSync, statSync} from "node:fs";
import {resolve} from "node:path";
import {homeAt} from "../company/company.ts";
import {counted} from "../counted.ts";
import {PipelineError} from "../errors.ts";
import {readSettings} from "../inspect/read-settings.ts";
import {addFiles, saveSource} from "../inspect/save-source.ts";
import {additionsTo, readByHeaders} from "../inspect/settled-readings.ts";
import {inOneLine} from "../inspect/write-yaml.ts";
import {type Command, type Invocation, text} from "./command.ts";
import {readSettingsFile, settingsOfOne} from "./settings-file.ts";

export const sourceCommand: Command = {
  usage: `estafeta source save NAME --settings FILE|- [--file PATH]... [--replace]
estafeta source add NAME --file PATH...

Writes a source into company/sources.yaml, where comments and order stay as they are and a copy of the former file
goes to var/. --settings is the source as YAML, such as \`inspect --yaml\` writes, or as JSON; --file moves an export
into its inbox, from where the next run takes it. A source of this name is replaced only with --replace. \`add\` moves one more export
of a source that is set up already into its inbox.`,
  options: {
    settings: {type: "string"},
    file: {type: "string", multiple: true},
    replace: {type: "boolean"},
  },
  async execute(invocation) {
    const [action, name] = invocation.positionals;
    if (action === "add" && name !== undefined) return add(invocation, name);
    if (action !== "save" || name === undefined)
      throw new PipelineError(
        "bad_usage",
        "source: expected `source save NAME` or `source add NAME`; see `estafeta source --help`",
      );
    const given = text(invocation, "settings");
    if (given === undefined)
      throw new PipelineError(
        "bad_usage",
        "source save: --settings is missing; give a file of YAML or JSON, or - for standard input",
      );
    const settings = readSettings(settingsOfOne(readSettingsFile(given), name, given).settings, {
      en: `source ${name}`,
      ru: `источник ${name}`,
    });
    const additions = additionsTo(settings, readByHeaders(settings));
    const files = filesOf(invocation);
    const saved = await saveSource(homeAt(invocation.home), name, settings, {
      files,
      replace: invocation.values["replace"] === true,
    });
    console.log(
      `${name}: written to ${saved.path}${saved.moved > 0 ? `, ${counted(saved.moved, "file")} moved to its inbox` : ""}`,
    );
    for (const {entity, field, mapping} of additions)
      console.log(
        `${name}: ${entity}.${field} is read as its cells stand, whatever unit the header names; for that unit write ${inOneLine(mapping)}`,
      );
    return 0;
  },
};

function add(invocation: Invocation, name: string): number {
  const files = filesOf(invocation);
  if (files.length === 0)
    throw new PipelineError("bad_usage", "source add: --file is missing; name the exports to move");
  addFiles(homeAt(invocation.home), name, files);
  console.log(`${name}: ${counted(files.length, "file")} moved to its inbox; \`estafeta run\` loads them`);
  return 0;
}

const filesOf = (invocation: Invocation): string[] =>
  ((invocation.values["file"] ?? []) as unknown as string[]).map(requireFile);

function requireFile(file: string): string {
  const path = resolve(file);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new PipelineError("not_found", `--file ${file}: there is no such file; check the name`);
  return path;
}
