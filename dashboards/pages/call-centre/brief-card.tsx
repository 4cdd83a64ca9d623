import type {OperatorMonthsRow} from "../../../queries/generated/rows.ts";
import {legColor} from "../../charts/options.ts";
import type {PersonRate} from "../../charts/rate-dots.ts";
import {RateCard, rateFinding} from "../../components/rate-card.tsx";
import type {Loaded} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {isChosen} from "./people-filter.ts";

const briefRate = (row: OperatorMonthsRow): PersonRate => ({
  id: row.employee_id,
  name: row.employee_name,
  part: row.brief_count,
  whole: row.conversation_count,
});

export const briefFinding = (rows: readonly OperatorMonthsRow[], all: Words): string | null =>
  rateFinding(rows.map(briefRate), "above", {even: "calls.brief.even", beyond: "calls.brief.many"}, all);

/** Everybody stands in it whoever is chosen: a share is short or long beside the others only. */
export function BriefCard({
  params,
  operators,
}: {
  params: {month: string} | null;
  operators: Loaded<OperatorMonthsRow>;
}) {
  const all = words.value;
  const {t, f} = all;
  return (
    <RateCard
      id="brief"
      report="operator_months"
      params={params}
      loaded={operators}
      isEverybody={isChosen()}
      rows={operators.rows}
      rateOf={briefRate}
      worse="above"
      color={legColor.call_centre}
      finding={briefFinding(operators.rows, all)}
      question={t("calls.brief.question")}
      subtitle={t("calls.brief.subtitle", {month: f.month(params?.month)})}
      columns={["employee_name", "conversation_count", "brief_count", "talk_seconds", "goal_client_count"]}
      empty={t("calls.brief.empty")}
    />
  );
}
