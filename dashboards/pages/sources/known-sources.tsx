import {useEffect} from "preact/hooks";
import {Link} from "../../components/link.tsx";
import {Empty, Skeleton} from "../../components/states.tsx";
import {hrefOf} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {type KnownSource, known, knownFailure, loadKnown} from "./known.ts";

/** What is set up already, and when each last delivered. */
export function KnownSources() {
  const {t, f} = words.value;
  useEffect(() => void loadKnown(), []);
  const list = known.value;
  return (
    <section class="card full" id="known" aria-labelledby="known-title">
      <header>
        <h2 id="known-title">
          {list?.length
            ? t("sources.known.title", {count: list.length, n: f.count(list.length)})
            : t("sources.known.question")}
        </h2>
        <p class="subtitle">{t("sources.known.subtitle")}</p>
      </header>
      {knownFailure.value && (
        <p class="state failed" role="alert">
          {knownFailure.value}{" "}
          <button type="button" class="link" onClick={() => void loadKnown()}>
            {t("state.retry")}
          </button>
        </p>
      )}
      {!list && !knownFailure.value && <Skeleton height={220} />}
      {list?.length === 0 && <Empty>{t("sources.known.none")}</Empty>}
      {list && list.length > 0 && <KnownTable list={list} />}
    </section>
  );
}

function KnownTable({list}: {list: KnownSource[]}) {
  const {t, f, label} = words.value;
  const {state, rows} = useReport("sources", {});
  const delivered = new Map(rows.map((row) => [row.source_id, row]));
  // until it is known nothing is said, for "never" would be untrue
  const without = state === "ready" ? label("sourceStatus", "never") : "–";
  return (
    <div class="table-frame">
      <table>
        <caption class="sr-only">{t("sources.known.question")}</caption>
        <thead>
          <tr>
            <th scope="col">{label("columns", "source_id")}</th>
            <th scope="col">{label("columns", "preset")}</th>
            <th scope="col">{t("sources.known.makes")}</th>
            <th scope="col">{label("columns", "last_received_at")}</th>
            <th scope="col">{label("columns", "status_code")}</th>
          </tr>
        </thead>
        <tbody>
          {list.map(({source_id, preset, entities}) => {
            const row = delivered.get(source_id);
            return (
              <tr key={source_id}>
                <td data-label={label("columns", "source_id")}>
                  <Link href={hrefOf("/sources", {source: source_id})}>
                    {source_id}
                    <span class="sr-only"> {t("sources.known.change")}</span>
                  </Link>
                </td>
                <td data-label={label("columns", "preset")}>{preset ?? t("sources.known.own")}</td>
                <td data-label={t("sources.known.makes")}>
                  {entities.map((entity) => label("entity", entity)).join(", ")}
                </td>
                <td data-label={label("columns", "last_received_at")}>{f.moment(row?.last_received_at)}</td>
                <td data-label={label("columns", "status_code")}>
                  <Link href={`${hrefOf("/data-health")}#sources`}>
                    {row?.status_code ? label("sourceStatus", row.status_code) : without}
                  </Link>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
