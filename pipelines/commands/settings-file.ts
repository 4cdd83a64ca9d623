import {existsSync, readFileSync} from "node:fs";
import {parseDocument} from "yaml";
import {PipelineError} from "../errors.ts";
import {sourceSchema} from "../sources/mapping.ts";

type Settings = Record<string, unknown>;

/** What a file of settings says, in JSON or YAML, or standard input for `-`. */
export function readSettingsFile(given: string): Settings {
  if (given !== "-" && !existsSync(given))
    throw new PipelineError("not_found", `--settings ${given}: there is no such file; check the name`);
  const {value, error} = parse(readFileSync(given === "-" ? 0 : given, "utf8"));
  if (isSettings(value)) return value;
  const what = error ?? "this is no mapping";
  throw new PipelineError(
    "bad_usage",
    `--settings ${given}: ${what}; give a source's settings as YAML or JSON`,
  );
}

function parse(text: string): {value?: unknown; error?: string} {
  try {
    return {value: JSON.parse(text)};
  } catch {
    const document = parseDocument(text, {prettyErrors: false});
    const [broken] = document.errors;
    return broken ? {error: `not valid YAML: ${broken.message.split("\n")[0]}`} : {value: document.toJS()};
  }
}

/** The settings of one source and the name they stand under, if any: bare, under its name as `inspect --yaml` writes them, or in a block `sources:`. */
export function settingsOfOne(
  value: Settings,
  name: string,
  given: string,
): {name: string | null; settings: Settings} {
  const isBlock = Object.keys(value).length === 1 && isSettings(value["sources"]);
  const inner = isBlock ? (value["sources"] as Settings) : value;
  if (!isBlock && !areSources(value)) return {name: null, settings: value};
  const names = Object.keys(inner);
  const own = names.includes(name) ? name : names.length === 1 ? names[0]! : null;
  if (own !== null && isSettings(inner[own])) return {name: own, settings: inner[own]};
  throw new PipelineError(
    "bad_usage",
    `--settings ${given}: it has no source ${name} but ${names.join(", ") || "nothing"}; name one of them`,
  );
}

/** True when each key is the name of a source and not a setting of one. */
function areSources(value: Settings): boolean {
  const isKey = (key: string) => Object.hasOwn(sourceSchema.shape, key);
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, inner]) => !isKey(key) && isSettings(inner) && Object.keys(inner).some(isKey))
  );
}

const isSettings = (value: unknown): value is Settings =>
  typeof value === "object" && value !== null && !Array.isArray(value);
