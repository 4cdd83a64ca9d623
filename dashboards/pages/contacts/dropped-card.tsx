import {useCallback} from "preact/hooks";
import type {DroppedClientsRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legColor} from "../../charts/options.ts";
import {commonRate, judgeRates, type PersonRate, rateDots} from "../../charts/rate-dots.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Sizes of clients together: first conversations of each manager, and those that nothing followed. */
export function droppedRates(rows: readonly DroppedClientsRow[]): PersonRate[] {
  return [...Map.groupBy(rows, (row) => row.employee_id).values()].map((own) => ({
    id: own[0]!.employee_id,
    name: own[0]!.employee_name,
    part: own.reduce((sum, row) => sum + row.dropped_count, 0),
    whole: own.reduce((sum, row) => sum + row.talk_count, 0),
  }));
}

/** Who drops more than chance explains, and how many of them were large. */
export function droppedFinding(rows: readonly DroppedClientsRow[], {t, f, label}: Words): string | null {
  const rates = droppedRates(rows);
  const common = commonRate(rates);
  const all = rates.reduce((sum, row) => sum + row.whole, 0);
  if (all === 0) return null;
  const {rate, rest, beyond} = judgeRates(rates);
  const above = beyond("above");
  const small = (size: string) =>
    rows.filter((row) => row.client_size === size).reduce((sum, row) => sum + row.dropped_count, 0);
  const said = {
    rate: f.percent(above.length === 0 ? common : rate),
    n: f.count(above.length === 0 ? all : rest),
    small: f.count(small("small")),
    size: label("clientSize", "small"),
  };
  return above.length === 0
    ? t("base.dropped.none", said)
    : t("base.dropped.some", {
        ...said,
        names: f.list(above.map((row) => `${row.name} (${f.percent(row.part / row.whole)})`)),
      });
}

export function DroppedCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const dropped = useReport("dropped_clients", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      rateDots(droppedRates(dropped.rows), {...options, color: legColor.hunters, worse: "above"}),
    [dropped.rows],
  );
  return (
    <Card
      id="dropped"
      span="full"
      report="dropped_clients"
      params={params}
      loaded={dropped}
      finding={droppedFinding(dropped.rows, all)}
      question={t("base.dropped.question")}
      subtitle={t("base.dropped.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={320}
      columns={["employee_name", "client_size", "talk_count", "dropped_count"]}
      groups={{client_size: "clientSize"}}
      empty={empty(["contacts"], t("base.dropped.empty"))}
    />
  );
}
