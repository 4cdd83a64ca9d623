import type {Leg} from "../../queries/vocabulary.ts";
import type {ChartOptions} from "./options.ts";
import {type SparkPoint, sparkline} from "./sparkline.ts";

export interface Trend {
  name: string;
  leg: Leg | null;
  points: SparkPoint[];
  format: (value: number) => string;
  /** The change against the month the reader compares with, already in words. */
  change: string;
}

/** A grid of figures: name, the month's value, what changed, and 24 months behind it. */
export function trendPanel(trends: Trend[], options: ChartOptions): HTMLElement {
  const columns = options.width >= 960 ? 3 : options.width >= 600 ? 2 : 1;
  const width = Math.floor((options.width - (columns - 1) * 28) / columns);
  return panel(
    trends.map((trend) => {
      const last = trend.points.at(-1)?.value ?? null;
      return block(trend.name, {
        leg: trend.leg,
        value: last === null ? options.words.t("chart.noData") : trend.format(last),
        change: trend.change,
        picture: sparkline(trend.points, {
          ...options,
          width,
          leg: trend.leg,
          name: trend.name,
          format: trend.format,
        }),
      });
    }),
    columns,
  );
}

export function panel(blocks: HTMLElement[], columns: number): HTMLElement {
  const grid = document.createElement("div");
  grid.className = `panel columns-${columns}`;
  grid.append(...blocks);
  return grid;
}

interface Block {
  leg: Leg | null;
  picture: Element;
  value?: string;
  change?: string;
}

/** One small figure with its own heading. */
export function block(name: string, {leg, picture, value, change}: Block): HTMLElement {
  const part = document.createElement("div");
  part.className = `block ${leg ?? "whole"}`;
  const heading = document.createElement("p");
  heading.className = "block-name";
  heading.textContent = name;
  part.append(heading);
  if (value !== undefined) {
    const line = document.createElement("p");
    line.className = "block-value";
    const number = document.createElement("b");
    number.textContent = value;
    const past = document.createElement("span");
    past.textContent = change ?? "";
    line.append(number, " ", past);
    part.append(line);
  }
  part.append(picture);
  return part;
}
