import * as Plot from "@observablehq/plot";
import type {OpenDealsRow, StageStaysRow} from "../../queries/generated/rows.ts";
import {dayOfPart, kaplanMeier} from "../../queries/statistics/kaplan-meier.ts";
import {type ChartOptions, hairline, ink, legFill, lossFill, muted, paper, plot, tip} from "./options.ts";

export interface StageAge {
  id: string;
  pipeline: string;
  stage: string;
  /** Days after which half, and nine of ten, have left the stage; null when so many have not left yet. */
  median: number | null;
  usual: number | null;
  open: OpenDealsRow[];
  overdue: number;
}

const keyOf = ({pipeline, stage}: {pipeline: string; stage: string}) => `${pipeline}\n${stage}`;

/** Each stage with deals in it now, in the order of the funnel, beside how long deals usually stay there. */
export function stageAges(deals: readonly OpenDealsRow[], stays: readonly StageStaysRow[]): StageAge[] {
  const known = Map.groupBy(stays, keyOf);
  return [...Map.groupBy(deals, keyOf)].map(([id, open]) => {
    const steps = kaplanMeier(
      (known.get(id) ?? []).map((row) => ({days: row.stay_days, isOver: row.is_left, count: row.deal_count})),
    );
    const usual = dayOfPart(steps, 0.9);
    return {
      id,
      pipeline: open[0]!.pipeline,
      stage: open[0]!.stage,
      median: dayOfPart(steps, 0.5),
      usual,
      open,
      overdue: open.filter((deal) => isOverdue(deal, usual)).length,
    };
  });
}

/** Stands longer than nine of ten deals stayed; without so many that left nothing is overdue. */
export const isOverdue = ({stage_days}: OpenDealsRow, usual: number | null): boolean =>
  usual !== null && (stage_days ?? 0) > usual;

interface Bubble {
  id: string;
  stage: string;
  from: number;
  to: number;
  count: number;
  isLate: boolean;
}

/** Open deals by days in their stage: a bubble for those of about one age, larger with more; a line at the median. */
export function stageAgesChart(ages: readonly StageAge[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const last = Math.max(14, ...ages.flatMap(({open}) => open.map((deal) => deal.stage_days ?? 0)));
  const step = Math.max(1, Math.ceil(last / (isNarrow ? 24 : 60)));
  const bubbles: Bubble[] = ages.flatMap(({id, stage, usual, open}) =>
    [
      ...Map.groupBy(
        open,
        (deal) => `${Math.floor((deal.stage_days ?? 0) / step)} ${isOverdue(deal, usual)}`,
      ).values(),
    ].map((own) => {
      const bin = Math.floor((own[0]!.stage_days ?? 0) / step);
      return {
        id,
        stage,
        from: bin * step,
        to: bin * step + step - 1,
        count: own.length,
        isLate: isOverdue(own[0]!, usual),
      };
    }),
  );
  const most = Math.max(1, ...bubbles.map(({count}) => count));
  const band = isNarrow ? 84 : 72;
  return plot(options, {
    height: ages.length * band + 60,
    marginLeft: 10,
    marginRight: 16,
    marginTop: 8,
    marginBottom: 40,
    x: {domain: [0, last + step], axis: null},
    y: {domain: ages.map(({id}) => id), axis: null, padding: 0.1},
    r: {domain: [0, most], range: [0, isNarrow ? 13 : 17]},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1}),
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: isNarrow ? 4 : 8,
        tickFormat: (value: number) => f.count(value),
      }),
      Plot.text([t("hunters.pipeline.axis")], {frameAnchor: "bottom-right", dy: 34, fill: muted}),
      Plot.tickX(
        ages.filter(({median}) => median !== null),
        {x: "median", y: "id", stroke: ink, strokeWidth: 1.5, insetTop: 20, className: "median"},
      ),
      Plot.tickX(
        ages.filter(({usual}) => usual !== null && usual <= last + step),
        {x: "usual", y: "id", stroke: ink, strokeDasharray: "3,3", insetTop: 20, className: "usual"},
      ),
      Plot.dot(bubbles, {
        x: (row: Bubble) => (row.from + row.to) / 2,
        y: "id",
        dy: 10,
        r: "count",
        fill: (row: Bubble) => (row.isLate ? lossFill : legFill.hunters),
        fillOpacity: 0.75,
        stroke: paper,
        className: "deals",
      }),
      Plot.text(ages, {
        x: 0,
        y: "id",
        dy: isNarrow ? -30 : -25,
        textAnchor: "start",
        text: (row: StageAge) => stageText(row, options),
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
        lineWidth: (width - 30) / 12,
        lineAnchor: "top",
      }),
      Plot.dot(bubbles, {
        x: (row: Bubble) => (row.from + row.to) / 2,
        y: "id",
        dy: 10,
        r: most,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: Bubble) =>
          tip(
            row.stage,
            t("hunters.pipeline.tip", {
              n: f.count(row.count),
              days: row.from === row.to ? f.count(row.from) : `${f.count(row.from)}–${f.count(row.to)}`,
            }),
            row.isLate && t("hunters.pipeline.late"),
          ),
      }),
    ],
  });
}

function stageText({stage, open, overdue, median, usual}: StageAge, {words, width}: ChartOptions): string {
  const {f, t} = words;
  const said = {
    n: f.count(open.length),
    overdue: f.count(overdue),
    median: f.count(median),
    usual: f.count(usual),
  };
  const facts = t(width < 600 ? "hunters.pipeline.stageShort" : "hunters.pipeline.stage", said);
  return `${overdue > 0 ? "▲ " : ""}${stage}: ${facts}`;
}
