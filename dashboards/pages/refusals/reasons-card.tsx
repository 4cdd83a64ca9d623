import {useCallback, useMemo} from "preact/hooks";
import type {RefusalReasonsRow} from "../../../queries/generated/rows.ts";
import {rankShares} from "../../../queries/statistics/ranking.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {type ReasonRate, reasonDots} from "../../charts/reason-dots.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** From this share of refusals without a telling reason on the order of the others says little. */
export const gateShare = 0.2;

/** Reasons by rate per contact, with the ties that chance leaves. */
export function reasonRates(rows: readonly RefusalReasonsRow[], {label, t}: Words): ReasonRate[] {
  const byReason = new Map(rows.map((row) => [row.refusal_reason, row]));
  const parts = rows
    .filter((row) => row.refusal_count > 0)
    .map((row) => ({key: row.refusal_reason, hits: row.refusal_count}));
  return rankShares(parts, rows[0]?.contact_count ?? 0).map((ranked) => {
    const row = byReason.get(ranked.key)!;
    return {
      ...ranked,
      name: ranked.key === "not_given" ? t("refusals.notGiven") : label("refusal", ranked.key),
      isOther: row.is_other,
      share: row.all_refusal_count ? row.refusal_count / row.all_refusal_count : 0,
      past: row.previous_contact_count ? row.previous_refusal_count / row.previous_contact_count : null,
    };
  });
}

/** The first reason, or those that cannot be told apart; a warning instead when too many refusals say nothing. */
export function reasonsFinding(rows: readonly RefusalReasonsRow[], all: Words): string | null {
  const {t, f} = all;
  const rates = reasonRates(rows, all);
  const refusals = rows.reduce((sum, row) => sum + row.refusal_count, 0);
  if (refusals === 0 || rates.length === 0) return null;
  const silent = rows.filter((row) => row.is_other).reduce((sum, row) => sum + row.refusal_count, 0);
  if (silent / refusals > gateShare) return t("refusals.reasons.gate", {share: f.percent(silent / refusals)});
  const told = rates.filter((row) => !row.isOther);
  const first = told[0];
  if (!first) return null;
  const tied = told.filter((row) => row.group === first.group);
  const named = (row: ReasonRate) => `${row.name} (${f.percent(row.hits / row.trials)})`;
  return tied.length > 1
    ? t("refusals.reasons.tied", {names: f.list(tied.slice(0, 4).map(named))})
    : t("refusals.reasons.first", {
        name: first.name,
        rate: f.percent(first.hits / first.trials),
        share: f.percent(first.share),
      });
}

/** Rows that the figure can show: refusals of a month with contacts. */
export function drawnReasons(rows: readonly RefusalReasonsRow[]): RefusalReasonsRow[] {
  return rows.some((row) => row.refusal_count > 0 && row.contact_count > 0) ? [...rows] : [];
}

export function ReasonsCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const reasons = useReport("refusal_reasons", params);
  const rows = useMemo(() => drawnReasons(reasons.rows), [reasons.rows]);
  const isFiled = reasons.rows.some((row) => row.refusal_count > 0);
  const draw = useCallback(
    (options: ChartOptions) => reasonDots(reasonRates(rows, options.words), options),
    [rows],
  );
  const contacts = reasons.rows[0]?.contact_count ?? 0;
  return (
    <Card
      id="reasons"
      span="two-thirds"
      report="refusal_reasons"
      params={params}
      loaded={reasons}
      rows={rows}
      finding={reasonsFinding(rows, all)}
      question={t("refusals.reasons.question")}
      subtitle={t("refusals.reasons.subtitle", {month: f.month(params?.month), n: f.count(contacts)})}
      draw={draw}
      height={420}
      columns={[
        "refusal_reason",
        "refusal_count",
        "all_refusal_count",
        "contact_count",
        "previous_refusal_count",
        "previous_contact_count",
        "is_other",
      ]}
      groups={{refusal_reason: "refusal"}}
      empty={t(isFiled ? "refusals.reasons.noContacts" : "refusals.reasons.empty")}
    />
  );
}
