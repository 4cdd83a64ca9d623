import {useCallback, useMemo} from "preact/hooks";
import type {MonthPaceRow} from "../../queries/generated/rows.ts";
import {judgePace} from "../../queries/statistics/pace.ts";
import type {Leg} from "../../queries/vocabulary.ts";
import type {ChartOptions} from "../charts/options.ts";
import {paceBars, paceOf} from "../charts/pace-bars.ts";
import {useReport} from "../lib/reports.ts";
import {type Words, words} from "../lib/words.ts";
import {Card} from "./card.tsx";

/** How far all are together, and who is behind the pace beyond chance. */
export function paceFinding(rows: readonly MonthPaceRow[], {t, f}: Words): string | null {
  const known = rows.flatMap((row) => {
    const pace = paceOf(row);
    return pace ? [{row, pace}] : [];
  });
  const goal = known.reduce((sum, {pace}) => sum + pace.goal, 0);
  if (goal === 0) return null;
  const said = {
    share: f.percent(known.reduce((sum, {pace}) => sum + pace.actual, 0) / goal),
    days: f.percent(
      known.reduce((sum, {row}) => sum + row.passed_day_count, 0) /
        known.reduce((sum, {row}) => sum + row.working_day_count, 0),
    ),
  };
  const behind = known.filter(({pace}) => judgePace(pace) === "behind");
  return behind.length === 0
    ? t("pace.within", said)
    : t("pace.behind", {...said, names: f.names(behind.map(({row}) => row.employee_name))});
}

/** The month so far of each person of a part of the relay, against the pace of the goal. */
export function PaceCard({params, leg}: {params: {month: string} | null; leg: "hunters" | "farmers"}) {
  const all = words.value;
  const {t, f} = all;
  const pace = useReport("month_pace", params);
  const rows = useMemo(() => pace.rows.filter((row) => row.leg_code === leg), [pace.rows, leg]);
  const draw = useCallback(
    (options: ChartOptions) => paceBars(rows, {...options, leg: leg satisfies Leg}),
    [rows, leg],
  );
  const month = f.month(params?.month);
  return (
    <Card
      id="pace"
      span="full"
      report="month_pace"
      params={params}
      loaded={pace}
      rows={rows.filter((row) => paceOf(row) !== null)}
      finding={paceFinding(rows, all)}
      question={t("pace.question")}
      subtitle={leg === "hunters" ? t("pace.hunters", {month}) : t("pace.farmers", {month})}
      draw={draw}
      height={280}
      columns={[
        "employee_name",
        "actual_amount",
        "goal_amount",
        "goal_deviation",
        "passed_day_count",
        "working_day_count",
      ]}
      empty={t("pace.empty")}
    />
  );
}
