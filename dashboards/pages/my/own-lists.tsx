import {useCallback, useMemo} from "preact/hooks";
import type {MyFiguresRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legColor} from "../../charts/options.ts";
import {type ShareRow, shareDots} from "../../charts/share-dots.ts";
import {Card} from "../../components/card.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {reasonText} from "../farmers/space-cards.tsx";
import type {OwnCardProps} from "./talk-card.tsx";

/** The own shares, each named with the time it is of. */
export function ownShares(rows: readonly MyFiguresRow[], color: string, {t, label}: Words): ShareRow[] {
  return rows
    .filter((row) => row.denominator !== null)
    .map((row) => ({
      name: t("my.figures.one", {
        name: label("own", row.measure_code),
        period: label("own.period", row.period_code),
      }),
      part: row.numerator,
      whole: row.denominator!,
      color,
    }));
}

/** Shares that the pages of the post show of the person: the same counts, of this person alone. */
export function FiguresCard({params, leg}: OwnCardProps) {
  const all = words.value;
  const {t, f} = all;
  const figures = useReport("my_figures", params);
  const rows = useMemo(() => figures.rows.filter(({denominator}) => denominator !== null), [figures.rows]);
  const draw = useCallback(
    (options: ChartOptions) => shareDots(ownShares(rows, legColor[leg], options.words), options),
    [rows, leg],
  );
  return (
    <Card
      id="figures"
      span="full"
      report="my_figures"
      params={params}
      loaded={figures}
      rows={rows}
      question={t("my.figures.question")}
      subtitle={t("my.figures.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={rows.length * 34 + 40}
      columns={["measure_code", "period_code", "numerator", "denominator"]}
      groups={{measure_code: "own", period_code: "own.period"}}
      empty={t("my.figures.empty")}
    />
  );
}

/** Promised calls that nobody has made. */
export function CallbacksCard() {
  const {t, f} = words.value;
  const open = useReport("my_callbacks", {});
  return (
    <TableCard
      id="callbacks"
      report="my_callbacks"
      params={{}}
      loaded={open}
      finding={t("my.callbacks.finding", {count: open.rows.length, n: f.count(open.rows.length)})}
      question={t("my.callbacks.question")}
      subtitle={t("my.callbacks.subtitle")}
      pageSize={15}
      columns={["client_name", "due_date", "late_days"]}
      empty={t("my.callbacks.empty")}
    />
  );
}

/** Clients to pass on to a farmer. */
export function ClocksCard() {
  const {t, f} = words.value;
  const clocks = useReport("my_clocks", {});
  const late = clocks.rows.filter(({over_days}) => over_days > 0).length;
  return (
    <TableCard
      id="clocks"
      report="my_clocks"
      params={{}}
      loaded={clocks}
      finding={t("my.clocks.finding", {
        clients: t("noun.clients", {count: clocks.rows.length, n: f.count(clocks.rows.length)}),
        late: f.count(late),
      })}
      question={t("my.clocks.question")}
      subtitle={t("my.clocks.subtitle")}
      pageSize={15}
      columns={["client_name", "trap_date", "limit_date", "over_days"]}
      empty={t("my.clocks.empty")}
    />
  );
}

/** A farmer's own clients to call today. */
export function CallsCard() {
  const all = words.value;
  const {t, f} = all;
  const calls = useReport("my_calls", {});
  const count = new Set(calls.rows.map(({client_id}) => client_id)).size;
  return (
    <TableCard
      id="calls"
      report="my_calls"
      params={{}}
      loaded={calls}
      finding={t("my.calls.finding", {count, n: f.count(count)})}
      question={t("my.calls.question")}
      subtitle={t("farmers.calls.subtitle")}
      pageSize={15}
      columns={["client_name", "reason_code", "usual_amount", "silent_days", "last_contact_date"]}
      cell={(row, column) => (column === "reason_code" ? reasonText(row, all) : undefined)}
      empty={t("my.calls.empty")}
    />
  );
}
