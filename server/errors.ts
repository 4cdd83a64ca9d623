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
  too_many_queries: 429,
  internal: 500,
  unsupported_type: 500,
  run_not_started: 500,
  not_built: 503,
  no_snapshot: 503,
  other_version: 503,
  report_timeout: 504,
  command_timeout: 504,
} as const satisfies Record<string, number>;
export type ErrorCode = keyof typeof httpStatus;

/** A sentence in both languages of the pages. */
export interface Bilingual {
  en: string;
  ru: string;
}

/** An expected refusal: its message is written for the reader, in both languages, and safe to show. */
export class HttpError extends Error {
  readonly code: ErrorCode;
  readonly said: Bilingual;
  readonly headers: Record<string, string>;
  /** The field of a form that it is about. */
  readonly field: string | undefined;

  constructor(code: ErrorCode, said: Bilingual, headers: Record<string, string> = {}, field?: string) {
    super(said.en);
    this.name = "HttpError";
    this.code = code;
    this.said = said;
    this.headers = headers;
    this.field = field;
  }
}

/** Errors of Express and its body parser carry a 4xx status; everything else is a bug and stays in the log. */
function expected(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (status === 413)
    return new HttpError("too_large", {
      en: "request: the body is too large; send less",
      ru: "запрос: слишком большой; отправьте меньше",
    });
  if (status === 404) return nothingHere();
  if (typeof status === "number" && status >= 400 && status < 500)
    return new HttpError("bad_request", {
      en: "request: it cannot be read; check its address and body",
      ru: "запрос: не читается; проверьте адрес и содержимое",
    });
  return undefined;
}

export const nothingHere = () =>
  new HttpError("not_found", {
    en: "there is nothing at this address",
    ru: "по этому адресу ничего нет",
  });

export const nothingPublished: Bilingual = {
  en: "nothing has been published yet; run the pipeline",
  ru: "ещё ничего не опубликовано; запустите загрузку",
};

export function errorHandler(log: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    let answer = expected(error);
    if (!answer) {
      const id = randomUUID();
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`error ${id} ${request.method} ${request.path}: ${detail}`);
      answer = new HttpError("internal", {
        en: `something went wrong; the server log has it as ${id}`,
        ru: `что-то сломалось; в журнале сервера это ${id}`,
      });
    }
    response
      .status(httpStatus[answer.code])
      .set({...answer.headers, "Cache-Control": "no-store"})
      .removeHeader("ETag");
    const {code, message, said, field} = answer;
    response.json({error: {code, message, message_ru: said.ru, ...(field && {field})}});
  };
}
