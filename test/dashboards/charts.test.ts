// @vitest-environment jsdom
import {expect, test} from "vitest";
import {callFunnel} from "../../dashboards/charts/call-funnel.ts";
import {callsByHour} from "../../dashboards/charts/calls-by-hour.ts";
import {cohortFunnels} from "../../dashboards/charts/cohort-funnels.ts";
import {cohortGrid} from "../../dashboards/charts/cohort-grid.ts";
import {companyLoad} from "../../dashboards/charts/company-load.ts";
import {dayBars} from "../../dashboards/charts/day-bars.ts";
import {gapsStrip} from "../../dashboards/charts/gaps-strip.ts";
import {teamBars} from "../../dashboards/charts/leg-multiples.ts";
import {normBullets} from "../../dashboards/charts/norm-bullets.ts";
import {operatorFunnelPlot} from "../../dashboards/charts/operator-funnel-plot.ts";
import {type Figure, shorten} from "../../dashboards/charts/options.ts";
import {rankedBars} from "../../dashboards/charts/ranked-bars.ts";
import {recordingMap} from "../../dashboards/charts/recording-map.ts";
import {relayPicture} from "../../dashboards/charts/relay-picture.ts";
import {cohortPosts, flowPosts} from "../../dashboards/charts/relay-posts.ts";
import {sourceLanes} from "../../dashboards/charts/source-lanes.ts";
import {talkHeatMap} from "../../dashboards/charts/talk-heat-map.ts";
import {trendPanel} from "../../dashboards/charts/trend-panel.ts";
import {addMonths} from "../../dashboards/lib/month.ts";
import {funnelSteps} from "../../dashboards/pages/relay/cohort-cards.tsx";
import {english, expectChart, russian} from "./chart-snapshot.ts";
import * as rows from "./fixtures.ts";

const wide = {width: 1200, words: russian};
const half = {width: 640, words: english};
const narrow = {width: 358, words: russian};

const points = Array.from({length: 24}, (_, index) => ({
  month: addMonths("2024-11-01", index),
  value: index === 20 ? 40 : 100 + (index % 3) * 4,
}));

const norms = [
  {
    id: "calls_per_goal",
    name: "Calls per goal",
    definition: "",
    actual: 11.4,
    low: null,
    high: 10,
    direction: "down",
    format: english.f.tenths,
  },
  {
    id: "talk",
    name: "Talk minutes",
    definition: "",
    actual: 118,
    low: 120,
    high: null,
    direction: "up",
    format: english.f.tenths,
  },
  {
    id: "none",
    name: "No data",
    definition: "",
    actual: null,
    low: 5,
    high: null,
    direction: "up",
    format: english.f.tenths,
  },
];

/** A chart is a function of rows and options; its name is the name of its picture. */
const charts: Record<string, () => Figure> = {
  relayPictureWide: () => relayPicture(flowPosts(rows.flow, "clients"), {...wide, view: "clients"}),
  relayPictureMoney: () => relayPicture(flowPosts(rows.flow, "money"), {...half, width: 1000, view: "money"}),
  relayPictureCohort: () => relayPicture(cohortPosts(rows.cohort), {...wide, view: "cohort"}),
  relayPictureNarrow: () => relayPicture(flowPosts(rows.flow, "clients"), {...narrow, view: "clients"}),
  trendPanel: () =>
    trendPanel(
      [{name: "Results", leg: "call_centre", points, format: english.f.count, change: "+4% on Sept 26"}],
      half,
    ),
  teamBars: () =>
    teamBars(
      [
        {team: "Юг", value: 118, previous: 121, isWorse: true, peopleCount: 6},
        {team: "Север", value: null, previous: null, isWorse: false, peopleCount: 0},
      ],
      {...half, leg: "call_centre", norm: {low: 120, high: null}, format: english.f.tenths},
    ),
  cohortFunnels: () => cohortFunnels(funnelSteps(rows.flow, rows.cohort), half),
  cohortGrid: () => cohortGrid(rows.grid, {...half, measure: "result"}),
  talkHeatMap: () => talkHeatMap(rows.operatorDays, {...wide, days: rows.days}),
  talkHeatMapNarrow: () => talkHeatMap(rows.operatorDays, {...narrow, days: rows.days}),
  callsByHour: () => callsByHour(rows.hours, {...half, perOperator: false}),
  callsByHourEach: () => callsByHour(rows.hours, {...half, perOperator: true}),
  gapsStrip: () => gapsStrip(rows.gaps, {...half, timezone: "Europe/Moscow"}),
  callFunnel: () => callFunnel(rows.callSteps, half),
  operatorFunnelPlot: () =>
    operatorFunnelPlot(
      rows.operatorMonths.map((row) => ({
        name: row.employee_name,
        part: row.goal_client_count,
        whole: row.company_count,
      })),
      half,
    ),
  normBullets: () => normBullets(norms, {...half, leg: "call_centre"}),
  recordingMap: () =>
    recordingMap(
      rows.operatorDays.filter((row) => row.conversation_count > 0),
      {...half, days: rows.days},
    ),
  companyLoad: () => companyLoad(rows.operatorMonths, {...half, norm: {low: 200, high: 250}}),
  sourceLanes: () => sourceLanes(rows.sourceDays, half),
  rankedBars: () =>
    rankedBars(
      [
        {key: "a", name: "Missing: amount", note: "one_c", count: 12},
        {key: "b", name: "Unreadable", note: "", count: 40},
      ],
      {
        ...half,
        color: "var(--loss)",
      },
    ),
  dayBars: () =>
    dayBars(
      rows.operatorDays.filter((row) => row.employee_id === "e2"),
      {...half, days: rows.days, normSeconds: 7200},
    ),
  provisionalHours: () => callsByHour(rows.hours, {...half, perOperator: false, isProvisional: true}),
};

test.each(Object.entries(charts))("%s", (name, make) => {
  expectChart(name, make);
});

test("of a name that does not fit a person keeps initials, and what is no person loses its end", () => {
  const margin = 130;
  expect(shorten("Зайцева Ольга", margin)).toBe("Зайцева Ольга");
  expect(shorten("Зайцева Ольга Петровна", margin)).toBe("Зайцева О. П.");
  expect(shorten("Volume of the book against a year ago", margin)).toBe("Volume of the b…");
  expect(shorten("Хозяйственные товары", margin)).toBe("Хозяйственные т…");
});
