import {useCallback, useState} from "preact/hooks";
import {type PayPair, payPairs} from "../../charts/pay-pairs.ts";
import {DataTable} from "../../components/data-table.tsx";
import {Field} from "../../components/field.tsx";
import {Figure} from "../../components/figure.tsx";
import {getJson} from "../../lib/http.ts";
import type {KnownPlan, WhatIf} from "../../lib/payroll.ts";
import {type Words, words} from "../../lib/words.ts";

const spans = ["1", "3", "6", "12"] as const;
const mostDrawn = 30;

const money = (text: string) => Number(text);
const total = (amounts: readonly number[]) =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0) / 100;

/** Who gets more and who less by the plan that was tried, in one sentence. */
export function whatIfFinding({months, people}: WhatIf, {t, f}: Words): string {
  const change = total(months.map((one) => money(one.change)));
  const sum = `${change > 0 ? "+" : ""}${f.moneyExact(change)}`;
  const last = months.at(-1)!;
  const [more, less] = people
    ? [
        people.filter((one) => money(one.change) > 0).length,
        people.filter((one) => money(one.change) < 0).length,
      ]
    : [last.gain_count, last.lose_count];
  if (change === 0 && more + less === 0) return t("payouts.if.same");
  const said = {sum, more: f.count(more), less: f.count(less)};
  return people || months.length === 1
    ? t("payouts.if.finding", said)
    : t("payouts.if.findingLast", {...said, month: f.month(`${last.month}-01`)});
}

/** Past months by another version of a plan: HR sees everybody, the director sums. */
export function WhatIfCard({month, plans}: {month: string; plans: readonly KnownPlan[]}) {
  const all = words.value;
  const {t, f, language} = all;
  const [key, setKey] = useState("");
  const [span, setSpan] = useState<string>("1");
  const [answer, setAnswer] = useState<WhatIf | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = () => {
    const plan = plans.find((one) => `${one.plan}@${one.version}` === key);
    if (!plan) return setFailure(t("payouts.if.noPlan"));
    setBusy(true);
    setFailure(null);
    const query = new URLSearchParams({plan: plan.plan, version: String(plan.version), months: span});
    return getJson<WhatIf>(`/api/payroll/${month}/what-if?${query}`)
      .then(setAnswer)
      .catch((error: Error) => setFailure(error.message))
      .finally(() => setBusy(false));
  };
  const forget = () => {
    setAnswer(null);
    setFailure(null);
  };
  return (
    <section class="card full" id="what-if" aria-labelledby="what-if-title">
      <header>
        <h2 id="what-if-title">{answer ? whatIfFinding(answer, all) : t("payouts.if.question")}</h2>
        <p class="subtitle">{t("payouts.if.subtitle")}</p>
      </header>
      <form
        class="decide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Field label={t("payouts.field.plan")} fault={failure}>
          {(ties) => (
            <select
              {...ties}
              value={key}
              onChange={(event) => {
                setKey(event.currentTarget.value);
                forget();
              }}
            >
              <option value="">{t("payouts.choose")}</option>
              {plans.map((plan) => (
                <option key={`${plan.plan}@${plan.version}`} value={`${plan.plan}@${plan.version}`}>
                  {t("payouts.planOption", {
                    name: plan.name[language],
                    version: plan.version,
                    day: f.fullDay(plan.valid_from),
                  })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("payouts.if.span")}>
          {(ties) => (
            <select
              {...ties}
              value={span}
              onChange={(event) => {
                setSpan(event.currentTarget.value);
                forget();
              }}
            >
              {spans.map((count) => (
                <option key={count} value={count}>
                  {t("payouts.if.months", {n: count})}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div class="buttons">
          <button type="submit" class="primary" disabled={isBusy}>
            {t(isBusy ? "payouts.if.busy" : "payouts.if.ask")}
          </button>
        </div>
      </form>
      {answer && <WhatIfAnswer answer={answer} />}
    </section>
  );
}

function WhatIfAnswer({answer: {months, people = [], sensitivity = []}}: {answer: WhatIf}) {
  const {t, f, language} = words.value;
  const changed = people.filter((one) => money(one.change) !== 0);
  const largest = changed
    .toSorted((a, b) => Math.abs(money(b.change)) - Math.abs(money(a.change)))
    .slice(0, mostDrawn)
    .toSorted((a, b) => money(a.change) - money(b.change));
  const draw = useCallback(
    (options: Parameters<typeof payPairs>[1]) =>
      payPairs(
        largest.map(
          (one): PayPair => ({
            id: one.employee_id,
            name: one.employee_name ?? one.employee_id,
            before: money(one.by_plan),
            after: money(one.instead),
          }),
        ),
        options,
      ),
    [people],
  );
  return (
    <div role="status">
      <DataTable
        caption={t("payouts.if.byMonth")}
        rows={months.map((one) => ({
          month: `${one.month}-01`,
          frozen_amount: one.paid === null ? null : money(one.paid),
          by_plan_amount: money(one.by_plan),
          instead_amount: money(one.instead),
          change_amount: money(one.change),
          gain_count: one.gain_count,
          lose_count: one.lose_count,
        }))}
        columns={[
          "month",
          "frozen_amount",
          "by_plan_amount",
          "instead_amount",
          "change_amount",
          "gain_count",
          "lose_count",
        ]}
        cell={(row, column) =>
          column.endsWith("_amount") ? f.moneyExact(Number(row[column] ?? NaN)) : undefined
        }
      />
      {largest.length > 0 && (
        <>
          <h3>{t("payouts.if.people", {n: f.count(largest.length), all: f.count(changed.length)})}</h3>
          <Figure label={t("payouts.if.pairs")} draw={draw} height={largest.length * 26 + 40} />
        </>
      )}
      {sensitivity.length > 0 && (
        <>
          <h3>{t("payouts.if.norms")}</h3>
          <DataTable
            caption={t("payouts.if.norms")}
            rows={sensitivity.map((one) => ({
              norm_name: one.name[language],
              lower_amount: total([money(one.lower), -money(one.total)]),
              higher_amount: total([money(one.higher), -money(one.total)]),
              per_percent_amount: money(one.per_percent),
            }))}
            columns={["norm_name", "lower_amount", "higher_amount", "per_percent_amount"]}
            cell={(row, column) =>
              column.endsWith("_amount") ? f.moneyExact(Number(row[column])) : undefined
            }
          />
        </>
      )}
    </div>
  );
}
