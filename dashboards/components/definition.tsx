import {useEffect, useState} from "preact/hooks";
import type {ReportName} from "../../queries/generated/rows.ts";
import type {Metric} from "../../queries/metrics/metric.ts";
import {loadDefinition, type Definition as ReportDefinition} from "../lib/reports.ts";
import {words} from "../lib/words.ts";
import {Drawer} from "./drawer.tsx";

interface DefinitionProps {
  report: ReportName;
  part: "definition" | "sql";
  onClose: () => void;
}

/** The passport of a picture: what each column means and the very SQL that answered. */
export function Definition({report, part, onClose}: DefinitionProps) {
  const {t} = words.value;
  const [definition, setDefinition] = useState<ReportDefinition | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    loadDefinition(report).then(setDefinition, (error: Error) => setFailure(error.message));
  }, [report]);
  const grain = definition && ([] as string[]).concat(definition.grain).join(", ");
  return (
    <Drawer
      title={
        <>
          {part === "sql" ? t("card.sql") : t("card.definition")}: <code>{report}</code>
        </>
      }
      onClose={onClose}
    >
      {failure && <p class="state failed">{t("state.failed", {message: failure})}</p>}
      {!definition && !failure && <p class="state">{t("state.loading")}</p>}
      {definition && part === "definition" && (
        <>
          {definition.metrics.map((metric) => (
            <MetricText key={metric.id} metric={metric} />
          ))}
          <p lang="en">{definition.doc}</p>
          {grain && (
            <p>
              {t("card.grain")}: <code>{grain}</code>
            </p>
          )}
          <dl>
            {definition.columns.map((column) => (
              <div key={column.name}>
                <dt>
                  {words.value.label("columns", column.name)} <code>{column.name}</code>
                </dt>
                <dd lang="en">{column.doc}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {definition && part === "sql" && (
        <pre lang="en">
          <code>{definition.sql}</code>
        </pre>
      )}
    </Drawer>
  );
}

/** A metric in the reader's language, with what it divides by what and where it comes from. */
function MetricText({metric}: {metric: Metric}) {
  const {t, language} = words.value;
  const {numerator, denominator, grain, norm, missions} = metric;
  const parts = denominator
    ? t("metric.ratio", {numerator, denominator, grain})
    : t("metric.sum", {numerator, grain});
  const from = [norm && t("metric.norm", {norm}), missions.join(", ")].filter(Boolean).join(" · ");
  return (
    <section class="metric">
      <h3>{metric.name[language]}</h3>
      <p>{metric.definition[language]}</p>
      <p class="subtitle">
        {parts}
        <br />
        {from}
      </p>
    </section>
  );
}
