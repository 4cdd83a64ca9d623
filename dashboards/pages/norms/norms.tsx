import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {NoData} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {RegisterCard} from "./register-card.tsx";
import {TogetherCard} from "./together-card.tsx";

/** What is asked of people, is it done, and can all of it be done at once? */
export function Norms() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  const register = useReport("norm_register", params);
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>
        {t("page.norms")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("norms.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="norms" />
      <div class="grid">
        <RegisterCard params={params} register={register} />
        <TogetherCard params={params} register={register} />
      </div>
    </>
  );
}
