import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {NoData} from "../../components/states.tsx";
import {comparedMonth, forMonth} from "../../lib/periods.ts";
import {month, months, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {BriefCard} from "./brief-card.tsx";
import {CallbacksCard, haveResults, OpenCallbacksCard} from "./callback-cards.tsx";
import {CompaniesCard} from "./companies-card.tsx";
import {FunnelCard} from "./funnel-card.tsx";
import {GapsCard} from "./gaps-card.tsx";
import {HoursCard} from "./hours-card.tsx";
import {LoadCard} from "./load-card.tsx";
import {NoPeople} from "./no-people.tsx";
import {NormsCard} from "./norms-card.tsx";
import {OperatorsCard} from "./operators-card.tsx";
import {RecordingsCard} from "./recordings-card.tsx";
import {TalkCard} from "./talk-card.tsx";

/** Do operators work, and does the work bring results? */
export function CallCentre() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  const days = useReport("operator_days", params);
  const past = useReport("operator_days", forMonth(comparedMonth()));
  const operators = useReport("operator_months", params);
  const norms = useReport("norms", params);
  const teamOf = new Map(days.rows.map((row) => [row.employee_id, row.team_id]));
  const teams = [...new Set([...teamOf.values()].filter((team) => team !== null))].sort();
  const people = [...new Map(days.rows.map((row) => [row.employee_id, row.employee_name]))]
    .map(([id, name]) => ({id, name}))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (months.value?.length === 0) return <NoData isPublished />;
  const shared = {params, teamOf};
  const callCount = months.value?.find((row) => row.month === month.value)?.call_count ?? 0;
  const isNobody = days.state === "ready" && days.rows.length === 0 && callCount > 0;
  return (
    <>
      <h1>
        {t("page.callCentre")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("calls.question")}</p>
      <Bar choices={{teams, people}} />
      <Banner page="callCentre" />
      {isNobody && <NoPeople count={callCount} />}
      <div class={isNobody ? "grid only-figures" : "grid"}>
        <TalkCard {...shared} days={days} past={past.rows} />
        <FunnelCard {...shared} />
        <NormsCard {...shared} norms={norms} />
        <OperatorsCard params={params} />
        <LoadCard {...shared} operators={operators} norms={norms.rows} />
        <BriefCard params={params} operators={operators} />
        <CompaniesCard params={params} />
        <HoursCard {...shared} />
        <RecordingsCard {...shared} />
        <GapsCard {...shared} hasCalls={days.rows.some((row) => row.attempt_count > 0)} />
        <CallbacksCard params={params} hasResults={haveResults(operators.rows)} />
        <OpenCallbacksCard teamOf={teamOf} />
      </div>
    </>
  );
}

export interface CallCardProps {
  params: {month: string} | null;
  teamOf: ReadonlyMap<string, string | null>;
}
