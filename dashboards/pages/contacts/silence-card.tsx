import {useCallback} from "preact/hooks";
import type {SilenceLossesRow} from "../../../queries/generated/rows.ts";
import type {Median} from "../../../queries/statistics/median.ts";
import {base, type ChartOptions, lossFill} from "../../charts/options.ts";
import {shareDots} from "../../charts/share-dots.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Band, type Silences, silencesOf} from "../../lib/silences.ts";
import {type Words, words} from "../../lib/words.ts";

const bandName = ({from, to}: Band, {t, f}: Words) =>
  to === null
    ? t("silence.beyond", {n: f.count(from)})
    : t("silence.band", {from: f.count(from), to: f.count(to)});

/**
 * Whether clients leave more often the longer nobody has reached them: over all bands that the picture shows. Where the
 * others do not differ beyond chance, only the last band is said to.
 */
export function silenceFinding(silences: Silences | null, all: Words): string | null {
  const {t, f} = all;
  const known = silences?.bands.filter(({whole}) => whole > 0) ?? [];
  const [first, last] = [known[0], known.at(-1)];
  if (!silences?.trend || !first || !last) return null;
  const said = ({lost, whole}: {lost: number; whole: number}) =>
    `${f.rate(lost, whole)} (${f.count(lost)}/${f.count(whole)})`;
  const {trend, inner, end} = silences;
  if (trend.verdict !== "not_known" && inner && inner.verdict !== trend.verdict && end?.isBeyond)
    return t(trend.verdict === "higher" ? "silence.only.higher" : "silence.only.lower", {
      last: bandName(last, all),
      lastRate: said(last),
      restRate: said(end.rest),
      chance: f.smallShare(end.chance),
    });
  return t(`silence.${trend.verdict}`, {
    first: bandName(first, all),
    firstRate: said(first),
    last: bandName(last, all),
    lastRate: said(last),
    chance: f.smallShare(trend.chance),
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
  const empty = useEmpty();
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
      empty={empty(["buyers", "contacts"], t("silence.empty"))}
    />
  );
}

/** Share lost by the days since our last call: reached after the purchase, and not. */
export function silenceDots(rows: readonly SilenceLossesRow[], options: ChartOptions): SVGSVGElement {
  const fading = rows[0]?.fading_days ?? 0;
  const shares = (silencesOf(rows)?.bands ?? []).map((band) => ({
    name: bandName(band, options.words),
    part: band.lost,
    whole: band.whole,
    color: band.from < fading ? base : lossFill,
  }));
  return shareDots(shares, options);
}
