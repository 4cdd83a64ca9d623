import {useCallback} from "preact/hooks";
import type {FeedbackRow} from "../../../queries/generated/rows.ts";
import {netShare} from "../../../queries/statistics/net-share.ts";
import {base, type ChartOptions, lossFill} from "../../charts/options.ts";
import {type ShareRow, shareDots} from "../../charts/share-dots.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

const parts = ["stage", "group", "person"] as const;
type Part = (typeof parts)[number];

const signed = (share: number, {f}: Words) => f.signedTenths(share * 100);

const isBelow = (row: FeedbackRow) => row.chance_low !== null && row.good_count < row.chance_low;
const isAbove = (row: FeedbackRow) => row.chance_high !== null && row.good_count > row.chance_high;

/** All answers together, and about whom they are good more seldom than chance explains. */
export function feedbackFinding(rows: readonly FeedbackRow[], all: Words): string | null {
  const {t, f} = all;
  const said = feedbackTotal(rows, all);
  if (said === null || rows.every((row) => row.chance_low === null)) return said;
  const named = rows.filter(isBelow);
  return t(named.length === 0 ? "feedback.within" : "feedback.below", {
    said,
    names: f.names(
      named.map((row) =>
        t("feedback.person", {
          name: row.part_name,
          rate: f.rate(row.good_count, row.answer_count),
          n: f.count(row.answer_count),
          max: f.count(row.score_max),
          others: f.percent(row.others_share),
        }),
      ),
    ),
  });
}

/** All answers of the scale with most of them: the net promoter score of marks to ten, else the share of good ones. */
function feedbackTotal(rows: readonly FeedbackRow[], all: Words): string | null {
  const {t, f} = all;
  const scales = [...Map.groupBy(rows, (row) => row.score_max)].map(([scale, own]) => ({
    scale,
    answers: own.reduce((sum, row) => sum + row.answer_count, 0),
    good: own.reduce((sum, row) => sum + row.good_count, 0),
    bad: own.reduce((sum, row) => sum + row.bad_count, 0),
  }));
  const [most] = scales.toSorted((one, other) => other.answers - one.answers);
  if (!most || most.answers === 0) return null;
  const said = {
    n: f.count(most.answers),
    good: f.rate(most.good, most.answers),
    bad: f.rate(most.bad, most.answers),
    max: f.count(most.scale),
  };
  const net = netShare(most.good, most.bad, most.answers)!;
  return most.scale === 10
    ? t("feedback.nps", {
        ...said,
        net: signed(net.net, all),
        low: signed(net.low, all),
        high: signed(net.high, all),
      })
    : t("feedback.good", said);
}

/** The share of good answers of each part, with the share of bad ones beside it, and what chance leaves to a person. */
export function feedbackShares(rows: readonly FeedbackRow[], all: Words): ShareRow[] {
  const {t, f} = all;
  return rows.map((row) => {
    const name = t("feedback.part", {
      name: row.part_name || t("feedback.unknown"),
      max: f.count(row.score_max),
    });
    return {
      name: isBelow(row) ? `▼ ${name}` : isAbove(row) ? `▲ ${name}` : name,
      part: row.good_count,
      whole: row.answer_count,
      color: isBelow(row) ? lossFill : base,
      more: t("feedback.bad", {rate: f.rate(row.bad_count, row.answer_count)}),
      ...(row.chance_low !== null && row.chance_high !== null
        ? {limits: {low: row.chance_low / row.answer_count, high: row.chance_high / row.answer_count}}
        : {}),
    };
  });
}

/** How do clients see us? */
export function FeedbackCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const by: Part = parts.find((part) => part === param("asked")) ?? "stage";
  const asked = params && {...params, by};
  const feedback = useReport("feedback", asked);
  const draw = useCallback(
    (options: ChartOptions) => shareDots(feedbackShares(feedback.rows, options.words), options),
    [feedback.rows],
  );
  return (
    <Card
      id="feedback"
      span="full"
      report="feedback"
      params={asked}
      loaded={feedback}
      finding={feedbackFinding(feedback.rows, all)}
      question={t("feedback.question")}
      subtitle={t("feedback.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={180}
      tools={
        <Choice
          label={t("feedback.by")}
          value={by}
          options={parts.map((value) => ({value, text: t(`feedback.by.${value}`)}))}
          onChange={(value) => setQuery({asked: value})}
        />
      }
      columns={[
        "part_name",
        "score_max",
        "answer_count",
        "good_count",
        "bad_count",
        ...(by === "person" ? (["others_share", "chance_low", "chance_high"] as const) : []),
      ]}
      empty={t("feedback.empty")}
    />
  );
}
