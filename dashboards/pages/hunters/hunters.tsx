import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {LoadCard} from "../../components/load-card.tsx";
import {PaceCard} from "../../components/pace-card.tsx";
import {NoData} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {ClocksCard} from "./clocks-card.tsx";
import {FirstContactsCard, IntakeCard, WaitingCard} from "./intake-cards.tsx";
import {PipelineCard} from "./pipeline-card.tsx";
import {DealCohortsCard, MoneyCard, SalesCard} from "./sales-cards.tsx";
import {SharesCard} from "./shares-card.tsx";
import {WaitsCard} from "./waits-card.tsx";
import {LateWorkCard, PromisesCard, SilenceCard} from "./work-cards.tsx";

/** Who sells, who waits, who has turned into a farmer? */
export function Hunters() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  const work = useReport("hunter_work", params);
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>
        {t("page.hunters")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("hunters.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="hunters" />
      <div class="grid">
        <PaceCard params={params} leg="hunters" />
        <SalesCard params={params} />
        <MoneyCard params={params} work={work} />
        <DealCohortsCard params={params} />
        <WaitsCard params={params} />
        <IntakeCard params={params} />
        <FirstContactsCard params={params} />
        <WaitingCard />
        <PipelineCard />
        <SilenceCard params={params} work={work} />
        <PromisesCard params={params} work={work} />
        <LoadCard params={params} leg="hunters" />
        <SharesCard params={params} />
        <ClocksCard />
        <LateWorkCard params={params} work={work} />
      </div>
    </>
  );
}
