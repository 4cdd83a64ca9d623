import {wilsonInterval} from "../../../queries/statistics/wilson.ts";
import {baseMonths} from "./base.ts";
import {farmerMonths} from "./books.ts";
import {localDay, monthAfter, monthOf} from "./days.ts";
import {distinct, type Facts, groupsOf, type Row, type Second, sum} from "./facts.ts";
import {hunterMonths} from "./hunters.ts";
import {firstTalksOf} from "./people.ts";
import {normOn} from "./relay.ts";
import {callMonths, operatorMonths} from "./work.ts";

/** What is outside of its norm and outside of chance, judged by the intervals that the pages use. */

interface Finding {
  month: string;
  finding_code: string;
  leg_code: string;
  severity: number;
  subject_id: string;
  actual_numerator: number;
  actual_denominator: number;
  norm_value: number;
  client_count: number | null;
  amount: number | null;
  distance: number;
}

/** Confidence of the limits that lie z deviations from the middle. */
const whole = 0.95000421;
const person = 0.99799823;
const low = (hits: number, trials: number, confidence: number) =>
  wilsonInterval(hits, trials, confidence)?.low ?? 0;
// goals filed in the month after the call can be more than the companies called in it
const high = (hits: number, trials: number, confidence: number) =>
  wilsonInterval(Math.min(hits, trials), trials, confidence)?.high ?? 1;
const number = (row: Row | undefined, name: string) => Number(row?.[name] ?? 0);
const over = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : numerator / denominator;

type Figures = Record<string, number>;

function callFindings(facts: Facts): Finding[] {
  const centre = operatorMonths(facts).filter((row) => row["leg_code"] === "call_centre");
  const calls = callMonths(facts).filter((row) => row["leg_code"] === "call_centre");
  const figuresOf = (rows: Row[]): Figures =>
    Object.fromEntries(
      [
        "worked_day_count",
        "conversation_count",
        "brief_count",
        "recorded_count",
        "talk_seconds",
        "company_count",
        "goal_client_count",
      ].map((name) => [name, sum(rows, (row) => number(row, name))]),
    );
  return facts.months.flatMap(({month, known_until}) => {
    const people = groupsOf(
      centre.filter((row) => row["month"] === month),
      (row) => [row["employee_id"] as string],
    ).map(([[id], rows]) => {
      const deviations = rows.flatMap((row) => row["talk_deviation"] ?? []).map(Number);
      return {
        id,
        figures: figuresOf(rows),
        deviation: deviations.length > 0 ? Math.max(...deviations) : null,
      };
    });
    const all = figuresOf(centre.filter((row) => row["month"] === month));
    const bound = (id: string) => normOn(facts, id, known_until)?.low ?? null;
    const found: Finding[] = [];
    const find = (
      finding_code: string,
      severity: number,
      subject_id: string,
      [actual_numerator, actual_denominator, norm_value]: [number, number, number],
      distance: number,
      client_count: number | null = null,
    ) =>
      found.push({
        month,
        finding_code,
        leg_code: "call_centre",
        severity,
        subject_id,
        actual_numerator,
        actual_denominator,
        norm_value,
        client_count,
        amount: null,
        distance,
      });

    const rate = bound("result_rate_per_company");
    const row = calls.find((one) => one["call_month"] === month);
    const [goals, called] = [number(row, "goal_client_count"), number(row, "attempt_client_count")];
    if (rate !== null && called > 0 && high(goals, called, whole) < rate) {
      const missing = Math.round(called * rate - goals);
      find("result_rate_low", 1, "", [goals, called, rate], rate - goals / called, missing);
    }
    const minutes = bound("talk_minutes_per_day");
    const [talk, days] = [all["talk_seconds"]!, all["worked_day_count"]!];
    const spread = Math.sqrt(
      sum(people, (one) => one.figures["worked_day_count"]! * (one.deviation ?? 0) ** 2),
    );
    // of days that nobody has two of, chance is not known
    const isJudged = people.some((one) => one.deviation !== null);
    if (minutes !== null && isJudged && (talk + 1.96 * spread) / 60 < minutes * days)
      find("talk_minutes_low", 2, "", [talk / 60, days, minutes], minutes - talk / 60 / days);

    for (const {id, figures, deviation} of people) {
      const own = (name: string) => figures[name]!;
      const others = (name: string) => all[name]! - own(name);
      const common = over(all["goal_client_count"]!, all["company_count"]!);
      const [won, companies] = [own("goal_client_count"), own("company_count")];
      if (rate !== null && common !== null && companies > 0) {
        const asked = Math.min(rate, common);
        if (high(won, companies, person) < asked)
          find("result_rate_low", 2, id, [won, companies, asked], common - won / companies);
      }
      const [spoken, worked] = [own("talk_seconds"), own("worked_day_count")];
      if (minutes !== null && worked >= 5 && deviation !== null) {
        const most = (spoken + 3.09 * deviation * Math.sqrt(worked)) / worked;
        if (most < Math.min(minutes * 60, talk / days))
          find("talk_minutes_low", 3, id, [spoken / 60, worked, minutes], minutes - spoken / 60 / worked);
      }
      const talks = own("conversation_count");
      const coverage = bound("recording_coverage");
      const recorded = over(others("recorded_count"), others("conversation_count"));
      if (coverage !== null && talks > 0) {
        const asked = Math.min(coverage - 0.05, recorded ?? 1);
        if (high(own("recorded_count"), talks, person) < asked)
          find(
            "recording_gaps",
            3,
            id,
            [own("recorded_count"), talks, coverage],
            1 - own("recorded_count") / talks,
          );
      }
      const brief = over(others("brief_count"), others("conversation_count"));
      if (brief !== null && talks > 0 && low(own("brief_count"), talks, person) > 1.5 * brief)
        find("padded_calls", 2, id, [own("brief_count"), talks, brief], own("brief_count") / talks);
    }
    return found;
  });
}

interface Shared {
  id: string;
  hits: number;
  trials: number;
  clients: number;
  amount: number | null;
}

/** People whose share lies beyond that of the others, and beyond what is borne of anybody. */
function beyondOthers(people: Shared[], borne: number): (Shared & {others: number})[] {
  const hits = sum(people, (one) => one.hits);
  const trials = sum(people, (one) => one.trials);
  return people.flatMap((one) => {
    const others = over(hits - one.hits, trials - one.trials) ?? 0;
    const isBeyond = one.hits >= 3 && low(one.hits, one.trials, person) > Math.max(others, borne);
    return isBeyond && one.id !== "" ? {...one, others} : [];
  });
}

function handoverFindings(facts: Facts): Finding[] {
  const held = hunterMonths(facts);
  const talks = firstTalksOf(facts).filter((talk) => talk.size === "small");
  const offers = facts.handovers.filter(
    (one) => one.to_leg_code === "hunters" && one.handover_source === "given",
  );
  return facts.months.flatMap(({month, known_until}) => {
    const waiting = offers.flatMap((one) => {
      const end = one.accepted_date ?? one.returned_date;
      if (one.offered_date > known_until || (end !== null && end < month)) return [];
      const due = localDay(one.due_at!);
      const isOver = due <= known_until;
      return {
        id: one.to_employee_id ?? "",
        isLate: isOver && (end === null || end > due),
        waits: isOver && (end === null || end > known_until) ? one.client_id : null,
      };
    });
    const takers = groupsOf(waiting, ({id}) => [id]).map(([[id], own]) => ({
      id,
      hits: own.filter((one) => one.isLate).length,
      trials: own.length,
      clients: distinct(own.map((one) => one.waits)).length,
      amount: null,
    }));
    const hunters = held
      .filter((row) => row["month"] === month)
      .map((row) => ({
        id: String(row["employee_id"]),
        hits: number(row, "overdue_count"),
        trials: number(row, "clock_count"),
        clients: number(row, "overdue_count"),
        amount: number(row, "overdue_amount") as number | null,
      }));
    const finding = (
      finding_code: string,
      leg_code: string,
      severity: number,
      one: Shared,
      norm_value: number,
    ): Finding => ({
      month,
      finding_code,
      leg_code,
      severity,
      subject_id: one.id,
      actual_numerator: one.hits,
      actual_denominator: one.trials,
      norm_value,
      client_count: one.clients,
      amount: one.amount,
      distance: one.hits / one.trials,
    });
    /** The whole part of the relay, when more than a tenth is late beyond chance. */
    const together = (code: string, severity: number, people: Shared[]): Finding[] => {
      const all: Shared = {
        id: "",
        hits: sum(people, (one) => one.hits),
        trials: sum(people, (one) => one.trials),
        clients: sum(people, (one) => one.clients),
        amount: people.every((one) => one.amount === null) ? null : sum(people, (one) => one.amount ?? 0),
      };
      return low(all.hits, all.trials, whole) > 0.1 ? [finding(code, "hunters", severity, all, 0.1)] : [];
    };
    const recent = talks.filter((talk) => {
      const decided = monthOf(talk.decided);
      return decided <= month && decided >= monthAfter(month, -2);
    });
    const dropped = groupsOf(recent, ({leg}) => [leg]).flatMap(([[leg], ofLeg]) => {
      const people = groupsOf(ofLeg, (talk) => [talk.employee_id]).map(([[id], own]) => {
        const hits = own.filter((talk) => talk.isDropped).length;
        return {id, hits, trials: own.length, clients: hits, amount: null};
      });
      return beyondOthers(people, 0).map((one) => finding("dropped_clients", leg, 2, one, one.others));
    });
    return [
      ...together("handover_1_waiting", 2, takers),
      ...beyondOthers(takers, 0.1).map((one) => finding("handover_1_waiting", "hunters", 2, one, one.others)),
      ...together("handover_2_overdue", 1, hunters),
      ...beyondOthers(hunters, 0.1).map((one) =>
        finding("hunter_keeps_clients", "hunters", 2, one, one.others),
      ),
      ...dropped,
    ];
  });
}

function baseFindings(facts: Facts): Finding[] {
  const books = farmerMonths(facts);
  const bases = baseMonths(facts);
  const farmers = books.flatMap((row): Finding[] => {
    const others = books.filter((other) => other["month"] === row["month"] && other !== row);
    const kept = Math.min(
      1,
      over(
        sum(others, (other) => number(other, "now_amount")),
        sum(others, (other) => number(other, "base_amount")),
      ) ?? 1,
    );
    const [now, then] = [number(row, "now_amount") / 100, number(row, "base_amount") / 100];
    if (now + 3 * number(row, "change_deviation") >= kept * then) return [];
    return [
      {
        month: String(row["month"]),
        finding_code: "farmer_volume_fell",
        leg_code: "farmers",
        severity: 1,
        subject_id: String(row["employee_id"]),
        actual_numerator: now,
        actual_denominator: then,
        norm_value: kept,
        client_count: number(row, "client_count"),
        amount: Math.round((then - now) * 100),
        distance: (then - now) / then,
      },
    ];
  });
  // clients that fell asleep in a month over those awake when it began
  const rates = bases.map((row, index) => {
    const before = bases[index - 1];
    const awake = number(before, "active_count") + number(before, "fading_count");
    return before ? over(number(row, "went_dormant_count"), awake) : null;
  });
  const ranges = rates.map((rate, index) => {
    const before = rates[index - 1] ?? null;
    return rate === null || before === null ? null : Math.abs(rate - before);
  });
  const mean = (values: number[]) => sum(values, (value) => value) / values.length;
  const dormant = facts.months.flatMap(({month, is_complete}, index): Finding[] => {
    const year = <Value>(values: Value[]) =>
      values.slice(Math.max(0, index - 12), index).flatMap((value) => value ?? []) as number[];
    const rate = rates[index] ?? null;
    if (!is_complete || rate === null || year(ranges).length < 6) return [];
    const limit = mean(year(rates)) + 2.66 * mean(year(ranges));
    if (rate <= limit) return [];
    const count = number(bases[index], "went_dormant_count");
    return [
      {
        month,
        finding_code: "dormant_growing",
        leg_code: "farmers",
        severity: 2,
        subject_id: "",
        actual_numerator: count,
        actual_denominator: count / rate,
        norm_value: limit,
        client_count: count,
        amount: null,
        distance: rate - limit,
      },
    ];
  });
  return [...farmers, ...dormant];
}

export const findings: Second = (facts) => {
  const all = [...callFindings(facts), ...handoverFindings(facts), ...baseFindings(facts)];
  // three people a finding at most, those furthest off
  return groupsOf(all, (one) => [one.month, one.finding_code, one.subject_id === ""]).flatMap(([, own]) =>
    own
      .toSorted((one, other) =>
        one.distance === other.distance
          ? one.subject_id < other.subject_id
            ? -1
            : 1
          : other.distance - one.distance,
      )
      .slice(0, 3)
      .map(({distance: _, ...row}) => row),
  );
};
