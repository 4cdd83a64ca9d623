import {PipelineError} from "../errors.ts";
import {type SourceConfig, sourceSchema} from "../sources/mapping.ts";
import {withoutNulls} from "./settings.ts";
import {readByHeaders} from "./settled-readings.ts";

/**
 * Checks one source's settings; a null takes its key away. The error names the key and what is wrong with it. Units that
 * only a header names are written down, so that what is shown and what is saved read a chosen column alike.
 */
export function readSettings(given: unknown, subject: string): SourceConfig {
  const parsed = sourceSchema.safeParse(withoutNulls(given));
  if (parsed.success) return readByHeaders(parsed.data);
  const issue = parsed.error.issues[0]!;
  const where = issue.path.join(".") || "(top level)";
  const what =
    issue.code === "unrecognized_keys"
      ? `unknown key ${issue.keys.join(", ")}`
      : issue.message.replace(/^Invalid input: /u, "");
  throw new PipelineError("bad_config", `${subject}: ${where}: ${what}; correct the settings`);
}
