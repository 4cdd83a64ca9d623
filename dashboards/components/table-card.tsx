import type {ComponentChildren} from "preact";
import {useId, useState} from "preact/hooks";
import type {ReportName, ReportRows} from "../../queries/generated/rows.ts";
import type {Loaded, ReportParams} from "../lib/reports.ts";
import {words} from "../lib/words.ts";
import {DataTable} from "./data-table.tsx";
import {Definition} from "./definition.tsx";
import {ExportLinks} from "./export-links.tsx";
import {Empty, emptyText, Failed, Skeleton} from "./states.tsx";

export interface TableCardProps<Name extends ReportName> {
  id: string;
  report: Name;
  params: ReportParams;
  loaded: Loaded<ReportRows[Name]>;
  rows?: ReportRows[Name][];
  finding?: string | null;
  question: string;
  subtitle: string;
  columns: (keyof ReportRows[Name] & string)[];
  groups?: Partial<Record<keyof ReportRows[Name] & string, string>>;
  span?: "full" | "half";
  pageSize?: number;
  tools?: ComponentChildren;
  /** Draws a cell in a way of its own; undefined leaves it to the table. */
  cell?: (row: ReportRows[Name], column: keyof ReportRows[Name] & string) => ComponentChildren;
  /** What can be done with a row. */
  actions?: (row: ReportRows[Name]) => ComponentChildren;
  /** Said under the list. */
  note?: string;
  empty?: string;
  isLoadedBack?: boolean;
}

/** A card whose answer is a list to work through, not a picture. */
export function TableCard<Name extends ReportName>(props: TableCardProps<Name>) {
  const {t} = words.value;
  const titleId = useId();
  const [part, setPart] = useState<"definition" | "sql" | null>(null);
  const {loaded} = props;
  const rows = props.rows ?? loaded.rows;
  const title = (rows.length > 0 && props.finding) || props.question;
  const isReady = loaded.state === "ready" || rows.length > 0;
  return (
    <section class={`card ${props.span ?? "full"} ${loaded.state}`} aria-labelledby={titleId} id={props.id}>
      <header>
        <h2 id={titleId}>{title}</h2>
        <p class="subtitle">{props.subtitle}</p>
        {props.tools && <div class="tools">{props.tools}</div>}
      </header>
      {loaded.state === "failed" && <Failed message={loaded.message} />}
      {loaded.state === "loading" && rows.length === 0 && <Skeleton height={220} />}
      {isReady && loaded.state !== "failed" && rows.length === 0 && <Empty>{emptyText(props.empty)}</Empty>}
      {isReady && rows.length > 0 && (
        <DataTable
          caption={title}
          rows={rows}
          columns={props.columns}
          {...(props.groups ? {groups: props.groups} : {})}
          {...(props.pageSize ? {pageSize: props.pageSize} : {})}
          {...(props.cell ? {cell: props.cell} : {})}
          {...(props.actions ? {actions: props.actions} : {})}
        />
      )}
      {props.note && rows.length > 0 && <p class="note">{props.note}</p>}
      <footer class="foot">
        <button type="button" onClick={() => setPart("sql")}>
          {t("card.sql")}
        </button>
        <ExportLinks
          report={props.report}
          params={props.params}
          {...(props.isLoadedBack ? {isLoadedBack: true} : {})}
        />
        <button type="button" onClick={() => setPart("definition")}>
          {t("card.definition")}
        </button>
      </footer>
      {part && (
        <Definition report={props.report} params={props.params} part={part} onClose={() => setPart(null)} />
      )}
    </section>
  );
}
