import {useCallback} from "preact/hooks";
import type {RelayCohortGridRow, RelayCohortRow, RelayFlowRow} from "../../../queries/generated/rows.ts";
import {cohortFunnels, type FunnelStep} from "../../charts/cohort-funnels.ts";
import {cohortGrid} from "../../charts/cohort-grid.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {useEmpty} from "../../lib/known.ts";
import {param, setQuery} from "../../lib/location.ts";
import {type Loaded, month, useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

type Params = {month: string} | null;

const compared = ["conversations", "results", "handover_1", "deals_won", "first_money"];

/** The same steps twice: events of the month over companies of the month, and the month's newcomers till now. */
export function funnelSteps(flow: RelayFlowRow[], cohort: RelayCohortRow[]): FunnelStep[] {
  const baseOf = (rows: {step_code: string; client_count: number}[]) =>
    rows.find((row) => row.step_code === "companies_worked")?.client_count ?? 0;
  return compared.flatMap((code) => {
    const period = flow.find((row) => row.step_code === code);
    const followed = cohort.find((row) => row.step_code === code);
    const steps: FunnelStep[] = [];
    if (period)
      steps.push({code, kind: "period", count: period.client_count, base: baseOf(flow), isMature: true});
    if (followed)
      steps.push({
        code,
        kind: "cohort",
        count: followed.client_count,
        base: baseOf(cohort),
        isMature: followed.is_mature,
      });
    return steps;
  });
}

export function funnelsFinding(steps: FunnelStep[], {t, f}: Words): string | null {
  const result = (kind: string) => steps.find((step) => step.code === "results" && step.kind === kind);
  const period = result("period");
  const cohort = result("cohort");
  if (!period?.base || !cohort?.base) return null;
  return t(cohort.isMature ? "relay.funnels.finding" : "relay.funnels.findingYoung", {
    period: f.percent(period.count / period.base),
    cohort: f.percent(cohort.count / cohort.base),
  });
}

export function FunnelsCard({params, flow}: {params: Params; flow: Loaded<RelayFlowRow>}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const cohort = useReport("relay_cohort", params);
  const steps = funnelSteps(flow.rows, cohort.rows);
  const draw = useCallback(
    (options: ChartOptions) => cohortFunnels(funnelSteps(flow.rows, cohort.rows), options),
    [flow.rows, cohort.rows],
  );
  const size = cohort.rows.find((row) => row.step_code === "companies_worked")?.client_count ?? 0;
  return (
    <Card
      id="funnels"
      span="half"
      report="relay_cohort"
      params={params}
      loaded={cohort}
      finding={funnelsFinding(steps, all)}
      question={t("relay.funnels.question")}
      subtitle={t("relay.funnels.subtitle", {
        month: f.month(month.value),
        count: size,
        companies: f.count(size),
      })}
      draw={draw}
      height={400}
      empty={empty(["clients"], t("relay.funnels.empty"))}
      columns={["step_code", "client_count", "from_count", "median_days", "is_mature"]}
      groups={{step_code: "step"}}
    />
  );
}

export function gridFinding(
  rows: RelayCohortGridRow[],
  measure: "result" | "deal",
  {t, f}: Words,
): string | null {
  const age = Math.max(-1, ...rows.filter((row) => row.is_mature).map((row) => Math.min(row.age_months, 6)));
  const own = rows.filter((row) => row.age_months === age && row.is_mature);
  const whole = own.reduce((sum, row) => sum + row.client_count, 0);
  if (age < 1 || !whole) return null;
  const counted = (row: RelayCohortGridRow) =>
    measure === "result" ? row.result_client_count : row.deal_client_count;
  const at = (rows: RelayCohortGridRow[]) => rows.reduce((sum, row) => sum + counted(row), 0);
  const first = rows.filter(
    (row) => row.age_months === 0 && own.some((o) => o.cohort_month === row.cohort_month),
  );
  return t(measure === "result" ? "relay.grid.finding" : "relay.grid.findingDeal", {
    first: f.percent(at(first) / whole),
    rate: f.percent(at(own) / whole),
    months: t("noun.months", {count: age, n: f.count(age)}),
  });
}

export function CohortGridCard({params}: {params: Params}) {
  const empty = useEmpty();
  const all = words.value;
  const {t} = all;
  const loaded = useReport("relay_cohort_grid", params);
  const measure = param("grid") === "deal" ? "deal" : "result";
  const draw = useCallback(
    (options: ChartOptions) => cohortGrid(loaded.rows, {...options, measure, isProvisional: false}),
    [loaded.rows, measure],
  );
  return (
    <Card
      id="cohorts"
      span="half"
      report="relay_cohort_grid"
      params={params}
      loaded={loaded}
      finding={gridFinding(loaded.rows, measure, all)}
      question={t("relay.grid.question")}
      subtitle={t(measure === "result" ? "relay.grid.subtitle" : "relay.grid.subtitleDeal")}
      draw={draw}
      height={500}
      empty={empty(["clients"], t("relay.grid.empty"))}
      columns={[
        "cohort_month",
        "age_months",
        "client_count",
        "result_client_count",
        "deal_client_count",
        "is_mature",
      ]}
      tools={
        <Choice
          label={t("relay.grid.measure")}
          value={measure}
          options={[
            {value: "result" as const, text: t("relay.grid.results")},
            {value: "deal" as const, text: t("relay.grid.deals")},
          ]}
          onChange={(value) => setQuery({grid: value === "result" ? null : value})}
        />
      }
    />
  );
}
