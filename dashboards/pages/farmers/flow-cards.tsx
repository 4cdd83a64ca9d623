import {useCallback, useMemo} from "preact/hooks";
import type {BookFlowsRow} from "../../../queries/generated/rows.ts";
import {flowBridge} from "../../charts/flow-bridge.ts";
import {type ChartOptions, legColor} from "../../charts/options.ts";
import {type ThenNow, thenNow} from "../../charts/then-now.ts";
import {Card} from "../../components/card.tsx";
import {lastDay} from "../../lib/month.ts";
import type {Loaded} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {bookDay} from "./bridge-card.tsx";

interface FlowCardProps {
  params: {month: string} | null;
  flows: Loaded<BookFlowsRow>;
}

const total = (rows: readonly BookFlowsRow[], pick: (row: BookFlowsRow) => number) =>
  rows.reduce((sum, row) => sum + pick(row), 0);

/** What new and returned clients brought, what the others bought more or less, and how much was merely moved. */
export function flowFinding(rows: readonly BookFlowsRow[], {t, f}: Words): string | null {
  if (rows.length === 0) return null;
  const before = total(rows, (row) => row.then_amount);
  const now = total(rows, (row) => row.now_amount);
  const fresh = total(rows, (row) => row.new_amount);
  const returned = total(rows, (row) => row.returned_amount);
  const moved = total(rows, (row) => row.moved_in_amount - row.moved_out_amount);
  return t("farmers.flows.finding", {
    before: f.money(before),
    now: f.money(now),
    fresh: f.money(fresh),
    returned: f.money(returned),
    moved: f.money(moved),
    same: f.money(now - before - fresh - returned - moved),
  });
}

/** Everything between the volume a year ago and the volume now, moved clients apart. */
export function FlowsCard({params, flows}: FlowCardProps) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback((options: ChartOptions) => flowBridge(flows.rows, options), [flows.rows]);
  return (
    <Card
      id="flows"
      span="full"
      report="book_flows"
      params={params}
      loaded={flows}
      finding={flowFinding(flows.rows, all)}
      question={t("farmers.flows.question")}
      subtitle={t("farmers.flows.subtitle", {
        ...bookDay(params, f),
        now: params ? f.fullDay(lastDay(params.month)) : "",
      })}
      draw={draw}
      height={320}
      columns={[
        "employee_name",
        "then_amount",
        "moved_out_amount",
        "moved_in_amount",
        "lost_amount",
        "down_amount",
        "up_amount",
        "returned_amount",
        "new_amount",
        "now_amount",
      ]}
      empty={t("farmers.flows.empty")}
    />
  );
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Days with an order of each client that buys, in three months. */
export const frequencies = (rows: readonly BookFlowsRow[]): ThenNow[] =>
  rows.map((row) => ({
    id: row.employee_id,
    name: row.employee_name,
    before: ratio(row.then_order_day_count, row.then_buyer_count),
    now: ratio(row.now_order_day_count, row.now_buyer_count),
  }));

export const averageOrders = (rows: readonly BookFlowsRow[]): ThenNow[] =>
  rows.map((row) => ({
    id: row.employee_id,
    name: row.employee_name,
    before: ratio(row.then_amount, row.then_order_day_count),
    now: ratio(row.now_amount, row.now_order_day_count),
  }));

export function frequencyFinding(rows: readonly BookFlowsRow[], {t, f}: Words): string | null {
  const now = ratio(
    total(rows, (row) => row.now_order_day_count),
    total(rows, (row) => row.now_buyer_count),
  );
  const before = ratio(
    total(rows, (row) => row.then_order_day_count),
    total(rows, (row) => row.then_buyer_count),
  );
  return now === null ? null : t("farmers.frequency.finding", {now: f.tenths(now), before: f.tenths(before)});
}

export function averageFinding(rows: readonly BookFlowsRow[], {t, f}: Words): string | null {
  const now = ratio(
    total(rows, (row) => row.now_amount),
    total(rows, (row) => row.now_order_day_count),
  );
  const before = ratio(
    total(rows, (row) => row.then_amount),
    total(rows, (row) => row.then_order_day_count),
  );
  return now === null ? null : t("farmers.average.finding", {now: f.money(now), before: f.money(before)});
}

/** How often a client orders and how much at once, a year ago and now. */
export function OrdersCards({params, flows}: FlowCardProps) {
  const all = words.value;
  const {t, f} = all;
  const often = useMemo(() => frequencies(flows.rows), [flows.rows]);
  const average = useMemo(() => averageOrders(flows.rows), [flows.rows]);
  const drawOften = useCallback(
    (options: ChartOptions) =>
      thenNow(often, {...options, color: legColor.farmers, format: options.words.f.tenths}),
    [often],
  );
  const drawAverage = useCallback(
    (options: ChartOptions) =>
      thenNow(average, {...options, color: legColor.farmers, format: options.words.f.money}),
    [average],
  );
  const month = f.month(params?.month);
  return (
    <>
      <Card
        id="frequency"
        report="book_flows"
        params={params}
        loaded={flows}
        finding={frequencyFinding(flows.rows, all)}
        question={t("farmers.frequency.question")}
        subtitle={t("farmers.frequency.subtitle", {month})}
        draw={drawOften}
        height={260}
        columns={[
          "employee_name",
          "then_buyer_count",
          "then_order_day_count",
          "now_buyer_count",
          "now_order_day_count",
        ]}
        empty={t("farmers.flows.empty")}
      />
      <Card
        id="average-order"
        report="book_flows"
        params={params}
        loaded={flows}
        finding={averageFinding(flows.rows, all)}
        question={t("farmers.average.question")}
        subtitle={t("farmers.average.subtitle", {month})}
        draw={drawAverage}
        height={260}
        columns={[
          "employee_name",
          "then_amount",
          "then_order_day_count",
          "now_amount",
          "now_order_day_count",
        ]}
        empty={t("farmers.flows.empty")}
      />
    </>
  );
}
