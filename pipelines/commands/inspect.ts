import {existsSync, statSync, writeFileSync} from "node:fs";
import {basename, resolve} from "node:path";
import {homeAt} from "../company/company.ts";
import {PipelineError} from "../errors.ts";
import {inspect} from "../inspect/inspect.ts";
import {readSettings} from "../inspect/read-settings.ts";
import {report} from "../inspect/report.ts";
import {type SourceConfig, sourceNameSchema} from "../sources/mapping.ts";
import {type Command, type Invocation, text} from "./command.ts";
import {readSettingsFile, settingsOfOne} from "./settings-file.ts";

export const inspectCommand: Command = {
  usage: `estafeta inspect FILE... [--json] [--yaml FILE|-] [--name SOURCE] [--settings FILE|-] [--rows N]

Looks at exports and proposes how to load them: what is sure, what is a guess, what must be asked, the first rows
as they would load and what would be set aside. Files given together are searched for columns that are keys of one
another. --yaml writes the proposal as a piece of sources.yaml, --settings shows what these settings would load.`,
  options: {
    json: {type: "boolean"},
    yaml: {type: "string"},
    name: {type: "string"},
    settings: {type: "string"},
    rows: {type: "string"},
  },
  async execute(invocation) {
    const files = invocation.positionals.map((file) => requireFile(file));
    if (files.length === 0)
      throw new PipelineError("bad_usage", "inspect: name one file or more; see `estafeta inspect --help`");
    const name = text(invocation, "name");
    if (name !== undefined && (files.length > 1 || !sourceNameSchema.safeParse(name).success))
      throw new PipelineError("bad_usage", `--name ${name}: expected a name of a-z, 0-9 and _ for one file`);
    const settings = fixedSettings(invocation, files);
    const inspection = await inspect({
      files,
      home: homeAt(invocation.home),
      rows: rowCount(text(invocation, "rows") ?? "10"),
      ...(settings ? {settings} : {}),
      ...(name === undefined ? {} : {name}),
    });
    const yaml = text(invocation, "yaml");
    const written = inspection.files.map((file) => file.yaml).join("");
    if (yaml === "-") process.stdout.write(written);
    else if (yaml !== undefined) writeFileSync(yaml, written);
    if (invocation.values["json"]) console.log(JSON.stringify(inspection));
    else if (yaml !== "-") {
      for (const file of inspection.files) console.log(report(file));
      if (yaml !== undefined && written !== "") console.log(`${yaml}: written, the settings as proposed`);
    }
    return inspection.files.some(({columns}) => columns.length > 0) ? 0 : 1;
  },
};

function requireFile(file: string): string {
  const path = resolve(file);
  if (!existsSync(path))
    throw new PipelineError("not_found", `${file}: there is no such file; check the name`);
  if (!statSync(path).isFile())
    throw new PipelineError("bad_usage", `${file}: this is no file; name the files in it`);
  return path;
}

function rowCount(given: string): number {
  const rows = Number(given);
  if (Number.isInteger(rows) && rows >= 0 && rows <= 1000) return rows;
  throw new PipelineError("bad_usage", `--rows ${given}: expected a whole number up to 1000`);
}

/** Settings by the file's name; for a single file the settings themselves will do. */
function fixedSettings(invocation: Invocation, files: string[]): Map<string, SourceConfig> | null {
  const given = text(invocation, "settings");
  if (given === undefined) return null;
  const parsed = readSettingsFile(given);
  const names = files.map((file) => basename(file));
  const byFile = Object.entries(parsed).filter(([key]) => names.includes(key));
  const alone = () => (files.length === 1 ? settingsOfOne(parsed, names[0]!, given) : parsed);
  const pairs: [string, unknown][] = byFile.length > 0 ? byFile : [["", alone()]];
  if (pairs[0]![0] === "" && files.length > 1)
    throw new PipelineError(
      "bad_usage",
      `--settings ${given}: with several files, give the settings by file name`,
    );
  return new Map(
    pairs.map(([file, own]) => [
      file,
      readSettings(own, {en: `--settings${file ? ` ${file}` : ""}`, ru: file || "настройка"}),
    ]),
  );
}
