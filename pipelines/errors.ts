import type {Bilingual} from "./bilingual.ts";

/** Every code an expected failure may carry; `command-line.ts` turns it into an exit code. */
export const errorCodes = [
  "bad_usage",
  "bad_config",
  "bad_file",
  "bad_mapping",
  "bad_model",
  "busy",
  "checks_failed",
  "not_found",
  "broken_archive",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What is wrong with a file or with how it is read stands on pages, so it is said in both of their languages. */
type FileCode = "bad_file" | "bad_mapping";

/** An expected failure: `<subject>: <what is wrong>; <what to do>`. Prints as one line, without a stack. */
export class PipelineError extends Error {
  readonly code: ErrorCode;
  /** The message as pages say it; what only the command line says is English in both. */
  readonly said: Bilingual;

  constructor(code: ErrorCode, message: Bilingual, options?: ErrorOptions);
  constructor(code: Exclude<ErrorCode, FileCode>, message: string, options?: ErrorOptions);
  constructor(code: ErrorCode, message: Bilingual | string, options?: ErrorOptions) {
    const said = typeof message === "string" ? {en: message, ru: message} : message;
    super(said.en, options);
    this.name = "PipelineError";
    this.code = code;
    this.said = said;
  }
}

/** The first line of what was thrown; DuckDB and Node speak English alone. */
export function saidOf(error: unknown): Bilingual {
  const said = error instanceof PipelineError ? error.said : sameIn(error);
  return {en: firstLine(said.en), ru: firstLine(said.ru)};
}

function sameIn(error: unknown): Bilingual {
  const message = error instanceof Error ? error.message : String(error);
  return {en: message, ru: message};
}

const firstLine = (text: string) => text.split("\n")[0] ?? "";

export const exitCodes: Record<ErrorCode, number> = {
  bad_usage: 2,
  bad_config: 1,
  bad_file: 1,
  bad_mapping: 1,
  bad_model: 1,
  busy: 1,
  checks_failed: 3,
  not_found: 1,
  broken_archive: 1,
};
