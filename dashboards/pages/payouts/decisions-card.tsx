import {type HrMonth, type OrderRow, takeStep} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";
import {AuditList} from "./audit-list.tsx";
import {AdjustmentFormView, OrderFormView, SignatureFormView} from "./decision-forms.tsx";
import {SayForm} from "./say-form.tsx";

interface DecisionsCardProps {
  month: HrMonth;
  onStep: () => void;
}

/** What HR decided in this month, by whom and when, and the forms for more of it. */
export function DecisionsCard({month, onStep}: DecisionsCardProps) {
  const {t, f, language} = words.value;
  const {statements, adjustments, orders, corrections, signatures, plans} = month;
  const isOpen = month.status === "draft" || month.status === "review";
  const names = new Map(statements.map((one) => [one.employee_id, one.employee_name ?? one.employee_id]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const planName = (id: string) => plans.find(({plan}) => plan === id)?.name[language] ?? id;
  const at = (moment: number) => f.moment(new Date(moment).toISOString());
  const orderText = ({employee_id, number, date, order_kind}: OrderRow) =>
    t("payouts.decided.order", {
      name: nameOf(employee_id),
      number,
      day: f.fullDay(date),
      kind: t(`payouts.order.${order_kind as "remark" | "reprimand"}`),
    });
  const taken = [
    ...adjustments.map((one) => ({
      ...one,
      text: t("payouts.decided.adjustment", {
        name: nameOf(one.employee_id),
        sum: f.moneyExact(Number(one.detail.amount)),
        reason: one.detail.reason,
      }),
      path: `${month.month}/adjustments/${one.event_id}/withdraw`,
    })),
    ...orders.map((one) => ({
      ...one,
      text: orderText(one),
      path: `${month.month}/orders/${one.event_id}/withdraw`,
    })),
    ...corrections.map((one) => ({
      ...one,
      text: t(one.amount === null ? "payouts.decided.declined" : "payouts.decided.accepted", {
        name: nameOf(one.employee_id),
        month: f.month(`${one.closed_month}-01`),
        sum: f.moneyExact(Number(one.amount ?? 0)),
        reason: one.reason,
      }),
      path: `${month.month}/corrections/${one.event_id}/withdraw`,
    })),
  ].toSorted((a, b) => b.event_id - a.event_id);
  const inForce = signatures.filter(({withdrawn}) => withdrawn === null);
  const takenBack = signatures.flatMap((one) => (one.withdrawn ? [{...one, withdrawn: one.withdrawn}] : []));
  const signed = [...Map.groupBy(inForce, ({plan, version, on}) => `${plan}@${version} ${on}`).values()];
  const count = taken.filter(({withdrawn}) => withdrawn === null).length;
  const forms = [
    ...(isOpen
      ? [
          {name: t("payouts.form.adjustment"), form: <AdjustmentFormView month={month} onStep={onStep} />},
          {name: t("payouts.form.order"), form: <OrderFormView month={month} onStep={onStep} />},
        ]
      : []),
    ...(plans.length > 0
      ? [{name: t("payouts.form.signature"), form: <SignatureFormView month={month} onStep={onStep} />}]
      : []),
  ];
  return (
    <section class="card full" id="decisions" aria-labelledby="decisions-title">
      <header>
        <h2 id="decisions-title">
          {t("payouts.decisions", {n: f.count(count), signed: f.count(inForce.length)})}
        </h2>
        <p class="subtitle">{t("payouts.decisionsSubtitle")}</p>
      </header>
      {forms.map(({name, form}) => (
        <details class="ask" key={name}>
          <summary>{name}</summary>
          {form}
        </details>
      ))}
      <ul class="pay-lines">
        {taken.map(({event_id, text, by_name, at: moment, withdrawn, path}) => (
          <li key={event_id}>
            {withdrawn ? <s>{text}</s> : text}
            <span class="remedy">
              {t("payouts.decided.by", {name: by_name, moment: at(moment)})}
              {withdrawn &&
                ` ${t("payouts.decided.withdrawn", {name: withdrawn.by_name, moment: at(withdrawn.at), reason: withdrawn.reason})}`}
            </span>
            {isOpen && !withdrawn && (
              <details class="ask">
                <summary>{t("payouts.withdraw")}</summary>
                <SayForm label={t("payouts.why")} onSay={(reason) => takeStep(path, {reason}).then(onStep)} />
              </details>
            )}
          </li>
        ))}
        {signed.map((own) => {
          const {plan, version, on, by_name, at: moment} = own[0]!;
          return (
            <li key={`${plan}@${version} ${on}`}>
              {t("payouts.decided.signed", {
                plan: planName(plan),
                version,
                day: f.fullDay(on),
                people: f.list(own.map(({employee_id}) => nameOf(employee_id))),
              })}
              <span class="remedy">{t("payouts.decided.by", {name: by_name, moment: at(moment)})}</span>
              <details class="ask">
                <summary>{t("payouts.withdraw")}</summary>
                {own.map((one) => (
                  <details class="ask" key={one.event_id}>
                    <summary>{nameOf(one.employee_id)}</summary>
                    <SayForm
                      label={t("payouts.why")}
                      onSay={(reason) =>
                        takeStep(`${month.month}/signatures/${one.event_id}/withdraw`, {reason}).then(onStep)
                      }
                    />
                  </details>
                ))}
              </details>
            </li>
          );
        })}
        {takenBack.map(
          ({event_id, plan, version, on, employee_id, withdrawn: {by_name, at: moment, reason}}) => (
            <li key={event_id}>
              <s>
                {t("payouts.decided.signed", {
                  plan: planName(plan),
                  version,
                  day: f.fullDay(on),
                  people: nameOf(employee_id),
                })}
              </s>
              <span class="remedy">
                {t("payouts.decided.withdrawn", {name: by_name, moment: at(moment), reason})}
              </span>
            </li>
          ),
        )}
      </ul>
      <AuditList month={month.month} nameOf={nameOf} />
    </section>
  );
}
