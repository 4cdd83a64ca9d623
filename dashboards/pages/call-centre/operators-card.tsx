import {useCallback} from "preact/hooks";
import type {OperatorMonthsRow} from "../../../queries/generated/rows.ts";
import {type OperatorRate, operatorFunnelPlot} from "../../charts/operator-funnel-plot.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import type {Loaded} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {operatorsFinding} from "./call-titles.ts";
import {ofChosen} from "./people-filter.ts";

const rates = (rows: OperatorMonthsRow[]): OperatorRate[] =>
  rows.map((row) => ({name: row.employee_name, part: row.goal_client_count, whole: row.company_count}));

/** The limits are those of the whole department even when a few people are chosen: chance does not shrink. */
export function OperatorsCard({
  params,
  teamOf,
  operators,
}: CallCardProps & {operators: Loaded<OperatorMonthsRow>}) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback(
    (options: ChartOptions) => operatorFunnelPlot(rates(operators.rows), options),
    [operators.rows],
  );
  const companies = operators.rows.reduce((total, row) => total + row.company_count, 0);
  return (
    <Card
      id="operators"
      report="operator_months"
      params={params}
      loaded={operators}
      rows={ofChosen(operators.rows, teamOf)}
      finding={operatorsFinding(rates(operators.rows), all)}
      question={t("calls.operators.question")}
      subtitle={t("calls.operators.subtitle", {
        month: f.month(params?.month),
        people: t("noun.operators", {count: operators.rows.length, n: f.count(operators.rows.length)}),
        companies: t("noun.companies", {count: companies, n: f.count(companies)}),
      })}
      draw={draw}
      height={340}
      columns={[
        "employee_name",
        "worked_day_count",
        "company_count",
        "goal_client_count",
        "attempt_count",
        "conversation_count",
        "talk_seconds",
        "refusal_count",
      ]}
    />
  );
}
