// @vitest-environment jsdom
import {expect, test} from "vitest";
import {newOldBars} from "../../dashboards/charts/new-old-bars.ts";
import {workFinding} from "../../dashboards/pages/base/work-card.tsx";
import type {NewOldRow} from "../../queries/generated/rows.ts";
import {draw, english, numbers, plain, texts} from "./chart-snapshot.ts";

const person = (
  employee_id: string,
  leg_code: string,
  new_talk_count: number,
  old_talk_count: number,
): NewOldRow => ({
  employee_id,
  employee_name: `Name ${employee_id}`,
  leg_code,
  new_talk_count,
  old_talk_count,
  new_won_count: 1,
  old_won_count: 3,
  new_amount: 250,
  old_amount: 750,
});

test("hunters are named only beyond chance; farmers are not asked for new clients", () => {
  const even = [
    person("e1", "hunters", 60, 40),
    person("e2", "hunters", 64, 36),
    person("e3", "farmers", 0, 200),
  ];
  expect(plain(workFinding(even, "talks", english))).toBe(
    "Of the clients spoken with, 62% were new to the hunters, 0% to the farmers; hunters differ within chance",
  );
  // 10 of 100 against a common share of 130 of 300: far below the exact 99.8 % limits
  const lazy = [
    person("e1", "hunters", 60, 40),
    person("e2", "hunters", 60, 40),
    person("e4", "hunters", 10, 90),
  ];
  expect(plain(workFinding(lazy, "talks", english))).toMatch(
    /fewer new ones than chance explains: Name e4 \(10%\)$/,
  );
  expect(plain(workFinding(even, "money", english))).toBe(
    "Of the money ordered, 25% of the hunters' came from new clients, 25% of the farmers'",
  );
  expect(workFinding([], "talks", english)).toBeNull();
});

test("existing clients lie left of the line and new ones right, hunters above farmers", () => {
  const rows = [
    person("f", "farmers", 0, 100),
    person("h", "hunters", 50, 25),
    person("none", "hunters", 0, 0),
  ];
  const figure = draw(() => newOldBars(rows, {width: 900, words: english, view: "talks"}));
  expect(texts(figure, ".names text")).toEqual(["Name h", "Name f"]);
  const [old, fresh] = [numbers(figure, ".old rect", "width"), numbers(figure, ".new rect", "width")];
  expect(old[1]! / old[0]!).toBeCloseTo(4, 1);
  expect(fresh[0]! / old[0]!).toBeCloseTo(2, 1);
  expect(texts(figure, ".new-counts text")).toEqual(["50", "0"]);
});

test("a head of one post reads of that post alone", () => {
  expect(plain(workFinding([person("e3", "farmers", 30, 70)], "talks", english))).toBe(
    "Of the clients farmers spoke with, 30% were new",
  );
  expect(plain(workFinding([person("e1", "hunters", 60, 40)], "deals", english))).toBe(
    "Of the deals hunters won, 25% were with new clients; hunters differ within chance",
  );
  expect(workFinding([person("e3", "farmers", 0, 0)], "talks", english)).toBeNull();
});
