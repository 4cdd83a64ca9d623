import {join} from "node:path";
import {expect, onTestFinished, test, vi} from "vitest";
import {createEvents} from "../../server/events.ts";
import {lastFire, recordFire} from "../../server/ledger/fires.ts";
import {openLedger} from "../../server/ledger/ledger.ts";
import {createRunQueue} from "../../server/run-queue.ts";
import {createRunner, type RunOutcome, type RunRequest} from "../../server/runs.ts";
import {type Schedule, startSchedule} from "../../server/schedule.ts";
import {emptyHome, patience} from "./company.ts";

/** A runner whose runs end when the test says so. */
function fakeRunner() {
  const started: RunRequest[] = [];
  let end: ((outcome: RunOutcome) => void) | undefined;
  const runner = {
    start(request: RunRequest) {
      started.push(request);
      const {promise, resolve} = Promise.withResolvers<RunOutcome>();
      end = (outcome) => {
        end = undefined;
        resolve(outcome);
      };
      return {id: Promise.resolve(String(started.length)), outcome: promise};
    },
    isBusy: () => end !== undefined,
    isRunning: () => false,
    close: async () => undefined,
  };
  const finish = async (outcome: RunOutcome) => {
    end?.(outcome);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return {runner, started, finish};
}

const retry = {attempts: 2, base_seconds: 0.01};
const everything = {source: null, full: false};

function newLedger() {
  const ledger = openLedger(join(emptyHome(), "ledger.sqlite"));
  onTestFinished(() => ledger.close());
  return ledger;
}

function start(jobs: Schedule["schedule"], now: string, ledger = newLedger()) {
  const {runner, started, finish} = fakeRunner();
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const queue = createRunQueue({runner, log});
  const schedule = {timezone: "Europe/Moscow", schedule: jobs, retry};
  const running = startSchedule({schedule, ledger, queue, log, now: () => Date.parse(now)});
  onTestFinished(() => {
    running.close();
    queue.close();
  });
  return {ledger, started, finish, lines};
}

const daily = {source: null, cron: "30 6 * * *"};
const key = "* 30 6 * * *";

test("the first start runs nothing and remembers when it was", () => {
  const {ledger, started} = start([daily], "2026-11-02T12:00:00Z");
  expect(started).toEqual([]);
  expect(lastFire(ledger, key)).toBe(Date.parse("2026-11-02T12:00:00Z"));
});

// 06:30 in Moscow is 03:30 UTC, whatever the zone of this machine
test.each([
  ["2026-11-02T03:31:00Z", "2026-11-03T03:29:00Z", 0],
  ["2026-11-02T03:31:00Z", "2026-11-03T03:30:00Z", 1],
  ["2026-11-02T03:29:00Z", "2026-11-02T12:00:00Z", 1],
  ["2026-10-02T03:31:00Z", "2026-11-02T12:00:00Z", 1],
])("down from %s to %s: %i run", (last, now, count) => {
  const ledger = newLedger();
  recordFire(ledger, key, Date.parse(last));
  const {started, lines} = start([daily], now, ledger);
  expect(started).toEqual(Array(count).fill(everything));
  expect(lines).toHaveLength(count);
  if (count > 0) expect(lastFire(ledger, key)).toBe(Date.parse(now));
});

test("a missed run of everything covers the missed runs of single sources", () => {
  const ledger = newLedger();
  const jobs = [{source: "crm", cron: "0 * * * *"}, daily];
  for (const {source, cron} of jobs)
    recordFire(ledger, `${source ?? "*"} ${cron}`, Date.parse("2026-11-01T00:00:00Z"));
  expect(start(jobs, "2026-11-02T12:00:00Z", ledger).started).toEqual([everything]);
});

test("a job fires at its time and waits for the run that goes on", async () => {
  const everySecond = {source: "crm", cron: "* * * * * *"};
  const {started, finish} = start([everySecond], new Date().toISOString());
  await vi.waitFor(() => expect(started).toHaveLength(1), patience);
  await new Promise((resolve) => setTimeout(resolve, 2200));
  expect(started).toHaveLength(1);
  await finish("done");
  expect(started).toHaveLength(2);
});

function queueWith() {
  const {runner, started, finish} = fakeRunner();
  const queue = createRunQueue({runner, log: () => undefined});
  onTestFinished(() => queue.close());
  return {queue, started, finish};
}

test("a failed run is tried again, so many times at most", async () => {
  const {queue, started, finish} = queueWith();
  queue.enqueue(everything, retry);
  for (const tries of [1, 2, 3]) {
    await vi.waitFor(() => expect(started).toHaveLength(tries), patience);
    await finish("failed");
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(started).toHaveLength(3);
});

test("a run that a check stopped is not tried again", async () => {
  const {queue, started, finish} = queueWith();
  queue.enqueue(everything, retry);
  await finish("checks_failed");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(started).toHaveLength(1);
});

test("the same wish waits once, another one after it", async () => {
  const {queue, started, finish} = queueWith();
  for (const source of ["crm", "crm", "crm", "telephony"]) queue.enqueue({source, full: false}, retry);
  for (let run = 0; run < 4; run++) await finish("done");
  expect(started.map(({source}) => source)).toEqual(["crm", "crm", "telephony"]);
});

test("a program that cannot be started is a failed run", async () => {
  const lines: string[] = [];
  const options = {home: emptyHome(), events: createEvents(), log: (line: string) => lines.push(line)};
  const runner = createRunner({...options, command: ["/nonexistent/program"]});
  expect(await runner.start(everything).outcome).toBe("failed");
  expect(runner.isBusy()).toBe(false);
  expect(lines).toEqual([expect.stringMatching(/ENOENT/)]);
});
