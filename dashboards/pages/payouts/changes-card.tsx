import {useState} from "preact/hooks";
import {type ChangedMonth, takeStep, usePay} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";

/** Closed months whose data came out otherwise since: said by itself, recalculated by hand alone. */
export function ChangesCard({onStep}: {onStep: () => void}) {
  const {t, f} = words.value;
  const [asked, again] = usePay<ChangedMonth[]>("changes");
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  if (asked.state === "loading" || (asked.state === "ready" && asked.answer.length === 0)) return null;
  const recalculate = (month: string) => {
    setBusy(month);
    setFailure(null);
    takeStep(`${month}/recalculate`, {})
      .then(() => {
        again();
        onStep();
      })
      .catch((error: Error) => setFailure(error.message))
      .finally(() => setBusy(null));
  };
  const said = failure ?? (asked.state === "failed" ? asked.message : null);
  return (
    <section class="card full" id="changes" aria-labelledby="changes-title">
      <header>
        <h2 id="changes-title">{t("payouts.changes.title")}</h2>
        <p class="subtitle">{t("payouts.changes.subtitle")}</p>
      </header>
      {asked.state === "ready" && (
        <ul class="pay-lines">
          {asked.answer.map(({month, people, line_count, change}) => (
            <li key={month}>
              <p>
                <span>
                  {t("payouts.changes.month", {
                    month: f.month(`${month}-01`),
                    lines: f.count(line_count),
                    people: f.count(people),
                    sum: `${Number(change) > 0 ? "+" : ""}${f.moneyExact(Number(change))}`,
                  })}
                </span>
                <button type="button" disabled={busy !== null} onClick={() => recalculate(month)}>
                  {t("payouts.recalculate")}
                </button>
              </p>
            </li>
          ))}
        </ul>
      )}
      {said && (
        <p class="state failed" role="alert">
          {said}
        </p>
      )}
    </section>
  );
}
