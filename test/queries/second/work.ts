import {localDay, momentOf, momentText, monthOf} from "./days.ts";
import {
  type Call,
  distinct,
  type Facts,
  firstOf,
  groupsOf,
  type Outcome,
  once,
  type Row,
  type Second,
  sum,
} from "./facts.ts";

/** What people did on the telephone: days, hours, months, silences between calls. */

export const callGaps: Second = ({calls, settings, postOn}) =>
  groupsOf(
    calls.filter((call) => call.employee_id !== null),
    (call) => [call.employee_id, call.call_date],
  ).flatMap(([[employee_id, call_date], day]) => {
    let free: number | null = null;
    return day
      .toSorted((one, other) => one.start_seconds - other.start_seconds)
      .flatMap((call) => {
        const gap = free === null ? 0 : call.start_seconds - free;
        free = Math.max(free ?? 0, call.start_seconds + call.duration_seconds);
        if (gap <= settings.gap_seconds) return [];
        return {
          call_month: monthOf(call_date),
          call_date,
          employee_id,
          leg_code: postOn(employee_id, call_date)?.leg_code ?? null,
          gap_started_at: momentText(momentOf(call.started_at) - gap * 1000),
          gap_seconds: gap,
        };
      });
  });

const isBrief = (facts: Facts, call: Call) =>
  call.is_conversation && call.talk_seconds < facts.settings.conversation_seconds + 15;

/** Talk of people to whom somebody else's call was passed on: calls within the company are no work with clients. */
function passedOnTalk(facts: Facts): {employee_id: string; date: string; talk: number}[] {
  const passed = new Set(facts.legs.filter((leg) => leg.is_transfer).map((leg) => leg.call_id));
  const calls = new Map(facts.attempts.map((call) => [call.call_id, call]));
  return facts.legs.flatMap((leg) => {
    const call = calls.get(leg.call_id);
    const employee_id = facts.extensions.get(leg.operator ?? "");
    if (!call || !employee_id || !passed.has(leg.call_id) || call.employee_id === employee_id) return [];
    const date = localDay(leg.started_at);
    // the telephone of who has left is nobody's
    const left = facts.people.find((person) => person.employee_id === employee_id)?.left_date ?? null;
    return left !== null && left <= date ? [] : {employee_id, date, talk: leg.talk_seconds};
  });
}

interface Day {
  employee_id: string;
  date: string;
  attempts: Call[];
  passedOn: number;
  outcomes: Outcome[];
}

/** Every day on which a person had a call of any kind, talk in another's call, or filed an outcome. */
function daysOf(facts: Facts): Day[] {
  const days = new Map<string, Day>();
  const dayOf = (employee_id: string, date: string) => {
    const key = `${employee_id} ${date}`;
    const day = days.get(key) ?? {employee_id, date, attempts: [], passedOn: 0, outcomes: []};
    days.set(key, day);
    return day;
  };
  for (const call of facts.calls) {
    if (call.employee_id === null) continue;
    const day = dayOf(call.employee_id, call.call_date);
    if (call.direction !== "internal") day.attempts.push(call);
  }
  for (const leg of passedOnTalk(facts)) dayOf(leg.employee_id, leg.date).passedOn += leg.talk;
  for (const outcome of facts.outcomes)
    if (outcome.employee_id !== null) dayOf(outcome.employee_id, outcome.result_date).outcomes.push(outcome);
  return [...days.values()];
}

const talkOf = (day: Day) => sum(day.attempts, (call) => call.own_talk_seconds) + day.passedOn;

function countsOf(facts: Facts, calls: Call[]) {
  return {
    attempt_count: calls.length,
    contact_count: calls.filter((call) => call.is_contact).length,
    conversation_count: calls.filter((call) => call.is_conversation).length,
    brief_count: calls.filter((call) => isBrief(facts, call)).length,
    recorded_count: calls.filter((call) => call.is_conversation && call.has_recording).length,
  };
}

function filedOf(outcomes: Outcome[]) {
  const count = (code: string) => outcomes.filter((outcome) => outcome.result_code === code).length;
  return {
    goal_count: count("goal"),
    secondary_count: count("secondary"),
    refusal_count: count("refusal"),
    callback_count: count("callback"),
    screened_out_count: count("screened_out"),
  };
}

export const operatorDays: Second = (facts) =>
  daysOf(facts).map((day) => ({
    call_month: monthOf(day.date),
    call_date: day.date,
    employee_id: day.employee_id,
    leg_code: facts.postOn(day.employee_id, day.date)?.leg_code ?? null,
    team_id: facts.postOn(day.employee_id, day.date)?.team_id ?? null,
    ...countsOf(facts, day.attempts),
    talk_seconds: talkOf(day),
    ...filedOf(day.outcomes),
  }));

export const operatorHours: Second = (facts) => {
  // one entry for each call and for each hour that its talk reaches
  const entries = facts.calls.flatMap((call) => {
    if (call.employee_id === null) return [];
    const isAttempt = call.direction !== "internal";
    const talkStart = call.start_seconds + (call.ring_seconds ?? 0);
    const talkEnd = talkStart + (isAttempt ? call.own_talk_seconds : 0);
    const talkIn = (hour: number) =>
      Math.max(0, Math.min(talkEnd, (hour + 1) * 3600) - Math.max(talkStart, hour * 3600));
    const common = {
      month: call.call_month,
      employee_id: call.employee_id,
      leg_code: facts.postOn(call.employee_id, call.call_date)?.leg_code ?? null,
    };
    const own = {
      ...common,
      hour: call.call_hour,
      call: isAttempt ? call : null,
      talk: talkIn(call.call_hour),
    };
    const over = talkIn(call.call_hour + 1);
    return over > 0 ? [own, {...common, hour: (call.call_hour + 1) % 24, call: null, talk: over}] : [own];
  });
  return groupsOf(entries, (entry) => [entry.month, entry.employee_id, entry.leg_code, entry.hour]).map(
    ([[call_month, employee_id, leg_code, call_hour], group]) => {
      const calls = group.flatMap((entry) => entry.call ?? []);
      const {attempt_count, contact_count, conversation_count} = countsOf(facts, calls);
      return {
        call_month,
        employee_id,
        leg_code,
        call_hour,
        attempt_count,
        contact_count,
        conversation_count,
        talk_seconds: sum(group, (entry) => entry.talk),
        active_day_count: distinct(calls.map((call) => call.call_date)).length,
      };
    },
  );
};

/** One person's clients of a month, each in the post of the day of its first call in the month. */
function workedClients(facts: Facts) {
  const calls = facts.attempts.filter((call) => call.client_id !== null && call.employee_id !== null);
  const months = new Map(
    groupsOf(calls, (call) => [call.employee_id, call.client_id]).map(([key, own]) => [
      JSON.stringify(key),
      own.map((call) => call.call_month).sort()[0]!,
    ]),
  );
  return groupsOf(calls, (call) => [call.call_month, call.employee_id, call.client_id]).map(
    ([[month, employee_id, client_id], own]) => {
      const post = facts.postOn(employee_id, own.map((call) => call.call_date).sort()[0]!);
      return {
        key: JSON.stringify([month, employee_id, post?.leg_code ?? null, post?.team_id ?? null]),
        isNew: months.get(JSON.stringify([employee_id, client_id])) === month,
        isTalked: own.some((call) => call.is_conversation),
      };
    },
  );
}

/** The sample's standard deviation, by the mean. */
function deviation(values: number[]): number | null {
  if (values.length < 2) return null;
  const mean = sum(values, (value) => value) / values.length;
  return Math.sqrt(sum(values, (value) => (value - mean) ** 2) / (values.length - 1));
}

/** The first month with a recorded conversation; before it nothing is known of recordings. */
export const recordedSince = (facts: Facts) =>
  firstOf(
    facts.attempts
      .filter((call) => call.is_conversation && call.has_recording)
      .map((call) => call.call_month),
  );

/** Outcomes with the person who decides, and those that say whether it was that person. */
const decidersOf = (outcomes: Facts["outcomes"]) => ({
  decision_maker_count: outcomes.filter((outcome) => outcome.is_decision_maker).length,
  decision_known_count: outcomes.filter((outcome) => outcome.is_decision_maker !== null).length,
});

export const operatorMonths: Second = once((facts): Row[] => {
  const clients = Map.groupBy(workedClients(facts), (client) => client.key);
  return groupsOf(daysOf(facts), (day) => {
    const post = facts.postOn(day.employee_id, day.date);
    return [monthOf(day.date), day.employee_id, post?.leg_code ?? null, post?.team_id ?? null];
  }).map(([key, days]) => {
    const [month, employee_id, leg_code, team_id] = key;
    const worked = days.filter((day) => day.attempts.length > 0);
    const own = clients.get(JSON.stringify(key)) ?? [];
    const outcomes = days.flatMap((day) => day.outcomes);
    const goals = outcomes.filter((outcome) => outcome.result_code === "goal");
    const useful = outcomes.filter((outcome) => ["goal", "secondary"].includes(outcome.result_code));
    return {
      month,
      employee_id,
      leg_code,
      team_id,
      worked_day_count: worked.length,
      ...countsOf(
        facts,
        days.flatMap((day) => day.attempts),
      ),
      talk_seconds: sum(days, talkOf),
      talk_deviation: deviation(worked.map(talkOf)),
      company_count: own.length,
      conversation_client_count: own.filter((client) => client.isTalked).length,
      new_company_count: own.filter((client) => client.isNew).length,
      carried_over_count: own.filter((client) => !client.isNew).length,
      ...filedOf(outcomes),
      goal_client_count: distinct(goals.map((outcome) => outcome.client_id)).length,
      useful_count: distinct(useful.map((outcome) => outcome.call_id ?? outcome.result_id)).length,
      ...decidersOf(outcomes),
    };
  });
});

export const callMonths: Second = once((facts): Row[] => {
  const firstWorked = new Map<string, string>();
  for (const call of facts.attempts) {
    if (call.leg_code !== "call_centre" || call.client_id === null) continue;
    const known = firstWorked.get(call.client_id);
    if (!known || call.call_month < known) firstWorked.set(call.client_id, call.call_month);
  }
  const entries = [
    ...facts.calls.map((call) => ({month: call.call_month, leg: call.leg_code, call, outcome: null})),
    ...facts.outcomes.map((outcome) => ({
      month: outcome.result_month,
      leg: outcome.leg_code,
      call: null,
      outcome,
    })),
  ];
  return groupsOf(entries, (entry) => [entry.month, entry.leg]).map(([[call_month, leg_code], group]) => {
    const calls = group.flatMap((entry) => entry.call ?? []);
    const attempts = calls.filter((call) => call.direction !== "internal");
    const outcomes = group.flatMap((entry) => entry.outcome ?? []);
    const clientsOf = (some: {client_id: string | null}[]) => distinct(some.map((one) => one.client_id));
    const attempted = clientsOf(attempts);
    const talked = clientsOf(attempts.filter((call) => call.is_conversation));
    const goals = outcomes.filter((outcome) => outcome.result_code === "goal");
    const won = new Set(clientsOf(goals));
    const lastCode = (client: string) =>
      outcomes
        .filter((outcome) => outcome.client_id === client)
        .toSorted((one, other) => (one.filed_at + one.result_id < other.filed_at + other.result_id ? -1 : 1))
        .at(-1)?.result_code;
    const counts = countsOf(facts, attempts);
    return {
      call_month,
      leg_code,
      call_count: calls.length,
      attempt_count: counts.attempt_count,
      contact_count: counts.contact_count,
      conversation_count: counts.conversation_count,
      recorded_count: counts.recorded_count,
      talk_seconds: sum(attempts, (call) => call.own_talk_seconds),
      operator_count: distinct(attempts.map((call) => call.employee_id)).length,
      attempt_client_count: attempted.length,
      contact_client_count: clientsOf(attempts.filter((call) => call.is_contact)).length,
      conversation_client_count: talked.length,
      new_client_count:
        leg_code === "call_centre"
          ? attempted.filter((client) => firstWorked.get(client) === call_month).length
          : 0,
      ...decidersOf(outcomes),
      decision_maker_client_count: clientsOf(outcomes.filter((outcome) => outcome.is_decision_maker)).length,
      goal_count: goals.length,
      goal_client_count: won.size,
      talked_goal_client_count: talked.filter((client) => won.has(client)).length,
      refused_client_count: talked.filter(
        (client) => !won.has(client) && ["refusal", "screened_out"].includes(lastCode(client) ?? ""),
      ).length,
    };
  });
});

export const companyYears: Second = ({attempts, months}) => {
  const called = attempts.filter((call) => call.leg_code === "call_centre" && call.client_id !== null);
  return months.flatMap(({month}) => {
    const start = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
    const before = new Set(called.filter((call) => call.call_month <= start).map((call) => call.client_id));
    const own = called.filter((call) => call.call_month > start && call.call_month <= month);
    const year = distinct(own.map((call) => call.client_id));
    if (year.length === 0) return [];
    return {
      month,
      company_count: year.length,
      new_company_count: year.filter((client) => !before.has(client)).length,
      talked_count: distinct(own.filter((call) => call.is_conversation).map((call) => call.client_id)).length,
    };
  });
};
