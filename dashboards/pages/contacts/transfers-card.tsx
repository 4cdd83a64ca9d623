import {useCallback} from "preact/hooks";
import type {TransfersRow} from "../../../queries/generated/rows.ts";
import {stratifiedDifference} from "../../../queries/statistics/mantel-haenszel.ts";
import {type DifferenceRow, differenceDots} from "../../charts/difference-dots.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

type Outcome = "spoken" | "bought";

const strataOf = (rows: readonly TransfersRow[], outcome: Outcome) =>
  rows.map((row) => ({
    first: {hits: row[`moved_${outcome}_count`], trials: row.moved_count},
    second: {hits: row[`stayed_${outcome}_count`], trials: row.stayed_count},
  }));

/** What the new owner changed, compared only among alike clients: who was spoken with, and who bought. */
export function transferEffects(rows: readonly TransfersRow[], {t, f}: Words): DifferenceRow[] {
  return (["spoken", "bought"] as const).flatMap((outcome) => {
    const difference = stratifiedDifference(strataOf(rows, outcome));
    if (!difference) return [];
    const sum = (value: (row: TransfersRow) => number) => rows.reduce((all, row) => all + value(row), 0);
    return [
      {
        name: t(`transfers.row.${outcome}`),
        difference,
        sides: t("transfers.sides", {
          moved: f.rate(
            sum((row) => row[`moved_${outcome}_count`]),
            sum((row) => row.moved_count),
          ),
          n: f.count(sum((row) => row.moved_count)),
        }),
      },
    ];
  });
}

export function transfersFinding(rows: readonly TransfersRow[], {t, f}: Words): string | null {
  const difference = stratifiedDifference(strataOf(rows, "bought"));
  if (!difference) return null;
  return t(`transfers.${difference.verdict}`, {
    n: f.count(rows.reduce((all, row) => all + row.moved_count, 0)),
    low: f.signedTenths(difference.low * 100),
    high: f.signedTenths(difference.high * 100),
  });
}

/** Did it help to pass silent clients on? */
export function TransfersCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const transfers = useReport("transfers", params);
  const draw = useCallback(
    (options: ChartOptions) => differenceDots(transferEffects(transfers.rows, options.words), options),
    [transfers.rows],
  );
  return (
    <Card
      id="transfers"
      span="full"
      report="transfers"
      params={params}
      loaded={transfers}
      finding={transfersFinding(transfers.rows, all)}
      question={t("transfers.question")}
      subtitle={t("transfers.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={140}
      columns={[
        "month",
        "leg_code",
        "band_code",
        "has_bought",
        "moved_count",
        "moved_spoken_count",
        "moved_bought_count",
        "moved_amount",
        "stayed_count",
        "stayed_spoken_count",
        "stayed_bought_count",
        "stayed_amount",
      ]}
      groups={{leg_code: "leg", band_code: "sleepBand"}}
      empty={empty(["owners"], t("transfers.empty"))}
    />
  );
}
