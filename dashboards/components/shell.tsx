import type {ComponentChildren} from "preact";
import {chooseLanguage} from "../lib/language.ts";
import {asOf, hrefOf, path, setQuery} from "../lib/location.ts";
import {pagesOf} from "../lib/menu.ts";
import {company, snapshot, user} from "../lib/session.ts";
import {signOut} from "../lib/start.ts";
import {nextTheme, theme} from "../lib/theme.ts";
import {words} from "../lib/words.ts";
import {Link} from "./link.tsx";

/** What stands on every page: the menu of the role, freshness and snapshot, theme, language, the way out. */
export function Shell({children}: {children: ComponentChildren}) {
  const {t, language} = words.value;
  const person = user.value;
  const other = language === "ru" ? "en" : "ru";
  return (
    <>
      <a class="skip" href="#main">
        {t("shell.skip")}
      </a>
      <header class="top">
        <Link href={hrefOf("/")} class="brand">
          <Mark />
          <span>{t("shell.name")}</span>
        </Link>
        <span class="company">{company.value?.name}</span>
        {person && (
          <nav aria-label={t("shell.menu")}>
            {pagesOf(person).map((page) => (
              <Link key={page.path} href={hrefOf(page.path)} current={path.value === page.path}>
                {t(page.short ?? page.title)}
              </Link>
            ))}
          </nav>
        )}
        <div class="controls">
          <button type="button" onClick={nextTheme} title={t(`theme.${theme.value}`)}>
            <span aria-hidden="true">{{system: "◐", light: "☀", dark: "☾"}[theme.value]}</span>
            <span class="sr-only">
              {t("theme.label")}: {t(`theme.${theme.value}`)}
            </span>
          </button>
          <button
            type="button"
            lang={other}
            onClick={() => {
              chooseLanguage(other);
              setQuery({lang: null});
            }}
          >
            {other === "ru" ? "Русский" : "English"}
          </button>
          {person && (
            <>
              <span class="person">
                {person.name === person.role ? "" : `${person.name}, `}
                {t(`role.${person.role}`)}
              </span>
              <button type="button" onClick={() => void signOut()}>
                {t("shell.signOut")}
              </button>
            </>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {person?.role === "head" && (
          <p class="banner own-team" role="note">
            {person.team_id === null ? t("shell.noTeam") : t("shell.ownTeam", {team: person.team_id})}
          </p>
        )}
        {children}
      </main>
      {person && <Freshness />}
    </>
  );
}

/** Which data the reader is looking at; on paper this line goes to the foot. */
function Freshness() {
  const {t, f} = words.value;
  const shown = snapshot.value;
  if (!shown) return null;
  return (
    <footer class="freshness">
      {shown.data_until && <span>{t("shell.dataUntil", {day: f.fullDay(shown.data_until)})}</span>}
      <span>{t("shell.published", {moment: f.moment(shown.published_at)})}</span>
      <span>
        {t("shell.snapshot")} <code>{asOf.value ?? shown.id}</code>
      </span>
      {asOf.value ? (
        <button type="button" class="link" onClick={() => setQuery({asOf: null})}>
          {t("shell.unpin")}
        </button>
      ) : (
        <button type="button" class="link" onClick={() => setQuery({asOf: shown.id})}>
          {t("shell.pin")}
        </button>
      )}
    </footer>
  );
}

function Mark() {
  return (
    <svg width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">
      <rect x="0" y="0" width="7" height="20" fill="var(--call-centre-fill)" />
      <rect x="9" y="0" width="7" height="13" fill="var(--hunters-fill)" />
      <rect x="18" y="0" width="7" height="8" fill="var(--farmers-fill)" />
    </svg>
  );
}
