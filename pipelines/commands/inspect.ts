import {existsSync, statSync, writeFileSync} from "node:fs";
import {basename, resolve} from "node:path";
import {homeAt} from "../company/company.ts";
import {PipelineError} from "../errors.ts";
import {inspect} from "../inspect/inspect.ts";
import type {InspectedFile} from "../inspect/inspection.ts";
import {readSettings} from "../inspect/read-settings.ts";
import {report} from "../inspect/report.ts";
import {type SourceConfig, sourceNameSchema} from "../sources/mapping.ts";
import {type Command, type Invocation, text} from "./command.ts";
import {requireEntity} from "./fields-table.ts";
import {remedyOf, unknownYaml} from "./inspect-words.ts";
import {readSettingsFile, settingsOfOne} from "./settings-file.ts";

export const inspectCommand: Command = {
  usage: `estafeta inspect FILE... [--json] [--yaml FILE|-] [--name SOURCE] [--as KIND | --settings FILE|- [--complete]] [--rows N]

Looks at exports and proposes how to load them: what is sure, what is a guess, what must be asked, the first rows
as they would load and what would be set aside. Files given together are searched for columns that are keys of one
another. --as says what one row is when the columns do not tell, or tell it wrong (\`estafeta template\` lists the kinds,
\`estafeta template KIND --fields\` what each holds). --yaml writes the proposal as a piece of sources.yaml, --settings shows what these settings would load and
what they do not say; --complete adds that to them. Nothing that would load is exit code 1.`,
  options: {
    json: {type: "boolean"},
    yaml: {type: "string"},
    name: {type: "string"},
    as: {type: "string"},
    settings: {type: "string"},
    complete: {type: "boolean"},
    rows: {type: "string"},
  },
  async execute(invocation) {
    const files = invocation.positionals.map((file) => requireFile(file));
    if (files.length === 0)
      throw new PipelineError("bad_usage", "inspect: name one file or more; see `estafeta inspect --help`");
    const name = text(invocation, "name");
    if (name !== undefined && (files.length > 1 || !sourceNameSchema.safeParse(name).success))
      throw new PipelineError("bad_usage", `--name ${name}: expected a name of a-z, 0-9 and _ for one file`);
    const {settings, source} = namedKind(invocation, files) ?? fixedSettings(invocation, files);
    const called = name ?? source;
    const inspection = await inspect({
      files,
      home: homeAt(invocation.home),
      rows: rowCount(text(invocation, "rows") ?? "10"),
      ...(settings ? {settings} : {}),
      ...(called === undefined ? {} : {name: called}),
      completes: invocation.values["complete"] === true,
    });
    const yaml = text(invocation, "yaml");
    const written = inspection.files.map(yamlOf).join("");
    if (yaml === "-") process.stdout.write(written);
    else if (yaml !== undefined && written !== "") writeFileSync(yaml, written);
    if (invocation.values["json"]) console.log(JSON.stringify(inspection));
    else if (yaml !== "-") {
      for (const file of inspection.files) console.log(report(file));
      if (yaml !== undefined && written !== "")
        console.log(
          inspection.files.every((file) => file.yaml !== "" && file.error === null)
            ? `${yaml}: written, the settings as proposed`
            : `${yaml}: written with what is known; its comments say what is missing`,
        );
    }
    if (yaml !== undefined && written === "")
      console.error(`${yaml}: not written, the file cannot be read as a table`);
    const loads = inspection.files.some(
      ({error, preview, sameAs}) =>
        error === null && preview.some(({accepted}) => accepted > 0 || sameAs.length > 0),
    );
    if (loads) return 0;
    const [first] = inspection.files;
    console.error(`inspect: nothing would load; ${remedyOf(first!)}`);
    return 1;
  },
};

/** The settings proposed, or what is known of a file that can be read and fits nothing. */
function yamlOf(file: InspectedFile): string {
  return file.yaml === "" && file.columns.length > 0 ? unknownYaml(file) : file.yaml;
}

/** Settings that say what one row is and leave the fields to the proposal. */
function namedKind(
  invocation: Invocation,
  files: string[],
): {settings: Map<string, SourceConfig>; source?: string} | null {
  const entity = text(invocation, "as");
  if (entity === undefined) return null;
  if (text(invocation, "settings") !== undefined)
    throw new PipelineError("bad_usage", "--as and --settings both say what a row is; give one of them");
  requireEntity(entity, `--as ${entity}`);
  const settings = {entities: {[entity]: {fields: {}}}};
  return {settings: new Map(files.map((file) => [basename(file), settings]))};
}

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
function fixedSettings(
  invocation: Invocation,
  files: string[],
): {settings?: Map<string, SourceConfig>; source?: string} {
  const given = text(invocation, "settings");
  if (given === undefined) return {};
  const parsed = readSettingsFile(given);
  const names = files.map((file) => basename(file));
  const byFile = Object.entries(parsed).filter(([key]) => names.includes(key));
  const {name, settings} =
    byFile.length === 0 && files.length === 1
      ? settingsOfOne(parsed, names[0]!, given)
      : {name: null, settings: parsed};
  const pairs: [string, unknown][] = byFile.length > 0 ? byFile : [["", settings]];
  if (pairs[0]![0] === "" && files.length > 1)
    throw new PipelineError(
      "bad_usage",
      `--settings ${given}: with several files, give the settings by file name`,
    );
  return {
    settings: new Map(
      pairs.map(([file, own]) => [
        file,
        readSettings(own, {en: `--settings${file ? ` ${file}` : ""}`, ru: file || "настройка"}),
      ]),
    ),
    ...(name !== null && sourceNameSchema.safeParse(name).success ? {source: name} : {}),
  };
}
