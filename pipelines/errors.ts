/** Every code an expected failure may carry; `cli.ts` turns it into an exit code. */
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

/** An expected failure: `<subject>: <what is wrong>; <what to do>`. Prints as one line, without a stack. */
export class PipelineError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PipelineError";
    this.code = code;
  }
}

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
