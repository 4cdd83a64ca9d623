import type {PayrollStatus} from "../../../queries/vocabulary.ts";
import {Empty} from "../../components/states.tsx";
import type {Totals} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";

const parts = ["salary", "piece_rate", "bonus", "corrections"] as const;

/** What the month comes to, by the law's classes. */
export function TotalsCard({totals, status}: {totals: Totals; status: PayrollStatus}) {
  const {t, f, label} = words.value;
  return (
    <section class="card full" id="totals" aria-labelledby="totals-title">
      <header>
        <h2 id="totals-title">
          {totals.people === 0
            ? t("payouts.totalNobody")
            : t("payouts.total", {total: f.moneyExact(Number(totals.total)), n: f.count(totals.people)})}
        </h2>
        <p class="subtitle">
          {t("payouts.status", {
            status: label("payrollStatus", status),
            day: f.fullDay(totals.pay_day),
          })}
        </p>
      </header>
      {totals.people === 0 ? (
        <Empty>{t("payouts.nobody")}</Empty>
      ) : (
        <dl class="pay-parts">
          {parts.map((part) => (
            <div key={part}>
              <dt>{t(`payouts.part.${part}`)}</dt>
              <dd>{f.moneyExact(Number(totals[part]))}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
