import {dayAfter, monthAfter, monthOf} from "./days.ts";
import {type Call, distinct, type Facts, firstOf, groupsOf, type Outcome, type Second, sum} from "./facts.ts";

/** What was filed after calls: refusals, what was told, marks of reviewers. */

export const ofCentre = <Item extends {leg_code: string | null}>(items: Item[]): Item[] =>
  items.filter((item) => item.leg_code === "call_centre");
const before = (one: Outcome, other: Outcome) =>
  one.filed_at + one.result_id < other.filed_at + other.result_id ? -1 : 1;

interface Talk {
  client: string;
  day: string;
  first: Call;
  filed: Outcome[];
}

/** Days of talk of each client with the call centre, in their order. */
function talksOf(facts: Facts): Map<string, Talk[]> {
  const filed = Map.groupBy(ofCentre(facts.outcomes), (one) => `${one.client_id} ${one.result_date}`);
  const talked = ofCentre(facts.attempts).filter((call) => call.is_conversation && call.client_id !== null);
  const talks = groupsOf(talked, (call) => [call.client_id as string, call.call_date]).map(
    ([[client, day], calls]) => ({
      client,
      day,
      first: calls.toSorted((one, other) => (one.started_at < other.started_at ? -1 : 1))[0]!,
      filed: filed.get(`${client} ${day}`) ?? [],
    }),
  );
  return Map.groupBy(
    talks.toSorted((one, other) => (one.day < other.day ? -1 : 1)),
    (talk) => talk.client,
  );
}

const filedAny = (outcomes: Outcome[], ...codes: string[]) =>
  outcomes.some((outcome) => codes.includes(outcome.result_code));
const toldProfile = (outcomes: Outcome[]) => outcomes.some((one) => one.secondary_goal === "profile");

export const firstRefusals: Second = (facts) => {
  const talks = talksOf(facts);
  const own = Map.groupBy(ofCentre(facts.outcomes), (outcome) => outcome.client_id);
  const firsts = [...own].flatMap(([client, outcomes]) => {
    const first = outcomes.filter((one) => one.result_code === "refusal").sort(before)[0];
    if (client === null || !first) return [];
    const [day, last] = [first.result_date, dayAfter(first.result_date, facts.settings.deal_maturity_days)];
    const next = talks.get(client)?.find((talk) => talk.day > day && talk.day <= last);
    const followed = outcomes.filter((one) => one.result_date >= day && one.result_date <= last);
    return {
      first,
      isDecided: last <= facts.until,
      isAgain: next !== undefined,
      isSoftened: next !== undefined && !filedAny(next.filed, "refusal", "screened_out"),
      isNeeded: toldProfile(followed),
      isGoal: filedAny(
        followed.filter((one) => one.result_date > day),
        "goal",
      ),
      isWon: facts.deals.some(
        (deal) =>
          deal.client_id === client &&
          deal.status === "won" &&
          deal.closed_date !== null &&
          deal.closed_date > day &&
          deal.closed_date <= last,
      ),
    };
  });
  return groupsOf(firsts, ({first}) => [
    first.result_month,
    first.script_version,
    first.refusal_reason ?? "not_given",
  ]).map(([[month, script_version, refusal_reason], group]) => {
    const decided = group.filter((one) => one.isDecided);
    return {
      month,
      script_version,
      refusal_reason,
      client_count: group.length,
      decided_count: decided.length,
      again_count: decided.filter((one) => one.isAgain).length,
      softened_count: decided.filter((one) => one.isSoftened).length,
      needs_count: decided.filter((one) => one.isNeeded).length,
      goal_count: decided.filter((one) => one.isGoal).length,
      won_count: decided.filter((one) => one.isWon).length,
    };
  });
};

export const firstConversations: Second = (facts) => {
  const firsts = [...talksOf(facts).values()].map(([first, second]) => {
    const last = dayAfter(first!.day, facts.settings.deal_maturity_days);
    const isDecided = last <= facts.until && !filedAny(first!.filed, "goal");
    const again = isDecided && second && second.day <= last ? second : null;
    return {first: first!, isDecided, again};
  });
  return groupsOf(firsts, ({first}) => [
    monthOf(first.day),
    first.first.employee_id,
    toldProfile(first.filed),
  ]).map(([[month, employee_id, is_profiled], group]) => ({
    month,
    employee_id,
    is_profiled,
    client_count: group.length,
    decided_count: group.filter((one) => one.isDecided).length,
    again_count: group.filter((one) => one.again).length,
    second_goal_count: group.filter((one) => one.again && filedAny(one.again.filed, "goal")).length,
  }));
};

export const learnedMonths: Second = (facts) => {
  const told = ofCentre(facts.outcomes).filter((one) => one.secondary_goal && one.client_id);
  const calls = ofCentre(facts.attempts).filter((call) => call.client_id !== null);
  return distinct(calls.map((call) => call.call_month)).flatMap((month) => {
    const clients = distinct(calls.filter((call) => call.call_month === month).map((call) => call.client_id));
    return distinct(told.map((one) => one.secondary_goal)).flatMap((secondary_goal) => {
      const first = (client: string) =>
        firstOf(
          told
            .filter((one) => one.client_id === client && one.secondary_goal === secondary_goal)
            .map((one) => one.result_month),
        );
      const known = clients.filter((client) => (first(client) ?? month) < month).length;
      const gained = clients.filter((client) => first(client) === month).length;
      if (known + gained === 0) return [];
      return {
        month,
        secondary_goal,
        company_count: clients.length,
        known_count: known,
        gained_count: gained,
      };
    });
  });
};

export const screenedMonths: Second = ({outcomes, months}) => {
  const screened = ofCentre(outcomes).filter((one) => one.result_code === "screened_out" && one.client_id);
  // each client once, for the reason filed first
  const reasonsOf = (filed: Outcome[]) =>
    [...Map.groupBy(filed, (one) => one.client_id).values()].map(
      (own) => own.toSorted(before)[0]!.screening_reason ?? "not_given",
    );
  return months.flatMap(({month}) => {
    const inMonth = reasonsOf(screened.filter((one) => one.result_month === month));
    const inYear = reasonsOf(
      screened.filter((one) => monthAfter(month, -11) <= one.result_month && one.result_month <= month),
    );
    return distinct([...inMonth, ...inYear]).map((screening_reason) => ({
      month,
      screening_reason,
      client_count: inYear.filter((reason) => reason === screening_reason).length,
      month_count: inMonth.filter((reason) => reason === screening_reason).length,
    }));
  });
};

const refusals = (facts: Facts) => facts.outcomes.filter((one) => one.result_code === "refusal");

export const refusalsMonths: Second = (facts) =>
  groupsOf(refusals(facts), (one) => [
    one.result_month,
    one.leg_code,
    one.script_version,
    one.refusal_reason ?? "not_given",
  ]).map(([[result_month, leg_code, script_version, refusal_reason], own]) => {
    const calls = facts.attempts.filter(
      (call) =>
        call.call_month === result_month &&
        call.leg_code === leg_code &&
        call.script_version === script_version,
    );
    return {
      result_month,
      leg_code,
      script_version,
      refusal_reason,
      refusal_count: own.length,
      refusal_client_count: distinct(own.map((one) => one.client_id)).length,
      contact_count: calls.filter((call) => call.is_contact).length,
      conversation_count: calls.filter((call) => call.is_conversation).length,
    };
  });

export const refusalCoding: Second = (facts) =>
  groupsOf(
    ofCentre(refusals(facts)).filter((one) => one.employee_id !== null),
    (one) => [one.result_month, one.employee_id],
  ).map(([[result_month, employee_id], own]) => ({
    result_month,
    employee_id,
    refusal_count: own.length,
    silent_count: own.filter((one) => one.refusal_reason === null || facts.reasons.get(one.refusal_reason))
      .length,
  }));

export const refusalRecordings: Second = (facts) => {
  const calls = new Map(facts.calls.map((call) => [call.call_id, call]));
  const recorded = ofCentre(refusals(facts)).flatMap((outcome) => {
    const call = calls.get(outcome.call_id ?? "");
    return call?.has_recording ? [{outcome, call}] : [];
  });
  return groupsOf(recorded, ({outcome}) => [
    outcome.result_month,
    outcome.refusal_reason ?? "not_given",
  ]).flatMap(([[result_month, refusal_reason], own]) =>
    own
      .toSorted(({outcome: one}, {outcome: other}) =>
        one.filed_at === other.filed_at
          ? one.result_id < other.result_id
            ? -1
            : 1
          : one.filed_at > other.filed_at
            ? -1
            : 1,
      )
      .slice(0, 20)
      .map(({outcome, call}) => ({
        result_id: outcome.result_id,
        result_month,
        result_date: outcome.result_date,
        refusal_reason,
        script_version: outcome.script_version,
        employee_id: outcome.employee_id,
        client_id: outcome.client_id,
        talk_seconds: call.talk_seconds,
        source_id: call.source_id,
        recording: facts.recordings.get(call.call_id) ?? null,
      })),
  );
};

export const scriptDays: Second = (facts) => {
  const talks = ofCentre(facts.attempts).filter((call) => call.is_conversation && call.client_id !== null);
  const callDays = new Map(facts.calls.map((call) => [call.call_id, call.call_date]));
  const goals = new Set(
    ofCentre(facts.outcomes)
      .filter((one) => one.result_code === "goal")
      .map((one) => `${one.client_id} ${callDays.get(one.call_id ?? "") ?? one.result_date}`),
  );
  const known = groupsOf(
    talks.filter((call) => call.script_version !== null),
    (call) => [call.client_id as string, call.script_version],
  ).flatMap(([[client, script_version], own]) => {
    const talk_date = firstOf(own.map((call) => call.call_date))!;
    const card = facts.cards.get(client);
    const isKnown = talks.some((call) => call.client_id === client && call.call_date < talk_date);
    const keys = {
      all: "",
      list: card?.client_source ?? "",
      industry: card?.industry ?? "",
      acquaintance: isKnown ? "known" : "new",
    };
    return Object.entries(keys).map(([dimension, key]) => ({
      key: [script_version, dimension, key, talk_date] as const,
      isGoal: goals.has(`${client} ${talk_date}`),
    }));
  });
  return groupsOf(known, ({key}) => key).map(
    ([[script_version, dimension_code, dimension_key, talk_date], own]) => ({
      script_version,
      dimension_code,
      dimension_key,
      talk_date,
      company_count: own.length,
      goal_count: own.filter((one) => one.isGoal).length,
    }),
  );
};

export const qaMonths: Second = ({marks}) => {
  const heard = groupsOf(marks, (mark) => [mark.item_code, mark.conversation_id ?? mark.review_id]).map(
    ([[item_code], own]) => {
      const given = own.flatMap((mark) => mark.score ?? []);
      return {
        item_code,
        mark: own[0]!,
        month: monthOf(firstOf(own.map((mark) => mark.review_date))!),
        score: given.length > 0 ? sum(given, (score) => score) / given.length : null,
      };
    },
  );
  return groupsOf(heard, ({month, item_code, mark}) => [
    month,
    item_code,
    mark.employee_id,
    mark.script_version,
  ]).map(([[month, item_code, employee_id, script_version], own]) => {
    const applied = own.flatMap(({score, mark}) => (score === null ? [] : {score, mark}));
    return {
      month,
      item_code,
      item_name: own[0]!.mark.item_name,
      employee_id,
      script_version,
      applied_count: applied.length,
      skipped_count: own.length - applied.length,
      score_sum: sum(applied, ({score}) => score),
      weight_sum: sum(applied, ({mark}) => mark.weight),
      passed_weight: sum(applied, ({score, mark}) => score * mark.weight),
      failed_count: applied.filter(({score, mark}) => mark.is_critical && score < 1).length,
    };
  });
};

export const qaPairs: Second = ({marks}) => {
  const given = marks.filter(
    (mark) => mark.score !== null && mark.conversation_id !== null && mark.reviewer_employee_id !== null,
  );
  const pairs = groupsOf(given, (mark) => [mark.item_code, mark.conversation_id]).flatMap(([, heard]) => {
    // of one reviewer's marks that of the last day stands
    const last = [...Map.groupBy(heard, (mark) => mark.reviewer_employee_id).values()].map(
      (own) =>
        own
          .toSorted((one, other) =>
            one.review_date + one.review_id < other.review_date + other.review_id ? -1 : 1,
          )
          .at(-1)!,
    );
    const month = monthOf(firstOf(heard.map((mark) => mark.review_date))!);
    return last.flatMap((one) =>
      last
        .filter((other) => other !== one)
        .map((other) => ({month, one, other, weight: 1 / (last.length - 1)})),
    );
  });
  return groupsOf(pairs, ({month, one, other}) => [month, one.item_code, one.score, other.score]).map(
    ([[month, item_code, score, other_score], own]) => ({
      month,
      item_code,
      item_name: own[0]!.one.item_name,
      score,
      other_score,
      pair_weight: sum(own, ({weight}) => weight),
    }),
  );
};
