// @vitest-environment jsdom
import * as arrow from "apache-arrow";
import {h, render} from "preact";
import {act} from "preact/test-utils";
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {chooseLanguage} from "../../dashboards/lib/language.ts";
import {snapshot} from "../../dashboards/lib/session.ts";
import {SetAside} from "../../dashboards/pages/data-health/set-aside.tsx";
import {plain} from "./chart-snapshot.ts";

const [earlier, later] = ["20260301T100000Z-f00d", "20260301T110000Z-0bad"];
const run = {
  run_id: later,
  started_at: "2026-03-01T11:00:00.000Z",
  finished_at: "2026-03-01T11:00:05.000Z",
  status: "done",
  message: null,
  snapshot: later,
  steps: [{step: "stage", status: "done", message: null, rows: 3, seconds: 1, progress: null}],
};

let host: HTMLElement;
beforeEach(() => {
  chooseLanguage("en");
  host = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  render(null, host);
  host.remove();
  snapshot.value = null;
  vi.unstubAllGlobals();
});

/** What the page knows of the data, and what the server answers when it is asked for the files. */
async function know(health_run: string, rejected: number) {
  const table = new arrow.Table({
    received_at: arrow.vectorFromArray([new Date("2026-03-01T09:00:00Z")], new arrow.TimestampMillisecond()),
    accepted_count: arrow.vectorFromArray([10 - rejected], new arrow.Int32()),
    rejected_count: arrow.vectorFromArray([rejected], new arrow.Int32()),
  });
  vi.stubGlobal("fetch", async () => new Response(arrow.tableToIPC(table) as BodyInit));
  await act(async () => {
    const company = {name: "", timezone: "UTC", locale: "en", currency: "RUB", country: "RU"};
    snapshot.value = {id: health_run, published_at: "", data_until: "", company, health_run};
  });
  // the answer comes after the effects of what was drawn first
  await act(() => new Promise<void>((resolve) => setTimeout(resolve, 50)));
}

test("what waits after a run is counted when the page has what that run wrote, never as it was before", async () => {
  const said: string[] = [];
  const watch = new MutationObserver(() => said.push(plain(host.textContent)));
  watch.observe(host, {childList: true, subtree: true, characterData: true});
  act(() => render(h(SetAside, {run}), host));
  await know(earlier, 5);
  expect(host.textContent).toBe("");
  await know(later, 4);
  expect(plain(host.textContent)).toContain("4 of all 10 rows");
  expect(said.filter((text) => text.includes("5 of"))).toEqual([]);
});
