import {useState} from "preact/hooks";
import type {Role} from "../../queries/vocabulary.ts";
import {Shell} from "../components/shell.tsx";
import type {DemoUser} from "../lib/session.ts";
import {session} from "../lib/session.ts";
import {signIn} from "../lib/start.ts";
import {words} from "../lib/words.ts";

/** Who is most likely to look, first. */
const order: readonly Role[] = ["director", "head", "employee", "analyst", "hr", "admin"];

/** The demo company says aloud who may come in; a real one asks only for name and password. */
export function SignIn() {
  const {t} = words.value;
  const demo = (session.value?.demo?.users ?? []).toSorted(
    (a, b) => order.indexOf(a.role) - order.indexOf(b.role),
  );
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function enter(name: string, password: string): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await signIn(name, password);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Shell>
      <section class="entrance">
        <h1>{t("signIn.title")}</h1>
        <p>{t("signIn.lead")}</p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            void enter(String(form.get("name")), String(form.get("password")));
          }}
        >
          <label>
            {t("signIn.name")}
            <input name="name" autoComplete="username" required />
          </label>
          <label>
            {t("signIn.password")}
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          {failure && (
            <p class="state failed" role="alert">
              {t("signIn.failed", {message: failure})}
            </p>
          )}
          <button type="submit" class="primary" disabled={isBusy}>
            {t("signIn.enter")}
          </button>
        </form>
        {demo.length > 0 && <DemoUsers users={demo} isBusy={isBusy} enter={enter} />}
      </section>
    </Shell>
  );
}

interface DemoUsersProps {
  users: DemoUser[];
  isBusy: boolean;
  enter: (name: string, password: string) => Promise<void>;
}

function DemoUsers({users, isBusy, enter}: DemoUsersProps) {
  const {t} = words.value;
  return (
    <div class="demo-users">
      <h2>{t("signIn.demo")}</h2>
      <p>{t("signIn.demoLead")}</p>
      <ul>
        {users.map((person) => (
          <li key={person.name}>
            <button type="button" disabled={isBusy} onClick={() => void enter(person.name, person.password)}>
              <b>{t(`role.${person.role}`)}</b>
              <span>{person.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
