import {useCallback} from "preact/hooks";
import type {RelayFlowRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {relayPicture} from "../../charts/relay-picture.ts";
import {cohortPosts, flowPosts} from "../../charts/relay-posts.ts";
import type {RelayView} from "../../charts/relay-words.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {useEmpty} from "../../lib/known.ts";
import {comparison, param, setQuery} from "../../lib/location.ts";
import {type Loaded, month, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {cohortFinding, isChainEmpty, moneyFinding, pictureFinding} from "./relay-titles.ts";

interface PictureCardProps {
  params: {month: string} | null;
  flow: Loaded<RelayFlowRow>;
  past: RelayFlowRow[];
}

const views: readonly RelayView[] = ["clients", "money", "cohort"];
const height = 434;

/** The relay over the whole width: clients or money of the month, or the month's newcomers followed till now. */
export function PictureCard({params, flow, past}: PictureCardProps) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const view = views.find((name) => name === param("view")) ?? "clients";
  const cohort = useReport("relay_cohort", view === "cohort" ? params : null);
  const compare = comparison.value;
  const tools = (
    <Choice
      label={t("relay.view")}
      value={view}
      options={views.map((value) => ({value, text: t(`relay.view.${value}`)}))}
      onChange={(value) => setQuery({view: value === "clients" ? null : value})}
    />
  );
  const drawFlow = useCallback(
    (options: ChartOptions) => {
      const ghost = compare === "norm" ? [] : past;
      return relayPicture(flowPosts(flow.rows, view === "money" ? "money" : "clients", ghost), {
        ...options,
        view,
      });
    },
    [flow.rows, past, view, compare],
  );
  const drawCohort = useCallback(
    (options: ChartOptions) => relayPicture(cohortPosts(cohort.rows), {...options, view: "cohort"}),
    [cohort.rows],
  );
  const companies = flow.rows.find((row) => row.step_code === "companies_worked")?.client_count ?? 0;
  if (view === "cohort")
    return (
      <Card
        id="picture"
        span="full"
        report="relay_cohort"
        params={params}
        loaded={cohort}
        finding={cohortFinding(cohort.rows, month.value, all)}
        question={t("relay.cohort.question", {month: f.month(month.value)})}
        subtitle={t("relay.cohort.subtitle", {month: f.month(month.value)})}
        draw={drawCohort}
        height={height}
        columns={["step_code", "client_count", "from_count", "median_days", "is_mature"]}
        groups={{step_code: "step"}}
        tools={tools}
      />
    );
  return (
    <Card
      id="picture"
      span="full"
      report="relay_flow"
      params={params}
      loaded={flow}
      rows={isChainEmpty(flow.rows) ? [] : flow.rows}
      empty={empty(["clients"], t("relay.picture.empty"))}
      finding={view === "money" ? moneyFinding(flow.rows, all) : pictureFinding(flow.rows, past, all)}
      question={t("relay.picture.question")}
      subtitle={[
        t(view === "money" ? "relay.picture.subtitleMoney" : "relay.picture.subtitle", {
          month: f.month(month.value),
        }),
        compare === "norm" ? "" : t("relay.picture.ghost", {when: t(`compare.${compare}`)}),
        view === "money" ? "" : `n = ${f.count(companies)}`,
      ]
        .filter(Boolean)
        .join(" · ")}
      draw={drawFlow}
      height={height}
      columns={[
        "step_code",
        "client_count",
        "amount",
        "previous_client_count",
        "from_count",
        "waited_count",
        "passed_count",
        "median_days",
        "lost_count",
        "lost_cause_code",
        "lost_cause_count",
        "waiting_count",
      ]}
      groups={{step_code: "step", lost_cause_code: "cause"}}
      tools={tools}
    />
  );
}
