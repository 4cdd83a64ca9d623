import {useCallback} from "preact/hooks";
import type {NormsRow} from "../../../queries/generated/rows.ts";
import {normBullets} from "../../charts/norm-bullets.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {actualsOf, normCell, normRows} from "../../lib/norm-rows.ts";
import {type Loaded, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {normsFinding} from "./call-titles.ts";
import {chosenPeople} from "./people-filter.ts";

export function NormsCard({params, teamOf, norms: register}: CallCardProps & {norms: Loaded<NormsRow>}) {
  const all = words.value;
  const {t, f} = all;
  const actuals = useReport("norm_actuals", params);
  const norms = register.rows;
  // without the register a norm has no name: both come before anything is shown
  const loaded: typeof actuals = register.state === "loading" ? {state: "loading", rows: []} : actuals;
  const chosen = chosenPeople(teamOf);
  const draw = useCallback(
    (options: ChartOptions) =>
      normBullets(normRows(actualsOf(loaded.rows, chosen), norms, options.words), {
        ...options,
        leg: "call_centre",
      }),
    [loaded.rows, norms, chosen.join()],
  );
  return (
    <Card
      id="norms"
      report="norm_actuals"
      params={params}
      loaded={loaded}
      rows={loaded.rows.filter((row) =>
        chosen.length ? chosen.includes(row.employee_id ?? "") : row.employee_id === null,
      )}
      finding={normsFinding(normRows(actualsOf(loaded.rows, chosen), norms, all), all)}
      question={t("calls.norms.question")}
      subtitle={t("calls.norms.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={400}
      columns={[
        all.language === "ru" ? "name_ru" : "name_en",
        "employee_name",
        "actual_value",
        "low",
        "high",
        "direction",
        "numerator",
        "denominator",
      ]}
      groups={{direction: "direction"}}
      cell={(row, column) => normCell(row, column, all)}
    />
  );
}
