import {useCallback} from "preact/hooks";
import {payProgress} from "../../charts/pay-progress.ts";
import {Figure} from "../../components/figure.tsx";
import {type PayPartOf, progressOf, type Statement} from "../../lib/payroll.ts";
import {type Words, words} from "../../lib/words.ts";

/** What is missing to the next step of a part, and what it would add. */
export function missingText({earned, whole, value, next}: PayPartOf, {t, f}: Words): string {
  if (earned >= whole) return "";
  const left = f.moneyExact(Math.round((whole - earned) * 100) / 100);
  if (!next) return t("payouts.progress.left", {left});
  const figure = (number: number | null) =>
    next.unit === "share"
      ? f.percent(number)
      : next.unit === "count"
        ? f.tenths(number)
        : f.moneyExact(number);
  const step = {
    left,
    value: figure(value),
    next: figure(Number(next.value)),
    adds: f.moneyExact(Number(next.adds)),
  };
  const isGradual = next.is_gradual === true;
  if (!next.more || value === null)
    return t(isGradual ? "payouts.progress.gradual" : "payouts.progress.missing", step);
  const isFewer = Number(next.value) < value;
  const {count, of} = next.more;
  const things =
    of === null
      ? t(isFewer ? "payouts.progress.fewer" : "payouts.progress.more", {n: f.count(count)})
      : t(isFewer ? "payouts.progress.fewerOf" : "payouts.progress.moreOf", {
          n: f.count(count),
          of: f.count(of),
        });
  const key = isGradual ? "payouts.progress.gradualThings" : "payouts.progress.missingThings";
  return t(key, {...step, things});
}

/** Each part of the bonus as a bar: earned, not earned, and what is missing. */
export function ProgressFigure({statement}: {statement: Statement}) {
  const all = words.value;
  const {t, language} = all;
  const parts = progressOf(statement);
  const draw = useCallback(
    (options: Parameters<typeof payProgress>[1]) =>
      payProgress(
        parts.map((part) => ({
          id: part.rule,
          name: part.name[options.words.language],
          earned: part.earned,
          whole: part.whole,
          missing: missingText(part, options.words),
        })),
        options,
      ),
    [statement],
  );
  if (parts.length === 0) return null;
  return (
    <>
      <h3>{t("payouts.progress.title")}</h3>
      <Figure label={t("payouts.progress.title")} draw={draw} height={parts.length * 48 + 8} />
      <ul class="progress-missing">
        {parts
          .filter(({earned, whole}) => earned < whole)
          .map((part) => (
            <li key={part.rule}>
              {part.name[language]}: {missingText(part, all)}
            </li>
          ))}
      </ul>
    </>
  );
}
