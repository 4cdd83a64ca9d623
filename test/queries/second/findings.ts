import {wilsonInterval} from "../../../queries/statistics/wilson.ts";
import {acceptanceOf} from "./acceptance.ts";
import {baseMonths} from "./base.ts";
import {farmerMonths} from "./books.ts";
import {droppedPeople, operatorRates} from "./chance.ts";
import {type Facts, groupsOf, type Row, type Second, sum} from "./facts.ts";
import {excess, type Finding, type Shared} from "./finding.ts";
import {hunterMonths} from "./hunters.ts";
import {ownFindings} from "./own-findings.ts";
import {normOf} from "./relay.ts";
import {callMonths, operatorMonths, recordedSince} from "./work.ts";

/** What is outside of its norm and outside of chance, judged by the intervals that the pages use. */

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
  const rates = operatorRates(facts);
  const since = recordedSince(facts);
  const figuresOf = (rows: Row[]): Figures =>
    Object.fromEntries(
      ["worked_day_count", "conversation_count", "brief_count", "recorded_count", "talk_seconds"].map(
        (name) => [name, sum(rows, (row) => number(row, name))],
      ),
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
    const bound = (id: string) => normOf(facts, id, known_until)?.low ?? null;
    const found: Finding[] = [];
    const find = (
      finding_code: string,
      severity: number,
      subject_id: string,
      [actual_numerator, actual_denominator, norm_value]: [number, number, number],
      distance: number,
      client_count: number | null = null,
      others_count: number | null = null,
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
        others_count,
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

    const effort = normOf(facts, "calls_per_goal", known_until)?.high;
    for (const one of rates.filter((other) => other["month"] === month)) {
      const [won, talks] = [number(one, "goal_client_count"), number(one, "conversation_count")];
      const isBelow = won < number(one, "chance_low");
      // who meets the norm all the same is no finding
      const isMet = effort && won / talks >= 1 / effort;
      if (!isBelow || isMet) continue;
      const others = number(one, "others_hits") / number(one, "alike_count");
      find("result_rate_low", 2, String(one["employee_id"]), [won, talks, others], others - won / talks);
    }
    for (const {id, figures, deviation} of people) {
      const own = (name: string) => figures[name]!;
      const others = (name: string) => all[name]! - own(name);
      const [spoken, worked] = [own("talk_seconds"), own("worked_day_count")];
      if (minutes !== null && worked >= 5 && deviation !== null) {
        const most = (spoken + 3.09 * deviation * Math.sqrt(worked)) / worked;
        if (most < Math.min(minutes * 60, talk / days))
          find("talk_minutes_low", 3, id, [spoken / 60, worked, minutes], minutes - spoken / 60 / worked);
      }
      const talks = own("conversation_count");
      const coverage = bound("recording_coverage");
      const recorded = over(others("recorded_count"), others("conversation_count"));
      if (coverage !== null && talks > 0 && since !== null && month >= since) {
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
        find(
          "padded_calls",
          2,
          id,
          [own("brief_count"), talks, brief],
          own("brief_count") / talks,
          null,
          others("conversation_count"),
        );
    }
    return found;
  });
}

/** People with three late ones at least, certainly above a tenth, and above the others beyond chance of both. */
function beyondOthers(people: Shared[]): (Shared & {others: number; count: number})[] {
  return people.flatMap((one) => {
    const hits = sum(people, (other) => other.hits) - one.hits;
    const trials = sum(people, (other) => other.trials) - one.trials;
    if (one.id === "" || one.hits < 3 || trials === 0) return [];
    if (low(one.hits, one.trials, person) <= 0.1 || !(excess(one, hits, trials) > 3.09)) return [];
    return {...one, others: hits / trials, count: trials};
  });
}

function handoverFindings(facts: Facts): Finding[] {
  const held = hunterMonths(facts);
  const offers = facts.handovers
    .filter((one) => one.to_leg_code === "hunters")
    .map((one) => ({id: one.to_employee_id ?? "", month: one.offered_month, ...acceptanceOf(facts, one)}))
    .filter((one) => one.isDecided);
  const droppers = droppedPeople(facts);
  return facts.months.flatMap(({month}) => {
    const due = offers.filter((one) => one.month === month);
    const lateOf = (id: string, own: typeof due): Shared => ({
      id,
      hits: own.filter((one) => one.isLate).length,
      trials: own.length,
      amount: null,
    });
    // what fell due while a hunter was away says nothing of him
    const takers = groupsOf(
      due.filter((one) => !one.isTakerAway),
      ({id}) => [id],
    ).map(([[id], own]) => lateOf(id, own));
    const hunters = held
      .filter((row) => row["month"] === month)
      .map((row) => ({
        id: String(row["employee_id"]),
        hits: number(row, "late_count") + number(row, "overdue_count"),
        trials: number(row, "passed_count") + number(row, "overdue_count"),
        amount: number(row, "overdue_amount"),
      }))
      .filter(({trials}) => trials > 0);
    const finding = (
      finding_code: string,
      leg_code: string,
      severity: number,
      one: Shared,
      norm_value: number | null,
      others_count: number | null = null,
    ): Finding => ({
      month,
      finding_code,
      leg_code,
      severity,
      subject_id: one.id,
      actual_numerator: one.hits,
      actual_denominator: one.trials,
      norm_value,
      others_count,
      client_count: one.hits,
      amount: one.amount,
      distance: one.hits / one.trials,
    });
    /** The whole part of the relay, when more than a tenth is late beyond chance. */
    const together = (code: string, severity: number, all: Shared): Finding[] =>
      low(all.hits, all.trials, whole) > 0.1 ? [finding(code, "hunters", severity, all, 0.1)] : [];
    const kept: Shared = {
      id: "",
      hits: sum(hunters, (one) => one.hits),
      trials: sum(hunters, (one) => one.trials),
      amount: sum(hunters, (one) => one.amount),
    };
    const dropped = droppers.filter(
      (row) =>
        row["month"] === month &&
        number(row, "dropped_count") >= 3 &&
        number(row, "dropped_count") > number(row, "chance_high"),
    );
    // who changed the post within the three months is named once, for the post in which he dropped most
    const named = groupsOf(dropped, (row) => [row["employee_id"] as string]).map(([[id], rows]) => {
      const row = rows.toSorted((one, other) =>
        one["dropped_count"] === other["dropped_count"]
          ? String(one["leg_code"]) < String(other["leg_code"])
            ? -1
            : 1
          : number(other, "dropped_count") - number(one, "dropped_count"),
      )[0]!;
      const one = {id, hits: number(row, "dropped_count"), trials: number(row, "talk_count"), amount: null};
      const others = over(number(row, "others_hits"), number(row, "alike_count"));
      return finding("dropped_clients", String(row["leg_code"]), 2, one, others);
    });
    return [
      ...together("handover_1_waiting", 2, lateOf("", due)),
      ...beyondOthers(takers).map((one) =>
        finding("handover_1_waiting", "hunters", 2, one, one.others, one.count),
      ),
      ...together("handover_2_overdue", 1, kept),
      ...beyondOthers(hunters).map((one) =>
        finding("hunter_keeps_clients", "hunters", 2, one, one.others, one.count),
      ),
      ...named,
    ];
  });
}

function baseFindings(facts: Facts): Finding[] {
  const books = farmerMonths(facts);
  const bases = baseMonths(facts);
  const fallen = (rows: Row[], subject_id: string, severity: number, norm_value: number): Finding => {
    const [now, then] = ["now_amount", "base_amount"].map((name) => sum(rows, (row) => number(row, name)));
    return {
      month: String(rows[0]!["month"]),
      finding_code: "farmer_volume_fell",
      leg_code: "farmers",
      severity,
      subject_id,
      actual_numerator: now! / 100,
      actual_denominator: then! / 100,
      norm_value,
      others_count: null,
      client_count: sum(rows, (row) => number(row, "client_count")),
      amount: then! - now!,
      distance: (then! - now!) / then!,
    };
  };
  const farmers = books
    .filter((row) => row["verdict_code"] === "fell")
    .map((row) => {
      const others = over(number(row, "others_now_amount"), number(row, "others_base_amount"));
      return fallen([row], String(row["employee_id"]), 1, Math.min(1, others ?? 1));
    });
  // all books together, of which each has its own chance
  const together = facts.months.flatMap(({month, is_complete}): Finding[] => {
    const own = books.filter((row) => row["month"] === month);
    if (!is_complete || own.length < 2 || own.some((row) => row["change_deviation"] === null)) return [];
    const all = fallen(own, "", 2, 1);
    const deviation = Math.hypot(...own.map((row) => number(row, "change_deviation")));
    return all.amount! / 100 > 3 * deviation ? [all] : [];
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
        others_count: null,
        client_count: count,
        amount: null,
        distance: rate - limit,
      },
    ];
  });
  return [...farmers, ...together, ...dormant];
}

export const findings: Second = (facts) => {
  const all = [
    ...callFindings(facts),
    ...handoverFindings(facts),
    ...baseFindings(facts),
    ...ownFindings(facts),
  ];
  return groupsOf(all, (one) => [one.month, one.finding_code, one.subject_id === ""]).flatMap(([, own]) =>
    own
      .toSorted((one, other) =>
        one.distance === other.distance
          ? one.subject_id < other.subject_id
            ? -1
            : 1
          : other.distance - one.distance,
      )
      .map(({distance: _, ...row}, index) => ({...row, place: index + 1})),
  );
};
