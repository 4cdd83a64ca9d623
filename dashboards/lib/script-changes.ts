import type {
  ScriptDaysRow,
  ScriptMixRow,
  ScriptPlanRow,
  ScriptVersionsRow,
} from "../../queries/generated/rows.ts";
import {type MixSplit, mixSays, splitMix} from "../../queries/statistics/mix.ts";
import {
  judgeScript,
  type ScriptDay,
  type ScriptVerdict,
  type TestPlan,
  testDays,
} from "../../queries/statistics/script-verdict.ts";
import {scriptDimensions} from "../../queries/vocabulary.ts";
import {addDays} from "./month.ts";
import type {Words} from "./words.ts";

/** A script and the one before it, with what may be said of the change. */
export interface ScriptChange {
  version: string;
  former: string;
  /** First and last day of what is compared. */
  since: string;
  until: string;
  /** Day by day since the new script began. */
  days: ReturnType<typeof testDays>;
  plan: TestPlan;
  /** Null while the former script has shown nothing to be held against. */
  verdict: ScriptVerdict | null;
  /** A later script has taken its place. */
  isEnded: boolean;
  /** New companies a week under the script, over the last four weeks. */
  pace: number;
}

export interface NextLook {
  number: number;
  /** Companies under the new script; null when the former has too few for this look. */
  needed: number | null;
  /** When the present pace reaches it; null without a pace. */
  day: string | null;
}

export function planOf(row: ScriptPlanRow): TestPlan {
  return {change: row.change_rate, alarm: row.alarm_rate, power: row.power_rate, looks: row.look_count};
}

const weeks = 4;

/** Companies met for the first time in the four weeks to a day, by the week. */
export function weeklyPace(days: readonly ScriptDay[], until: string): number {
  const from = addDays(until, -7 * weeks);
  return days.reduce((sum, row) => sum + (row.day > from && row.day <= until ? row.companies : 0), 0) / weeks;
}

/** Days of one version. */
export function daysOf(rows: readonly ScriptDaysRow[], version: string): ScriptDay[] {
  return rows
    .filter((row) => row.script_version === version)
    .map((row) => ({day: row.talk_date, companies: row.company_count, goals: row.goal_count}));
}

/** Versions with conversations, the earliest first. */
function workedVersions(
  rows: readonly ScriptDaysRow[],
  versions: readonly ScriptVersionsRow[],
): ScriptVersionsRow[] {
  return versions
    .filter((version) => rows.some((row) => row.script_version === version.script_version))
    .toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : a.valid_from > b.valid_from ? 1 : 0));
}

/** The script that came last among those worked with. */
export function presentScript(
  rows: readonly ScriptDaysRow[],
  versions: readonly ScriptVersionsRow[],
): string | null {
  return workedVersions(rows, versions).at(-1)?.script_version ?? null;
}

/** Every change of the script that has conversations on both sides, the last one first. */
export function scriptChanges(
  rows: readonly ScriptDaysRow[],
  versions: readonly ScriptVersionsRow[],
  plan: TestPlan,
): ScriptChange[] {
  const until = rows.reduce((last, row) => (row.talk_date > last ? row.talk_date : last), "");
  const worked = workedVersions(rows, versions);
  return worked
    .flatMap((version): ScriptChange[] => {
      const former = worked.findLast((other) => other.valid_from < version.valid_from);
      if (!former) return [];
      const own = daysOf(rows, version.script_version);
      const before = daysOf(rows, former.script_version);
      return [
        {
          version: version.script_version,
          former: former.script_version,
          since: before.reduce((first, row) => (row.day < first ? row.day : first), until),
          until: own.reduce((last, row) => (row.day > last ? row.day : last), ""),
          days: testDays(before, own),
          plan,
          verdict: judgeScript(before, own, plan),
          isEnded: version.valid_to !== null && version.valid_to <= until,
          pace: weeklyPace(own, until),
        },
      ];
    })
    .reverse();
}

/** The look that the answer rests on, and its day; empty before the first. */
export function lookText({verdict, plan}: ScriptChange, {t, f}: Words): string {
  const look = verdict?.deciding;
  return look
    ? t("refusals.verdict.at", {
        look: f.count(look.number),
        looks: f.count(plan.looks),
        day: f.fullDay(look.day),
      })
    : "";
}

/** The look that is to come; null when the test is decided or over, or the script has gone. */
export function nextLook(change: ScriptChange): NextLook | null {
  const {verdict, isEnded, pace, until} = change;
  if (verdict?.verdict !== "not_known" || verdict.isOver || isEnded) return null;
  const number = (verdict.looks.at(-1)?.number ?? 0) + 1;
  const needed = verdict.needed[number - 1] ?? null;
  const days =
    needed === null || pace === 0 ? null : Math.ceil((Math.max(0, needed - verdict.companies) / pace) * 7);
  return {number, needed, day: days === null ? null : addDays(until, days)};
}

export type MixDimension = Exclude<(typeof scriptDimensions)[number], "all">;

export interface DimensionSplit extends MixSplit {
  dimension: MixDimension;
  says: ReturnType<typeof mixSays>;
}

/** The difference between two scripts, taken apart by each dimension. */
export function mixSplits(rows: readonly ScriptMixRow[]): DimensionSplit[] {
  return scriptDimensions.flatMap((dimension): DimensionSplit[] => {
    if (dimension === "all") return [];
    const split = splitMix(
      rows
        .filter((row) => row.dimension_code === dimension)
        .map((row) => ({
          thenTrials: row.former_company_count,
          thenHits: row.former_goal_count,
          nowTrials: row.company_count,
          nowHits: row.goal_count,
        })),
    );
    return split ? [{...split, dimension, says: mixSays(split)}] : [];
  });
}

/** Which of the honest answers; a difference that comes from other companies proves nothing of the script. */
export function answerOf(
  verdict: ScriptVerdict,
  splits: readonly DimensionSplit[],
): "better" | "worse" | "not_known" | "mixed" {
  if (verdict.verdict === "not_known") return "not_known";
  return splits.some((split) => split.says === "mix") ? "mixed" : verdict.verdict;
}
