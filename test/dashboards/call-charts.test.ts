// @vitest-environment jsdom
import {expect, test} from "vitest";
import {callFunnel, funnelSteps} from "../../dashboards/charts/call-funnel.ts";
import {callsByHour} from "../../dashboards/charts/calls-by-hour.ts";
import {companyLoad} from "../../dashboards/charts/company-load.ts";
import {dayBars} from "../../dashboards/charts/day-bars.ts";
import {gapsStrip, localHours} from "../../dashboards/charts/gaps-strip.ts";
import {isOutsideNorm, normBullets} from "../../dashboards/charts/norm-bullets.ts";
import {operatorFunnelPlot} from "../../dashboards/charts/operator-funnel-plot.ts";
import {foldedHeight} from "../../dashboards/charts/options.ts";
import {commonRate, isBeyond} from "../../dashboards/charts/rate-dots.ts";
import {recordingMap} from "../../dashboards/charts/recording-map.ts";
import {sparkline} from "../../dashboards/charts/sparkline.ts";
import {shade, talkHeatMap} from "../../dashboards/charts/talk-heat-map.ts";
import {addMonths} from "../../dashboards/lib/month.ts";
import {wilsonInterval} from "../../queries/statistics/wilson.ts";
import {draw, english, numbers, russian, texts} from "./chart-snapshot.ts";
import {callSteps, days, gaps, hours, operatorDays, operatorMonths} from "./fixtures.ts";

const half = {width: 640, words: english};
const rates = operatorMonths.map((row) => ({
  name: row.employee_name,
  part: row.goal_client_count,
  whole: row.company_count,
}));

test("the norm is the middle of the heat map's colour", () => {
  expect(shade(7200, 7200)).toContain(" 0%");
  expect(shade(3600, 7200)).toContain("--loss");
  expect(shade(9000, 7200)).toContain("--call-centre");
  const strength = (color: string) => Number(/(\d+)%/.exec(color)?.[1]);
  expect(strength(shade(2000, 7200))).toBeGreaterThan(strength(shade(5000, 7200)));
});

test("heat map: absences are hollow, rows sum up, the one who talks most stands first", () => {
  const chart = draw(() => talkHeatMap(operatorDays, {width: 1200, words: russian, days}));
  const absent = operatorDays.filter((row) => row.is_absent).length;
  expect(absent).toBeGreaterThan(0);
  expect(chart.querySelectorAll(".absent rect")).toHaveLength(absent);
  expect(chart.querySelector(".absent")?.getAttribute("fill")).toBe("none");
  const worked = operatorDays.filter((row) => row.employee_id === "e1" && row.talk_seconds > 0).length;
  expect(texts(chart, ".sums text")[0]).toBe(russian.f.minutes(worked * 9000));
  expect(chart.querySelectorAll(".minutes rect")).toHaveLength(
    operatorDays.filter((row) => row.talk_seconds > 0).length,
  );
});

test("funnel plot: names stand only beside those outside the exact 99.8 % limits", () => {
  const theta = commonRate(rates);
  expect(rates.map((row) => isBeyond(row, theta))).toEqual([null, null, null, "above", "below"]);
  const chart = draw(() => operatorFunnelPlot(rates, half));
  expect(texts(chart, ".names text")).toEqual(["Орлов ▲", "Зайцева ▼"]);
  expect(chart.querySelectorAll(".operators circle")).toHaveLength(5);
});

test("funnel plot: of a crowd outside the limits the farthest are named, none over another", () => {
  // 1,000 each: at 50 % together, every step of ten more is farther out; those below stand against those above
  const crowd = Array.from({length: 12}, (_, step) => [
    {name: `up ${step}`, part: 600 + step * 10, whole: 1000},
    {name: `down ${step}`, part: 400 - step * 10, whole: 1000},
  ]).flat();
  const chart = draw(() => operatorFunnelPlot(crowd, half));
  // a name takes the height of four steps, so that of the four farthest on a side only the farthest stands
  expect(texts(chart, ".names text").toSorted()).toEqual(["down 11 ▼", "up 11 ▲"]);

  const apart = crowd.map((row, index) => ({
    ...row,
    part: row.part * (1 + index),
    whole: 1000 * (1 + index),
  }));
  const named = texts(
    draw(() => operatorFunnelPlot(apart, {...half, width: 4000})),
    ".names text",
  );
  expect(named.length).toBe(8);
});

test("funnel plot: who is judged by his own months is drawn as if all had the same ones", () => {
  // 15 % of 200 where all together have 15 % then, and 5 % of 200 where all have 5 %: the same person in other months
  const own = (name: string, part: number, expectedPart: number) => ({
    name,
    part,
    whole: 200,
    expectedPart,
    chance: {low: expectedPart - 15, high: expectedPart + 15},
  });
  const alike = [own("easy", 30, 30), own("hard", 10, 10), own("usual", 20, 20)];
  const chart = draw(() => operatorFunnelPlot(alike, half));
  expect(new Set(numbers(chart, ".operators circle", "cy")).size).toBe(1);
  expect(texts(chart, ".names text")).toEqual([]);
  const worse = draw(() => operatorFunnelPlot([...alike.slice(1), own("weak", 14, 30)], half));
  expect(texts(worse, ".names text")).toEqual(["weak ▼"]);
});

test("the same people without the outliers are not told apart by anything but chance", () => {
  const chart = draw(() => operatorFunnelPlot(rates.slice(0, 3), half));
  expect(texts(chart, ".names text")).toEqual([]);
});

test("call funnel: each rate is of what could have made the step, with its Wilson interval", () => {
  const steps = funnelSteps(callSteps.toReversed());
  expect(steps.map((step) => step.step_code)[0]).toBe("attempts");
  // results are no subset of outcomes with the decision maker: of conversations, 225 of 2,500
  expect(steps[3]!.rate).toBeCloseTo(0.09);
  expect(steps[3]!.low).toBeCloseTo(wilsonInterval(225, 2500)!.low);
  expect(steps[4]).toMatchObject({step_code: "decision_maker", rate: 0.5});
  const chart = draw(() => callFunnel(callSteps, half));
  const widths = numbers(chart, ".bar rect", "width");
  expect(widths[1]! / widths[0]!).toBeCloseTo(0.4, 2);
  expect(chart.querySelectorAll(".interval line")).toHaveLength(4);
});

test("call funnel: on a phone the share of the decision maker is short, and whole in the tip", () => {
  const chart = draw(() => callFunnel(callSteps, {...half, width: 360}));
  expect(texts(chart, ".rates text").at(-1)).toBe("50% of 1,800");
  expect([...chart.querySelectorAll(".hit rect")].at(-1)!.getAttribute("data-tip")).toContain(
    "50% of 1,800 outcomes that say it",
  );
});

test("results without a call may be more than the conversations: they have no share and no interval, and does not break the figure", () => {
  const odd = callSteps.map((row) => (row.step_code === "results" ? {...row, event_count: 2501} : row));
  expect(funnelSteps(odd)[3]).toMatchObject({rate: null, low: null});
  expect(draw(() => callFunnel(odd, half)).querySelectorAll(".interval line")).toHaveLength(3);
});

test("calls by hour: conversations stand within attempts on one zero line", () => {
  const chart = draw(() => callsByHour(hours, {...half, perOperator: false}));
  const attempts = numbers(chart, ".attempts rect", "height");
  const conversations = numbers(chart, ".conversations rect", "height");
  expect(attempts).toHaveLength(4);
  expect(conversations[0]! / attempts[0]!).toBeCloseTo(80 / 470, 1);
  const each = draw(() => callsByHour(hours, {...half, perOperator: true}));
  expect(each.querySelectorAll(".attempts rect")).toHaveLength(8);
});

test("gaps stand at the company's hour whatever the reader's zone", () => {
  expect(localHours("2026-10-05T06:30:00.000Z", "Europe/Moscow")).toBe(9.5);
  expect(localHours("2026-10-05T21:15:00.000Z", "Europe/Moscow")).toBe(0.25);
  const chart = draw(() => gapsStrip(gaps, {...half, timezone: "Europe/Moscow"}));
  const widths = numbers(chart, ".gaps rect", "width");
  expect(widths[2]! / widths[1]!).toBeCloseTo(1.5, 1);
});

test("gaps of hundreds of people: each is drawn where it shows, and a person is pointed at where marks are too many", () => {
  const crowd = Array.from({length: 100}, (_, person) =>
    Array.from({length: 60}, () => ({
      ...gaps[0]!,
      employee_id: `p${person}`,
      employee_name: `Person ${person}`,
    })),
  ).flat();
  const drawn = (isFolded: boolean) =>
    draw(() => gapsStrip(crowd, {...half, timezone: "Europe/Moscow", isFolded}));
  const folded = drawn(true);
  const shown = folded.querySelectorAll(".gaps rect").length / 60;
  expect(shown).toBeGreaterThanOrEqual(foldedHeight / 26);
  expect(shown).toBeLessThan(100);
  expect(folded.querySelectorAll(".hit rect")).toHaveLength(shown * 60);
  const whole = drawn(false);
  expect(whole.querySelectorAll(".gaps rect")).toHaveLength(6000);
  expect(whole.querySelectorAll(".hit rect")).toHaveLength(100);
  expect(whole.getAttribute("height")).toBe(folded.getAttribute("height"));
});

test("norm bullets: the bar ends at the norm's line when the norm is met exactly", () => {
  const norm = {
    id: "a",
    name: "a",
    definition: "",
    low: 20,
    high: null,
    direction: "up",
    format: english.f.count,
  };
  const chart = draw(() =>
    normBullets(
      [
        {...norm, actual: 20},
        {...norm, id: "b", actual: 10},
      ],
      {...half, leg: "call_centre"},
    ),
  );
  const x = numbers(chart, ".norm line", "x1")[0]!;
  const bars = [...chart.querySelectorAll(".bar rect")].map(
    (bar) => Number(bar.getAttribute("x")) + Number(bar.getAttribute("width")),
  );
  expect(bars[0]).toBeCloseTo(x, 0);
  expect(bars[1]! - 2).toBeCloseTo((x - 2) / 2, 0);
  expect(texts(chart, "text")).toContain("▼ 10 / 20");
});

test("a ceiling is broken from below, a floor from above, a band from both sides", () => {
  const norm = {low: null, high: null, actual: 11};
  expect(isOutsideNorm({...norm, high: 10, direction: "down"})).toBe(true);
  expect(isOutsideNorm({...norm, low: 10, direction: "up"})).toBe(false);
  expect(isOutsideNorm({...norm, low: 20, high: 40, direction: "band"})).toBe(true);
  expect(isOutsideNorm({...norm, low: 5, high: 12, direction: "band"})).toBe(false);
  expect(isOutsideNorm({...norm, actual: null, low: 5, direction: "up"})).toBe(false);
});

test("recordings: only days with something missing are drawn", () => {
  const chart = draw(() => recordingMap(operatorDays, {...half, days}));
  const missing = operatorDays.filter((row) => row.recorded_count < row.conversation_count);
  expect(chart.querySelectorAll(".missing circle")).toHaveLength(missing.length);
  expect(texts(chart, ".coverage text")).toEqual(["95%", "100%"]);
});

test("company load: carried over and new together are the companies worked", () => {
  const chart = draw(() => companyLoad(operatorMonths, {...half, norm: {low: 200, high: 250}}));
  const carried = numbers(chart, ".carried rect", "width");
  const fresh = numbers(chart, ".new rect", "width");
  expect(fresh[0]! / (carried[0]! + fresh[0]!)).toBeCloseTo(25 / 240, 2);
});

test("own days: the norm line stands at the height of a bar of that many minutes", () => {
  const own = operatorDays.filter((row) => row.employee_id === "e1");
  const chart = draw(() => dayBars(own, {...half, days, normSeconds: 9000}));
  const bar = numbers(chart, ".bar rect", "y").find((_, index) => own[index]!.talk_seconds > 0);
  expect(numbers(chart, ".norm line", "y1")[0]).toBeCloseTo(bar!, 0);
});

test("sparkline: a month outside the limits is ringed, the others are not", () => {
  const points = Array.from({length: 24}, (_, index) => ({
    month: addMonths("2024-11-01", index),
    value: index === 12 ? 300 : 100 + (index % 2) * 5,
  }));
  const options = {...half, leg: null, name: "Results", format: english.f.count};
  expect(draw(() => sparkline(points, options)).querySelectorAll(".outside circle")).toHaveLength(1);
  const calm = points.map((point, index) => ({...point, value: 100 + (index % 2) * 5}));
  expect(draw(() => sparkline(calm, options)).querySelectorAll(".outside circle")).toHaveLength(0);
  const young = draw(() => sparkline(points.slice(0, 4), options));
  expect(young.querySelectorAll(".limits path")).toHaveLength(0);
});
