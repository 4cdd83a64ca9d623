// @vitest-environment jsdom
import {readdirSync, readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {actualsOf, normRows} from "../../dashboards/lib/norm-rows.ts";
import {
  funnelFinding,
  gapsFinding,
  hoursLost,
  operatorsFinding,
  recordingsFinding,
  talkFinding,
  talkPerDay,
} from "../../dashboards/pages/call-centre/call-titles.ts";
import {haveResults} from "../../dashboards/pages/call-centre/callback-cards.tsx";
import {emptyKey} from "../../dashboards/pages/data-health/nothing-loaded.ts";
import {funnelSteps, funnelsFinding} from "../../dashboards/pages/relay/cohort-cards.tsx";
import {missingLegs, silence, sortFindings} from "../../dashboards/pages/relay/decisions.tsx";
import {findingHref, findingSentence, findingSize} from "../../dashboards/pages/relay/finding-words.ts";
import {legFinding} from "../../dashboards/pages/relay/leg-cards.tsx";
import {brokenStep, isChainEmpty, pictureFinding} from "../../dashboards/pages/relay/relay-titles.ts";
import {trendsOf} from "../../dashboards/pages/relay/trends-card.tsx";
import type {RelayFindingsRow, RelayLegsRow, SourcesRow} from "../../queries/generated/rows.ts";
import {findingCodes} from "../../queries/vocabulary.ts";
import {english, plain, russian} from "./chart-snapshot.ts";
import {callSteps, cohort, flow, gaps, operatorDays, operatorMonths} from "./fixtures.ts";

const finding: RelayFindingsRow = {
  finding_code: "hunter_keeps_clients",
  leg_code: "hunters",
  severity: 2,
  subject_id: "e22",
  subject_name: "Лев Щукин",
  actual_numerator: 14,
  actual_denominator: 38,
  norm_value: 0.1,
  others_count: 20,
  client_count: 14,
  amount: 1_900_000,
  place: 1,
};

test("the picture's title names a step only when its share fell beyond chance", () => {
  expect(brokenStep(flow, flow)).toBeNull();
  const slightly = flow.map((row) => (row.step_code === "offers" ? {...row, passed_count: 110} : row));
  expect(brokenStep(slightly, flow)).toBeNull();
  const broken = flow.map((row) => (row.step_code === "results" ? {...row, passed_count: 150} : row));
  expect(brokenStep(broken, flow)).toMatchObject({step: "results", missing: 90});
  expect(plain(pictureFinding(broken, flow, russian))).toBe(
    "Сильнее всего просела ступень «Есть результат»: прошли 7,1 % против 11,4 % в периоде сравнения",
  );
  expect(plain(pictureFinding(flow, flow, russian))).toContain(
    "2 700 компаний в работе, 240 результатов, 50 сделок",
  );
});

test("a chain is empty only without clients, money and anybody who waits", () => {
  const nothing = flow.map((row) => ({
    ...row,
    client_count: 0,
    amount: null,
    from_count: 0,
    waiting_count: 0,
  }));
  expect(isChainEmpty(nothing)).toBe(true);
  expect(isChainEmpty(flow)).toBe(false);
  expect(isChainEmpty(nothing.map((row, index) => (index === 7 ? {...row, waiting_count: 1} : row)))).toBe(
    false,
  );
});

test("a step that cannot be a share is passed over, not a crash", () => {
  const odd = flow.map((row) => ({...row, passed_count: (row.from_count ?? 0) + 1}));
  expect(brokenStep(odd, flow)).toBeNull();
});

test("findings are sentences in both languages with who, how much and against what", () => {
  expect(plain(findingSentence(finding, russian))).toBe(
    "Лев Щукин: фермерам не переданы в срок 36,8 % клиентов, которых пора было передать к концу месяца, у остальных — 10 % из 20; охотник становится фермером",
  );
  expect(findingSentence(finding, english)).toContain("Лев Щукин: 36.8% of the clients due");
  const talk = {
    ...finding,
    finding_code: "talk_minutes_low",
    subject_name: null,
    actual_numerator: 20_000,
    actual_denominator: 200,
    norm_value: 120,
    others_count: null,
  };
  expect(plain(findingSentence(talk, russian))).toBe("Операторы говорят 1:40 в день при норме 2:00");
  expect(findingSentence({...finding, finding_code: "something_new"}, english)).toContain("something_new");
});

test("the size of a share is its own part and whole; money held stands apart from the clients counted", () => {
  expect(plain(findingSize(finding, russian))).toBe(
    "14 из 38 клиентов · 1,9 млн ₽ за месяц от ещё не переданных",
  );
  const operator = {...finding, finding_code: "result_rate_low", client_count: null, amount: null};
  expect(plain(findingSize(operator, russian))).toBe("14 из 38 разговоров");
  const centre = {...operator, subject_id: null, subject_name: null, client_count: 66};
  expect(plain(findingSize(centre, russian))).toBe("до нормы не хватает 66 компаний");
  const fell = {...finding, finding_code: "farmer_volume_fell", client_count: 39};
  expect(plain(findingSize(fell, russian))).toBe("39 клиентов · 1,9 млн ₽");
  expect(findingSentence(fell, russian)).toContain("за три месяца");
  // the fall of one book is a part of the fall of all
  const whole = {...fell, subject_id: null, subject_name: null, client_count: 284, amount: 12_000_000};
  expect(plain(findingSize(fell, russian, [whole, fell]))).toBe(
    "39 клиентов · 1,9 млн ₽ · учтено и в находке обо всём звене",
  );
  expect(plain(findingSize(whole, russian, [whole, fell]))).toBe("284 клиента · 12 млн ₽");
  const late = {...finding, finding_code: "handover_2_overdue", subject_id: null};
  expect(findingSize(finding, english, [late, finding])).toContain(
    "counted in the finding about the whole post too",
  );
});

test("a finding opens the card that shows it, the call centre with the person chosen", () => {
  const href = (finding_code: string, subject_id: string | null = "e22") =>
    findingHref({...finding, finding_code, subject_id});
  expect(href("padded_calls")).toBe("/call-centre?people=e22#brief");
  expect(href("result_rate_low")).toBe("/call-centre?people=e22#operators");
  expect(href("result_rate_low", null)).toBe("/call-centre#norms");
  expect(href("handover_1_waiting", null)).toBe("/hunters#intake");
  expect(href("hunter_keeps_clients")).toBe("/hunters#shares");
  const pages = readdirSync("dashboards/pages", {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => [name.split("/")[0], readFileSync(`dashboards/pages/${name}`, "utf8")] as const);
  for (const code of findingCodes)
    for (const subject of [null, "e22"]) {
      const [page, anchor] = href(code, subject)
        .split(/[?#]/)
        .filter((part) => !/^(people|asked)/.test(part));
      const own = pages.filter(([folder]) => `/${folder}` === page);
      expect(
        own.some(([, text]) => text.includes(`id="${anchor}"`)),
        `${code} leads to ${page}#${anchor}`,
      ).toBe(true);
    }
});

test("seven findings are shown with at most three people of one, and the rest are counted", () => {
  const row = (finding_code: string, place: number, severity = 2) => ({
    ...finding,
    finding_code,
    subject_id: `e${place}`,
    place,
    severity,
  });
  const rows = [
    ...[1, 2, 3, 4, 5].map((place) => row("talk_minutes_low", place)),
    ...[1, 2, 3].map((place) => row("padded_calls", place)),
    ...[1, 2].map((place) => row("recording_gaps", place, 3)),
    row("farmer_volume_fell", 1, 1),
  ];
  const {shown, more} = sortFindings(rows);
  expect(shown).toHaveLength(7);
  expect(shown[0]).toMatchObject({finding_code: "farmer_volume_fell"});
  expect(shown.filter((one) => one.finding_code === "talk_minutes_low")).toHaveLength(3);
  expect([...shown, ...more]).toHaveLength(rows.length);
  expect(new Set([...shown, ...more])).toEqual(new Set(rows));
});

test("an empty strip says that all is well only of what had data", () => {
  const [row] = flow;
  const empty = flow.map((step) => ({...step, client_count: 0, from_count: 0}));
  expect(row && missingLegs(flow)).toEqual([]);
  expect(silence([], english)).toContain("Nothing out of the ordinary");
  expect(missingLegs(empty)).toEqual(["call_centre", "hunters", "farmers"]);
  expect(silence(missingLegs(empty), english)).toContain("nothing to judge");
  const buyersOnly = empty.map((step) =>
    step.step_code === "repeat_volume" ? {...step, client_count: 172, from_count: 635} : step,
  );
  expect(silence(missingLegs(buyersOnly), english)).not.toContain("out of the ordinary");
  const callsOnly = empty.map((step) =>
    step.step_code === "companies_worked" ? {...step, client_count: 200} : step,
  );
  expect(plain(silence(missingLegs(callsOnly), russian))).toContain(
    "нет данных по звеньям Охотники и Фермеры",
  );
});

test("the picture does not say that no step fell where no step could be judged", () => {
  const only = (codes: string[]) =>
    flow.map((row) =>
      codes.includes(row.step_code) ? row : {...row, client_count: 0, from_count: 0, passed_count: 0},
    );
  expect(pictureFinding(only(["repeat_volume"]), only(["repeat_volume"]), russian)).toBeNull();
  expect(plain(pictureFinding(flow, only([]), russian))).toBe(
    "2 700 компаний в работе, 240 результатов, 50 сделок",
  );
  expect(pictureFinding(flow, flow, russian)).toContain("по сравнению с выбранным периодом");
});

test("an empty list is good news only where something was loaded or filed", () => {
  const source = (row_count: number | null) => ({source_id: "a", row_count}) as SourcesRow;
  expect(emptyKey({state: "ready", rows: [source(0), source(null)]}, "health.unmatched.none")).toBe(
    "health.nothingLoaded",
  );
  expect(emptyKey({state: "ready", rows: [source(0), source(3)]}, "health.unmatched.none")).toBe(
    "health.unmatched.none",
  );
  expect(emptyKey({state: "loading", rows: []}, "health.unmatched.none")).toBe("health.unmatched.none");
  expect(haveResults(operatorMonths)).toBe(true);
  expect(haveResults(operatorMonths.map((row) => ({...row, goal_count: 0, refusal_count: 0})))).toBe(false);
});

test("a leg whose norms nobody could be measured by does not meet them", () => {
  const row: RelayLegsRow = {
    leg_code: "hunters",
    team_id: "A",
    measure_code: "clients_per_manager",
    numerator: 0,
    denominator: 0,
    previous_numerator: null,
    previous_denominator: null,
    norm_low: 20,
    norm_high: 40,
    people_count: 0,
  };
  expect(legFinding("hunters", [row], english)).toBeNull();
});

test("talk time is sum over sum of days worked; an absence is not a day of silence", () => {
  const {seconds, norm} = talkPerDay(operatorDays);
  const worked = operatorDays.filter((row) => row.talk_seconds > 0);
  expect(seconds).toBeCloseTo(worked.reduce((sum, row) => sum + row.talk_seconds, 0) / worked.length);
  expect(norm).toBe(7200);
  expect(plain(talkFinding(operatorDays, russian))).toMatch(
    /на оператора в день при норме 2:00; ниже нормы 1 из 2/,
  );
});

test("calls on days off move the average of talk as in the metric, and not what the norm asks for", () => {
  const worked = operatorDays.find((row) => row.talk_seconds > 0)!;
  const off = {...worked, talk_seconds: 600, is_working: false, norm_seconds: 0};
  const {seconds, norm} = talkPerDay([worked, off]);
  expect([seconds, norm]).toEqual([(worked.talk_seconds + 600) / 2, 7200]);
});

test("operators are named in a title only when chance does not explain them", () => {
  const rates = operatorMonths.map((row) => ({
    name: row.employee_name,
    part: row.goal_client_count,
    whole: row.company_count,
  }));
  expect(operatorsFinding(rates, russian)).toContain("заметно ниже: Зайцева; заметно выше: Орлов");
  expect(operatorsFinding(rates.slice(0, 3), russian)).toContain(
    "не различаются больше, чем допускает случай",
  );
});

test("the other titles say their number", () => {
  expect(plain(funnelFinding(callSteps, russian))).toBe(
    "На один результат уходит 44,4 попытки: 2,3 % попыток кончаются результатом",
  );
  expect(plain(gapsFinding(gaps, "Europe/Moscow", russian))).toBe(
    "3 перерыва дольше 10 минут, всего 3:00; больше всего времени уходит в 11:00–12:00",
  );
  const talks = (name: string, recorded_count: number) => ({
    employee_id: name,
    employee_name: name,
    call_date: "2026-10-05",
    conversation_count: 100,
    recorded_count,
  });
  const odd = [talks("A", 60), talks("B", 99), talks("C", 98)];
  expect(plain(recordingsFinding(odd, english))).toBe(
    "85.7% of 300 conversations with clients are recorded against a norm of 100%; 43 are not, more than chance explains with A (40% of 100), with the others 1.5% of 200",
  );
  // 4, 3 and 2 of a hundred are alike, and nobody is named for the largest number
  expect(plain(recordingsFinding([talks("A", 96), talks("B", 97), talks("C", 98)], english))).toBe(
    "97% of 300 conversations with clients are recorded against a norm of 100%; 9 are not, operators differ no more than chance allows",
  );
  expect(plain(funnelsFinding(funnelSteps(flow, cohort), russian))).toBe(
    "До результата за месяц дошли 8,9 % компаний, по когорте — 25 %",
  );
});

test("a gap counts in every hour that it covers", () => {
  const lost = hoursLost([{...gaps[0]!, gap_seconds: 5400}], "Europe/Moscow");
  expect([lost[9], lost[10], lost[11]]).toEqual([0.5, 1, 0]);
});

test("no rows, no finding: the question stays", () => {
  expect(talkFinding([], russian)).toBeNull();
  expect(funnelFinding([], russian)).toBeNull();
  expect(gapsFinding([], "Europe/Moscow", russian)).toBeNull();
  expect(pictureFinding([], [], russian)).toBeNull();
});

test("a leg names the norms it misses, counted over all its teams", () => {
  const row: RelayLegsRow = {
    leg_code: "call_centre",
    team_id: "Юг",
    measure_code: "talk_minutes_per_day",
    numerator: 11_000,
    denominator: 100,
    previous_numerator: null,
    previous_denominator: null,
    norm_low: 120,
    norm_high: null,
    people_count: 6,
  };
  expect(plain(legFinding("call_centre", [row], russian))).toBe(
    "Колл-центр: вне нормы минуты разговора в день (1:50 при норме 2:00)",
  );
  const north = {...row, team_id: "Север", numerator: 13_100};
  expect(legFinding("call_centre", [row, north], russian)).toBe(
    "Колл-центр: нормы выполнены в целом, но не у всех: Юг",
  );
  expect(legFinding("call_centre", [{...row, numerator: 12_500}, north], russian)).toContain(
    "показанные здесь нормы выполнены",
  );
});

test("norm rows speak the reader's language and divide sums", () => {
  const norm = {
    norm_id: "talk_minutes_per_day",
    name_en: "Talk minutes",
    name_ru: "Минуты разговора",
    definition_en: null,
    definition_ru: null,
    numerator: null,
    denominator: null,
    grain: null,
    unit: "minutes",
    direction: "up",
    low: 120,
    high: null,
    valid_from: "2024-01-01",
    valid_to: null,
    mission: "M-17",
  };
  const actual = {
    norm_id: "talk_minutes_per_day",
    employee_id: null,
    numerator: 13_000,
    denominator: 100,
    is_early: false,
    low: 120,
    high: null,
    direction: "up",
  };
  const rows = [
    actual,
    {...actual, employee_id: "e1", numerator: 2000, denominator: 20},
    {...actual, employee_id: "e2"},
  ];
  expect(actualsOf(rows, ["e1", "e2"])).toMatchObject([{numerator: 15_000, denominator: 120}]);
  const [row] = normRows(actualsOf(rows, []), [norm], russian);
  expect(row).toMatchObject({name: "Минуты разговора", actual: 130});
  expect(row!.format(130)).toBe("2:10");
});

test("a trend without a value in the month compared with claims no change", () => {
  const row = {
    measure_code: "deals",
    numerator_count: 22,
    denominator_count: null,
    numerator_amount: null,
    denominator_amount: null,
  };
  const trends = trendsOf([{...row, month: "2026-10-01"}], "2026-10-01", "previous", russian);
  expect(trends.find((trend) => trend.name === "Выигранные сделки")?.change).toBe("");
  const both = trendsOf(
    [
      {...row, month: "2026-09-01", numerator_count: 20},
      {...row, month: "2026-10-01"},
    ],
    "2026-10-01",
    "previous",
    russian,
  );
  expect(plain(both.find((trend) => trend.name === "Выигранные сделки")!.change)).toBe(
    "+10 % (база — сент. 26)",
  );
});
