import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {Notice} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {ClocksCard} from "./clocks-card.tsx";
import {SharesCard} from "./shares-card.tsx";
import {WaitsCard} from "./waits-card.tsx";

/** Who sells, who waits, who has turned into a farmer? */
export function Hunters() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  if (months.value?.length === 0) return <Notice>{t("state.noMonths")}</Notice>;
  return (
    <>
      <h1>
        {t("page.hunters")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("hunters.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="hunters" />
      <div class="grid">
        <SharesCard params={params} />
        <ClocksCard />
        <WaitsCard params={params} />
      </div>
    </>
  );
}
