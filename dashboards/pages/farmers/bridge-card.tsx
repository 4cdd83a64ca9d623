import {useCallback} from "preact/hooks";
import type {FarmerBooksRow} from "../../../queries/generated/rows.ts";
import {bookBridge} from "../../charts/book-bridge.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {lastDay} from "../../lib/month.ts";
import type {Loaded} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

export interface BookCardProps {
  params: {month: string} | null;
  books: Loaded<FarmerBooksRow>;
}

/** The last of the three months, and the day whose books are compared: the last of the same months a year ago. */
export const bookDay = (params: {month: string} | null, f: Words["f"]) => ({
  month: f.month(params?.month),
  day: params ? f.fullDay(lastDay(params.month, -12)) : "",
});

/** What the whole book buys now of what it bought; of the clients that bought then what they kept (NRR), and without growth (GRR). */
export function bridgeFinding(rows: readonly FarmerBooksRow[], {t, f}: Words): string | null {
  const sum = (pick: (row: FarmerBooksRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const base = sum((row) => row.base_amount);
  const buyers = sum((row) => row.buyer_base_amount);
  if (base <= 0 || buyers <= 0) return null;
  return t("farmers.bridge.finding", {
    share: f.percent(sum((row) => row.now_amount) / base),
    lost: f.money(sum((row) => row.lost_amount)),
    back: f.money(sum((row) => row.back_amount)),
    nrr: f.percent(sum((row) => row.retained_amount) / buyers),
    grr: f.percent(sum((row) => row.kept_amount) / buyers),
  });
}

export function BridgeCard({params, books}: BookCardProps) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback((options: ChartOptions) => bookBridge(books.rows, options), [books.rows]);
  return (
    <Card
      id="bridge"
      span="full"
      report="farmer_books"
      params={params}
      loaded={books}
      finding={bridgeFinding(books.rows, all)}
      question={t("farmers.bridge.question")}
      subtitle={t("farmers.bridge.subtitle", bookDay(params, f))}
      draw={draw}
      height={320}
      columns={[
        "employee_name",
        "client_count",
        "base_amount",
        "lost_count",
        "lost_amount",
        "down_count",
        "down_amount",
        "up_count",
        "up_amount",
        "back_count",
        "back_amount",
        "now_amount",
        "buyer_base_amount",
        "retained_amount",
        "kept_amount",
      ]}
      empty={t("farmers.empty")}
    />
  );
}
