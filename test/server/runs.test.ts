import {appendFileSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import type {Run} from "../../server/journal.ts";
import {codeOf, type Send, signedInClient, startServer} from "./client.ts";
import {emptyHome, patience, publish} from "./company.ts";

const home = emptyHome(afterAll);
writeFileSync(
  join(home, "schedule.json"),
  JSON.stringify({timezone: "Europe/Moscow", schedule: [], retry: {attempts: 3, base_seconds: 0.01}}),
);
const server = await startServer({home});
let send: Send;

beforeAll(async () => {
  send = await signedInClient(server.url, "director");
});

const startRun = (json: unknown, as = send) => as("/api/runs", {method: "POST", json});
const runs = async () => (await (await send("/api/runs")).json()) as Run[];
const ended = (id: string, status: string) =>
  vi.waitFor(
    async () => expect(await (await send(`/api/runs/${id}`)).json()).toMatchObject({status}),
    patience,
  );

/** The id of a run, started as soon as the one before has left. */
function startedId(json: unknown): Promise<string> {
  return vi.waitFor(async () => idOf(await startRun(json)), patience);
}

async function idOf(response: Response): Promise<string> {
  expect(response.status).toBe(202);
  return ((await response.json()) as {run_id: string}).run_id;
}

test("two wishes at once start one run; the other is told to wait", async () => {
  const answers = await Promise.all([startRun({source: "patient"}), startRun({})]);
  expect(answers.map(({status}) => status).sort()).toEqual([202, 409]);
  const [started, refused] = answers[0]?.status === 202 ? answers : [answers[1], answers[0]];
  expect(await codeOf(refused!)).toBe("run_in_progress");
  const id = await idOf(started!);
  writeFileSync(join(home, "go"), "");
  await ended(id, "done");
  const [run] = await runs();
  expect(run).toMatchObject({
    run_id: id,
    status: "done",
    seconds: expect.any(Number),
    steps: [{step: "land", status: "done", rows: 7, progress: 1}],
  });
  expect(await (await send("/api/health")).json()).toMatchObject({last_run: {run_id: id, status: "done"}});
});

test("a run that is killed shows as failed", async () => {
  const id = await startedId({source: "killed"});
  await ended(id, "failed");
  expect((await runs())[0]).toMatchObject({
    message: "interrupted",
    message_ru: "загрузка прервана",
    steps: [{step: "land", status: "failed"}],
  });
  expect(await startedId({source: "crm"})).not.toBe(id);
  await vi.waitFor(async () => expect((await runs())[0]?.status).toBe("done"), patience);
});

test("the page hears of a run's steps and of a new snapshot as they happen", async () => {
  const response = await send("/api/events");
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const hear = async (words: string) => {
    while (!heard.includes(words)) {
      const {value, done} = await reader.read();
      if (done) throw new Error(`the stream ended before ${words}`);
      heard += value;
    }
  };
  const id = await startedId({source: "crm"});
  await hear('"event":"run_finished"');
  const lines = heard.split("\n").filter((line) => line.startsWith("data: "));
  const told = lines.map((line) => JSON.parse(line.slice(6)) as {event: string; run_id: string});
  expect(told.map(({event}) => event)).toEqual([
    "run_started",
    "step_started",
    "step_progress",
    "step_finished",
    "run_finished",
  ]);
  expect(new Set(told.map(({run_id}) => run_id))).toEqual(new Set([id]));
  await publish(home, "20261101T063000Z-0001", 1);
  await hear('event: snapshot\ndata: {"id":"20261101T063000Z-0001"');
  await reader.cancel();
});

test("who may start a run, and who may see one", async () => {
  const analyst = await signedInClient(server.url, "analyst");
  expect((await analyst("/api/runs")).status).toBe(200);
  expect((await startRun({}, analyst)).status).toBe(403);
  const hr = await signedInClient(server.url, "hr");
  expect((await hr("/api/runs")).status).toBe(403);
});

test("a run that cannot start says why", async () => {
  const error = {
    code: "run_not_started",
    message: "--source unknown: there is no such source",
    message_ru: "источник unknown: такого нет",
  };
  await vi.waitFor(async () => {
    const response = await startRun({source: "unknown"});
    expect([response.status, await response.json()]).toEqual([500, {error}]);
  }, patience);
});

test.each([{source: "../x"}, {source: 1}, {full: "yes"}, {command: "rm"}, []])(
  "a wish of %j is refused",
  async (json) => {
    expect((await startRun(json)).status).toBe(400);
  },
);

test("a run started elsewhere goes on as long as its process lives", async () => {
  mkdirSync(join(home, "var/runs"), {recursive: true});
  const write = (id: string, pid: number) =>
    appendFileSync(
      join(home, `var/runs/${id}.ndjson`),
      `${JSON.stringify({at: "2026-11-01T06:30:00Z", run: id, event: "run_started", pid})}\n{"at":"2026-11-`,
    );
  write("20991101T063000Z-aaaa", process.pid);
  write("20991101T063000Z-bbbb", 2 ** 22 + 1);
  const [dead, alive] = await runs();
  expect(dead).toMatchObject({run_id: "20991101T063000Z-bbbb", status: "failed", message: "interrupted"});
  expect(alive).toMatchObject({run_id: "20991101T063000Z-aaaa", status: "running", finished_at: null});
});

test.each(["nothing", "..%2fledger"])("run %s is unknown", async (id) => {
  const response = await send(`/api/runs/${id}`);
  expect([response.status, await codeOf(response)]).toEqual([404, "unknown_run"]);
});
