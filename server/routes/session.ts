import {Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {verifyPassword} from "../auth/passwords.ts";
import {createRateLimit} from "../auth/rate-limit.ts";
import {clearSessionCookie, sessionToken, setSessionCookie, signedIn} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";
import {closeSession, openSession} from "../ledger/sessions.ts";
import {findUser, type User} from "../ledger/users.ts";

const credentials = z.object({name: z.string().min(1).max(100), password: z.string().min(1).max(200)});

/** What the browser may know of a user. */
export const publicUser = ({name, role, employee_id, team_id}: User) => ({name, role, employee_id, team_id});

/** GET, POST and DELETE /session: who am I, sign in, sign out. */
export function sessionRoutes({ledger, demo, snapshots}: Deps): Router {
  const router = Router();
  const limit = createRateLimit({attempts: 5, seconds: 15 * 60});

  router.get("/session", (request, response) => {
    response.set("Cache-Control", "no-store").json({
      user: request.user && publicUser(request.user),
      demo: demo.allowed ? {users: demo.users} : null,
      company: snapshots.current()?.company ?? null,
    });
  });

  router.post("/session", async (request, response) => {
    const parsed = credentials.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_request", {
        en: "sign-in: give a name and a password",
        ru: "введите имя и пароль",
      });
    const {name, password} = parsed.data;
    const key = `${name.trim().toLowerCase()} ${request.ip}`;
    const wait = limit.take(key);
    if (wait > 0) {
      const minutes = Math.ceil(wait / 60);
      const message = {
        en: `sign-in: too many attempts; try again in ${minutes} min`,
        ru: `слишком много попыток; попробуйте снова через ${minutes} мин`,
      };
      throw new HttpError("too_many_attempts", message, {"Retry-After": String(wait)});
    }
    const found = findUser(ledger, name);
    const user = found && found.disabled_at === null && (demo.allowed || !found.is_demo) ? found : undefined;
    if (!(await verifyPassword(password, user?.password_hash ?? null)) || !user) {
      audit(ledger, {actor: null, action: "sign_in_refused", subject: name, detail: request.ip ?? ""});
      throw new HttpError("bad_credentials", {
        en: "sign-in: the name or the password is wrong",
        ru: "неверное имя или пароль",
      });
    }
    limit.forget(key);
    const token = openSession(ledger, user, request.get("user-agent") ?? null);
    audit(ledger, {actor: user.name, action: "signed_in", detail: request.ip ?? ""});
    setSessionCookie(response, token);
    response.status(201).json({user: publicUser(user)});
  });

  router.delete("/session", (request, response) => {
    const user = signedIn(request);
    const token = sessionToken(request);
    if (token) closeSession(ledger, token);
    audit(ledger, {actor: user.name, action: "signed_out"});
    clearSessionCookie(response);
    response.status(204).end();
  });
  return router;
}
