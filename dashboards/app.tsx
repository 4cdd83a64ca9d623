import type {ComponentType} from "preact";
import {useEffect, useState} from "preact/hooks";
import {Shell} from "./components/shell.tsx";
import {Failed, NoData, Notice, Skeleton} from "./components/states.tsx";
import {listenToServer} from "./lib/events.ts";
import {go, hrefOf, path} from "./lib/location.ts";
import {menu, pagesOf} from "./lib/menu.ts";
import {session, snapshot, startFailure, user} from "./lib/session.ts";
import {words} from "./lib/words.ts";
import {Invitation} from "./pages/invitation.tsx";
import {SignIn} from "./pages/sign-in.tsx";

type Page = ComponentType;

/** Pages come when they are opened; the director's first page is asked for before the session is known. */
const sources: Record<string, () => Promise<Page>> = {
  "/relay": () => import("./pages/relay/relay.tsx").then((module) => module.Relay),
  "/call-centre": () => import("./pages/call-centre/call-centre.tsx").then((module) => module.CallCentre),
  "/call-quality": () => import("./pages/call-quality/call-quality.tsx").then((module) => module.CallQuality),
  "/refusals": () => import("./pages/refusals/refusals.tsx").then((module) => module.Refusals),
  "/hunters": () => import("./pages/hunters/hunters.tsx").then((module) => module.Hunters),
  "/farmers": () => import("./pages/farmers/farmers.tsx").then((module) => module.Farmers),
  "/base": () => import("./pages/base/base.tsx").then((module) => module.ClientBase),
  "/contacts": () => import("./pages/contacts/contacts.tsx").then((module) => module.Contacts),
  "/revival": () => import("./pages/revival/revival.tsx").then((module) => module.Revival),
  "/case": () => import("./pages/case/case.tsx").then((module) => module.Case),
  "/payouts": () => import("./pages/payouts/payouts.tsx").then((module) => module.Payouts),
  "/norms": () => import("./pages/norms/norms.tsx").then((module) => module.Norms),
  "/data-health": () => import("./pages/data-health/data-health.tsx").then((module) => module.DataHealth),
  "/sources": () => import("./pages/sources/sources.tsx").then((module) => module.Sources),
  "/workbench": () => import("./pages/workbench/workbench.tsx").then((module) => module.Workbench),
  "/my": () => import("./pages/my/my.tsx").then((module) => module.My),
};

/** Pages that have something to say before anything is published. */
const beforeData = ["/data-health", "/sources"];

const first = path.value === "/" ? "/relay" : path.value;
void sources[first]?.().catch(() => undefined);

export function App() {
  const person = user.value;
  useEffect(() => {
    if (!person) return;
    return listenToServer();
  }, [person?.name]);
  if (startFailure.value)
    return (
      <Shell>
        <Notice>
          <Failed message={startFailure.value} />
        </Notice>
      </Shell>
    );
  if (!session.value)
    return (
      <Shell>
        <Skeleton height={480} />
      </Shell>
    );
  if (path.value.startsWith("/invitation/")) return <Invitation token={path.value.split("/")[2] ?? ""} />;
  if (!person) return <SignIn />;
  return (
    <Shell>
      {snapshot.value || beforeData.includes(path.value) ? (
        <Route key={path.value} />
      ) : (
        <NoData isPublished={false} />
      )}
    </Shell>
  );
}

function Route() {
  const {t} = words.value;
  const own = user.value ? pagesOf(user.value) : [];
  const page = menu.find((candidate) => candidate.path === path.value);
  const home = own[0]?.path;
  const [Loaded, setLoaded] = useState<{page: Page} | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (path.value === "/" && home) go(hrefOf(home), {replace: true});
    void sources[path.value]?.().then(
      (loaded) => setLoaded({page: loaded}),
      (error: Error) => setFailure(error.message),
    );
  }, []);
  useEffect(() => {
    const names = new Set([page ? t(page.title) : "", t("shell.name")]);
    document.title = [...names].filter(Boolean).join(" · ");
  }, [page, t]);

  if (failure)
    return (
      <Notice>
        <Failed message={failure} />
      </Notice>
    );
  if (own.length === 0) return <Notice>{t("state.noPages")}</Notice>;
  if (path.value === "/") return <Skeleton height={480} />;
  if (!page) return <Notice>{t("state.noSuchPage")}</Notice>;
  if (!own.includes(page)) return <Notice>{t("state.forbidden")}</Notice>;
  return Loaded ? <Loaded.page /> : <Skeleton height={480} />;
}
