import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {Notice} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {ReasonsCard} from "./reasons-card.tsx";
import {TrendCard} from "./trend-card.tsx";

/** Why do they say no, and is it getting better? */
export function Refusals() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  if (months.value?.length === 0) return <Notice>{t("state.noMonths")}</Notice>;
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
        <TrendCard params={params} />
      </div>
    </>
  );
}
