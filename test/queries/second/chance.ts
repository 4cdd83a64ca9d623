import {drawnLimits} from "../../helpers/drawn.ts";
import {monthAfter, monthOf} from "./days.ts";
import {groupsOf, once, type Row, type Second, sum} from "./facts.ts";
import {firstTalksOf} from "./people.ts";
import {operatorMonths} from "./work.ts";

/** People beside what the others of their post leave to chance, alike cases with alike ones. */

interface Stratum {
  trials: number;
  hits: number;
  /** Of everybody, this person among them. */
  all: number;
  allHits: number;
}

/** What falls to a person when his cases are drawn from everybody's; where he is alone there is nothing to draw. */
function comparedOf(strata: Stratum[]) {
  const alike = strata.filter(({all, trials}) => all > trials);
  const alone = sum(strata, ({hits}) => hits) - sum(alike, ({hits}) => hits);
  const trials = sum(strata, (one) => one.trials);
  const [low, high] = drawnLimits(
    alike.map((one) => ({trials: one.trials, all: one.all, hits: one.allHits})),
    alone,
  );
  return {
    alike_count: sum(alike, (one) => one.trials),
    others_hits: sum(alike, (one) => (one.trials * (one.allHits - one.hits)) / (one.all - one.trials)),
    expected: alone + sum(alike, (one) => (one.trials * one.allHits) / one.all),
    chance_low: alike.length === 0 ? 0 : low,
    chance_high: alike.length === 0 ? trials : Math.min(trials, high),
  };
}

export const droppedPeople: Second = once((facts): Row[] => {
  const talks = firstTalksOf(facts).filter((talk) => !talk.isAsleep);
  return facts.months.flatMap(({month}) => {
    const recent = talks.filter(({decided}) => {
      const of = monthOf(decided);
      return monthAfter(month, -2) <= of && of <= month;
    });
    const dropped = (some: typeof talks) => some.filter((talk) => talk.isDropped);
    return groupsOf(recent, ({employee_id, leg}) => [employee_id, leg]).map(
      ([[employee_id, leg], own]): Row => {
        const strata = groupsOf(own, ({size, group}) => [size, group]).map(([[size, group], mine]) => {
          const alike = recent.filter((one) => one.leg === leg && one.size === size && one.group === group);
          return {
            trials: mine.length,
            hits: dropped(mine).length,
            all: alike.length,
            allHits: dropped(alike).length,
          };
        });
        const {expected: _, ...compared} = comparedOf(strata);
        return {
          month,
          employee_id,
          leg_code: leg,
          talk_count: own.length,
          dropped_count: dropped(own).length,
          small_dropped_count: dropped(own).filter(({size}) => size === "small").length,
          ...compared,
        };
      },
    );
  });
});

export const operatorRates: Second = once((facts): Row[] => {
  const worked = groupsOf(
    operatorMonths(facts).filter((row) => row["leg_code"] === "call_centre"),
    (row) => [row["month"] as string, row["employee_id"] as string],
  ).map(([[month, employee_id], own]) => {
    const total = (name: string) => sum(own, (row) => Number(row[name]));
    const hits = total("goal_client_count");
    return {
      month,
      employee_id,
      hits,
      trials: Math.max(hits, total("conversation_count") - total("brief_count")),
    };
  });
  const talked = worked.filter(({trials}) => trials > 0);
  const everybody = new Map(
    [...Map.groupBy(talked, ({month}) => month)].map(([month, own]) => [
      month,
      {all: sum(own, ({trials}) => trials), allHits: sum(own, ({hits}) => hits)},
    ]),
  );
  return facts.months.flatMap(({month}) =>
    talked
      .filter((one) => one.month === month)
      .map(({employee_id}): Row => {
        const own = talked.filter(
          (one) =>
            one.employee_id === employee_id && monthAfter(month, -11) <= one.month && one.month <= month,
        );
        const {expected, ...compared} = comparedOf(
          own.map(({trials, hits, month: of}) => ({trials, hits, ...everybody.get(of)!})),
        );
        return {
          month,
          employee_id,
          worked_month_count: own.length,
          conversation_count: sum(own, ({trials}) => trials),
          goal_client_count: sum(own, ({hits}) => hits),
          expected_hits: expected,
          ...compared,
        };
      }),
  );
});

export const feedbackPeople: Second = once((facts): Row[] => {
  const isGood = ({score, score_max}: {score: number; score_max: number}) =>
    score >= (score_max === 10 ? 9 : score_max * 0.8);
  return facts.months.flatMap(({month}) => {
    const year = facts.answers.filter(
      (one) =>
        one.employee_id !== null && monthAfter(month, -11) <= one.answer_month && one.answer_month <= month,
    );
    return groupsOf(year, (one) => [one.employee_id as string, one.score_max]).map(
      ([[employee_id, score_max], own]): Row => {
        const strata = groupsOf(own, (one) => [one.feedback_stage ?? ""]).map(([[stage], mine]) => {
          const all = year.filter(
            (one) => one.score_max === score_max && (one.feedback_stage ?? "") === stage,
          );
          return {
            trials: mine.length,
            hits: mine.filter(isGood).length,
            all: all.length,
            allHits: all.filter(isGood).length,
          };
        });
        const {expected: _, ...compared} = comparedOf(strata);
        return {
          month,
          employee_id,
          score_max,
          answer_count: own.length,
          good_count: own.filter(isGood).length,
          ...compared,
        };
      },
    );
  });
});
