import {useCallback} from "preact/hooks";
import type {DroppedClientsRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legColor} from "../../charts/options.ts";
import {commonRate, judgeRates, type PersonRate, rateDots} from "../../charts/rate-dots.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** First conversations of each manager, those that nothing followed, and how many of these the others' clients leave to chance. */
export const droppedRates = (rows: readonly DroppedClientsRow[]): PersonRate[] =>
  rows.map((row) => ({
    id: `${row.employee_id} ${row.leg_code}`,
    name: row.employee_name,
    part: row.dropped_count,
    whole: row.talk_count,
    chance: {low: row.chance_low, high: row.chance_high},
  }));

/** Who drops more of such clients than the others do beyond chance, and how many were small. */
export function droppedFinding(rows: readonly DroppedClientsRow[], {t, f}: Words): string | null {
  const rates = droppedRates(rows);
  const common = commonRate(rates);
  const all = rates.reduce((sum, row) => sum + row.whole, 0);
  if (all === 0) return null;
  const {rate, rest, beyond} = judgeRates(rates);
  const above = beyond("above");
  const said = {
    rate: f.percent(above.length === 0 ? common : rate),
    n: f.count(above.length === 0 ? all : rest),
    small: f.count(rows.reduce((sum, row) => sum + row.small_dropped_count, 0)),
  };
  return above.length === 0
    ? t("base.dropped.none", said)
    : t("base.dropped.some", {
        ...said,
        names: f.names(above.map((row) => `${row.name} (${f.percent(row.part / row.whole)})`)),
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
      columns={[
        "employee_name",
        "leg_code",
        "talk_count",
        "dropped_count",
        "small_dropped_count",
        "chance_low",
        "chance_high",
      ]}
      groups={{leg_code: "leg"}}
      empty={empty(["contacts"], t("base.dropped.empty"))}
    />
  );
}
