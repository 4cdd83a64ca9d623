import type {ComponentChildren} from "preact";
import {useCallback, useId, useRef, useState} from "preact/hooks";
import type {ReportName, ReportRows} from "../../queries/generated/rows.ts";
import type {ChartOptions, Figure as Drawn} from "../charts/options.ts";
import {isProvisional, type Loaded, type ReportParams} from "../lib/reports.ts";
import {words} from "../lib/words.ts";
import {DataTable} from "./data-table.tsx";
import {Definition} from "./definition.tsx";
import {ExportLinks} from "./export-links.tsx";
import {Figure} from "./figure.tsx";
import {Empty, emptyText, Failed, Skeleton} from "./states.tsx";

export interface CardProps<Name extends ReportName> {
  id: string;
  report: Name;
  params: ReportParams | null;
  loaded: Loaded<ReportRows[Name]>;
  /** Rows after the page's filters; the table twin shows just what the figure shows. */
  rows?: ReportRows[Name][];
  /** A full sentence with numbers, or nothing while there is no finding. */
  finding?: string | null;
  question: string;
  subtitle: string;
  /** Must keep its identity between renders while its inputs are the same. */
  draw: (options: ChartOptions) => Drawn;
  height: number;
  columns: (keyof ReportRows[Name] & string)[];
  groups?: Partial<Record<keyof ReportRows[Name] & string, string>>;
  /** Draws a cell of the table twin in a way of its own; undefined leaves it to the table. */
  cell?: (row: ReportRows[Name], column: keyof ReportRows[Name] & string) => ComponentChildren;
  span?: "full" | "half" | "third" | "two-thirds";
  tools?: ComponentChildren;
  note?: ComponentChildren;
  empty?: string;
  /** The bar names people, and the card shows all of them nevertheless: it says so. */
  isEverybody?: boolean;
}

/** Question -> finding -> picture -> rows: the frame every picture stands in. */
export function Card<Name extends ReportName>(props: CardProps<Name>) {
  const {t} = words.value;
  const titleId = useId();
  const [showsRows, setShowsRows] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  /** The reader's place stays in the card when what was in focus gives way to the other view. */
  const show = (view: "rows" | "figure") => {
    setShowsRows(view === "rows");
    toggle.current?.focus({preventScroll: true});
  };
  const [part, setPart] = useState<"definition" | "sql" | null>(null);
  const {loaded, question, subtitle, height, params} = props;
  const rows = props.rows ?? loaded.rows;
  const isReady = loaded.state === "ready" || (loaded.state === "loading" && rows.length > 0);
  const title = (isReady && rows.length > 0 && props.finding) || question;
  const provisional = isProvisional.value;
  const draw = useCallback(
    (options: ChartOptions) => props.draw({...options, isProvisional: provisional}),
    [props.draw, provisional],
  );
  return (
    <section
      class={`card ${props.span ?? "half"} ${loaded.state}`}
      aria-labelledby={titleId}
      id={props.id}
      onKeyDown={(event) => event.key === "Escape" && showsRows && !part && show("figure")}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <p class="subtitle">
          {props.isEverybody && <strong class="everybody">{t("card.everybody")}</strong>} {subtitle}
        </p>
        {props.tools && <div class="tools">{props.tools}</div>}
      </header>
      {loaded.state === "failed" && <Failed message={loaded.message} />}
      {loaded.state === "loading" && rows.length === 0 && <Skeleton height={height} />}
      {isReady && rows.length === 0 && <Empty>{emptyText(props.empty)}</Empty>}
      {isReady && rows.length > 0 && !showsRows && (
        <Figure label={`${title}. ${subtitle}`} draw={draw} height={height} onRows={() => show("rows")} />
      )}
      {isReady && rows.length > 0 && showsRows && (
        <DataTable
          caption={title}
          rows={rows}
          columns={props.columns}
          {...(props.groups ? {groups: props.groups} : {})}
          {...(props.cell ? {cell: props.cell} : {})}
        />
      )}
      {props.note && <div class="note">{props.note}</div>}
      <footer class="foot">
        <button ref={toggle} type="button" aria-pressed={showsRows} onClick={() => setShowsRows(!showsRows)}>
          {showsRows ? t("card.figure") : t("card.rows")}
        </button>
        <button type="button" onClick={() => setPart("sql")}>
          {t("card.sql")}
        </button>
        {params && <ExportLinks report={props.report} params={params} />}
        <button type="button" onClick={() => setPart("definition")}>
          {t("card.definition")}
        </button>
      </footer>
      {part && (
        <Definition
          report={props.report}
          params={props.params ?? {}}
          part={part}
          onClose={() => setPart(null)}
        />
      )}
    </section>
  );
}
