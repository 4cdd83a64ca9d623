import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {LoadCard} from "../../components/load-card.tsx";
import {PaceCard} from "../../components/pace-card.tsx";
import {NoData} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {BooksCard} from "./books-card.tsx";
import {BridgeCard} from "./bridge-card.tsx";
import {FlowsCard, OrdersCards} from "./flow-cards.tsx";
import {LinesCard} from "./lines-card.tsx";
import {CallsCard, GroupsCard, WhiteCard} from "./space-cards.tsx";

/** Is the book growing, and who lets it shrink? */
export function Farmers() {
  const {t, f} = words.value;
  const params = forMonth(month.value);
  const books = useReport("farmer_books", params);
  const flows = useReport("book_flows", params);
  if (months.value?.length === 0) return <NoData isPublished />;
  return (
    <>
      <h1>
        {t("page.farmers")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("farmers.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="farmers" />
      <div class="grid">
        <PaceCard params={params} leg="farmers" />
        <BridgeCard params={params} books={books} />
        <BooksCard params={params} books={books} />
        <LinesCard params={params} />
        <FlowsCard params={params} flows={flows} />
        <OrdersCards params={params} flows={flows} />
        <GroupsCard />
        <WhiteCard />
        <CallsCard />
        <LoadCard params={params} leg="farmers" />
      </div>
    </>
  );
}
