import {DataTable} from "../../components/data-table.tsx";
import {Link} from "../../components/link.tsx";
import {hrefOf} from "../../lib/location.ts";
import {changesOf, type HrMonth, type OwedChange, type OwedRow, rowsOf, takeStep} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";
import {AttentionCard} from "./attention-card.tsx";
import {ChangesCard} from "./changes-card.tsx";
import {DecisionsCard} from "./decisions-card.tsx";
import {MonthSteps} from "./month-steps.tsx";
import {ReconciliationCard} from "./reconciliation-card.tsx";
import {SayForm} from "./say-form.tsx";
import {TotalsCard} from "./totals-card.tsx";
import {WhatIfCard} from "./what-if-card.tsx";

/** HR's month: what needs a look first, then sums and steps, then everybody. */
export function HrCards({month, onStep}: {month: HrMonth; onStep: () => void}) {
  const {t, f} = words.value;
  const rows = rowsOf(month);
  const name = new Map(rows.map((row) => [row.employee_id, row.employee_name]));
  const isOpen = month.status === "draft" || month.status === "review";
  return (
    <div class="grid">
      <ChangesCard onStep={onStep} />
      <AttentionCard month={month} />
      <TotalsCard totals={month.totals} status={month.status} />
      {rows.length > 0 && <MonthSteps month={month} onStep={onStep} />}
      {month.owed.length > 0 && (
        <section class="card full" id="owed" aria-labelledby="owed-title">
          <header>
            <h2 id="owed-title">{t("payouts.owed", {count: month.owed.length})}</h2>
            <p class="subtitle">{t("payouts.owedSubtitle")}</p>
          </header>
          <ul class="pay-lines">
            {month.owed.map((row) => (
              <OwedLine
                key={`${row.employee_id} ${row.closed_month}`}
                row={row}
                name={name.get(row.employee_id) ?? row.employee_id}
                open={isOpen ? month.month : null}
                onStep={onStep}
              />
            ))}
          </ul>
        </section>
      )}
      {rows.length > 0 && <DecisionsCard month={month} onStep={onStep} />}
      <ReconciliationCard month={month.month} />
      {rows.length > 0 && <WhatIfCard key={month.month} month={month.month} plans={month.plans} />}
      {rows.length > 0 && (
        <section class="card full" id="people" aria-labelledby="people-title">
          <header>
            <h2 id="people-title">{t("payouts.people")}</h2>
          </header>
          <DataTable
            caption={t("payouts.people")}
            rows={rows}
            columns={[
              "employee_name",
              "salary_amount",
              "above_salary_amount",
              "total_amount",
              "attention_count",
              "question_count",
            ]}
            cell={(row, column) =>
              column.endsWith("_amount") ? f.moneyExact(Number(row[column])) : undefined
            }
            actions={({employee_id}) => (
              <Link href={hrefOf("/payouts", {person: employee_id})}>{t("payouts.open")}</Link>
            )}
          />
        </section>
      )}
    </div>
  );
}

interface OwedLineProps {
  row: OwedRow;
  name: string;
  /** The month that can pay it; null when the page shows a closed one. */
  open: string | null;
  onStep: () => void;
}

const mostRows = 10;

/** One line of the difference: what it was, what it is, and what made it so. */
function OwedChangeLine({change: line}: {change: OwedChange}) {
  const {t, f, language} = words.value;
  const {before = null, after = null, change, causes = [], rows} = line;
  const side = (one: OwedChange["after"]) =>
    one?.text?.[language] ?? (one ? f.moneyExact(Number(one.amount)) : t("payouts.diff.noLine"));
  const ids = [...(rows?.added ?? []), ...(rows?.changed ?? []), ...(rows?.gone ?? [])];
  const left = ids.length - mostRows;
  const named = left > 0 ? [...ids.slice(0, mostRows), t("payouts.diff.moreRows", {n: left})] : ids;
  const sum = Number(change ?? 0);
  return (
    <li>
      {change !== undefined && <strong>{`${sum > 0 ? "+" : ""}${f.moneyExact(sum)}`}</strong>}
      {change !== undefined && " · "}
      {causes.length > 0 && f.list(causes.map((cause) => t(`payouts.cause.${cause}`)))}
      <span class="remedy">{t("payouts.diff.before", {text: side(before)})}</span>
      <span class="remedy">{t("payouts.diff.after", {text: side(after)})}</span>
      {named.length > 0 && <span class="remedy">{t("payouts.diff.rows", {rows: f.list(named)})}</span>}
    </li>
  );
}

/** What a closed month owes by later data; less than was paid can only be put aside. */
function OwedLine({row, name, open, onStep}: OwedLineProps) {
  const {t, f} = words.value;
  const {employee_id, closed_month, version, amount, overpaid, difference} = row;
  const isMore = Number(amount) > 0;
  const decide = (sum: string | null) => (reason: string) =>
    takeStep(`${open}/corrections`, {employee_id, closed_month, version, amount: sum, reason}).then(onStep);
  return (
    <li>
      <p>
        <span>
          {t(isMore ? "payouts.more" : "payouts.less", {
            name,
            month: f.month(`${closed_month}-01`),
            paid: f.moneyExact(Number(difference?.paid ?? 0)),
            due: f.moneyExact(Number(difference?.recalculated ?? 0)),
          })}
        </span>
        <span class="pay-amount">{f.moneyExact(Number(amount))}</span>
      </p>
      {Number(overpaid) > 0 && (
        <p class="remedy">{t("payouts.overpaid", {sum: f.moneyExact(Number(overpaid))})}</p>
      )}
      <ul>
        {changesOf(row).map((change) => (
          <OwedChangeLine key={change.line_id} change={change} />
        ))}
      </ul>
      {open !== null && isMore && (
        <details class="ask">
          <summary>{t("payouts.accept")}</summary>
          <SayForm label={t("payouts.why")} onSay={decide(amount)} />
        </details>
      )}
      {open !== null && (
        <details class="ask">
          <summary>{t("payouts.aside")}</summary>
          <SayForm label={t("payouts.why")} onSay={decide(null)} />
        </details>
      )}
    </li>
  );
}
