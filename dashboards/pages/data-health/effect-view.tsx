import {visible} from "../../../queries/hidden-marks.ts";
import type {Effect, FigureEffect} from "../../lib/fixes.ts";
import {type Words, words} from "../../lib/words.ts";
import {SameKeys} from "./same-keys.tsx";

/** Months that stand open; the others are a click away. */
const openMonths = 3;
const mostStill = 10;

/** A correction that frees no row and moves no figure is not worth keeping. */
export const changesNothing = ({rejected, months}: Effect): boolean =>
  rejected.before === rejected.after && months.length === 0;

/** What changes would come to: quarantine and months before and after, only what differs. */
export function EffectView({effect, isUndo = false}: {effect: Effect; isUndo?: boolean}) {
  const all = words.value;
  const {t, f} = all;
  const {rejected, months, undated, still} = effect;
  return (
    <section class="effect" aria-label={t("effect.title")}>
      <h3>{t("effect.title")}</h3>
      <p>{t("effect.rejected", {before: f.count(rejected.before), after: f.count(rejected.after)})}</p>
      <SameKeys found={effect.same_keys} />
      {changesNothing(effect) && !isUndo && <p class="warning">{t("effect.nothing")}</p>}
      {(isUndo || !changesNothing(effect)) && months.length === 0 && <p>{t("effect.noFigures")}</p>}
      {months.length > 0 && <Months months={months.slice(0, openMonths)} />}
      {months.length > openMonths && (
        <details>
          <summary>
            {t("effect.moreMonths", {
              count: months.length - openMonths,
              n: f.count(months.length - openMonths),
            })}
          </summary>
          <Months months={months.slice(openMonths)} />
        </details>
      )}
      {undated > 0 && <p>{t("effect.undated", {count: undated, n: f.count(undated)})}</p>}
      {still.length > 0 && (
        <>
          <p class="warning">
            {t(isUndo ? "effect.again" : "effect.still", {count: still.length, n: f.count(still.length)})}
          </p>
          <ul>
            {still.slice(0, mostStill).map((row, index) => (
              <li key={index}>{stillText(row, all)}</li>
            ))}
          </ul>
        </>
      )}
      {effect.checks_failed.length > 0 && (
        <p class="warning">{t("effect.checksFailed", {names: f.list(effect.checks_failed)})}</p>
      )}
    </section>
  );
}

function Months({months}: {months: Effect["months"]}) {
  const all = words.value;
  const {t, f, label} = all;
  return (
    <table class="effect-months">
      <thead>
        <tr>
          <th scope="col">{t("effect.month")}</th>
          <th scope="col">{t("effect.figure")}</th>
          <th scope="col" class="number">
            {t("effect.before")}
          </th>
          <th scope="col" class="number">
            {t("effect.after")}
          </th>
          <th scope="col" class="number">
            {t("effect.change")}
          </th>
        </tr>
      </thead>
      <tbody>
        {months.flatMap(({month, figures}) =>
          figures.map((figure, index) => (
            <tr key={`${month} ${figure.figure}`}>
              <td data-label={t("effect.month")} class={index > 0 ? "again" : ""}>
                {f.month(`${month}-01`)}
              </td>
              <td data-label={t("effect.figure")}>{label("figures", figure.figure)}</td>
              <td data-label={t("effect.before")} class="number">
                {figureText(figure.before, figure, all)}
              </td>
              <td data-label={t("effect.after")} class="number">
                {figureText(figure.after, figure, all)}
              </td>
              <td data-label={t("effect.change")} class="number">
                <b>{changeText(figure, all)}</b>
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function figureText(value: number | null, {unit}: FigureEffect, {f}: Words): string {
  if (unit === "money") return f.moneyFull(value);
  if (unit === "minutes") return f.minutes(value === null ? null : value * 60);
  return f.count(value);
}

function changeText(figure: FigureEffect, all: Words): string {
  const change = (figure.after ?? 0) - (figure.before ?? 0);
  return `${change < 0 ? "−" : "+"}${figureText(Math.abs(change), figure, all)}`;
}

function stillText(row: Effect["still"][number], {t, f, label}: Words): string {
  const reason = label("reason", row.reason);
  const value = row.value === null ? "" : ` «${visible(row.value)}»`;
  return `${t("fix.line", {line: f.count(row.line)})}: ${reason.toLowerCase()}${value}`;
}
