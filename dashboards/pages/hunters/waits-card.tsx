import {useCallback} from "preact/hooks";
import type {HunterWaitsRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {medianOfAll, medians, waitCurve} from "../../charts/wait-curve.ts";
import {Card} from "../../components/card.tsx";
import {PeopleList} from "../../components/people-list.tsx";
import {noValue} from "../../lib/format.ts";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

export function waitsFinding(rows: readonly HunterWaitsRow[], {t, f}: Words): string | null {
  if (rows.length === 0) return null;
  const {median, low, high} = medianOfAll(rows);
  const won = rows.filter((row) => row.is_won).length;
  if (median === null) return t("hunters.waits.fewer", {won: f.count(won), n: f.count(rows.length)});
  return t("hunters.waits.median", {
    median: f.count(median),
    low: f.count(low),
    high: high === null ? noValue : f.count(high),
    n: f.count(rows.length),
  });
}

export function WaitsCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const waits = useReport("hunter_waits", params);
  const draw = useCallback((options: ChartOptions) => waitCurve(waits.rows, options), [waits.rows]);
  return (
    <Card
      id="waits"
      span="full"
      report="hunter_waits"
      params={params}
      loaded={waits}
      finding={waitsFinding(waits.rows, all)}
      question={t("hunters.waits.question")}
      subtitle={t("hunters.waits.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={320}
      columns={["employee_name", "client_id", "accepted_date", "wait_days", "is_won"]}
      note={
        <PeopleList
          lines={medians(waits.rows).map(({name, count, won, median, low, high}) =>
            median === null
              ? t("hunters.waits.eachFewer", {name, n: f.count(count), won: f.count(won)})
              : t("hunters.waits.each", {
                  name,
                  n: f.count(count),
                  won: f.count(won),
                  median: f.count(median),
                  low: f.count(low),
                  high: f.count(high),
                }),
          )}
        />
      }
      empty={empty(["warm_clients"], t("hunters.waits.empty"))}
    />
  );
}
