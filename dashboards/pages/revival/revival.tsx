import {Banner} from "../../components/banner.tsx";
import {NoData} from "../../components/states.tsx";
import {months} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {BuilderCard} from "./builder-card.tsx";
import {CampaignsCard} from "./campaigns-card.tsx";
import {DormantCard} from "./dormant-card.tsx";
import {WakeCard} from "./wake-card.tsx";

/** What is the sleeping base worth, whom to call, and did calling help? */
export function Revival() {
  const {t} = words.value;
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>{t("page.revival")}</h1>
      <p class="question">{t("revival.question")}</p>
      <Banner page="revival" />
      <div class="grid">
        <CampaignsCard />
        <WakeCard />
        <BuilderCard />
        <DormantCard />
      </div>
    </>
  );
}
