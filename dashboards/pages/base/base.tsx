import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {Notice} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {CampaignsCard} from "./campaigns-card.tsx";
import {DormantCard} from "./dormant-card.tsx";
import {DroppedCard} from "./dropped-card.tsx";
import {CapacityCard, ContactClientsCard, PlanCard} from "./plan-cards.tsx";
import {StatesCard} from "./states-card.tsx";

/** What sleeps, what is neglected, what is it worth? */
export function ClientBase() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  if (months.value?.length === 0) return <Notice>{t("state.noMonths")}</Notice>;
  return (
    <>
      <h1>
        {t("page.base")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("base.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="base" />
      <div class="grid">
        <StatesCard params={params} />
        <PlanCard />
        <CapacityCard params={params} />
        <ContactClientsCard />
        <DroppedCard params={params} />
        <CampaignsCard />
        <DormantCard />
      </div>
    </>
  );
}
