import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {NoData} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {ObjectionsCard, SecondContactsCard} from "./after-refusal-cards.tsx";
import {AgreementCard, ChecklistCard} from "./checklist-cards.tsx";
import {LearnedCard, ScreenedCard, SegmentedCard} from "./learned-cards.tsx";
import {RatesCard} from "./rates-card.tsx";

/** What do conversations bring, and how well are they held? */
export function CallQuality() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>
        {t("page.callQuality")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("quality.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="callQuality" />
      <div class="grid">
        <RatesCard params={params} />
        <SecondContactsCard params={params} />
        <ObjectionsCard params={params} />
        <SegmentedCard params={params} />
        <LearnedCard params={params} />
        <ScreenedCard params={params} />
        <ChecklistCard params={params} />
        <AgreementCard params={params} />
      </div>
    </>
  );
}
