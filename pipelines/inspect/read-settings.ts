import type {Bilingual} from "../bilingual.ts";
import {describeIssue} from "../company/yaml.ts";
import {PipelineError} from "../errors.ts";
import {type SourceConfig, sourceSchema} from "../sources/mapping.ts";
import {withoutNulls} from "./settings.ts";

/** Checks one source's settings; a null takes its key away. The error names the key and what is wrong with it. */
export function readSettings(given: unknown, subject: Bilingual): SourceConfig {
  const parsed = sourceSchema.safeParse(withoutNulls(given));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const where = issue.path.join(".") || "(top level)";
  const what =
    issue.code === "unrecognized_keys"
      ? {en: `unknown key ${issue.keys.join(", ")}`, ru: `неизвестный ключ ${issue.keys.join(", ")}`}
      : issue.code === "invalid_key"
        ? describeIssue(issue)
        : {en: issue.message.replace(/^Invalid input: /u, ""), ru: describeIssue(issue).ru};
  throw new PipelineError("bad_config", {
    en: `${subject.en}: ${where}: ${what.en}; correct the settings`,
    ru: `${subject.ru}: ${where}: ${what.ru}; исправьте настройку`,
  });
}
