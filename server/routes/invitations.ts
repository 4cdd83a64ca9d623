import {Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {hashPassword, passwordLength} from "../auth/passwords.ts";
import {setSessionCookie} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import {acceptInvitation, findInvited} from "../ledger/invitations.ts";
import {openSession} from "../ledger/sessions.ts";
import {publicUser} from "./session.ts";

const {min, max} = passwordLength;
const body = z.object({password: z.string().min(min).max(max)});

/** GET and POST /invitations/:token: whose link it is; set the password and sign in, once. */
export function invitationRoutes({ledger}: Deps): Router {
  const router = Router();
  const spent = () =>
    new HttpError("invitation_spent", {
      en: "this link has been used or is older than 48 hours; ask for a new one",
      ru: "ссылкой уже воспользовались, или ей больше 48 часов; попросите новую",
    });

  router.get("/invitations/:token", (request, response) => {
    const user = findInvited(ledger, request.params.token);
    if (!user) throw spent();
    response.set("Cache-Control", "no-store").json({name: user.name, role: user.role});
  });

  router.post("/invitations/:token", async (request, response) => {
    const {token} = request.params;
    if (!findInvited(ledger, token)) throw spent();
    const parsed = body.safeParse(request.body);
    if (!parsed.success)
      throw new HttpError("bad_password", {
        en: `password: give ${min} to ${max} characters`,
        ru: `пароль: нужно от ${min} до ${max} знаков`,
      });
    const user = acceptInvitation(ledger, token, await hashPassword(parsed.data.password));
    if (!user) throw spent();
    setSessionCookie(response, openSession(ledger, user, request.get("user-agent") ?? null));
    response.status(201).json({user: publicUser(user)});
  });
  return router;
}
