import {randomUUID} from "node:crypto";
import type {ErrorRequestHandler} from "express";

/** Every refusal the server can give, and its HTTP status. */
export const httpStatus = {
  bad_request: 400,
  bad_params: 400,
  bad_password: 400,
  not_signed_in: 401,
  bad_credentials: 401,
  forbidden: 403,
  forged_request: 403,
  not_found: 404,
  unknown_report: 404,
  unknown_snapshot: 404,
  unknown_run: 404,
  unknown_upload: 404,
  run_in_progress: 409,
  superseded: 409,
  source_exists: 409,
  effect_unseen: 409,
  invitation_spent: 410,
  too_large: 413,
  refused: 422,
  too_many_attempts: 429,
  internal: 500,
  unsupported_type: 500,
  run_not_started: 500,
  not_built: 503,
  no_snapshot: 503,
  report_timeout: 504,
  command_timeout: 504,
} as const satisfies Record<string, number>;
export type ErrorCode = keyof typeof httpStatus;

/** An expected refusal: its message is written for the reader and safe to show. */
export class HttpError extends Error {
  readonly code: ErrorCode;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = "HttpError";
    this.code = code;
    this.headers = headers;
  }
}

/** Errors of Express and its body parser carry a 4xx status; everything else is a bug and stays in the log. */
function expected(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (status === 413) return new HttpError("too_large", "request: the body is too large; send less");
  if (status === 404) return new HttpError("not_found", "there is nothing at this address");
  if (typeof status === "number" && status >= 400 && status < 500)
    return new HttpError("bad_request", "request: it cannot be read; check its address and body");
  return undefined;
}

export function errorHandler(log: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    let answer = expected(error);
    if (!answer) {
      const id = randomUUID();
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`error ${id} ${request.method} ${request.path}: ${detail}`);
      answer = new HttpError("internal", `something went wrong; the server log has it as ${id}`);
    }
    response
      .status(httpStatus[answer.code])
      .set({...answer.headers, "Cache-Control": "no-store"})
      .removeHeader("ETag");
    response.json({error: {code: answer.code, message: answer.message}});
  };
}
