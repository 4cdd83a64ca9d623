// @vitest-environment jsdom
import {expect, test} from "vitest";
import {operatorFunnelPlot} from "../../dashboards/charts/operator-funnel-plot.ts";
import {codingFinding} from "../../dashboards/pages/refusals/coding-card.tsx";
import {english} from "./chart-snapshot.ts";

const row = (employee_name: string, silent_count: number, refusal_count: number) => ({
  employee_id: employee_name,
  employee_name,
  refusal_count,
  silent_count,
});
// 80 of 800 is 10 %: of 100 chance reaches 20 or so
const quiet = Array.from({length: 7}, (_, index) => row(`Operator ${index}`, 6 + (index % 2), 100));

test("an operator is named only beyond the exact limits", () => {
  expect(codingFinding([...quiet, row("Careless", 35, 100)], english)).toBe(
    "Leave the reason open more often than chance explains: Careless (35%), against 10% of all",
  );
  expect(codingFinding([...quiet, row("Unlucky", 12, 100)], english)).toContain("within chance");
  expect(codingFinding([], english)).toBeNull();
});

test("the side that costs is above, and the axes say what is shown", () => {
  const rows = [...quiet, row("Careless", 35, 100)].map((one) => ({
    name: one.employee_name,
    part: one.silent_count,
    whole: one.refusal_count,
  }));
  const figure = operatorFunnelPlot(
    rows,
    {width: 600, words: english},
    {rate: "Share", size: "Refusals", worse: "above"},
  );
  expect(figure.textContent).toContain("Share");
  expect(figure.textContent).not.toContain("Companies");
  const fills = [...figure.querySelectorAll(".operators circle")].map((dot) => dot.getAttribute("fill"));
  expect(fills.filter((fill) => fill === "var(--loss-fill)")).toHaveLength(1);
});
