import {useCallback} from "preact/hooks";
import {callsByHour, hourTotals} from "../../charts/calls-by-hour.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {hoursFinding} from "./call-titles.ts";
import {ofChosen} from "./people-filter.ts";

export function HoursCard({params, teamOf}: CallCardProps) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("call_hours", params);
  const rows = ofChosen(loaded.rows, teamOf);
  const perOperator = param("hours") === "each";
  const draw = useCallback(
    (options: ChartOptions) => callsByHour(rows, {...options, perOperator}),
    [loaded.rows, rows.length, perOperator],
  );
  const totals = hourTotals(rows, () => "");
  const attempts = totals.reduce((sum, row) => sum + row.attempts, 0);
  return (
    <Card
      id="hours"
      span={perOperator ? "full" : "half"}
      report="call_hours"
      params={params}
      loaded={loaded}
      rows={rows}
      finding={hoursFinding(totals, all)}
      question={t("calls.hours.question")}
      subtitle={t("calls.hours.subtitle", {
        month: f.month(params?.month),
        count: attempts,
        attempts: f.count(attempts),
      })}
      draw={draw}
      height={250}
      columns={[
        "employee_name",
        "hour",
        "attempt_count",
        "contact_count",
        "conversation_count",
        "talk_seconds",
        "active_day_count",
      ]}
      tools={
        <Choice
          label={t("calls.hours.view")}
          value={perOperator ? "each" : "all"}
          options={[
            {value: "all", text: t("calls.hours.all")},
            {value: "each", text: t("calls.hours.each")},
          ]}
          onChange={(value) => setQuery({hours: value === "all" ? null : value})}
        />
      }
    />
  );
}
