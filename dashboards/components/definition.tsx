import {useEffect, useState} from "preact/hooks";
import type {ReportName} from "../../queries/generated/rows.ts";
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
