import {useCallback} from "preact/hooks";
import type {NewOldRow} from "../../../queries/generated/rows.ts";
import {newOldBars, type WorkView, workOf, workViews} from "../../charts/new-old-bars.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {judgeRates} from "../../charts/rate-dots.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** The hunters' share of new clients beside the farmers'; hunters are named only beyond what chance explains. */
export function workFinding(rows: readonly NewOldRow[], view: WorkView, {t, f}: Words): string | null {
  const total = (leg: string) => {
    const own = rows.filter(({leg_code}) => leg_code === leg).map((row) => workOf(row, view));
    const fresh = own.reduce((sum, row) => sum + row.fresh, 0);
    return {fresh, whole: fresh + own.reduce((sum, row) => sum + row.old, 0)};
  };
  const share = (leg: string) => f.rate(total(leg).fresh, total(leg).whole);
  // a head reads of one post only
  const there = (["hunters", "farmers"] as const).filter((leg) => total(leg).whole > 0);
  const [only] = there;
  if (!only) return null;
  const said =
    there.length === 2
      ? t(`work.${view}`, {hunters: share("hunters"), farmers: share("farmers")})
      : t(`work.${only}.${view}`, {share: share(only)});
  if (view === "money" || !there.includes("hunters")) return said;
  const hunters = rows
    .filter(({leg_code}) => leg_code === "hunters")
    .map((row) => {
      const {fresh, old} = workOf(row, view);
      return {id: row.employee_id, name: row.employee_name, part: fresh, whole: fresh + old};
    });
  const below = judgeRates(hunters).beyond("below");
  return below.length === 0
    ? t("work.within", {said})
    : t("work.below", {
        said,
        names: f.names(below.map(({name, part, whole}) => `${name} (${f.rate(part, whole)})`)),
      });
}

/** Do managers look for new clients, or live off those they have? */
export function WorkCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const work = useReport("new_old", params);
  const view: WorkView = workViews.find((name) => name === param("work")) ?? "talks";
  const draw = useCallback(
    (options: ChartOptions) => newOldBars(work.rows, {...options, view}),
    [work.rows, view],
  );
  return (
    <Card
      id="work"
      span="full"
      report="new_old"
      params={params}
      loaded={work}
      finding={workFinding(work.rows, view, all)}
      question={t("work.question")}
      subtitle={t("work.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={420}
      tools={
        <Choice
          label={t("work.by")}
          value={view}
          options={workViews.map((value) => ({value, text: t(`work.view.${value}`)}))}
          onChange={(value) => setQuery({work: value})}
        />
      }
      columns={[
        "employee_name",
        "leg_code",
        "new_talk_count",
        "old_talk_count",
        "new_won_count",
        "old_won_count",
        "new_amount",
        "old_amount",
      ]}
      groups={{leg_code: "leg"}}
      empty={t("work.empty")}
    />
  );
}
