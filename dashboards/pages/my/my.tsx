import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {Empty, Failed, NoData, Skeleton} from "../../components/states.tsx";
import {forMonth} from "../../lib/periods.ts";
import {month, months, useReport} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {BookCard, LoadCard, OwnPaceCard} from "./manager-cards.tsx";
import {OperatorNormsCard} from "./norms-card.tsx";
import {CallbacksCard, CallsCard, ClocksCard, FiguresCard} from "./own-lists.tsx";
import {TalkCard} from "./talk-card.tsx";

/** My month: what I did, beside what is expected of my post. */
export function My() {
  const {t, f, label} = words.value;
  const params = forMonth(month.value);
  const post = useReport("my_post", params);
  if (months.value?.length === 0) return <NoData isPublished />;
  const leg = post.rows[0]?.leg_code ?? null;
  return (
    <>
      <h1>
        {t("my.title", {name: user.value?.name ?? ""})} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">
        {leg ? t("my.questionOf", {leg: label("leg", leg).toLowerCase()}) : t("my.question")}
      </p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="my" />
      {post.state === "failed" && <Failed message={post.message} />}
      {post.state === "loading" && <Skeleton height={250} />}
      {post.state === "ready" && leg === null && <Empty>{t("my.noPost")}</Empty>}
      {leg === "call_centre" && (
        <div class="grid">
          <TalkCard params={params} leg={leg} />
          <OperatorNormsCard params={params} />
          <FiguresCard params={params} leg={leg} />
          <CallbacksCard />
        </div>
      )}
      {leg === "hunters" && (
        <div class="grid">
          <OwnPaceCard params={params} leg={leg} />
          <LoadCard params={params} leg={leg} />
          <FiguresCard params={params} leg={leg} />
          <ClocksCard />
          <TalkCard params={params} leg={leg} />
        </div>
      )}
      {leg === "farmers" && (
        <div class="grid">
          <OwnPaceCard params={params} leg={leg} />
          <BookCard params={params} />
          <LoadCard params={params} leg={leg} />
          <FiguresCard params={params} leg={leg} />
          <CallsCard />
          <TalkCard params={params} leg={leg} />
        </div>
      )}
    </>
  );
}
