import {metrics} from "../queries/metrics/index.ts";
import {missions} from "../queries/metrics/missions.ts";

/** The metrics of each clause of the mission as a table in Markdown: where each is computed and seen. */
export function metricsText(): string {
  const lines = [
    "# Metrics by clause of the mission",
    "",
    "Written by `npm run typegen` from `queries/metrics/`; each metric's full definition stands there and behind",
    "*Definition* on its page.",
    "",
    "| clause | what is owed | metric | made of | norm | report | page |",
    "|---|---|---|---|---|---|---|",
  ];
  for (const [clause, owed] of Object.entries(missions))
    for (const metric of metrics.filter((one) => one.missions.some((mission) => mission === clause))) {
      const {name, numerator, denominator, norm, report, page} = metric;
      const parts = denominator ? `${numerator} / ${denominator}` : numerator;
      lines.push(`| ${[clause, owed, name.en, parts, norm ?? "", `\`${report}\``, page].join(" | ")} |`);
    }
  return `${lines.join("\n")}\n`;
}
