import {Link} from "../../components/link.tsx";
import {Empty} from "../../components/states.tsx";
import {hrefOf} from "../../lib/location.ts";
import {isFirst, isNobodySigned, type Noted, notedOf} from "../../lib/pay-reasons.ts";
import type {HrMonth} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";

const namedInTitle = 3;

/** What to look at before the month is closed: one line a reason, who and why on unfolding. */
export function AttentionCard({month}: {month: HrMonth}) {
  const {t, f, language} = words.value;
  const noted = notedOf(month);
  const {warnings} = month;
  const isOpen = month.status === "draft" || month.status === "review";
  const nameOf = ({reason}: Noted) =>
    reason === "unsigned" && isNobodySigned(noted, month.statements.length)
      ? t("payouts.nobodySigned")
      : t(`payouts.reason.${reason}`);
  const counted = (one: Noted) => t("payouts.reasonOf", {reason: nameOf(one), n: f.count(one.people.length)});
  const short = [
    ...noted.map(counted),
    ...(warnings.length > 0 ? [t("payouts.dataRemarks", {n: f.count(warnings.length)})] : []),
  ];
  const left = short.length - namedInTitle;
  const shown = left > 0 ? [...short.slice(0, namedInTitle), t("payouts.moreReasons", {n: left})] : short;
  const row = (one: Noted) => (
    <li key={one.reason}>
      <details class="noted">
        <summary>
          <strong>{counted(one)}</strong>
          {one.stake > 0 && <> · {t("payouts.stake", {sum: f.moneyExact(one.stake)})}</>}
          <span class="remedy">{t(`payouts.remedy.${one.reason}`)}</span>
        </summary>
        <ul>
          {one.said.map(({line, people}) => (
            <li key={line.text.en}>
              {people.map(({employee_id, employee_name}, index) => (
                <>
                  {index > 0 && ", "}
                  <Link href={hrefOf("/payouts", {person: employee_id})}>{employee_name}</Link>
                </>
              ))}
              : {line.text[language]}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
  const isGrave = (one: Noted) => one.stake > 0 || isFirst(one);
  return (
    <section class="card full" id="attention" aria-labelledby="attention-title">
      <header>
        <h2 id="attention-title">
          {isOpen
            ? short.length === 0
              ? t("payouts.attentionNone")
              : t("payouts.attention", {reasons: shown.join("; ")})
            : short.length === 0
              ? t("payouts.attentionClosedNone")
              : t("payouts.attentionClosed", {reasons: shown.join("; ")})}
        </h2>
      </header>
      {short.length === 0 && <Empty>{t("payouts.noAttention")}</Empty>}
      <ul class="pay-lines">
        {noted.filter(isGrave).map(row)}
        {warnings.map((warning) => (
          <li key={warning.en}>
            {warning[language]}
            {Number(warning.stake ?? 0) > 0 && (
              <strong> · {t("payouts.stake", {sum: f.moneyExact(Number(warning.stake))})}</strong>
            )}
          </li>
        ))}
        {noted.filter((one) => !isGrave(one)).map(row)}
      </ul>
    </section>
  );
}
