import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {WorkCalendar} from "../../pipelines/demo/calendar.ts";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {planDemo} from "../../pipelines/demo/plan.ts";
import {Random} from "../../pipelines/demo/random.ts";
import {dayOf} from "../../pipelines/demo/time.ts";
import {hashesUnder} from "./demo-reading.ts";

const folder = mkdtempSync(join(tmpdir(), "estafeta-demo-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const home = (name: string) => join(folder, name);

test("the same seed writes the same bytes, another seed does not", async () => {
  const size = {months: 2, scale: 0.1};
  await writeDemo({home: home("a"), ...size});
  await writeDemo({home: home("b"), ...size});
  await writeDemo({home: home("c"), ...size, seed: 2});
  const first = hashesUnder(home("a"));
  expect(Object.keys(first).length).toBeGreaterThan(30);
  expect(hashesUnder(home("b"))).toEqual(first);
  expect(hashesUnder(home("c"))["var/inbox/sipuni/sipuni_2026-10.csv"]).not.toBe(
    first["var/inbox/sipuni/sipuni_2026-10.csv"],
  );
});

test("writing again over an older demo leaves nothing of it", async () => {
  await writeDemo({home: home("d"), months: 3, scale: 0.05, end: "2026-03"});
  await writeDemo({home: home("d"), months: 2, scale: 0.05});
  await writeDemo({home: home("e"), months: 2, scale: 0.05});
  expect(hashesUnder(home("d"))).toEqual(hashesUnder(home("e")));
});

test("scale multiplies people and calls, and progress runs to the end", async () => {
  const shares: number[] = [];
  const small = await writeDemo({home: home("f"), months: 2, scale: 0.1});
  const large = await writeDemo({
    home: home("g"),
    months: 2,
    scale: 0.4,
    onProgress: (share) => shares.push(share),
  });
  expect(large.calls / small.calls).toBeGreaterThan(3);
  expect(large.clients / small.clients).toBeGreaterThan(3);
  expect(shares.at(-1)).toBe(1);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
});

test.each([
  [2023, 247],
  [2024, 248],
  [2025, 247],
  [2026, 247],
  [2027, 247],
])("the production calendar of %i has %i working days", (year, days) => {
  expect(new WorkCalendar(year, year).workingDays(year)).toBe(days);
});

test("2026 has its four shortened days", () => {
  const calendar = new WorkCalendar(2026, 2026);
  const short = [];
  for (let day = dayOf(2026, 1, 1); day < dayOf(2027, 1, 1); day++)
    if (calendar.hours(day) === 7) short.push(day);
  expect(short).toEqual([dayOf(2026, 4, 30), dayOf(2026, 5, 8), dayOf(2026, 6, 11), dayOf(2026, 11, 3)]);
});

test("calendar tables hold only days that differ from the plain week", () => {
  for (const year of [2023, 2024, 2025, 2026, 2027]) {
    const lines = readFileSync(`data/calendars/ru-${year}.csv`, "utf8").trim().split("\n");
    expect(lines.shift()).toBe("calendar_date,kind");
    for (const line of lines) {
      const [date, kind] = line.split(",");
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      const isWeekend = weekday === 0 || weekday === 6;
      expect(["off", "short", "work"]).toContain(kind);
      if (kind === "off") expect(isWeekend, line).toBe(false);
      if (kind === "work") expect(isWeekend, line).toBe(true);
    }
  }
});

test("options out of range are refused by name", () => {
  const options = {home: folder};
  expect(() => planDemo({...options, end: "2026-13"})).toThrow("2026-13");
  expect(() => planDemo({...options, months: 0})).toThrow("months");
  expect(() => planDemo({...options, scale: 0})).toThrow("scale");
  expect(() => planDemo({...options, seed: 1.5})).toThrow("seed");
});

test("the stream of numbers is even and the same for a name", () => {
  const random = new Random(1, "even");
  let sum = 0;
  for (let i = 0; i < 10_000; i++) sum += random.next();
  expect(sum / 10_000).toBeCloseTo(0.5, 1);
  expect(new Random(1, "a").next()).toBe(new Random(1, "a").next());
  expect(new Random(1, "a").next()).not.toBe(new Random(1, "b").next());
});
