// @vitest-environment jsdom
import {expect, test} from "vitest";
import {dayBars} from "../../dashboards/charts/day-bars.ts";
import {shareDots} from "../../dashboards/charts/share-dots.ts";
import {thenNow} from "../../dashboards/charts/then-now.ts";
import {daysOfMonth} from "../../dashboards/lib/month.ts";
import {ownBookFinding, ownLoad, ownPaceFinding} from "../../dashboards/pages/my/manager-cards.tsx";
import {ownNorms} from "../../dashboards/pages/my/norms-card.tsx";
import {ownShares} from "../../dashboards/pages/my/own-lists.tsx";
import {talkFinding} from "../../dashboards/pages/my/talk-card.tsx";
import type {
  MyBookRow,
  MyDaysRow,
  MyPaceRow,
  NormsRow,
  OperatorMonthsRow,
} from "../../queries/generated/rows.ts";
import {draw, english} from "./chart-snapshot.ts";

const day = (
  call_date: string,
  talk_seconds: number,
  norm_seconds: number,
  is_absent = false,
): MyDaysRow => ({
  employee_id: "e",
  employee_name: "E",
  team_id: null,
  call_date,
  attempt_count: talk_seconds > 0 ? 5 : 0,
  contact_count: 3,
  conversation_count: 2,
  talk_seconds,
  goal_count: 0,
  recorded_count: 2,
  is_absent,
  is_working: true,
  norm_seconds,
});
const norm = (norm_id: string, more: Partial<NormsRow> = {}): NormsRow =>
  ({
    norm_id,
    name_en: norm_id,
    name_ru: norm_id,
    direction: "up",
    unit: "count",
    low: 120,
    high: null,
    ...more,
  }) as NormsRow;

test("talk a day is one number in the title and in the bar, beside the norm of the same days", () => {
  // 100 minutes over two days; a call on a day away and a shortened day move neither apart from the other
  const days = [
    day("2026-03-02", 3540, 7200),
    day("2026-03-03", 2490, 6300),
    day("2026-03-04", 1190, 0, true),
  ];
  const title = talkFinding(days, english)!;
  const row = {talk_seconds: 7220, worked_day_count: 3, company_count: 1} as OperatorMonthsRow;
  const [talk] = ownNorms(row, [norm("talk_minutes_per_day")], days, english);
  expect(title).toContain(`${talk!.format(talk!.actual!)} of talk a day`);
  expect(title).toContain(`norm of ${talk!.format(talk!.low!)}`);
});

test("a hunter's talk has no norm, in words or on the picture", () => {
  const days = [day("2026-03-02", 1380, 0)];
  expect(talkFinding(days, english)).toMatch(/^On average 23\smin of talk a day$/);
  const figure = (normSeconds: number | null) =>
    draw(() =>
      dayBars(days, {
        width: 600,
        words: english,
        days: daysOfMonth("2026-03-01"),
        normSeconds,
        leg: "hunters",
      }),
    );
  expect(figure(null).textContent).not.toContain("norm");
  expect(figure(7200).textContent).toContain("norm");
});

test("a hunter or farmer has the norm of clients, and none of the operators'", () => {
  const figures = [{measure_code: "clients_spoken", period_code: "month", numerator: 43, denominator: null}];
  const norms = [
    norm("companies_per_month", {low: 200, high: 250}),
    norm("clients_per_manager", {low: 20, high: 40, direction: "band"}),
  ];
  expect(ownLoad(figures, norms, english)).toMatchObject({id: "clients_per_manager", actual: 43, high: 40});
  expect(ownLoad(figures, norms.slice(0, 1), english)).toBeNull();
  expect(ownLoad([], norms, english)).toBeNull();
});

test("at 390 px a long name and its share stand in lines of their own above the dot", () => {
  const rows = [
    {name: "Clients from the call centre accepted late (three months)", part: 21, whole: 106, color: "red"},
  ];
  const lines = (width: number) =>
    draw(() => shareDots(rows, {width, words: english})).querySelectorAll(".names tspan").length;
  expect(lines(340)).toBeGreaterThan(1);
  expect(lines(1200)).toBe(0);
});

test("at 390 px what an average was and is stands above its dots, not on them", () => {
  const rows = [{id: "a", name: "Ann", before: 97_200, now: 113_000}];
  const down = (mark: Element) =>
    [mark, mark.parentElement!]
      .map((one) => Number(/,\s*(-?[\d.]+)\)/.exec(one.getAttribute("transform") ?? "")?.[1] ?? 0))
      .reduce((sum, one) => sum + one, Number(mark.getAttribute("cy") ?? 0));
  const above = (width: number) => {
    const figure = draw(() => thenNow(rows, {width, words: english, color: "red", format: english.f.money}));
    const text = [...figure.querySelectorAll("text")].find((one) => one.textContent!.includes("→"))!;
    return down(figure.querySelector(".now circle")!) - down(text);
  };
  expect(above(340)).toBeGreaterThan(10);
  expect(above(900)).toBeCloseTo(0, 0);
});

test("the own pace, book and shares say the same as the pages of the post", () => {
  const pace: MyPaceRow = {
    employee_id: "e",
    employee_name: "E",
    leg_code: "hunters",
    measure_code: "money",
    actual_amount: 100,
    goal_amount: 1000,
    goal_deviation: 40,
    passed_day_count: 5,
    working_day_count: 20,
  };
  expect(ownPaceFinding([pace], english)).toBe(
    "10% of the month's goal came by 25% of the working days: behind the pace, not by chance",
  );
  expect(ownPaceFinding([{...pace, goal_deviation: null}], english)).toMatch(/too few months/);
  expect(ownPaceFinding([], english)).toBeNull();
  const book = {base_amount: 200, now_amount: 90, verdict_code: "fell"} as MyBookRow;
  expect(ownBookFinding([book], english)).toMatch(/bought 45% of last year's volume .* — did not grow/);
  expect(ownBookFinding([], english)).toBeNull();
  const shares = ownShares(
    [
      {measure_code: "callbacks_kept", period_code: "month", numerator: 6, denominator: 8},
      {measure_code: "clients_spoken", period_code: "month", numerator: 43, denominator: null},
    ],
    "red",
    english,
  );
  expect(shares).toEqual([{name: "Promised calls made in time (month)", part: 6, whole: 8, color: "red"}]);
});
