import {useState} from "preact/hooks";
import type {RelayFindingsRow, RelayFlowRow} from "../../../queries/generated/rows.ts";
import {type Leg, legs} from "../../../queries/vocabulary.ts";
import {legOfPost} from "../../charts/relay-posts.ts";
import {Link} from "../../components/link.tsx";
import {Failed, Skeleton} from "../../components/states.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {findingHref, findingSentence, findingSize} from "./finding-words.ts";

const mostShown = 7;
const mostPeople = 3;

/** The worst first, at most three people of one finding and seven in all; what is left out comes after them. */
export function sortFindings(rows: readonly RelayFindingsRow[]): {
  shown: RelayFindingsRow[];
  more: RelayFindingsRow[];
} {
  const sorted = rows.toSorted((a, b) => a.severity - b.severity);
  const first = sorted.filter((row) => row.place <= mostPeople).slice(0, mostShown);
  return {shown: first, more: sorted.filter((row) => !first.includes(row))};
}

/** Parts of the relay that no client was in: of them silence says nothing. */
export const missingLegs = (rows: readonly RelayFlowRow[]): Leg[] =>
  legs.filter((leg) =>
    rows.every((row) => legOfPost(row.step_code) !== leg || (row.client_count === 0 && !row.from_count)),
  );

/** What an empty strip means: all is well only where there was something to judge. */
export function silence(missing: readonly Leg[], {t, f, label}: Words): string {
  if (missing.length === legs.length) return t("decisions.empty");
  if (missing.includes("call_centre")) return t("decisions.noCalls");
  if (missing.length === 0) return t("decisions.none");
  return t("decisions.part", {missing: f.list(missing.map((leg) => label("leg", leg)))});
}

interface DecisionsProps {
  params: {month: string} | null;
  /** Null while it is not known. */
  missing: Leg[] | null;
}

/** Three to seven findings in words; silence is said too, unless there was nothing to judge. */
export function Decisions({params, missing}: DecisionsProps) {
  const all = words.value;
  const {t, f} = all;
  const findings = useReport("relay_findings", params);
  const [isOpen, setOpen] = useState(false);
  const {shown, more} = sortFindings(findings.rows);
  return (
    <section class="card full decisions" aria-labelledby="decisions-title">
      <header>
        <h2 id="decisions-title">{t("decisions.title")}</h2>
      </header>
      {findings.state === "failed" && <Failed message={findings.message} />}
      {findings.state === "loading" && shown.length === 0 && <Skeleton height={150} />}
      {findings.state === "ready" && missing && shown.length === 0 && (
        <p class="state">{silence(missing, all)}</p>
      )}
      <ol>
        {(isOpen ? [...shown, ...more] : shown).map((row) => (
          <Finding key={`${row.finding_code}-${row.subject_id}`} row={row} others={findings.rows} />
        ))}
      </ol>
      {more.length > 0 && (
        <button type="button" class="more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t("decisions.fewer") : t("decisions.more", {n: f.count(more.length)})}
        </button>
      )}
    </section>
  );
}

function Finding({row, others}: {row: RelayFindingsRow; others: readonly RelayFindingsRow[]}) {
  const all = words.value;
  return (
    <li class={`${row.leg_code} severity-${row.severity}`}>
      <Link href={findingHref(row)}>
        <span class="leg">{all.label("leg", row.leg_code)}</span>
        <span class="sentence">{findingSentence(row, all)}</span>
        <span class="size">{findingSize(row, all, others)}</span>
      </Link>
    </li>
  );
}
