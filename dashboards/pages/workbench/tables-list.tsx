import {useState} from "preact/hooks";
import type {PublishedTable} from "../../lib/sql.ts";
import {words} from "../../lib/words.ts";

interface TablesListProps {
  tables: readonly PublishedTable[];
  onTable: (table: PublishedTable) => void;
}

/** What there is to read: tables by name or by what they tell, each with its columns, units and words. */
export function TablesList({tables, onTable}: TablesListProps) {
  const {t, f} = words.value;
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = tables.filter(
    ({name, doc, columns}) =>
      wanted === "" ||
      `${name} ${doc}`.toLowerCase().includes(wanted) ||
      columns.some((column) => column.name.includes(wanted)),
  );
  return (
    <section class="card tables-list" id="tables" aria-label={t("workbench.tables")}>
      <header>
        <h2>{t("workbench.tables")}</h2>
      </header>
      <input
        type="search"
        aria-label={t("workbench.findTable")}
        placeholder={t("workbench.findTable")}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <p class="subtitle">{t("workbench.tablesFound", {found: f.count(found.length)})}</p>
      <div class="tables">
        {found.map((table) => (
          <details key={table.name}>
            <summary>
              <code>{table.name}</code>
            </summary>
            <div lang="en">
              <p>{table.doc}</p>
              <p class="subtitle">
                {t("card.grain")}: <code>{table.grain.join(", ")}</code>{" "}
                <button type="button" class="link" onClick={() => onTable(table)}>
                  {t("workbench.firstRows")}
                </button>
              </p>
              <dl>
                {table.columns.map(({name, type, unit, doc}) => (
                  <div key={name}>
                    <dt>
                      <code>{name}</code>{" "}
                      <small>
                        {type} · {unit}
                        {table.personal.includes(name) ? ` · ${t("workbench.standIn")}` : ""}
                      </small>
                    </dt>
                    <dd>{doc}</dd>
                  </div>
                ))}
              </dl>
            </div>
          </details>
        ))}
      </div>
    </section>
  );
}
