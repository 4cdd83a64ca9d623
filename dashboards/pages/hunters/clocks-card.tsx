import {useCallback} from "preact/hooks";
import type {HandoverClocksRow} from "../../../queries/generated/rows.ts";
import {clockLines} from "../../charts/clock-lines.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Clients drawn; the table and the export have them all. */
const shown = 30;

export function clocksFinding(rows: readonly HandoverClocksRow[], {t, f}: Words): string | null {
  const [first] = rows;
  if (!first) return null;
  const over = rows.filter((row) => row.over_days > 0);
  if (over.length === 0) return t("hunters.clocks.none", {count: rows.length, n: f.count(rows.length)});
  return t("hunters.clocks.over", {
    count: over.length,
    n: f.count(over.length),
    all: f.count(rows.length),
    days: f.count(first.over_days),
  });
}

export function ClocksCard() {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const clocks = useReport("handover_clocks", {});
  const draw = useCallback(
    (options: ChartOptions) => clockLines(clocks.rows.slice(0, shown), options),
    [clocks.rows],
  );
  return (
    <Card
      id="clocks"
      span="full"
      report="handover_clocks"
      params={{}}
      loaded={clocks}
      finding={clocksFinding(clocks.rows, all)}
      question={t("hunters.clocks.question")}
      subtitle={t("hunters.clocks.subtitle", {
        shown: f.count(Math.min(shown, clocks.rows.length)),
        n: f.count(clocks.rows.length),
      })}
      draw={draw}
      height={420}
      columns={[
        "client_name",
        "client_size",
        "employee_name",
        "since_date",
        "trap_date",
        "limit_date",
        "limit_holder_name",
        "held_days",
        "over_days",
        "order_amount",
        "last_contact_date",
      ]}
      groups={{client_size: "clientSize"}}
      empty={empty(["clocks"], t("hunters.clocks.empty"))}
    />
  );
}
