import {RequestError} from "../../lib/http.ts";
import type {Key} from "../../lib/i18n.ts";
import type {Words} from "../../lib/words.ts";

/** Refusals of the server that say no more than their code. */
const known: Record<string, Key> = {
  not_signed_in: "failure.not_signed_in",
  forbidden: "failure.forbidden",
  run_in_progress: "failure.run_in_progress",
  run_not_started: "failure.run_not_started",
  superseded: "failure.superseded",
  effect_unseen: "failure.effect_unseen",
  command_timeout: "failure.command_timeout",
  too_large: "failure.too_large",
};

/** What went wrong, in the reader's language where the code says it all; else as the server put it. */
export function failureText(error: Error, {t}: Words): string {
  const key = error instanceof RequestError ? known[error.code] : undefined;
  return key ? t(key) : error.message;
}
