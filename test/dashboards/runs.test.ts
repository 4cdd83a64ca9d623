// @vitest-environment jsdom
import {afterEach, expect, test, vi} from "vitest";
import {type JournalLine, listenToServer, loadRuns, type Run, runs} from "../../dashboards/lib/events.ts";

afterEach(() => vi.unstubAllGlobals());

const line = (event: JournalLine["event"], step?: string): JournalLine => ({
  run_id: "r1",
  at: "2026-03-01T10:00:00Z",
  event,
  ...(step ? {step, status: event === "step_finished" ? "done" : null} : {}),
});

test("a step that ends while the list of runs is on its way is not shown as going on", async () => {
  const listeners = new Map<string, (event: {data: string}) => void>();
  vi.stubGlobal(
    "EventSource",
    class {
      addEventListener(type: string, listener: (event: {data: string}) => void) {
        listeners.set(type, listener);
      }
      close() {}
    },
  );
  const answer = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", () => answer.promise);
  listenToServer();
  const say = (heard: JournalLine) => listeners.get("run")!({data: JSON.stringify(heard)});

  say(line("step_started", "land"));
  const loaded = loadRuns();
  say(line("step_finished", "land"));
  const step = {step: "land", status: "running", message: null, rows: null, seconds: null, progress: null};
  const written: Run[] = [
    {
      run_id: "r1",
      started_at: "2026-03-01T10:00:00Z",
      finished_at: null,
      status: "running",
      message: null,
      steps: [step],
    },
  ];
  answer.resolve(Response.json(written));
  await loaded;
  expect(runs.value).toMatchObject([{run_id: "r1", steps: [{step: "land", status: "done"}]}]);
});
