import {useCallback, useMemo, useState} from "preact/hooks";
import type {ChartOptions} from "../../charts/options.ts";
import {hueOf, mostBars, type QuickRow, quickChart} from "../../charts/quick-chart.ts";
import {Field} from "../../components/field.tsx";
import {Figure} from "../../components/figure.tsx";
import {guessChart, type QuickChoice, type QuickMark, quickMarks} from "../../lib/quick-guess.ts";
import type {Answer} from "../../lib/sql.ts";
import {words} from "../../lib/words.ts";

/** More points than this are not told apart; the page says how many are drawn. */
const mostDrawn = 5000;

/** A first picture of the answer, guessed, and changed by hand. */
export function ResultChart({answer}: {answer: Answer}) {
  const {t, f} = words.value;
  const {columns, rowCount} = answer;
  const guess = useMemo(() => guessChart(columns, rowCount), [answer]);
  const [chosen, setChosen] = useState<{of: Answer; choice: QuickChoice} | null>(null);
  const choice = chosen?.of === answer ? chosen.choice : guess;
  const rows = useMemo(() => (choice ? rowsOf(answer, choice) : []), [answer, choice]);
  const isTime = columns.some(({name, kind}) => name === choice?.x && (kind === "day" || kind === "instant"));
  const draw = useCallback(
    (options: ChartOptions) => quickChart(rows, choice!, isTime, options),
    [rows, choice, isTime],
  );
  if (!choice) return <p class="state">{t("workbench.noChart")}</p>;

  const change = (part: Partial<QuickChoice>) => setChosen({of: answer, choice: {...choice, ...part}});
  const numbers = columns.filter(({kind}) => kind === "number").map(({name}) => name);
  const names = columns.map(({name}) => name);
  const series = [...new Set(rows.map((row) => row.series))].filter(Boolean);
  const drawn = choice.mark === "bar" ? Math.min(rows.length, mostBars) : rows.length;
  const label = t("workbench.chartLabel", {x: choice.x, y: choice.y});
  const select = (text: string, value: string, options: readonly string[], set: (value: string) => void) => (
    <Field label={text}>
      {(ties) => (
        <select {...ties} value={value} onChange={(event) => set(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option} value={option}>
              {option === "" ? t("workbench.noColor") : option}
            </option>
          ))}
        </select>
      )}
    </Field>
  );

  return (
    <div class="quick-chart">
      <div class="builder">
        <Field label={t("workbench.mark")}>
          {(ties) => (
            <select
              {...ties}
              value={choice.mark}
              onChange={(event) => change({mark: event.currentTarget.value as QuickMark})}
            >
              {quickMarks.map((mark) => (
                <option key={mark} value={mark}>
                  {t(`mark.${mark}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {select("x", choice.x, names, (x) => change({x}))}
        {select("y", choice.y, numbers, (y) => change({y}))}
        {choice.mark !== "bar" &&
          select(t("workbench.color"), choice.color ?? "", ["", ...names], (color) =>
            change({color: color || null}),
          )}
      </div>
      <p class="series">
        <code>{choice.y}</code>
        {series.map((name, index) => (
          <span key={name}>
            {" "}
            <b style={{color: hueOf(index)}}>■</b> {name}
          </span>
        ))}
      </p>
      <Figure label={label} draw={draw} height={380} />
      {drawn < rowCount && (
        <p class="note">{t("workbench.drawn", {drawn: f.count(drawn), rows: f.count(rowCount)})}</p>
      )}
    </div>
  );
}

function rowsOf({columns, rowCount}: Answer, {x, y, color}: QuickChoice): QuickRow[] {
  const reader = (name: string | null) => columns.find((column) => column.name === name)?.at;
  const [readX, readY, readColor] = [reader(x), reader(y), reader(color)];
  return Array.from({length: Math.min(rowCount, mostDrawn)}, (_, row) => ({
    x: (readX?.(row) ?? null) as QuickRow["x"],
    y: (readY?.(row) ?? null) as number | null,
    series: readColor ? String(readColor(row) ?? "–") : "",
  }));
}
