import {useCallback, useMemo} from "preact/hooks";
import type {ManagerLoadRow} from "../../queries/generated/rows.ts";
import type {Leg} from "../../queries/vocabulary.ts";
import {managerLoad} from "../charts/manager-load.ts";
import {isOutsideNorm, type NormActual} from "../charts/norm-bullets.ts";
import type {ChartOptions} from "../charts/options.ts";
import {useReport} from "../lib/reports.ts";
import {type Words, words} from "../lib/words.ts";
import {Card} from "./card.tsx";

const loadOf = (row: ManagerLoadRow, {t, f}: Words): NormActual => ({
  id: row.employee_id,
  name: row.employee_name,
  definition: t("load.definition"),
  actual: row.conversation_client_count,
  // who was away the whole month has no norm
  low: row.is_away ? null : row.norm_low,
  high: row.is_away ? null : row.norm_high,
  direction: "band",
  format: f.count,
});

export function loadFinding(everybody: readonly ManagerLoadRow[], all: Words): string | null {
  const {t, f} = all;
  const rows = everybody.filter((row) => !row.is_away);
  if (rows.length === 0) return null;
  const loads = rows.map((row) => loadOf(row, all));
  const [first] = rows;
  if (first!.norm_low === null && first!.norm_high === null) return null;
  const above = loads.filter((row) => isOutsideNorm(row) && (row.actual ?? 0) > (row.high ?? 0));
  const below = loads.filter((row) => isOutsideNorm(row) && (row.actual ?? 0) < (row.low ?? 0));
  return t("load.finding", {
    n: f.count(rows.length),
    inside: f.count(rows.length - above.length - below.length),
    above: f.count(above.length),
    below: f.count(below.length),
    norm: [first!.norm_low, first!.norm_high]
      .filter((end) => end !== null)
      .map(f.count)
      .join("–"),
  });
}

/** Clients a manager spoke with in the month against the company's norm. */
export function LoadCard({params, leg}: {params: {month: string} | null; leg: Leg}) {
  const all = words.value;
  const {t, f} = all;
  const load = useReport("manager_load", params);
  const rows = useMemo(() => load.rows.filter((row) => row.leg_code === leg), [load.rows, leg]);
  const draw = useCallback(
    (options: ChartOptions) =>
      managerLoad(
        rows.map((row) => loadOf(row, options.words)),
        {...options, leg},
      ),
    [rows, leg],
  );
  return (
    <Card
      id="load"
      span="full"
      report="manager_load"
      params={params}
      loaded={load}
      rows={rows}
      finding={loadFinding(rows, all)}
      question={t("load.question")}
      subtitle={t("load.subtitle", {
        month: f.month(params?.month),
        count: rows.length,
        n: f.count(rows.length),
      })}
      draw={draw}
      height={280}
      columns={[
        "employee_name",
        "conversation_client_count",
        "held_count",
        "is_away",
        "norm_low",
        "norm_high",
      ]}
      empty={t("load.empty")}
    />
  );
}
