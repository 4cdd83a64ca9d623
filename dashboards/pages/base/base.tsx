import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {NoData} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {EnteredCard} from "./entered-card.tsx";
import {FeedbackCard} from "./feedback-card.tsx";
import {OwnerStatesCard, PotentialCard} from "./owner-cards.tsx";
import {StatesCard} from "./states-card.tsx";
import {WorkCard} from "./work-card.tsx";

/** Who is in the base, awake or asleep, and what do we know of them? */
export function ClientBase() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  if (months.value?.length === 0) return <NoData isPublished />;
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
        <OwnerStatesCard />
        <WorkCard params={params} />
        <PotentialCard />
        <EnteredCard params={params} />
        <FeedbackCard params={params} />
      </div>
    </>
  );
}
