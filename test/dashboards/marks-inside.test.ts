// @vitest-environment jsdom
import {expect, test} from "vitest";
import {niceTop} from "../../dashboards/charts/options.ts";
import {rateDots} from "../../dashboards/charts/rate-dots.ts";
import {apart} from "../../dashboards/charts/share-lines.ts";
import {draw, english} from "./chart-snapshot.ts";

test("labels at the ends of lines do not lie over each other", () => {
  expect(apart([0.028, 0.014, 0.5], 0.1)).toEqual(
    [0.114, 0.014, 0.5].map((value) => expect.closeTo(value, 9)),
  );
  expect(apart([0.3, 0.1], 0.1)).toEqual([0.3, 0.1]);
});

test("an axis ends with a tick at or above the largest value, and on a narrow screen bands leave the words free", () => {
  expect([niceTop(0.2361, 6), niceTop(0.1734, 5), niceTop(1, 6), niceTop(0.05, 6)]).toEqual([
    0.25, 0.2, 1, 0.05,
  ]);
  const people = [
    {id: "a", name: "A", part: 7, whole: 56},
    {id: "b", name: "B", part: 13, whole: 103},
  ];
  const figure = draw(() => rateDots(people, {words: english, width: 358, color: "red", worse: "above"}));
  const bands = [...figure.querySelectorAll(".chance rect")].map((band) => Number(band.getAttribute("y")));
  const words = [...figure.querySelectorAll(".said text")].map((text) =>
    Number(/translate\([\d.]+,([\d.]+)\)/.exec(text.getAttribute("transform")!)![1]),
  );
  // half of a line of 12 px stands below the middle of the words
  for (const [index, top] of bands.entries()) expect(top).toBeGreaterThanOrEqual(words[index]! - 13 + 6);
});
