import {useEffect, useState} from "preact/hooks";
import type {Role} from "../../queries/vocabulary.ts";
import {Shell} from "../components/shell.tsx";
import {Skeleton} from "../components/states.tsx";
import {getJson, sendJson} from "../lib/http.ts";
import {go} from "../lib/location.ts";
import {start} from "../lib/start.ts";
import {words} from "../lib/words.ts";

interface Invited {
  name: string;
  role: Role;
}

/** The one-time link: the invited person sets the first password and is signed in. */
export function Invitation({token}: {token: string}) {
  const {t} = words.value;
  const [invited, setInvited] = useState<Invited | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const address = `/api/invitations/${encodeURIComponent(token)}`;

  useEffect(() => {
    getJson<Invited>(address).then(setInvited, (error: Error) => setFailure(error.message));
  }, [address]);

  async function accept(password: string, repeated: string): Promise<void> {
    if (password !== repeated) return setFailure(t("invitation.different"));
    try {
      await sendJson("POST", address, {password});
      await start();
      go("/", {replace: true});
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <Shell>
      <section class="entrance">
        <h1>{t("invitation.title")}</h1>
        {!invited && !failure && <Skeleton height={180} />}
        {invited && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const form = new FormData(event.currentTarget);
              void accept(String(form.get("password")), String(form.get("repeated")));
            }}
          >
            <p>{t("invitation.lead", {name: invited.name, role: t(`role.${invited.role}`)})}</p>
            <input type="hidden" name="username" autoComplete="username" value={invited.name} />
            <label>
              {t("invitation.password")}
              <input name="password" type="password" autoComplete="new-password" minLength={10} required />
            </label>
            <label>
              {t("invitation.repeat")}
              <input name="repeated" type="password" autoComplete="new-password" minLength={10} required />
            </label>
            <button type="submit" class="primary">
              {t("invitation.accept")}
            </button>
          </form>
        )}
        {failure && (
          <p class="state failed" role="alert">
            {t("invitation.failed", {message: failure})}
          </p>
        )}
      </section>
    </Shell>
  );
}
