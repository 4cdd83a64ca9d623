import {useCallback} from "preact/hooks";
import type {OperatorRatesRow} from "../../../queries/generated/rows.ts";
import {type OperatorRate, operatorFunnelPlot} from "../../charts/operator-funnel-plot.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {operatorsFinding} from "./call-titles.ts";
import {isChosen} from "./people-filter.ts";

/** Conversations are compared with those of the same months, so an absence or a new script names nobody. */
export const operatorRates = (rows: readonly OperatorRatesRow[]): OperatorRate[] =>
  rows.map((row) => ({
    name: row.employee_name,
    part: row.goal_client_count,
    whole: row.conversation_count,
    expectedPart: row.expected_hits,
    chance: {low: row.chance_low, high: row.chance_high},
  }));

/** The limits are those of the whole department even when a few people are chosen: chance does not shrink. */
export function OperatorsCard({params}: Pick<CallCardProps, "params">) {
  const all = words.value;
  const {t, f} = all;
  const rates = useReport("operator_rates", params);
  const draw = useCallback(
    (options: ChartOptions) => operatorFunnelPlot(operatorRates(rates.rows), options),
    [rates.rows],
  );
  const conversations = rates.rows.reduce((total, row) => total + row.conversation_count, 0);
  return (
    <Card
      id="operators"
      report="operator_rates"
      params={params}
      loaded={rates}
      isEverybody={isChosen()}
      finding={operatorsFinding(operatorRates(rates.rows), all)}
      question={t("calls.operators.question")}
      subtitle={t("calls.operators.subtitle", {
        month: f.month(params?.month),
        people: t("noun.operators", {count: rates.rows.length, n: f.count(rates.rows.length)}),
        conversations: t("noun.conversations", {count: conversations, n: f.count(conversations)}),
      })}
      draw={draw}
      height={340}
      columns={[
        "employee_name",
        "worked_month_count",
        "conversation_count",
        "goal_client_count",
        "expected_hits",
        "chance_low",
        "chance_high",
      ]}
    />
  );
}
