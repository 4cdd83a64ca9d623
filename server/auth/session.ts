import type {Request, RequestHandler, Response} from "express";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {type Bilingual, HttpError} from "../errors.ts";
import {findSession, sessionLifetime} from "../ledger/sessions.ts";
import type {User} from "../ledger/users.ts";

declare module "express-serve-static-core" {
  interface Request {
    /** Who asks; null when nobody is signed in. */
    user: User | null;
  }
}

const cookieName = "estafeta_session";

/** Puts the signed-in user, if any, on the request. */
export function authenticate({ledger, demo}: Deps): RequestHandler {
  return (request, response, next) => {
    const token = sessionToken(request);
    const session = token === undefined ? undefined : findSession(ledger, token);
    request.user = session && (demo.allowed || !session.user.is_demo) ? session.user : null;
    if (request.user && session?.renewed && token) setSessionCookie(response, token);
    next();
  };
}

/** Other sites can make a browser send a form, but not this header. */
export const refuseForged: RequestHandler = (request, _response, next) => {
  const safe = request.method === "GET" || request.method === "HEAD";
  if (!safe && request.get("x-estafeta") !== "1")
    throw new HttpError("forged_request", {
      en: "request: the header x-estafeta: 1 is missing; send it",
      ru: "запрос: нет заголовка x-estafeta: 1; добавьте его",
    });
  next();
};

export function signedIn(request: Request): User {
  if (!request.user)
    throw new HttpError("not_signed_in", {
      en: "nobody is signed in; sign in first",
      ru: "вход не выполнен; сначала войдите",
    });
  return request.user;
}

/** The signed-in user if the role is one of these. */
export function signedInAs(request: Request, subject: Bilingual, allowed: readonly Role[]): User {
  const user = signedIn(request);
  if (!allowed.includes(user.role))
    throw new HttpError("forbidden", {
      en: `${subject.en} is for ${allowed.join(", ")}; you are signed in as ${user.role}`,
      ru: `${subject.ru}: у вас нет на это права; попросите администратора`,
    });
  return user;
}

/** The same, and whoever is tied to an employee: what is shown to them is their own alone. */
export function signedInOrTied(request: Request, subject: Bilingual, allowed: readonly Role[]): User {
  const user = signedIn(request);
  return user.employee_id === null ? signedInAs(request, subject, allowed) : user;
}

export function sessionToken(request: Request): string | undefined {
  for (const pair of (request.get("cookie") ?? "").split(";")) {
    const [name, value] = pair.trim().split("=");
    if (name === cookieName && value) return value;
  }
  return undefined;
}

/** Secure follows the request: a browser that came by https never sends the cookie back in the clear. */
export function setSessionCookie(response: Response, token: string) {
  response.cookie(cookieName, token, {...attributes(response), maxAge: sessionLifetime});
}

export function clearSessionCookie(response: Response) {
  response.clearCookie(cookieName, attributes(response));
}

function attributes(response: Response) {
  return {httpOnly: true, sameSite: "lax", path: "/", secure: response.req.secure} as const;
}
