// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {setQuery} from "../../dashboards/lib/location.ts";
import {funnelFinding} from "../../dashboards/pages/call-centre/call-titles.ts";
import {stepsOf} from "../../dashboards/pages/call-centre/funnel-card.tsx";
import {english, plain} from "./chart-snapshot.ts";
import {callSteps} from "./fixtures.ts";

const of = (employee_id: string, attempts: number, results: number) =>
  callSteps
    .filter((row) => ["attempts", "results"].includes(row.step_code))
    .map((row) => ({
      ...row,
      employee_id,
      employee_name: employee_id,
      event_count: row.step_code === "attempts" ? attempts : results,
    }));
const rows = [...callSteps, ...of("o1", 72, 6), ...of("o2", 28, 4)];
const teamOf = new Map([
  ["o1", "red"],
  ["o2", "blue"],
]);
const found = () => plain(funnelFinding(stepsOf(rows, teamOf), english));
afterEach(() => setQuery({people: null, team: null}));

test("the funnel is that of the people whom the bar names, else of the whole call centre", () => {
  expect(found()).toContain("One result takes 44.4 attempts");
  setQuery({people: "o1"});
  expect(found()).toContain("One result takes 12 attempts");
  expect(stepsOf(rows, teamOf)[0]).toMatchObject({employee_id: "o1", client_count: 2700});
  // a hundred attempts of both and ten results; a client whom both called is one client, so clients are not added up
  setQuery({people: "o1,o2"});
  expect(found()).toContain("One result takes 10 attempts");
  expect(stepsOf(rows, teamOf)[0]).toMatchObject({employee_id: null, client_count: null});
  setQuery({people: null, team: "blue"});
  expect(found()).toContain("One result takes 7 attempts");
});
