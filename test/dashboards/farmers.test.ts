// @vitest-environment jsdom
import {expect, test} from "vitest";
import {bookBridge, bridgeSteps} from "../../dashboards/charts/book-bridge.ts";
import {bookChanges} from "../../dashboards/charts/book-changes.ts";
import {booksFinding} from "../../dashboards/pages/farmers/books-card.tsx";
import {bridgeFinding} from "../../dashboards/pages/farmers/bridge-card.tsx";
import type {FarmerBooksRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const options = {width: 900, words: english};
const book = (
  employee_id: string,
  now_amount: number,
  more: Partial<FarmerBooksRow> = {},
): FarmerBooksRow => ({
  employee_id,
  employee_name: employee_id.toUpperCase(),
  client_count: 30,
  base_amount: 1000,
  now_amount,
  change_deviation: 50,
  lost_count: 2,
  lost_amount: 100,
  down_count: 3,
  down_amount: 200,
  up_count: 4,
  up_amount: now_amount - 700,
  kept_amount: 700,
  ...more,
});

test("only a book beyond three deviations is named; a fall is said before a growth", () => {
  expect(booksFinding([book("a", 1150), book("b", 850)], english)).toBe(
    "The changes of all 2 farmers are within chance",
  );
  expect(booksFinding([book("a", 1200), book("b", 1000)], english)).toMatch(/grew: A \(\+20%\)$/);
  expect(booksFinding([book("a", 1200), book("b", 800), book("c", 850)], english)).toBe(
    "Fell more than chance explains: B (\u221220%)",
  );
  expect(booksFinding([], english)).toBeNull();
});

test("the bridge goes from the base to now without a gap, and retention is sum over sum", () => {
  const rows = [book("a", 1150), book("b", 850)];
  const steps = bridgeSteps(rows);
  expect(steps.map(({part, from, to}) => [part, from, to])).toEqual([
    ["base", 0, 2000],
    ["lost", 2000, 1800],
    ["down", 1800, 1400],
    ["up", 1400, 2000],
    ["now", 0, 2000],
  ]);
  expect(bridgeFinding(rows, english)).toMatch(/buy 100% .* 70% without their growth/);
  expect(bookBridge(rows, options).querySelectorAll(".parts rect")).toHaveLength(5);
  const figure = bookChanges(rows, options);
  expect(figure.querySelectorAll(".changes circle")).toHaveLength(2);
  expect(figure.querySelectorAll(".chance rect")).toHaveLength(2);
});
