import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {NoData} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {DocketCard} from "./docket-card.tsx";
import {DroppedCard} from "./dropped-card.tsx";
import {CapacityCard, ContactClientsCard, PlanCard} from "./plan-cards.tsx";
import {SilenceCard} from "./silence-card.tsx";
import {TransfersCard} from "./transfers-card.tsx";

/** Whom do we forget, can we keep up, and who leaves because of it? */
export function Contacts() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>
        {t("page.contacts")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("contacts.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="contacts" />
      <div class="grid">
        <PlanCard />
        <CapacityCard params={params} />
        <ContactClientsCard />
        <DocketCard params={params} />
        <TransfersCard params={params} />
        <DroppedCard params={params} />
        <SilenceCard params={params} />
      </div>
    </>
  );
}
