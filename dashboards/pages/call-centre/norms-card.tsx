import {useCallback} from "preact/hooks";
import type {NormsRow} from "../../../queries/generated/rows.ts";
import {normBullets} from "../../charts/norm-bullets.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {normsFinding} from "./call-titles.ts";
import {normRows} from "./norm-rows.ts";

export function NormsCard({params, norms}: CallCardProps & {norms: NormsRow[]}) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("norm_actuals", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      normBullets(normRows(loaded.rows, norms, options.words), {...options, leg: "call_centre"}),
    [loaded.rows, norms],
  );
  return (
    <Card
      id="norms"
      report="norm_actuals"
      params={params}
      loaded={loaded}
      finding={normsFinding(normRows(loaded.rows, norms, all), all)}
      question={t("calls.norms.question")}
      subtitle={t("calls.norms.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={400}
      columns={["norm_id", "employee_id", "numerator", "denominator", "low", "high", "direction"]}
      groups={{direction: "direction"}}
    />
  );
}
