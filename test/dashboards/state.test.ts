// @vitest-environment jsdom
import * as arrow from "apache-arrow";
import {beforeEach, expect, test, vi} from "vitest";
import {rowsOf} from "../../dashboards/lib/arrow-rows.ts";
import {applyLine, type JournalLine, type Run} from "../../dashboards/lib/events.ts";
import {browserLanguage} from "../../dashboards/lib/i18n.ts";
import {comparison, go, hrefOf, people, setQuery} from "../../dashboards/lib/location.ts";
import {menu, pagesOf} from "../../dashboards/lib/menu.ts";
import {addDays, addMonths, daysOfMonth, maybeMonth} from "../../dashboards/lib/month.ts";
import {month, months, reportUrl} from "../../dashboards/lib/reports.ts";
import {roles} from "../../queries/vocabulary.ts";

beforeEach(() => {
  vi.stubGlobal("scrollTo", () => undefined);
  go("/relay", {replace: true});
  months.value = null;
});

test("the address keeps month, people and comparison, and a link to another page keeps them too", () => {
  setQuery({month: "2026-09", people: "e1,e2", compare: "year"});
  expect(location.search).toBe("?month=2026-09&people=e1,e2&compare=year");
  expect(people.value).toEqual(["e1", "e2"]);
  expect(comparison.value).toBe("year");
  expect(hrefOf("/call-centre", {people: null})).toBe("/call-centre?month=2026-09&compare=year");
});

test("a pinned snapshot goes with every report and every download", () => {
  setQuery({asOf: "20261101T063000Z-ab12"});
  expect(reportUrl("relay_flow", {month: "2026-10-01"}, "csv")).toBe(
    "/api/reports/relay_flow?month=2026-10-01&asOf=20261101T063000Z-ab12&format=csv",
  );
});

test("without a month in the link the last whole month is shown", () => {
  const row = {call_count: 1, deal_count: 1, order_amount: 1};
  months.value = [
    {month: "2026-09-01", is_complete: true, ...row},
    {month: "2026-10-01", is_complete: true, ...row},
    {month: "2026-11-01", is_complete: false, ...row},
  ];
  expect(month.value).toBe("2026-10-01");
  setQuery({month: "2026-11"});
  expect(month.value).toBe("2026-11-01");
  setQuery({month: "2026-99"});
  expect(month.value).toBe("2026-10-01");
});

test("months and days step over years and leap days", () => {
  expect(addMonths("2026-01-01", -1)).toBe("2025-12-01");
  expect(addMonths("2026-12-01", 1)).toBe("2027-01-01");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysOfMonth("2026-10-01")).toHaveLength(31);
  expect(daysOfMonth("2028-02")).toHaveLength(29);
  expect(maybeMonth("2026-13")).toBeUndefined();
  expect(maybeMonth("2026-10-15")).toBe("2026-10-01");
});

test("Arrow becomes plain rows: days and instants as text, nulls as null, 64-bit counts as numbers", () => {
  const table = new arrow.Table({
    call_date: arrow.vectorFromArray([new Date("2026-10-31T00:00:00Z"), null], new arrow.DateDay()),
    started_at: arrow.vectorFromArray(
      [Date.parse("2026-10-31T21:00:00Z"), null],
      new arrow.TimestampMillisecond("UTC"),
    ),
    name: arrow.vectorFromArray(["Анна", null], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
    row_count: arrow.vectorFromArray([9_000_000_000n, null], new arrow.Int64()),
    is_absent: arrow.vectorFromArray([false, null], new arrow.Bool()),
  });
  expect(rowsOf(arrow.tableToIPC(table, "stream"))).toEqual([
    {
      call_date: "2026-10-31",
      started_at: "2026-10-31T21:00:00.000Z",
      name: "Анна",
      row_count: 9_000_000_000,
      is_absent: false,
    },
    {call_date: null, started_at: null, name: null, row_count: null, is_absent: null},
  ]);
});

test("an empty answer is no rows", () => {
  const table = new arrow.Table({n: arrow.vectorFromArray([], new arrow.Float64())});
  expect(rowsOf(arrow.tableToIPC(table, "stream"))).toEqual([]);
});

test("journal lines fold into the run they belong to, newest first", () => {
  const at = "2026-11-01T06:30:00Z";
  const lines: JournalLine[] = [
    {run_id: "b", at, event: "run_started"},
    {run_id: "b", at, event: "step_started", step: "land"},
    {run_id: "b", at, event: "step_progress", step: "land", progress: 0.5, message: "calls.csv"},
    {run_id: "b", at, event: "step_finished", step: "land", status: "done", rows: 10, seconds: 1.5},
    {run_id: "b", at, event: "run_finished", status: "checks_failed", message: "3 rows twice"},
  ];
  const old: Run = {run_id: "a", started_at: at, finished_at: at, status: "done", message: null, steps: []};
  const half = lines.slice(0, 3).reduce(applyLine, [old]);
  expect(half.map((run) => run.run_id)).toEqual(["b", "a"]);
  expect(half[0]).toMatchObject({
    status: "running",
    steps: [{step: "land", status: "running", progress: 0.5}],
  });
  const whole = lines.reduce(applyLine, [old]);
  expect(whole[0]).toMatchObject({status: "checks_failed", message: "3 rows twice", finished_at: at});
  expect(whole[0]!.steps).toHaveLength(1);
  expect(whole[0]!.steps[0]).toMatchObject({status: "done", rows: 10});
});

test("a role sees only its pages, and the director's first page is the relay", () => {
  expect(pagesOf({role: "director"})[0]?.path).toBe("/relay");
  expect(pagesOf({role: "employee"}).map((page) => page.path)).toEqual(["/my", "/payouts"]);
  expect(pagesOf({role: "analyst"}).map((page) => page.path)).toEqual(["/workbench", "/data-health"]);
  expect(pagesOf({role: "analyst", employee_id: "e1"}).map((page) => page.path)).toEqual([
    "/payouts",
    "/workbench",
    "/data-health",
  ]);
  expect(pagesOf({role: "hr"}).map((page) => page.path)).toEqual(["/payouts", "/norms"]);
  for (const page of menu) for (const role of page.roles) expect(roles).toContain(role);
});

test("the browser's first language that the pages speak is taken", () => {
  expect(browserLanguage(["de-DE", "ru", "en"])).toBe("ru");
  expect(browserLanguage(["en-US"])).toBe("en");
  expect(browserLanguage(["fr"])).toBe("en");
});
