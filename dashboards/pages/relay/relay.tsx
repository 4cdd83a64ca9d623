import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {NoData} from "../../components/states.tsx";
import {comparedMonth, forMonth} from "../../lib/periods.ts";
import {month, months, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {CohortGridCard, FunnelsCard} from "./cohort-cards.tsx";
import {Decisions, missingLegs} from "./decisions.tsx";
import {LegCards} from "./leg-cards.tsx";
import {NoClients} from "./no-clients.tsx";
import {PictureCard} from "./picture-card.tsx";
import {TrendsCard} from "./trends-card.tsx";

/** Does the chain work, and where does it break this month? */
export function Relay() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  const flow = useReport("relay_flow", params);
  const past = useReport("relay_flow", forMonth(comparedMonth()));
  const legs = useReport("relay_legs", params);
  const teams = [...new Set(legs.rows.flatMap((row) => row.team_id ?? []))].sort();
  const isEmpty = flow.state === "ready" && flow.rows.every((row) => row.client_count === 0);
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>
        {t("page.relay")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("relay.question")}</p>
      <Bar choices={{teams, people: []}} />
      <Banner page="relay" />
      {isEmpty && <NoClients />}
      <div class="grid">
        <Decisions params={params} missing={flow.state === "ready" ? missingLegs(flow.rows) : null} />
        <PictureCard params={params} flow={flow} past={past.rows} />
        <TrendsCard params={params} />
        <LegCards params={params} loaded={legs} />
        <FunnelsCard params={params} flow={flow} />
        <CohortGridCard params={params} />
      </div>
    </>
  );
}
