import {useCallback} from "preact/hooks";
import type {BaseStatesRow} from "../../../queries/generated/rows.ts";
import {type BaseView, baseStates, baseViews, countOf} from "../../charts/base-states.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {useEmpty} from "../../lib/known.ts";
import {param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** How much of the base sleeps, and whether more woke than fell asleep. */
export function statesFinding(rows: readonly BaseStatesRow[], view: BaseView, {t, f}: Words): string | null {
  const last = rows.at(-1);
  if (!last) return null;
  const dormant = countOf(last, "dormant", view);
  const all = dormant + countOf(last, "fading", view) + countOf(last, "active", view);
  if (all === 0) return null;
  const said = {share: f.percent(dormant / all), dormant: f.count(dormant), all: f.count(all)};
  if (view === "contact") return t("base.states.contact", said);
  return t("base.states.purchase", {
    ...said,
    asleep: f.count(last.went_dormant_count),
    woken: f.count(last.reactivated_count),
    money: f.money(last.reactivated_amount),
  });
}

const known = (row: BaseStatesRow, view: BaseView) =>
  (["active", "fading", "dormant"] as const).reduce((sum, state) => sum + countOf(row, state, view), 0);

export function StatesCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const states = useReport("base_states", params);
  const view: BaseView = baseViews.find((name) => name === param("by")) ?? "purchase";
  const draw = useCallback(
    (options: ChartOptions) => baseStates(states.rows, {...options, view}),
    [states.rows, view],
  );
  return (
    <Card
      id="states"
      span="full"
      report="base_states"
      params={params}
      loaded={states}
      rows={states.rows.some((row) => known(row, view) > 0) ? states.rows : []}
      finding={statesFinding(states.rows, view, all)}
      question={t("base.states.question")}
      subtitle={t(view === "contact" ? "base.states.contactSubtitle" : "base.states.subtitle", {
        month: f.month(params?.month),
      })}
      draw={draw}
      height={340}
      tools={
        <Choice
          label={t("base.states.by")}
          value={view}
          options={baseViews.map((value) => ({value, text: t(`base.by.${value}`)}))}
          onChange={(value) => setQuery({by: value})}
        />
      }
      columns={[
        "month",
        "active_count",
        "fading_count",
        "dormant_count",
        "new_count",
        "new_amount",
        "went_dormant_count",
        "reactivated_count",
        "reactivated_amount",
        "order_amount",
        "contact_active_count",
        "contact_fading_count",
        "contact_dormant_count",
      ]}
      empty={empty([view === "contact" ? "contacts" : "buyers"], t("base.states.empty"))}
    />
  );
}
