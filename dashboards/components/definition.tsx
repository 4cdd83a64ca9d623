import {useEffect, useState} from "preact/hooks";
import type {ReportName} from "../../queries/generated/rows.ts";
import type {Metric} from "../../queries/metrics/metric.ts";
import {hrefOf, path, type QueryChange} from "../lib/location.ts";
import {pagesOf} from "../lib/menu.ts";
import {loadDefinition, type Definition as ReportDefinition, type ReportParams} from "../lib/reports.ts";
import {user} from "../lib/session.ts";
import {words} from "../lib/words.ts";
import {Drawer} from "./drawer.tsx";
import {Link} from "./link.tsx";

interface DefinitionProps {
  report: ReportName;
  /** What the card asked with: the workbench opens with the same. */
  params: ReportParams;
  part: "definition" | "sql";
  onClose: () => void;
}

/** The passport of a picture: what each column means and the very SQL that answered. */
export function Definition({report, params, part, onClose}: DefinitionProps) {
  const {t} = words.value;
  const [definition, setDefinition] = useState<ReportDefinition | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    loadDefinition(report).then(setDefinition, (error: Error) => setFailure(error.message));
  }, [report]);
  const workbenchHref = definition && hrefInWorkbench(report, params);
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
        <>
          {workbenchHref !== null && (
            <p>
              <Link href={workbenchHref}>{t("card.openInWorkbench")}</Link>
            </p>
          )}
          <pre lang="en">
            <code>{definition.sql}</code>
          </pre>
        </>
      )}
    </Drawer>
  );
}

/** Null for who may not write SQL, and for what no published table holds. */
function hrefInWorkbench(report: ReportName, params: ReportParams): string | null {
  const isOpen = user.value !== null && pagesOf(user.value).some(({path}) => path === "/workbench");
  if (!isOpen || path.value === "/data-health") return null;
  const change: QueryChange = {report};
  for (const [name, value] of Object.entries(params)) change[`p.${name}`] = value;
  return hrefOf("/workbench", change);
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
