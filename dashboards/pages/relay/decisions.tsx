import {Link} from "../../components/link.tsx";
import {Failed, Skeleton} from "../../components/states.tsx";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {findingHref, findingSentence, findingSize} from "./finding-words.ts";

/** Three to seven findings in words, the worst first; silence is said too. */
export function Decisions({params, isEmpty}: {params: {month: string} | null; isEmpty: boolean}) {
  const all = words.value;
  const {t, label} = all;
  const findings = useReport("relay_findings", params);
  const shown = findings.rows.toSorted((a, b) => a.severity - b.severity).slice(0, 7);
  return (
    <section class="card full decisions" aria-labelledby="decisions-title">
      <header>
        <h2 id="decisions-title">{t("decisions.title")}</h2>
      </header>
      {findings.state === "failed" && <Failed message={findings.message} />}
      {findings.state === "loading" && shown.length === 0 && <Skeleton height={150} />}
      {findings.state === "ready" && shown.length === 0 && (
        <p class="state">{t(isEmpty ? "decisions.empty" : "decisions.none")}</p>
      )}
      <ol>
        {shown.map((row) => (
          <li
            key={`${row.finding_code}-${row.subject_id}`}
            class={`${row.leg_code} severity-${row.severity}`}
          >
            <Link href={findingHref(row)}>
              <span class="leg">{label("leg", row.leg_code)}</span>
              <span class="sentence">{findingSentence(row, all)}</span>
              <span class="size">{findingSize(row, all)}</span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
