import type {Bilingual} from "./i18n.ts";
import {language} from "./language.ts";

/** The server's own words for what went wrong, never lost on the way to the page; the message is the reader's. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly said: Bilingual;
  /** The field of a form that the server means. */
  readonly field: string | null;
  constructor(status: number, code: string, said: Bilingual, field: string | null = null) {
    super(said[language.value]);
    this.name = "RequestError";
    this.status = status;
    this.code = code;
    this.said = said;
    this.field = field;
  }
}

/** A refusal as the server writes it; what something on the way wrote in its place is shown as it is. */
export function refusalOf(status: number, text: string, otherwise: Bilingual): RequestError {
  try {
    const {error} = JSON.parse(text) as {
      error: {code: string; message: string; message_ru: string; field?: string};
    };
    return new RequestError(status, error.code, {en: error.message, ru: error.message_ru}, error.field);
  } catch {
    return new RequestError(status, "unreadable", otherwise);
  }
}

export const unreachable: Bilingual = {
  en: "the server does not answer; check the connection",
  ru: "сервер не отвечает; проверьте связь",
};

/** Every request of the pages: the header tells the server that our own page asks. */
export async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, {
    credentials: "same-origin",
    ...init,
    headers: {"x-estafeta": "1", ...init.headers},
  }).catch((cause: unknown) => {
    // the browser's own words for it are English everywhere
    throw cause instanceof TypeError ? new RequestError(0, "unreachable", unreachable) : cause;
  });
  if (response.ok) return response;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<RequestError> {
  const text = await response.text();
  const shown = text.slice(0, 200) || response.statusText;
  return refusalOf(response.status, text, {en: shown, ru: shown});
}

export async function getJson<T>(url: string): Promise<T> {
  return (await request(url)).json() as Promise<T>;
}

export async function sendJson<T>(method: "POST" | "DELETE", url: string, body?: unknown): Promise<T | null> {
  const response = await request(url, {
    method,
    ...(body === undefined
      ? {}
      : {body: JSON.stringify(body), headers: {"content-type": "application/json"}}),
  });
  const text = await response.text();
  return text ? (JSON.parse(text) as T) : null;
}
