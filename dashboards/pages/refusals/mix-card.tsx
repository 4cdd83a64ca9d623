import {useCallback} from "preact/hooks";
import type {ScriptMixRow} from "../../../queries/generated/rows.ts";
import {mixBars} from "../../charts/mix-bars.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import type {Loaded, ReportParams} from "../../lib/reports.ts";
import {type DimensionSplit, lookText, mixSplits, type ScriptChange} from "../../lib/script-changes.ts";
import {type Words, words} from "../../lib/words.ts";

/** Whether other companies explain the difference, and by what they differ. */
export function mixFinding(splits: readonly DimensionSplit[], {t, f}: Words): string | null {
  const [first] = splits;
  if (!first) return null;
  const difference = f.signedTenths(first.difference * 100);
  const named = (says: DimensionSplit["says"]) =>
    f.list(splits.filter((one) => one.says === says).map((one) => t(`refusals.by.${one.dimension}`)));
  if (splits.some(({says}) => says === "mix"))
    return t("refusals.mix.explains", {difference, dimensions: named("mix")});
  if (splits.every(({says}) => says === "apart")) return t("refusals.mix.apart", {difference});
  if (splits.some(({says}) => says === "apart"))
    return t("refusals.mix.partly", {difference, real: named("real"), apart: named("apart")});
  return t("refusals.mix.real", {difference});
}

/** What is taken apart, and until which day: the same companies that the verdict rests on. */
export function mixSubtitle(change: ScriptChange, rows: readonly ScriptMixRow[], all: Words): string {
  const {t, f} = all;
  const [first] = rows;
  const own = rows.filter((row) => row.dimension_code === first?.dimension_code);
  const sum = (pick: (row: ScriptMixRow) => number) => own.reduce((total, row) => total + pick(row), 0);
  return t("refusals.mix.subtitle", {
    version: change.version,
    former: change.former,
    at: lookText(change, all) || f.fullDay(change.until),
    n: f.count(sum((row) => row.company_count)),
    m: f.count(sum((row) => row.former_company_count)),
  });
}

interface MixCardProps {
  params: ReportParams | null;
  change: ScriptChange | null;
  loaded: Loaded<ScriptMixRow>;
}

export function MixCard({params, change, loaded}: MixCardProps) {
  const all = words.value;
  const {t} = all;
  const splits = mixSplits(loaded.rows);
  const draw = useCallback(
    (options: ChartOptions) => mixBars(mixSplits(loaded.rows), options),
    [loaded.rows],
  );
  return (
    <Card
      id="mix"
      report="script_mix"
      params={params}
      loaded={loaded}
      finding={mixFinding(splits, all)}
      question={t("refusals.mix.question")}
      subtitle={change ? mixSubtitle(change, loaded.rows, all) : t("refusals.verdict.about")}
      draw={draw}
      height={280}
      columns={[
        "dimension_code",
        "dimension_key",
        "former_company_count",
        "former_goal_count",
        "company_count",
        "goal_count",
      ]}
      groups={{dimension_code: "refusals.dimension", dimension_key: "refusals.acquaintance"}}
      empty={t("refusals.verdict.empty")}
    />
  );
}
