import {useCallback} from "preact/hooks";
import type {SilenceLossesRow} from "../../../queries/generated/rows.ts";
import type {Median} from "../../../queries/statistics/median.ts";
import {base, type ChartOptions, lossFill} from "../../charts/options.ts";
import {shareDots} from "../../charts/share-dots.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Silences, silencesOf} from "../../lib/silences.ts";
import {type Words, words} from "../../lib/words.ts";

/** Whether clients whom nobody had called leave more often than those somebody had. */
export function silenceFinding(silences: Silences | null, {t, f}: Words): string | null {
  if (!silences?.difference) return null;
  const {reached, silent, difference} = silences;
  return t(`silence.${difference.verdict}`, {
    silent: f.rate(silent.lost, silent.whole),
    reached: f.rate(reached.lost, reached.whole),
    low: f.signedTenths(difference.low * 100),
    high: f.signedTenths(difference.high * 100),
  });
}

export function silenceNote(
  silences: Silences | null,
  dormant: number | undefined,
  {t, f}: Words,
): string | null {
  if (!silences?.lostGap || !silences.keptGap || dormant === undefined) return null;
  const days = (value: number) =>
    value >= dormant ? t("silence.orMore", {n: f.count(dormant)}) : f.count(value);
  const said = ({median, interval}: Median) =>
    interval
      ? t("silence.between", {median: days(median), low: days(interval.low), high: days(interval.high)})
      : days(median);
  return t("silence.medians", {lost: said(silences.lostGap), kept: said(silences.keptGap)});
}

/** Do clients leave because nobody called? */
export function SilenceCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const losses = useReport("silence_losses", params);
  const silences = silencesOf(losses.rows);
  const [first] = losses.rows;
  const draw = useCallback((options: ChartOptions) => silenceDots(losses.rows, options), [losses.rows]);
  return (
    <Card
      id="silence"
      span="full"
      report="silence_losses"
      params={params}
      loaded={losses}
      finding={silenceFinding(silences, all)}
      question={t("silence.question")}
      subtitle={
        first
          ? t("silence.subtitle", {
              fading: f.count(first.fading_days),
              dormant: f.count(first.dormant_days),
              month: f.month(params?.month),
            })
          : f.month(params?.month)
      }
      draw={draw}
      height={220}
      note={silenceNote(silences, first?.dormant_days, all)}
      columns={["silent_days", "lost_count", "regained_count"]}
      empty={t("silence.empty")}
    />
  );
}

/** Share lost by the days since our last call: reached after the purchase, and not. */
export function silenceDots(rows: readonly SilenceLossesRow[], options: ChartOptions): SVGSVGElement {
  const {t, f} = options.words;
  const fading = rows[0]?.fading_days ?? 0;
  const shares = (silencesOf(rows)?.bands ?? []).map(({from, to, lost, whole}) => ({
    name:
      to === null
        ? t("silence.beyond", {n: f.count(from)})
        : t("silence.band", {from: f.count(from), to: f.count(to)}),
    part: lost,
    whole,
    color: from < fading ? base : lossFill,
  }));
  return shareDots(shares, options);
}
