import {useCallback} from "preact/hooks";
import type {NormsRow, OperatorMonthsRow} from "../../../queries/generated/rows.ts";
import {companyLoad} from "../../charts/company-load.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import type {Loaded} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {loadFinding} from "./call-titles.ts";
import {ofChosen} from "./people-filter.ts";

interface LoadCardProps extends CallCardProps {
  operators: Loaded<OperatorMonthsRow>;
  norms: NormsRow[];
}

export function LoadCard({params, teamOf, operators, norms}: LoadCardProps) {
  const all = words.value;
  const {t, f} = all;
  const rows = ofChosen(operators.rows, teamOf);
  const row = norms.find((norm) => norm.norm_id === "companies_per_month");
  const norm = {low: row?.low ?? null, high: row?.high ?? null};
  const draw = useCallback(
    (options: ChartOptions) => companyLoad(rows, {...options, norm}),
    [operators.rows, rows.length, norm.low, norm.high],
  );
  return (
    <Card
      id="load"
      report="operator_months"
      params={params}
      loaded={operators}
      rows={rows}
      finding={loadFinding(rows, norm, all)}
      question={t("calls.load.question")}
      subtitle={t("calls.load.subtitle", {
        month: f.month(params?.month),
        people: t("noun.operators", {count: rows.length, n: f.count(rows.length)}),
      })}
      draw={draw}
      height={370}
      columns={[
        "employee_name",
        "company_count",
        "new_company_count",
        "carried_over_count",
        "worked_day_count",
      ]}
    />
  );
}
