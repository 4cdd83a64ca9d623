import {useState} from "preact/hooks";
import type {ReconciliationRow} from "../../../queries/generated/rows.ts";
import {Choice} from "../../components/choice.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** What each source says of the month, and how much of it does not agree. */
export function reconciliationFinding(
  lines: readonly ReconciliationRow[],
  {t, f}: Words,
): {finding: string; sides: string} | null {
  if (lines.length === 0) return null;
  const side = (code: string) => lines.find((line) => line.line_code === code);
  const breaks = lines.filter((line) => line.is_break);
  const count = breaks.reduce((sum, line) => sum + line.event_count, 0);
  const cents = breaks.reduce((sum, line) => sum + Math.round((line.amount ?? 0) * 100), 0);
  const [won, paid, goal] = [side("won"), side("paid"), side("goal")];
  return {
    finding:
      count === 0
        ? t("payouts.breaks.none")
        : t("payouts.breaks.finding", {n: f.count(count), sum: f.moneyExact(cents / 100)}),
    sides: t("payouts.breaks.sides", {
      won: f.count(won?.event_count ?? 0),
      wonSum: f.moneyExact(won?.amount ?? 0),
      paid: f.count(paid?.event_count ?? 0),
      paidSum: f.moneyExact(paid?.amount ?? 0),
      goals: f.count(goal?.event_count ?? 0),
    }),
  };
}

/** CRM, accounting and telephony of one month held against each other, with every break behind its count. */
export function ReconciliationCard({month}: {month: string}) {
  const all = words.value;
  const {t, f, label} = all;
  const [picked, setPicked] = useState("");
  const params = {month: `${month}-01`};
  const lines = useReport("reconciliation", params);
  const rows = useReport("reconciliation_rows", params);
  const said = reconciliationFinding(lines.rows, all);
  const breaks = lines.rows.filter((line) => line.is_break);
  return (
    <TableCard
      id="reconciliation"
      report="reconciliation_rows"
      params={params}
      loaded={rows}
      rows={picked === "" ? rows.rows : rows.rows.filter((row) => row.break_code === picked)}
      finding={said?.finding ?? null}
      question={said?.finding ?? t("payouts.breaks.question")}
      subtitle={said?.sides ?? t("payouts.breaks.subtitle")}
      columns={["break_code", "event_date", "row_id", "client_name", "employee_name", "amount"]}
      groups={{break_code: "reconciliation"}}
      pageSize={8}
      cell={(row, column) =>
        column === "amount" && row.amount !== null ? f.moneyExact(row.amount) : undefined
      }
      tools={
        breaks.length > 0 && (
          <Choice
            label={t("payouts.breaks.kinds")}
            value={picked}
            options={[
              {value: "", text: t("payouts.breaks.all")},
              ...breaks.map((line) => ({
                value: line.line_code,
                text: t("payouts.breaks.kind", {
                  kind: label("reconciliation", line.line_code),
                  n: f.count(line.event_count),
                  sum: line.amount === null ? "" : ` · ${f.moneyExact(line.amount)}`,
                }),
              })),
            ]}
            onChange={setPicked}
          />
        )
      }
      empty={t("payouts.breaks.empty")}
    />
  );
}
