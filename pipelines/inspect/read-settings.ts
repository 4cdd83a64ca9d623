import {PipelineError} from "../errors.ts";
import {type SourceConfig, sourceSchema} from "../sources/mapping.ts";
import {withoutNulls} from "./settings.ts";

/** Checks one source's settings; a null takes its key away. The error names the key and what is wrong with it. */
export function readSettings(given: unknown, subject: string): SourceConfig {
  const parsed = sourceSchema.safeParse(withoutNulls(given));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const where = issue.path.join(".") || "(top level)";
  const what =
    issue.code === "unrecognized_keys"
      ? `unknown key ${issue.keys.join(", ")}`
      : issue.message.replace(/^Invalid input: /u, "");
  throw new PipelineError("bad_config", `${subject}: ${where}: ${what}; correct the settings`);
}
