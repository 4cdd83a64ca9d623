import type {
  CallFunnelRow,
  CallGapsRow,
  OperatorDaysRow,
  OperatorMonthsRow,
  RecordingDaysRow,
} from "../../../queries/generated/rows.ts";
import type {HourTotals} from "../../charts/calls-by-hour.ts";
import {localHours} from "../../charts/gaps-strip.ts";
import {mostMissed, type NormActual, normText} from "../../charts/norm-bullets.ts";
import type {OperatorRate} from "../../charts/operator-funnel-plot.ts";
import {commonRate, isBeyond, judgeRates} from "../../charts/rate-dots.ts";
import type {Words} from "../../lib/words.ts";

const sum = <Row>(rows: Row[], pick: (row: Row) => number) =>
  rows.reduce((total, row) => total + pick(row), 0);

/**
 * Talk per operator and day with a call, sum over sum as the metric has it, and what the norm asks for on those of
 * these days that are working ones: a day off has no norm, and would make the norm of the others look lower.
 */
export function talkPerDay(rows: OperatorDaysRow[]) {
  const worked = rows.filter((row) => row.attempt_count > 0);
  const asked = worked.filter((row) => row.norm_seconds > 0);
  return {
    seconds: worked.length ? sum(rows, (row) => row.talk_seconds) / worked.length : null,
    norm: asked.length ? sum(asked, (row) => row.norm_seconds) / asked.length : null,
    days: worked.length,
  };
}

export function talkFinding(rows: OperatorDaysRow[], {t, f}: Words): string | null {
  const all = talkPerDay(rows);
  if (all.seconds === null || all.norm === null) return null;
  const each = [...Map.groupBy(rows, (row) => row.employee_id).values()].map(talkPerDay);
  const known = each.filter((one) => one.seconds !== null);
  const below = known.filter((one) => one.seconds! < (one.norm ?? all.norm!)).length;
  return t(known.length === 1 ? "calls.talk.one" : "calls.talk.finding", {
    actual: f.minutes(all.seconds),
    norm: f.minutes(all.norm),
    below: f.count(below),
    count: known.length,
    all: f.count(known.length),
  });
}

export function hoursFinding(totals: HourTotals[], {t, f}: Words): string | null {
  const peak = totals.toSorted((a, b) => b.attempts - a.attempts)[0];
  const attempts = sum(totals, (row) => row.attempts);
  if (!peak || !attempts) return null;
  return t("calls.hours.finding", {
    hour: `${peak.hour}:00–${peak.hour + 1}:00`,
    share: f.share(peak.attempts / attempts),
    answered: f.percent(sum(totals, (row) => row.conversations) / attempts),
  });
}

export function gapsFinding(rows: CallGapsRow[], timezone: string, {t, f}: Words): string | null {
  if (!rows.length) return null;
  const lost = hoursLost(rows, timezone);
  const hour = lost.indexOf(Math.max(...lost));
  return t("calls.gaps.finding", {
    count: rows.length,
    gaps: f.count(rows.length),
    hours: f.minutes(sum(rows, seconds)),
    hour: `${hour}:00–${hour + 1}:00`,
  });
}
const seconds = (row: CallGapsRow) => row.gap_seconds;

/** Hours of silence by hour of the day: a gap counts in every hour that it covers. */
export function hoursLost(rows: CallGapsRow[], timezone: string): number[] {
  const lost = Array.from({length: 24}, () => 0);
  for (const row of rows) {
    const from = localHours(row.gap_started_at, timezone);
    const to = Math.min(24, from + row.gap_seconds / 3600);
    for (let hour = Math.floor(from); hour < to; hour += 1)
      lost[hour]! += Math.min(to, hour + 1) - Math.max(from, hour);
  }
  return lost;
}

export function funnelFinding(rows: CallFunnelRow[], {t, f}: Words): string | null {
  const step = (code: string) => rows.find((row) => row.step_code === code);
  const [first, last] = [step("attempts"), step("results")];
  if (!first?.event_count || !last?.event_count) return null;
  return t("calls.funnel.finding", {
    attempts: f.tenths(first.event_count / last.event_count),
    rate: f.percent(last.event_count / first.event_count),
  });
}

export function operatorsFinding(rows: OperatorRate[], {t, f}: Words): string | null {
  const known = rows.filter((row) => row.whole > 0);
  if (known.length < 3) return null;
  const theta = commonRate(known);
  const verdicts = known.map((row) => ({name: row.name, verdict: isBeyond(row, theta)}));
  const below = verdicts.filter((row) => row.verdict === "below").map((row) => row.name);
  const above = verdicts.filter((row) => row.verdict === "above").map((row) => row.name);
  if (!below.length && !above.length) return t("calls.operators.within", {rate: f.percent(theta)});
  const parts = [
    below.length ? t("calls.operators.below", {names: f.names(below)}) : "",
    above.length ? t("calls.operators.above", {names: f.names(above)}) : "",
  ];
  return t("calls.operators.finding", {rate: f.percent(theta), parts: parts.filter(Boolean).join("; ")});
}

export function normsFinding(rows: NormActual[], {t, f}: Words): string | null {
  const known = rows.filter((row) => row.actual !== null);
  if (!known.length) return null;
  const missed = mostMissed(known);
  const worst = missed[0];
  if (!worst) return t("calls.norms.met", {count: known.length, n: f.count(known.length)});
  return t("calls.norms.finding", {
    missed: f.count(missed.length),
    count: known.length,
    all: f.count(known.length),
    name: worst.name,
    actual: worst.format(worst.actual!),
    norm: normText(worst),
  });
}

export function recordingsFinding(rows: RecordingDaysRow[], {t, f}: Words): string | null {
  const conversations = sum(rows, (row) => row.conversation_count);
  const recorded = sum(rows, (row) => row.recorded_count);
  if (!conversations) return null;
  if (recorded === conversations)
    return t("calls.recordings.full", {count: conversations, n: f.count(conversations)});
  const {rate, rest, beyond} = judgeRates(
    [...Map.groupBy(rows, (row) => row.employee_id).values()].map((own) => ({
      name: own[0]!.employee_name,
      part: sum(own, (row) => row.conversation_count - row.recorded_count),
      whole: sum(own, (row) => row.conversation_count),
    })),
  );
  const named = beyond("above");
  return t(named.length === 0 ? "calls.recordings.finding" : "calls.recordings.beyond", {
    rate: f.rate(recorded, conversations),
    n: f.count(conversations),
    missing: f.count(conversations - recorded),
    names: f.names(
      named.map((row) => {
        const share = t("share.of", {share: f.percent(row.part / row.whole), n: f.count(row.whole)});
        return `${row.name} (${share})`;
      }),
    ),
    rest: f.percent(rate),
    others: f.count(rest),
  });
}

export function loadFinding(
  rows: OperatorMonthsRow[],
  norm: {low: number | null; high: number | null},
  {t, f}: Words,
): string | null {
  if (!rows.length) return null;
  const companies = sum(rows, (row) => row.company_count);
  const fresh = sum(rows, (row) => row.new_company_count);
  const per = companies / rows.length;
  const ends = [norm.low, norm.high].filter((end) => end !== null).map((end) => f.count(end));
  return t(ends.length ? "calls.load.finding" : "calls.load.findingPlain", {
    per: f.count(per),
    norm: ends.join("–"),
    fresh: f.share(companies ? fresh / companies : 0),
  });
}
