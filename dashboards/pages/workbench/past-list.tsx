import {useEffect, useState} from "preact/hooks";
import {loadPast, type PastQuery} from "../../lib/sql.ts";
import {words} from "../../lib/words.ts";

interface PastListProps {
  /** Changes with every run: the list is asked for again. */
  version: number;
  onPick: (sql: string) => void;
}

/** The reader's own statements, each once, the latest first. */
export function PastList({version, onPick}: PastListProps) {
  const {t, f} = words.value;
  const [past, setPast] = useState<PastQuery[]>([]);
  useEffect(() => {
    loadPast().then(setPast, () => setPast([]));
  }, [version]);
  return (
    <section class="card past-list" id="past" aria-label={t("workbench.past")}>
      <header>
        <h2>{t("workbench.past")}</h2>
      </header>
      {past.length === 0 && <p class="state">{t("workbench.noPast")}</p>}
      <ul>
        {past.map(({query_id, at, sql, row_count, milliseconds, outcome}) => (
          <li key={query_id}>
            <button type="button" onClick={() => onPick(sql)} title={sql.slice(0, 2000)}>
              <code>{firstWords(sql)}</code>
            </button>
            <small>
              {f.moment(new Date(at).toISOString())} ·{" "}
              {outcome === "answered"
                ? t("workbench.rows", {rows: f.count(row_count)})
                : t("workbench.notAnswered")}{" "}
              · {t("workbench.ms", {ms: f.count(milliseconds)})}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

const firstWords = (sql: string): string => sql.replace(/\s+/g, " ").slice(0, 160);
