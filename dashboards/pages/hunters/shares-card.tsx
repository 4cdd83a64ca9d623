import {useCallback} from "preact/hooks";
import type {HandoverSharesRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legColor} from "../../charts/options.ts";
import {commonRate, judgeRates, type PersonRate, rateDots} from "../../charts/rate-dots.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

const ratesOf = (rows: readonly HandoverSharesRow[]): PersonRate[] =>
  rows.map((row) => ({
    id: row.employee_id,
    name: row.employee_name,
    part: row.delayed_count,
    whole: row.due_count,
  }));

/** Who hands clients on late beyond chance, and what money stands with overdue clients. */
export function sharesFinding(rows: readonly HandoverSharesRow[], {t, f}: Words): string | null {
  const rates = ratesOf(rows);
  const {rate, rest, beyond} = judgeRates(rates);
  const due = rates.reduce((sum, row) => sum + row.whole, 0);
  if (due === 0) return null;
  const late = beyond("above");
  const said = {
    rate: f.percent(late.length === 0 ? commonRate(rates) : rate),
    n: f.count(late.length === 0 ? due : rest),
    overdue: f.count(rows.reduce((sum, row) => sum + row.overdue_count, 0)),
    money: f.money(rows.reduce((sum, row) => sum + row.overdue_amount, 0)),
  };
  return late.length === 0
    ? t("hunters.shares.even", said)
    : t("hunters.shares.late", {
        ...said,
        names: f.names(late.map((row) => `${row.name} (${f.percent(row.part / row.whole)})`)),
      });
}

export function SharesCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const shares = useReport("handover_shares", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      rateDots(ratesOf(shares.rows), {...options, color: legColor.hunters, worse: "above"}),
    [shares.rows],
  );
  return (
    <Card
      id="shares"
      span="full"
      report="handover_shares"
      params={params}
      loaded={shares}
      rows={shares.rows.filter((row) => row.due_count > 0)}
      finding={sharesFinding(shares.rows, all)}
      question={t("hunters.shares.question")}
      subtitle={t("hunters.shares.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={280}
      columns={[
        "employee_name",
        "due_count",
        "delayed_count",
        "passed_count",
        "late_count",
        "overdue_count",
        "overdue_amount",
      ]}
      empty={empty(["clocks"], t("hunters.shares.empty"))}
    />
  );
}
