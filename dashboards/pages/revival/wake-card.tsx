import {useCallback, useMemo} from "preact/hooks";
import type {ChartOptions} from "../../charts/options.ts";
import {wakeCurve} from "../../charts/wake-curve.ts";
import {Card} from "../../components/card.tsx";
import {type Expected, expectedOrder, worthCalling} from "../../lib/expected.ts";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Sleepers put in order: those that bought most. */
const ordered = 500;

/** Where to stop calling, and who the order says nothing about. */
export function wakeFinding(order: readonly Expected[], {t, f}: Words): string | null {
  const [first] = order;
  if (!first) return null;
  const stop = worthCalling(order);
  const said = t(order.length === 1 ? "base.wake.one" : "base.wake.finding", {
    stop: f.count(stop),
    n: f.count(order.length),
    once: f.count(first.row.all_once_count),
  });
  // who is neither in the order nor a buyer of one day was not looked at
  const left = first.row.all_dormant_count - order.length - first.row.all_once_count;
  return [said, left > 0 ? t("base.wake.left", {count: left, n: f.count(left), most: f.count(ordered)}) : ""]
    .filter(Boolean)
    .join("; ");
}

/** Whom to wake first by what a call may bring, not by what was bought long ago. */
export function WakeCard() {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const dormant = useReport("dormant_clients", {});
  const sample = useReport("buyer_sample", {});
  const order = useMemo(
    () => expectedOrder(dormant.rows.slice(0, ordered), sample.rows),
    [dormant.rows, sample.rows],
  );
  const draw = useCallback((options: ChartOptions) => wakeCurve(order ?? [], options), [order]);
  // the order needs both; what fails or waits first is what the card shows
  const loaded: typeof dormant =
    sample.state === "failed"
      ? {state: "failed", rows: [], message: sample.message}
      : sample.state === "loading"
        ? {state: "loading", rows: []}
        : dormant;
  return (
    <Card
      id="wake"
      span="full"
      report="dormant_clients"
      params={{}}
      loaded={loaded}
      rows={(order ?? []).map(({row}) => row)}
      finding={wakeFinding(order ?? [], all)}
      question={t("base.wake.question")}
      subtitle={t("base.wake.subtitle", {
        n: f.count((order ?? []).length),
        all: f.count(dormant.rows[0]?.all_dormant_count ?? null),
      })}
      draw={draw}
      height={260}
      columns={[
        "client_name",
        "client_size",
        "owner_name",
        "order_amount",
        "purchase_day_count",
        "last_order_date",
        "silent_days",
      ]}
      groups={{client_size: "clientSize"}}
      empty={empty(["buyers"], t("base.wake.empty"))}
    />
  );
}
