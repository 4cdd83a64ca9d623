import {useCallback} from "preact/hooks";
import type {OperatorDaysRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {talkHeatMap} from "../../charts/talk-heat-map.ts";
import {Card} from "../../components/card.tsx";
import {comparison} from "../../lib/location.ts";
import {daysOfMonth} from "../../lib/month.ts";
import type {Loaded} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {talkFinding, talkPerDay} from "./call-titles.ts";
import {ofChosen} from "./people-filter.ts";

interface TalkCardProps extends CallCardProps {
  days: Loaded<OperatorDaysRow>;
  past: OperatorDaysRow[];
}

export function TalkCard({params, teamOf, days, past}: TalkCardProps) {
  const all = words.value;
  const {t, f} = all;
  const rows = ofChosen(days.rows, teamOf);
  const before = talkPerDay(ofChosen(past, teamOf));
  const key = rows.map((row) => row.employee_id + row.call_date).join();
  const draw = useCallback(
    (options: ChartOptions) => talkHeatMap(rows, {...options, days: daysOfMonth(params?.month ?? "2000-01")}),
    [days.rows, key],
  );
  const compare = comparison.value;
  return (
    <Card
      id="talk"
      span="full"
      report="operator_days"
      params={params}
      loaded={days}
      rows={rows}
      finding={talkFinding(rows, all)}
      question={t("calls.talk.question")}
      subtitle={[
        t("calls.talk.subtitle", {month: f.month(params?.month), n: f.count(talkPerDay(rows).days)}),
        before.seconds === null || compare === "norm"
          ? ""
          : t("calls.talk.before", {when: t(`compare.${compare}`), value: f.minutes(before.seconds)}),
      ]
        .filter(Boolean)
        .join(" · ")}
      draw={draw}
      height={400}
      columns={[
        "employee_name",
        "team_id",
        "call_date",
        "talk_seconds",
        "attempt_count",
        "contact_count",
        "conversation_count",
        "goal_count",
        "is_absent",
        "norm_seconds",
      ]}
      note={<ScaleKey />}
    />
  );
}

/** How the colours of the heat map are read; the norm is in the middle. */
function ScaleKey() {
  const {t} = words.value;
  return (
    <ul class="key">
      <li>
        <i class="swatch below" /> {t("calls.key.below")}
      </li>
      <li>
        <i class="swatch middle" /> {t("calls.key.norm")}
      </li>
      <li>
        <i class="swatch above" /> {t("calls.key.above")}
      </li>
      <li>
        <i class="swatch hollow" /> {t("calls.key.absent")}
      </li>
    </ul>
  );
}
