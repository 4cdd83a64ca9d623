import {useCallback} from "preact/hooks";
import type {EnteredClientsRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {type PartRow, partBars} from "../../charts/part-bars.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** What each person's cards were made for: an invoice, to hold the client, or for others to work with. */
export function enteredParts(rows: readonly EnteredClientsRow[], {t}: Words): PartRow[] {
  return rows.map((row) => ({
    id: row.employee_id,
    name: row.employee_name,
    parts: [
      {name: t("entered.invoiced"), count: row.invoiced_count, weight: "well"},
      {name: t("entered.claimed"), count: row.claimed_count, weight: "between"},
      {
        name: t("entered.others"),
        count: row.entered_count - row.invoiced_count - row.claimed_count,
        weight: "asleep",
      },
    ],
  }));
}

export function enteredFinding(rows: readonly EnteredClientsRow[], {t, f}: Words): string | null {
  const sum = (value: (row: EnteredClientsRow) => number) => rows.reduce((all, row) => all + value(row), 0);
  const all = sum((row) => row.entered_count);
  if (all === 0) return null;
  return t("entered.finding", {
    n: f.count(all),
    claimed: f.rate(
      sum((row) => row.claimed_count),
      all,
    ),
    invoiced: f.rate(
      sum((row) => row.invoiced_count),
      all,
    ),
  });
}

/** Who enters clients, and what for? */
export function EnteredCard({params}: {params: {month: string} | null}) {
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
      empty={t("entered.empty")}
    />
  );
}
