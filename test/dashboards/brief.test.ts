// @vitest-environment jsdom
import {expect, test} from "vitest";
import {briefFinding} from "../../dashboards/pages/call-centre/brief-card.tsx";
import {plain, russian} from "./chart-snapshot.ts";
import {operatorMonth} from "./fixtures.ts";

test("very short conversations name who has more of them than chance explains, beside the others", () => {
  const usual = ["Белова", "Власова", "Громов"].map((name) => operatorMonth(name, 225, 20));
  // 40 of 400 are 10 %
  expect(plain(briefFinding(usual, russian)!)).toContain("10 % из 1 200 разговоров");
  const padder = {...operatorMonth("Левин", 225, 20), brief_count: 208};
  expect(plain(briefFinding([...usual, padder], russian)!)).toBe(
    "Совсем коротких разговоров больше, чем объясняет случай: Левин (52 %); у остальных 10 % из 1 200",
  );
  const alone = {...operatorMonth("Белова", 225, 20), brief_count: 0, conversation_count: 0};
  expect(briefFinding([alone], russian)).toBeNull();
});
