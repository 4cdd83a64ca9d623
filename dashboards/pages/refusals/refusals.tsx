import {useMemo} from "preact/hooks";
import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {NoData} from "../../components/states.tsx";
import {param} from "../../lib/location.ts";
import {forMonth} from "../../lib/periods.ts";
import {month, months, together, useReport} from "../../lib/reports.ts";
import {mixSplits, planOf, presentScript, scriptChanges} from "../../lib/script-changes.ts";
import {words} from "../../lib/words.ts";
import "../../styles/scripts.css";
import {CodingCard} from "./coding-card.tsx";
import {ListenCard} from "./listen-card.tsx";
import {MixCard} from "./mix-card.tsx";
import {PlannerCard} from "./planner-card.tsx";
import {ReasonsCard} from "./reasons-card.tsx";
import {TrendCard} from "./trend-card.tsx";
import {VerdictCard} from "./verdict-card.tsx";

/** Why do they say no, and is it getting better? */
export function Refusals() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  const days = useReport("script_days", params);
  const versions = useReport("script_versions", {});
  const plan = useReport("script_plan", {});
  const breaks = useReport("breaks", {});
  const changes = useMemo(
    () =>
      plan.rows[0] && versions.state === "ready"
        ? scriptChanges(days.rows, versions.rows, planOf(plan.rows[0]))
        : [],
    [days.rows, versions, plan.rows],
  );
  const chosen = param("script");
  const change = changes.find(({version}) => version === chosen) ?? changes[0] ?? null;
  const mixParams = change && {
    script_version: change.version,
    former_version: change.former,
    until: change.verdict?.deciding?.day ?? change.until,
  };
  const mix = useReport("script_mix", mixParams);
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>
        {t("page.refusals")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("refusals.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="callCentre" />
      <div class="grid">
        <ReasonsCard params={params} />
        <CodingCard params={params} />
        <TrendCard params={params} />
        {params && <ListenCard params={params} />}
        <VerdictCard
          params={params}
          loaded={together(days, [versions, plan, breaks])}
          breaks={breaks.rows}
          changes={changes}
          change={change}
          splits={mixSplits(mix.rows)}
        />
        <MixCard
          params={mixParams}
          change={change}
          loaded={change ? mix : {...together(days, [versions, plan]), rows: []}}
        />
        <PlannerCard
          params={params}
          loaded={together(days, [versions, plan])}
          settings={plan.rows[0] ? planOf(plan.rows[0]) : null}
          version={presentScript(days.rows, versions.rows)}
        />
      </div>
    </>
  );
}
