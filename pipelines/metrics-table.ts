import {type Metric, metrics, type PayMetric, payMetrics} from "../queries/metrics/index.ts";
import {missions} from "../queries/metrics/missions.ts";

const sourceOf = (metric: Metric | PayMetric): string =>
  "route" in metric ? `\`GET ${metric.route}\`` : `\`${metric.report}\``;

/** The metrics of each clause of the mission as a table in Markdown: where each is computed and seen. */
export function metricsText(): string {
  const lines = [
    "# Metrics by clause of the mission",
    "",
    "Written by `npm run typegen` from `queries/metrics/`; each metric's full definition stands there and behind",
    "*Definition* on its page. Roles stand in the header of each report; pay is seen by HR, the director has sums, and",
    "everybody the own.",
    "",
    "| clause | what is owed | metric | made of | norm | report or answer | page |",
    "|---|---|---|---|---|---|---|",
  ];
  const all: readonly (Metric | PayMetric)[] = [...metrics, ...payMetrics];
  for (const [clause, owed] of Object.entries(missions))
    for (const metric of all.filter((one) => one.missions.some((mission) => mission === clause))) {
      const {name, numerator, denominator, norm, page} = metric;
      const parts = denominator ? `${numerator} / ${denominator}` : numerator;
      lines.push(`| ${[clause, owed, name.en, parts, norm ?? "", sourceOf(metric), page].join(" | ")} |`);
    }
  return `${lines.join("\n")}\n`;
}
