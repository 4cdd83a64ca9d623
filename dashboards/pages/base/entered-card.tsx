import {useCallback} from "preact/hooks";
import type {EnteredClientsRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {type PartRow, partBars} from "../../charts/part-bars.ts";
import {judgeRates, type PersonRate} from "../../charts/rate-dots.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

const claimed = (row: EnteredClientsRow): PersonRate => ({
  id: row.employee_id,
  name: row.employee_name,
  part: row.claimed_count,
  whole: row.entered_count,
});

/** What each person's cards were made for: to hold the client, for an invoice, or for others to work with. */
export function enteredParts(rows: readonly EnteredClientsRow[], {t, f}: Words): PartRow[] {
  const judged = judgeRates(rows.map(claimed)).judged;
  return rows.map((row, index) => {
    const {verdict, low, high} = judged[index]!;
    const isBeyond = verdict === "above";
    return {
      id: row.employee_id,
      name: isBeyond ? `▲ ${row.employee_name}` : row.employee_name,
      parts: [
        {name: t("entered.claimed"), count: row.claimed_count, weight: "between", isBeyond},
        {name: t("entered.invoiced"), count: row.invoiced_count, weight: "well"},
        {
          name: t("entered.others"),
          count: row.entered_count - row.invoiced_count - row.claimed_count,
          weight: "asleep",
        },
      ],
      limit: high * row.entered_count,
      more: [t("entered.chance", {low: f.percent(low), high: f.percent(high)})],
    };
  });
}

/** What all cards were made for, and who holds more of the own without an invoice than chance explains. */
export function enteredFinding(rows: readonly EnteredClientsRow[], {t, f}: Words): string | null {
  const sum = (value: (row: EnteredClientsRow) => number) => rows.reduce((all, row) => all + value(row), 0);
  const all = sum((row) => row.entered_count);
  if (all === 0) return null;
  const {rate, rest, beyond} = judgeRates(rows.map(claimed));
  const named = beyond("above");
  return t(named.length === 0 ? "entered.finding" : "entered.beyond", {
    n: f.count(all),
    claimed: f.rate(
      sum((row) => row.claimed_count),
      all,
    ),
    invoiced: f.rate(
      sum((row) => row.invoiced_count),
      all,
    ),
    names: f.names(
      named.map(
        (row) =>
          `${row.name} (${f.percent(row.part / row.whole)}, ${f.count(row.part)}/${f.count(row.whole)})`,
      ),
    ),
    rate: f.percent(rate),
    rest: f.count(rest),
  });
}

/** Who enters clients, and what for? */
export function EnteredCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const entered = useReport("entered_clients", params);
  const draw = useCallback(
    (options: ChartOptions) => partBars(enteredParts(entered.rows, options.words), options),
    [entered.rows],
  );
  return (
    <Card
      id="entered"
      span="full"
      report="entered_clients"
      params={params}
      loaded={entered}
      finding={enteredFinding(entered.rows, all)}
      question={t("entered.question")}
      subtitle={t("entered.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={260}
      columns={["employee_name", "entered_count", "invoiced_count", "claimed_count"]}
      empty={empty(["card_makers"], t("entered.empty"))}
    />
  );
}
