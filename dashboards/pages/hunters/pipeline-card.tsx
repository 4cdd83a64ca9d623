import {useCallback, useMemo} from "preact/hooks";
import type {ChartOptions} from "../../charts/options.ts";
import {type StageAge, stageAges, stageAgesChart} from "../../charts/stage-ages.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** How many deals stand longer than is usual, and in which stage most of them. */
export function pipelineFinding(ages: readonly StageAge[], {t, f}: Words): string | null {
  const open = ages.reduce((sum, age) => sum + age.open.length, 0);
  if (open === 0) return null;
  const overdue = ages.reduce((sum, age) => sum + age.overdue, 0);
  const worst = ages.toSorted((a, b) => b.overdue - a.overdue)[0]!;
  if (overdue === 0) return t("hunters.pipeline.inTime", {count: open, n: f.count(open)});
  return t("hunters.pipeline.overdue", {
    overdue: f.count(overdue),
    n: f.count(open),
    stage: worst.stage,
    most: f.count(worst.overdue),
  });
}

export function PipelineCard() {
  const empty = useEmpty();
  const all = words.value;
  const {t} = all;
  const deals = useReport("open_deals", {});
  const stays = useReport("stage_stays", {});
  const ages = useMemo(() => stageAges(deals.rows, stays.rows), [deals.rows, stays.rows]);
  const draw = useCallback((options: ChartOptions) => stageAgesChart(ages, options), [ages]);
  return (
    <Card
      id="pipeline"
      span="full"
      report="open_deals"
      params={{}}
      loaded={deals}
      finding={stays.state === "ready" ? pipelineFinding(ages, all) : null}
      question={t("hunters.pipeline.question")}
      subtitle={t("hunters.pipeline.subtitle")}
      draw={draw}
      height={360}
      columns={[
        "client_name",
        "employee_name",
        "stage",
        "moved_date",
        "stage_days",
        "deal_amount",
        "last_contact_date",
      ]}
      empty={empty(["deals"], t("hunters.pipeline.empty"))}
    />
  );
}
