import type {Effect} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";

const shownPeople = 10;

/** What a decision would do to whose sum, before it is accepted. */
export function EffectView({effect: {people, change}}: {effect: Effect}) {
  const {t, f, language} = words.value;
  const signed = (sum: string) => `${Number(sum) > 0 ? "+" : ""}${f.moneyExact(Number(sum))}`;
  const changed = people.filter((one) => Number(one.change) !== 0);
  const shown = (changed.length > 0 ? changed : people).slice(0, shownPeople);
  const left = changed.length - shown.length;
  return (
    <div class="effect" role="status">
      <strong>
        {changed.length === 0
          ? t("payouts.effect.none")
          : t("payouts.effect.change", {n: f.count(changed.length), sum: signed(change)})}
      </strong>
      <ul>
        {shown.map((one) => (
          <li key={one.employee_id}>
            {t("payouts.effect.person", {
              name: one.employee_name ?? one.employee_id,
              before: f.moneyExact(Number(one.before)),
              after: f.moneyExact(Number(one.after)),
              change: signed(one.change),
            })}
            {one.lines.length > 0 && (
              <ul>
                {one.lines.map((line) => (
                  <li key={line.id}>
                    {line.is_gone
                      ? t("payouts.effect.gone", {text: line.text[language]})
                      : line.text[language]}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {left > 0 && <p>{t("payouts.effect.more", {n: f.count(left)})}</p>}
    </div>
  );
}
