import * as Plot from "@observablehq/plot";
import type {SourceDaysRow} from "../../queries/generated/rows.ts";
import {addDays, parseDay} from "../lib/month.ts";
import {
  base,
  type ChartOptions,
  hatch,
  ink,
  lossFill,
  muted,
  nameMargin,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** Sources down, days across: filled = loaded, hatched = late, hollow = nothing came, a cross = rows set aside. */
export function sourceLanes(rows: SourceDaysRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const sources = [...new Set(rows.map((row) => row.source_id))].sort();
  const last = rows.map((row) => row.day).reduce((latest, day) => (day > latest ? day : latest), "");
  const isNarrow = width < 500;
  const length = 60;
  const shownDays = Array.from({length}, (_, index) => addDays(last, index - length + 1));
  const shown = rows.filter((row) => shownDays.includes(row.day));
  // names of sources are single words: cut, they are hard to tell from each other
  const margin = isNarrow ? nameMargin(sources, width * 1.3) + 10 : nameMargin(sources, width);
  const cell = (width - margin) / Math.max(1, shownDays.length);
  const every = Math.max(1, Math.ceil((isNarrow ? 58 : 46) / cell));
  const hasRoom = (index: number) => !isNarrow || (shownDays.length - index) * cell > 46;
  const withStatus = (...codes: string[]) => shown.filter((row) => codes.includes(row.status_code));
  return plot(options, {
    height: sources.length * 30 + 40,
    marginLeft: margin,
    marginRight: 4,
    marginTop: 28,
    marginBottom: 8,
    x: {type: "band", domain: shownDays, axis: null, padding: 0.14},
    y: {type: "band", domain: sources, axis: null, padding: 0.22},
    marks: [
      Plot.text(shownDays, {
        x: (day: string) => day,
        frameAnchor: "top",
        dy: -10,
        textAnchor: "start",
        text: (day: string) => words.f.day(day),
        fontSize: 10.5,
        fill: muted,
        filter: (day: string, index: number) =>
          Math.round(parseDay(day).getTime() / 86_400_000) % every === 0 && hasRoom(index),
      }),
      Plot.cell(withStatus("loaded", "rejected"), {
        x: "day",
        y: "source_id",
        fill: base,
        fillOpacity: 0.75,
        className: "loaded",
      }),
      Plot.cell(withStatus("late"), {x: "day", y: "source_id", fill: hatch, stroke: base, className: "late"}),
      Plot.cell(withStatus("empty"), {
        x: "day",
        y: "source_id",
        fill: "none",
        stroke: base,
        strokeOpacity: 0.5,
        inset: 0.5,
        className: "empty",
      }),
      Plot.dot(withStatus("rejected"), {
        x: "day",
        y: "source_id",
        symbol: "times",
        r: Math.min(6, Math.max(3, cell / 2.4)),
        stroke: lossFill,
        strokeWidth: isNarrow ? 1.6 : 2.4,
        className: "rejected",
      }),
      Plot.text(sources, {
        y: (source: string) => source,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: (source: string) => shorten(source, isNarrow ? margin - 10 : margin),
        fill: ink,
        stroke: paper,
      }),
      Plot.cell(shown, {
        x: "day",
        y: "source_id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: SourceDaysRow) =>
          tip(
            `${row.source_id}, ${words.f.fullDay(row.day)}`,
            words.label("sourceDay", row.status_code),
            words.t("health.dayTip", {
              files: words.f.count(row.file_count),
              accepted: words.f.count(row.accepted_count),
              rejected: words.f.count(row.rejected_count),
            }),
          ),
      }),
    ],
  });
}
