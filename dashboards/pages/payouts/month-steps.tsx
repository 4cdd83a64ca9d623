import {useState} from "preact/hooks";
import {request} from "../../lib/http.ts";
import {type Closable, takeStep} from "../../lib/payroll.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {SayForm} from "./say-form.tsx";

/** What can be done with the month now; closing asks once more, because nothing leads back. */
export function MonthSteps({month: whole, onStep}: {month: Closable; onStep: () => void}) {
  const {month, status, hash, four_eyes, open_before: before = null} = whole;
  const [isElsewhere, setElsewhere] = useState(false);
  const isHr = user.value?.role === "hr";
  const {t, f, language} = words.value;
  const monthBefore = before && f.month(`${before}-01`);
  const sent = before !== null && isElsewhere ? {hash, not_paid_here: before} : {hash};
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isClosing, setClosing] = useState(false);
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    work()
      .then(onStep)
      .catch((error: Error) => setFailure(error.message))
      .finally(() => {
        setBusy(false);
        setClosing(false);
      });
  };
  const exportAs = (format: "csv" | "xlsx") => async () => {
    const answer = await request(`/api/payroll/${month}/export`, {
      method: "POST",
      body: JSON.stringify({format, lang: language}),
      headers: {"content-type": "application/json"},
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `payroll-${month}.${format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section class="card full" id="steps" aria-labelledby="steps-title">
      <header>
        <h2 id="steps-title">{t(`payouts.step.${status}`)}</h2>
        {four_eyes && <p class="subtitle">{t("payouts.fourEyes")}</p>}
      </header>
      {monthBefore && status === "draft" && (
        <>
          <p class="note">{t("payouts.closeBefore", {month: monthBefore})}</p>
          <label class="check">
            <input
              type="checkbox"
              checked={isElsewhere}
              onChange={({currentTarget}) => setElsewhere(currentTarget.checked)}
            />{" "}
            {t("payouts.notPaidHere", {month: monthBefore})}
          </label>
        </>
      )}
      {monthBefore && status === "review" && whole.review?.not_paid_here !== before && (
        <p class="note">{t("payouts.closeBefore", {month: monthBefore})}</p>
      )}
      <div class="buttons">
        {status === "draft" && (
          <button
            type="button"
            class="primary"
            disabled={isBusy || (before !== null && !isElsewhere)}
            onClick={() => run(() => takeStep(`${month}/review`, sent))}
          >
            {t("payouts.toReview")}
          </button>
        )}
        {status === "review" && !isClosing && (
          <button type="button" class="primary" disabled={isBusy} onClick={() => setClosing(true)}>
            {t("payouts.close")}
          </button>
        )}
        {status === "review" && isClosing && (
          <button
            type="button"
            class="primary"
            disabled={isBusy}
            onClick={() => run(() => takeStep(`${month}/close`, {hash}))}
          >
            {t("payouts.closeSurely")}
          </button>
        )}
        {(status === "closed" || status === "exported") && (
          <>
            <button type="button" disabled={isBusy} onClick={() => run(exportAs("xlsx"))}>
              {t("payouts.export", {format: "XLSX"})}
            </button>
            <button type="button" disabled={isBusy} onClick={() => run(exportAs("csv"))}>
              {t("payouts.export", {format: "CSV"})}
            </button>
            <button
              type="button"
              disabled={isBusy}
              onClick={() => run(() => takeStep(`${month}/recalculate`, {}))}
            >
              {t("payouts.recalculate")}
            </button>
          </>
        )}
      </div>
      {status === "review" && isHr && (
        <details class="ask">
          <summary>{t("payouts.back")}</summary>
          <SayForm
            label={t("payouts.why")}
            onSay={(reason) => takeStep(`${month}/draft`, {reason}).then(onStep)}
          />
        </details>
      )}
      {failure && (
        <p class="state failed" role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}
