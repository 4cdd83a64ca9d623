// @vitest-environment jsdom
import fc from "fast-check";
import {expect, test} from "vitest";
import {relayLayout} from "../../dashboards/charts/relay-layout.ts";
import {relayPicture} from "../../dashboards/charts/relay-picture.ts";
import {flowPosts} from "../../dashboards/charts/relay-posts.ts";
import {draw, numbers, plain, russian, texts} from "./chart-snapshot.ts";
import {flow} from "./fixtures.ts";

const wide = {width: 1200, words: russian, view: "clients"} as const;
const sizes = {step: 130, thickness: 46, reach: 180, drop: 70, squaresPerRow: 6};

test("within a leg the height of a post is proportional to its clients, and posts hang from one line", () => {
  const picture = draw(() => relayPicture(flowPosts(flow, "clients"), wide));
  const heights = numbers(picture, ".post rect", "height");
  expect(heights).toHaveLength(9);
  expect(heights[1]! / heights[0]!).toBeCloseTo(2100 / 2700, 2);
  expect(heights[4]! / heights[3]!).toBeCloseTo(120 / 200, 2);
  expect(new Set(numbers(picture, ".post rect", "y")).size).toBe(1);
});

test("a leg without clients, or beside calls that never were, is drawn at no scale worth a word", () => {
  const only = (codes: string[]) =>
    flowPosts(
      flow.map((row) => ({
        ...row,
        ...(codes.includes(row.step_code) ? {} : {client_count: 0, norm_low: null, norm_high: null}),
        previous_client_count: null,
      })),
      "clients",
    );
  const buyers = relayLayout(only(["repeat_volume"]), sizes).magnification;
  expect([...buyers.values()].filter((times) => times < 0.01 || times > 100)).toEqual([]);
  const picture = draw(() => relayPicture(only(["repeat_volume"]), wide));
  expect(picture.textContent).not.toMatch(/крупнее|мельче/);
  const callers = relayLayout(only(["companies_worked"]), sizes).magnification;
  expect([...callers.keys()]).toEqual(["call_centre"]);
});

test("the norm's tick stands where a post of that many clients would end", () => {
  const picture = draw(() => relayPicture(flowPosts(flow, "clients"), wide));
  const top = numbers(picture, ".post rect", "y")[0]!;
  const perClient = numbers(picture, ".post rect", "height")[0]! / 2700;
  expect(numbers(picture, ".norm line", "y1").slice(0, 2)).toEqual([
    expect.closeTo(top + 2400 * perClient, 0),
    expect.closeTo(top + 3000 * perClient, 0),
  ]);
});

test("the ghost is the month before, or the month the reader chose", () => {
  const own = draw(() => relayPicture(flowPosts(flow, "clients"), wide));
  const perClient = numbers(own, ".post rect", "height")[0]! / 2700;
  expect(numbers(own, ".ghost rect", "height")[0]).toBeCloseTo(2850 * perClient, 0);
  const year = flow.map((row) => ({...row, client_count: row.client_count / 2}));
  const other = draw(() => relayPicture(flowPosts(flow, "clients", year), wide));
  expect(numbers(other, ".ghost rect", "height")[0]).toBeCloseTo(
    1350 * (numbers(other, ".post rect", "height")[0]! / 2700),
    0,
  );
  expect(other.querySelectorAll(".ghost rect")).toHaveLength(9);
});

test("conversion is the share of those who had the chance, never a ratio of two posts", () => {
  const picture = draw(() => relayPicture(flowPosts(flow, "clients"), wide));
  const conversions = texts(picture, ".conversion text");
  expect(conversions[0]).toBe("77,8 %");
  expect(conversions.at(-1)).toBe("32,2 %");
});

test("what is lost falls below what goes on, with its count and main cause", () => {
  const picture = draw(() => relayPicture(flowPosts(flow, "clients"), wide));
  expect(texts(picture, ".lost text")[0]).toBe("−1 200");
  expect(picture.textContent).toContain("price 300");
  const layout = relayLayout(flowPosts(flow, "clients"), sizes);
  for (const fall of layout.falls) {
    expect(fall.offset).toBeGreaterThanOrEqual(fall.startSize > 0 ? 0 : -1);
    expect(fall.rest - fall.endSize).toBeGreaterThan(fall.offset);
  }
});

test("each step where clients wait over the month's end has a stack of them, one square for so many as it says", () => {
  const layout = relayLayout(flowPosts(flow, "clients"), sizes);
  const stacks = Map.groupBy(layout.squares, (square) => square.post.code);
  expect([...stacks.keys()]).toEqual(["handover_1", "offers", "deals_won", "first_money", "handover_2"]);
  expect(stacks.get("handover_1")).toHaveLength(Math.ceil(45 / layout.squareUnit));
});

test("a way says of how many its share is, and who of them came in the month and who had waited", () => {
  for (const width of [1200, 358]) {
    const picture = draw(() => relayPicture(flowPosts(flow, "clients"), {...wide, width}));
    // 300 had the chance of an offer: 200 handed over in the month and 100 who waited; 120 passed, 60 lost, 120 wait
    expect(plain(picture.textContent!)).toContain("120 из 300");
    expect(plain(picture.textContent!)).toContain("200 + 100 раньше");
    expect(plain(picture.textContent!)).toContain("в работе 120");
    const tips = [...picture.querySelectorAll(".hit > *")].map((mark) =>
      plain(mark.getAttribute("data-tip") ?? ""),
    );
    expect(tips[4]).toContain(
      "могли пройти 300: 200 пришли за месяц и 100 ждали раньше; 120 прошли, 60 потеряно, 120 ещё ждут",
    );
    expect(tips[2]).not.toContain("раньше");
  }
});

test("on a narrow screen no tick of the norm crosses the value of its post", () => {
  const [first] = flowPosts(flow, "clients");
  const only = {...first!, value: 2702, previous: 2661, normLow: 2000, normHigh: 2900};
  const picture = draw(() => relayPicture([only], {...wide, width: 358}));
  const ticks = numbers(picture, ".norm line", "x1");
  const value = [...picture.querySelectorAll("text")].find((text) => plain(text.textContent!) === "2 702")!;
  const start = Number(/translate\(([\d.]+)/.exec(value.getAttribute("transform")!)![1]);
  // five characters of 15 px are no wider than 45 px
  for (const tick of ticks) expect(tick < start || tick > start + 45).toBe(true);
});

test("a leg drawn larger says how many times", () => {
  const picture = draw(() => relayPicture(flowPosts(flow, "clients"), wide));
  expect(picture.textContent).toContain("крупнее в 15 раз");
});

test("on a narrow screen the relay runs down: posts grow to the right", () => {
  const picture = draw(() => relayPicture(flowPosts(flow, "clients"), {...wide, width: 358}));
  const widths = numbers(picture, ".post rect", "width");
  expect(widths[1]! / widths[0]!).toBeCloseTo(2100 / 2700, 2);
  expect(numbers(picture, ".post rect", "y")).toEqual(
    numbers(picture, ".post rect", "y").toSorted((a, b) => a - b),
  );
  expect(Math.max(...widths)).toBeLessThan(358);
});

test("a step without money is not drawn as a post of zero money", () => {
  const posts = flowPosts(flow, "money");
  expect(posts[0]!.value).toBeNull();
  const picture = draw(() => relayPicture(posts, {...wide, view: "money"}));
  expect(picture.textContent).toContain("млн");
  expect(picture.textContent).toContain("–");
});

test("whatever the counts, ribbons and falls fit into the posts they leave and enter", () => {
  const count = fc.integer({min: 0, max: 5000});
  fc.assert(
    fc.property(
      fc.array(fc.record({client_count: count, passed_count: count, lost_count: count, from_count: count}), {
        minLength: 9,
        maxLength: 9,
      }),
      (counts) => {
        const rows = flow.map((row, index) => ({...row, ...counts[index]!}));
        const layout = relayLayout(flowPosts(rows, "clients"), sizes);
        for (const post of layout.posts) expect(post.size).toBeLessThanOrEqual(sizes.reach + 1e-6);
        for (const ribbon of layout.ribbons) {
          expect(ribbon.startSize).toBeLessThanOrEqual(ribbon.from.size + 1e-6);
          expect(ribbon.endSize).toBeLessThanOrEqual(ribbon.post.size + 1e-6);
        }
        for (const fall of layout.falls)
          expect(fall.offset + fall.startSize).toBeLessThanOrEqual(fall.from.size + 1.5 + 1e-6);
      },
    ),
    {numRuns: 60},
  );
});
