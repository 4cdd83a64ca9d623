import {useCallback} from "preact/hooks";
import type {QaItemsRow, QaPairsRow, QaVersionsRow} from "../../../queries/generated/rows.ts";
import {agreement, alphaInterval, interval} from "../../../queries/statistics/krippendorff.ts";
import {type AdherenceCell, judgeCells} from "../../charts/adherence-cells.ts";
import {adherenceGrid} from "../../charts/adherence-grid.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {type ItemAgreement, judgeAgreement, reviewerAgreement} from "../../charts/reviewer-agreement.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

type Params = {params: {month: string} | null};

const byPerson = (rows: readonly QaItemsRow[]): AdherenceCell[] =>
  rows.map((row) => ({
    item: row.item_code,
    itemName: row.item_name ?? row.item_code,
    column: row.employee_id,
    columnName: row.employee_name,
    score: row.score_sum,
    heard: row.applied_count,
    passed: row.passed_weight,
    weight: row.weight_sum,
  }));

const byVersion = (rows: readonly QaVersionsRow[], {t}: Words): AdherenceCell[] =>
  rows.map((row) => ({
    item: row.item_code,
    itemName: row.item_name ?? row.item_code,
    column: row.script_version ?? "",
    columnName: row.script_version ?? t("quality.qa.noVersion"),
    score: row.score_sum,
    heard: row.applied_count,
    passed: row.passed_weight,
    weight: row.weight_sum,
  }));

/** The item fulfilled least, and the cells that chance does not explain. */
export function adherenceFinding(cells: readonly AdherenceCell[], {t, f}: Words): string | null {
  const judged = judgeCells(cells);
  const worst = judged.toSorted((a, b) => a.common - b.common)[0];
  if (!worst) return null;
  const heard = judged.filter((cell) => cell.item === worst.item).reduce((sum, cell) => sum + cell.heard, 0);
  const said = {item: worst.itemName, rate: f.percent(worst.common), n: f.count(heard)};
  const below = judged.filter((cell) => cell.verdict === "below").toSorted((a, b) => a.rate - b.rate);
  if (below.length === 0) return t("quality.qa.within", said);
  return t("quality.qa.below", {
    ...said,
    names: f.list(
      below.slice(0, 3).map((cell) => `${cell.columnName} – ${cell.itemName} (${f.percent(cell.rate)})`),
    ),
  });
}

export function ChecklistCard({params}: Params) {
  const all = words.value;
  const {t, f} = all;
  const isByVersion = param("qa") === "version";
  const people = useReport("qa_items", params);
  const versions = useReport("qa_versions", params);
  const cells = isByVersion ? byVersion(versions.rows, all) : byPerson(people.rows);
  const draw = useCallback(
    (options: ChartOptions) =>
      adherenceGrid(isByVersion ? byVersion(versions.rows, options.words) : byPerson(people.rows), options),
    [people.rows, versions.rows, isByVersion],
  );
  const shared = {
    id: "checklist",
    span: "full" as const,
    params,
    finding: adherenceFinding(cells, all),
    question: t("quality.qa.question"),
    draw,
    height: 330,
    empty: t("quality.qa.empty"),
    tools: (
      <Choice
        label={t("quality.qa.view")}
        value={isByVersion ? "version" : "person"}
        options={[
          {value: "person", text: t("quality.qa.byPerson")},
          {value: "version", text: t("quality.qa.byVersion")},
        ]}
        onChange={(value) => setQuery({qa: value === "version" ? "version" : null})}
      />
    ),
  };
  if (isByVersion)
    return (
      <Card
        {...shared}
        report="qa_versions"
        loaded={versions}
        rows={versions.rows.filter((row) => row.applied_count > 0)}
        subtitle={t("quality.qa.versionSubtitle", {month: f.month(params?.month)})}
        columns={[
          "item_name",
          "script_version",
          "applied_count",
          "skipped_count",
          "score_sum",
          "weight_sum",
          "passed_weight",
        ]}
      />
    );
  return (
    <Card
      {...shared}
      report="qa_items"
      loaded={people}
      rows={people.rows.filter((row) => row.applied_count > 0)}
      subtitle={t("quality.qa.subtitle", {month: f.month(params?.month)})}
      columns={[
        "item_name",
        "employee_name",
        "applied_count",
        "skipped_count",
        "score_sum",
        "weight_sum",
        "passed_weight",
        "failed_count",
      ]}
    />
  );
}

/** Agreement of each item; items whose marks are all alike say nothing and are left out. */
export function agreementOf(rows: readonly QaPairsRow[]): ItemAgreement[] {
  return [...Map.groupBy(rows, (row) => row.item_code)].flatMap(([key, own]) => {
    const pairs = own.map((row) => ({score: row.score, other: row.other_score, weight: row.pair_weight}));
    const found = alphaInterval(pairs, interval);
    if (!found) return [];
    return [
      {
        key,
        name: own[0]!.item_name ?? key,
        ...found,
        same: agreement(pairs)!,
        twice: Math.round(pairs.reduce((sum, {weight}) => sum + weight, 0) / 2),
      },
    ];
  });
}

export function agreementFinding(items: readonly ItemAgreement[], {t, f}: Words): string | null {
  if (items.length === 0) return null;
  const known = items.filter((item) => judgeAgreement(item) !== "few");
  if (known.length === 0) return t("quality.agreement.early");
  const bad = known.filter((item) => judgeAgreement(item) === "unreliable");
  if (bad.length > 0)
    return t("quality.agreement.bad", {
      count: bad.length,
      names: f.list(
        bad.map((item) => t("quality.agreement.same", {name: item.name, share: f.share(item.same)})),
      ),
    });
  const open = known.filter((item) => judgeAgreement(item) === "open");
  return open.length > 0
    ? t("quality.agreement.some", {count: open.length, n: f.count(open.length), all: f.count(known.length)})
    : t("quality.agreement.good");
}

export function AgreementCard({params}: Params) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("qa_pairs", params);
  const items = agreementOf(loaded.rows);
  const draw = useCallback(
    (options: ChartOptions) => reviewerAgreement(agreementOf(loaded.rows), options),
    [loaded.rows],
  );
  return (
    <Card
      id="agreement"
      span="full"
      report="qa_pairs"
      params={params}
      loaded={loaded}
      rows={items.length > 0 ? loaded.rows : []}
      finding={agreementFinding(items, all)}
      question={t("quality.agreement.question")}
      subtitle={t("quality.agreement.subtitle", {
        month: f.month(params?.month),
        n: f.count(Math.max(0, ...items.map((item) => item.twice))),
      })}
      draw={draw}
      height={300}
      columns={["item_name", "score", "other_score", "pair_weight"]}
      empty={t("quality.agreement.empty")}
    />
  );
}
