// @vitest-environment jsdom
import {expect, test} from "vitest";
import {managerLoad} from "../../dashboards/charts/manager-load.ts";
import type {NormActual} from "../../dashboards/charts/norm-bullets.ts";
import {ownRange, ownRanges, rangeVerdict} from "../../dashboards/charts/own-ranges.ts";
import {rateDots} from "../../dashboards/charts/rate-dots.ts";
import {shareLines} from "../../dashboards/charts/share-lines.ts";
import {shareMonths} from "../../dashboards/charts/share-months.ts";
import {stageAges, stageAgesChart} from "../../dashboards/charts/stage-ages.ts";
import {medianOfAll, waitCurve} from "../../dashboards/charts/wait-curve.ts";
import {loadFinding} from "../../dashboards/components/load-card.tsx";
import {awayNote} from "../../dashboards/lib/away-note.ts";
import {firstFinding, intakeFinding, waitingFinding} from "../../dashboards/pages/hunters/intake-cards.tsx";
import {pipelineFinding} from "../../dashboards/pages/hunters/pipeline-card.tsx";
import {
  cohortsFinding,
  moneyFinding,
  moneyRanges,
  salesFinding,
} from "../../dashboards/pages/hunters/sales-cards.tsx";
import {
  lateFinding,
  lateLines,
  lateMarks,
  promisesFinding,
  silenceFinding,
  silenceNote,
} from "../../dashboards/pages/hunters/work-cards.tsx";
import type {
  FirstContactsRow,
  HunterWorkRow,
  ManagerLoadRow,
  OpenDealsRow,
  StageStaysRow,
  WarmIntakeRow,
  WarmWaitingRow,
} from "../../queries/generated/rows.ts";
import {draw, english, plain, russian, texts} from "./chart-snapshot.ts";

const options = {width: 900, words: english};

const deal = (deal_id: string, stage: string, stage_days: number): OpenDealsRow => ({
  deal_id,
  client_id: deal_id,
  client_name: null,
  client_phone: null,
  tax_id: null,
  employee_id: "a",
  employee_name: "A",
  pipeline: "",
  stage,
  position: 1,
  moved_date: "2026-01-01",
  stage_days,
  deal_amount: 10,
  last_contact_date: null,
});
const stay = (stage: string, stay_days: number, deal_count: number, is_left = true): StageStaysRow => ({
  pipeline: "",
  stage,
  stay_days,
  is_left,
  deal_count,
});

test("overdue are deals older than the day by which nine of ten left, the standing ones kept in", () => {
  // 20 stays: 10 left by day 5, 8 by day 20, 2 stand at 30: 18 of 20 have left by day 20
  const stays = [stay("offer", 5, 10), stay("offer", 20, 8), stay("offer", 30, 2, false)];
  const ages = stageAges([deal("a", "offer", 20), deal("b", "offer", 21), deal("c", "new", 400)], stays);
  expect(ages.map(({stage, median, usual, overdue}) => [stage, median, usual, overdue])).toEqual([
    ["offer", 5, 20, 1],
    // nothing is known of how long deals stay there
    ["new", null, null, 0],
  ]);
  // were the standing ones dropped, nine of ten would have left by day 20 of 18 and the median would be the same
  expect(
    stageAges([deal("a", "offer", 21)], [stay("offer", 5, 10), stay("offer", 30, 2, false)])[0],
  ).toMatchObject({
    usual: null,
    overdue: 0,
  });
  expect(pipelineFinding(ages, english)).toBe(
    "1 of 3 open deals stands longer than nine of ten usually do; most of them, 1, in “offer”",
  );
  expect(pipelineFinding([], english)).toBeNull();
  const figure = draw(() => stageAgesChart(ages, options));
  expect(figure.querySelectorAll(".median line")).toHaveLength(1);
  expect(figure.querySelectorAll(".deals circle")).toHaveLength(3);
});

test("counts of waits weigh as many single waits", () => {
  const row = (wait_days: number, is_contacted: boolean, client_count: number): FirstContactsRow => ({
    employee_id: "h1",
    employee_name: "A",
    wait_days,
    is_contacted,
    client_count,
  });
  const rows = [row(2, true, 3), row(4, true, 3), row(9, false, 4)];
  // after day 2: 7 of 10 wait; after day 4: 7 x (1 - 3 / 7) = 4 of 10
  expect(medianOfAll(rows).median).toBe(4);
  expect(firstFinding(rows, english)).toContain("within 4 days");
  expect(firstFinding([row(2, true, 3), row(9, false, 4)], english)).toContain("3 of 7");
  expect(waitCurve(rows, options).querySelectorAll(".hit > *")).toHaveLength(4);
});

const intake = (employee_id: string, decided_count: number, late_count: number): WarmIntakeRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  received_count: decided_count,
  accepted_count: decided_count,
  returned_count: 0,
  decided_count,
  late_count,
  present_count: decided_count,
  present_late_count: late_count,
  contacted_count: 0,
  waiting_count: 0,
});

test("who accepts late, or wins seldom, is named beyond chance only", () => {
  const even = [intake("a", 100, 20), intake("b", 100, 26)];
  expect(intakeFinding(even, english)).toContain("people differ within chance");
  expect(intakeFinding([...even, intake("c", 100, 60)], english)).toContain("C (60%)");
  // late on holidays only: no name, but all late ones are counted
  const away = {...intake("d", 100, 60), present_count: 60, present_late_count: 13};
  expect(intakeFinding([...even, away], english)).toContain("106 of 300 warm clients (35.3%)");
  expect(intakeFinding([], english)).toBeNull();
  const sale = (employee_id: string, closed_count: number, won_count: number) => ({
    employee_id,
    employee_name: employee_id.toUpperCase(),
    closed_count,
    won_count,
    won_amount: 1,
    median_days: 3,
  });
  expect(salesFinding([sale("a", 200, 60), sale("b", 200, 10)], english)).toContain("by B (5%)");
  expect(salesFinding([sale("a", 200, 30), sale("b", 200, 26)], english)).toContain("within chance");
  // deals no hunter led count in the total and are judged with nobody
  const nobodys = {...sale("", 22, 4), employee_name: null};
  expect(salesFinding([sale("a", 200, 30), sale("b", 200, 26), nobodys], english)).toBe(
    "60 of 422 closed deals are won (14.2%); people differ within chance",
  );
});

test("young months are left out of the sentence and hollow in the picture", () => {
  const month = (name: string, created_count: number, won_count: number, is_mature: boolean) => ({
    month: name,
    created_count,
    won_count,
    lost_count: 0,
    open_count: created_count - won_count,
    is_mature,
  });
  const rows = [
    month("2026-01-01", 50, 10, true),
    month("2026-02-01", 50, 20, true),
    month("2026-03-01", 90, 1, false),
  ];
  expect(cohortsFinding(rows, english)).toBe("Of 100 deals opened in 2 months old enough 30% are won");
  expect(cohortsFinding(rows.slice(2), english)).toBeNull();
  const figure = draw(() =>
    shareMonths(
      rows.map((row) => ({
        month: row.month,
        part: row.won_count,
        whole: row.created_count,
        isMature: row.is_mature,
      })),
      {...options, color: "red"},
    ),
  );
  expect(figure.querySelectorAll(".young rect")).toHaveLength(1);
  expect(figure.querySelectorAll(".rates circle")).toHaveLength(3);
});

const work = (employee_id: string, month: string, more: Partial<HunterWorkRow> = {}): HunterWorkRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  month,
  is_in_post: true,
  attempt_count: 100,
  contact_count: 60,
  contact_client_count: 40,
  late_client_count: 0,
  gap_count: 20,
  gap_days: 100,
  money_amount: 0,
  late_money_amount: 0,
  open_deal_count: 20,
  silent_deal_count: 2,
  away_silent_count: 0,
  promised_count: 0,
  kept_count: 0,
  away_count: 0,
  away_kept_count: 0,
  ...more,
});

test("money stands beside the own months before; fewer than six of them give no range", () => {
  // mean 100, differences of 20 each: limits 100 +- 3 x 20 / 1.128 = 46.81 and 153.19
  const before = [90, 110, 90, 110, 90, 110];
  expect(ownRange("a", "A", before, 46).limits).toMatchObject({mean: 100});
  expect(ownRange("a", "A", before, 46).limits!.low).toBeCloseTo(46.8085, 4);
  expect(rangeVerdict(ownRange("a", "A", before, 46))).toBe("below");
  expect(rangeVerdict(ownRange("a", "A", before, 47))).toBe("within");
  expect(rangeVerdict(ownRange("a", "A", before, 154))).toBe("above");
  expect(rangeVerdict(ownRange("a", "A", before.slice(1), 1))).toBeNull();
  const months = before.map((money_amount, index) => work("a", `2026-0${index + 1}-01`, {money_amount}));
  const rows = [
    ...months,
    work("a", "2026-07-01", {money_amount: 40}),
    work("b", "2026-07-01", {money_amount: 500}),
  ];
  const ranges = moneyRanges(rows, "2026-07-01");
  expect(plain(moneyFinding(ranges, english))).toBe(
    "Hunters brought ₽540; below their own usual range: A (₽40)",
  );
  expect(moneyFinding([], english)).toBeNull();
  // 40 + 500, and 60 in the name of who has left the post: compared with nothing, in the total all the same
  const after = work("c", "2026-07-01", {money_amount: 60, is_in_post: false});
  expect(moneyRanges([...rows, after], "2026-07-01")).toEqual(ranges);
  expect(plain(moneyFinding(ranges, english, [after]))).toBe(
    "Hunters brought ₽600 (₽60 of it for deals of those no longer hunters: C); below their own usual range: A (₽40)",
  );
  const figure = draw(() => ownRanges(ranges, {...options, color: "red"}));
  expect(figure.querySelectorAll(".range rect")).toHaveLength(1);
  expect(figure.querySelectorAll(".values circle")).toHaveLength(2);
});

test("the share of work and money past the limit is sum over sum, and a person is named beyond chance only", () => {
  const month = "2026-07-01";
  const rows = [
    work("a", month, {late_client_count: 12, money_amount: 100, late_money_amount: 80}),
    work("b", month, {money_amount: 300}),
    work("c", month, {late_client_count: 1}),
  ];
  expect(lateFinding(rows, english)).toBe(
    "Does a farmer's work beyond what chance explains: A (30% of clients, 80% of money); all together 10.8% of clients, 20% of money",
  );
  expect(lateFinding([work("a", month, {late_client_count: 2}), work("b", month)], english)).toContain(
    "within chance",
  );
  expect(lateFinding([], english)).toBeNull();
  const lines = lateLines([...rows, work("a", "2026-06-01")], english);
  expect(lines.map(({points}) => points.map(({part, whole}) => [part, whole]))).toEqual([
    [
      [0, 40],
      [13, 120],
    ],
    [
      [0, 0],
      [80, 400],
    ],
  ]);
  expect(draw(() => shareLines(lines, options)).querySelectorAll(".line path")).toHaveLength(2);
  // who is named in the title has a mark: 12 of 40 clients, 80 of 100 roubles
  const people = lateMarks(rows, english);
  const picture = draw(() => shareLines(lines, {...options, people}));
  expect(picture.textContent).toContain("A 30%");
  const tips = [...picture.querySelectorAll(".hit > *")].map((mark) => mark.getAttribute("data-tip"));
  const own = tips.filter((text) => text?.includes("A: 30%"));
  expect(own).toHaveLength(1);
  expect(own[0]).toContain("12 of 40");
  expect(lateMarks([work("a", month), work("b", month)], english)).toEqual([]);
});

test("silent deals and promised calls", () => {
  const month = "2026-07-01";
  const busy = [work("a", month), work("b", month), work("c", month)];
  expect(silenceFinding(busy, english)).toBe(
    "6 of 60 older open deals (10%) are silent; people differ within chance",
  );
  expect(silenceFinding([...busy, work("d", month, {silent_deal_count: 19})], english)).toContain(
    "D (95%); 10% of 60 with the others",
  );
  // whoever has nearly all open deals does not make the others, who have few, exceptions
  const few = busy.map((row) => ({
    ...row,
    open_deal_count: 9,
    silent_deal_count: row.employee_id === "a" ? 1 : 0,
  }));
  const many = work("d", month, {open_deal_count: 275, silent_deal_count: 274});
  expect(silenceFinding([...few, many], english)).toContain("D (99.6%); 3.7% of 27 with the others");
  const people = [...few, many].map((row) => ({
    id: row.employee_id,
    name: row.employee_name,
    part: row.silent_deal_count,
    whole: row.open_deal_count,
  }));
  const figure = draw(() => rateDots(people, {...options, color: "red", worse: "above"}));
  expect(texts(figure, "text").filter((line) => /^[▲▼]/.test(line))).toEqual(["▲ D"]);
  expect(promisesFinding(busy, english)).toBeNull();
  expect(promisesFinding([work("a", month, {promised_count: 10, kept_count: 8})], english)).toContain(
    "8 of 10",
  );
  // what fell due, or lay silent, while a hunter was away is in no share, and yet said
  const away = work("e", month, {away_count: 3, away_kept_count: 1, away_silent_count: 2});
  expect(awayNote([...busy, away], english)).toBe(
    "Not in the shares: 3 promised calls fell due while whoever promised was away or no longer in the post (1 made): E (3)",
  );
  expect(silenceNote([...busy, away], english)).toBe(
    "Not in the shares: 2 older deals are silent for so long only with the days the owner was away or not in the post: E (2)",
  );
  expect(awayNote(busy, english)).toBeNull();
  expect(silenceNote(busy, english)).toBeNull();
});

test("the waiting list says how many and how long, in either language", () => {
  const row: WarmWaitingRow = {
    handover_id: "1",
    client_id: "c",
    client_name: null,
    client_phone: null,
    tax_id: null,
    employee_id: null,
    client_size: "small",
    employee_name: null,
    offered_date: "2026-01-01",
    accepted_date: null,
    wait_days: 40,
    is_accepted_late: true,
    all_waiting_count: 3,
  };
  expect(waitingFinding([row], english)).toBe(
    "3 warm clients wait for a hunter's first word, the longest for 40 days",
  );
  expect(waitingFinding([row], russian)).toBe(
    "Первого разговора с охотником ждут 3 тёплых клиента, дольше всех — 40 дней",
  );
  expect(waitingFinding([], english)).toBeNull();
});

test("load is counted against both ends of the norm", () => {
  const load = (employee_id: string, conversation_client_count: number): ManagerLoadRow => ({
    leg_code: "hunters",
    employee_id,
    employee_name: employee_id,
    conversation_client_count,
    held_count: 1,
    is_away: false,
    norm_low: 20,
    norm_high: 40,
  });
  expect(loadFinding([load("a", 20), load("b", 40), load("c", 41), load("d", 19)], english)).toBe(
    "2 of 4 speak with 20–40 clients a month as the norm says; 1 with more, 1 with fewer",
  );
  expect(loadFinding([{...load("a", 1), norm_low: null, norm_high: null}], english)).toBeNull();
});

test("bars of load share one scale: a longer bar is more clients, whichever end of the norm is nearer", () => {
  const actual = (id: string, value: number): NormActual => ({
    id,
    name: id,
    definition: "",
    actual: value,
    low: 20,
    high: 40,
    direction: "band",
    format: String,
  });
  const values = [36, 73, 42, 15, 40, 20];
  const figure = draw(() =>
    managerLoad(
      values.map((value) => actual(`p${value}`, value)),
      {...options, leg: "hunters"},
    ),
  );
  const widths = [...figure.querySelectorAll(".load rect")].map((bar) => Number(bar.getAttribute("width")));
  const sorted = values.toSorted((a, b) => b - a);
  expect(widths.map((width) => (width / widths[0]!) * 73)).toEqual(
    sorted.map((value) => expect.closeTo(value, 6)),
  );
  // the norm is a band from its one end to its other
  const band = figure.querySelector(".band rect, rect.band")!;
  expect((Number(band.getAttribute("width")) / widths[0]!) * 73).toBeCloseTo(20, 6);
  expect(texts(figure, "text").filter((text) => /^[▲▼]/.test(text))).toEqual(["▲ p73", "▲ p42", "▼ p15"]);
});

test("names and facts stand in the picture of stages", () => {
  const figure = stageAgesChart(stageAges([deal("a", "offer", 3)], [stay("offer", 5, 10)]), options);
  expect(texts(figure, "text").join(" ")).toContain("offer: 1 deals, 0 overdue");
});
