import {execFile} from "node:child_process";
import type {DatabaseSync} from "node:sqlite";
import {promisify} from "node:util";
import {createTask, type ScheduledTask, validate} from "node-cron";
import * as z from "zod";
import {lastFire, recordFire} from "./ledger/fires.ts";
import type {RunQueue} from "./run-queue.ts";

const scheduleSchema = z.object({
  timezone: z.string(),
  schedule: z.array(
    z.object({source: z.string().nullable(), cron: z.string().refine(validate, "not a cron expression")}),
  ),
  retry: z.object({attempts: z.int().min(0), base_seconds: z.number().min(0)}),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** Asks the pipeline for the company's schedule, since it alone reads the configuration. */
export async function readSchedule(command: string[], home: string): Promise<Schedule> {
  const [program = process.execPath, ...args] = command;
  const options = {timeout: 30_000};
  const {stdout} = await promisify(execFile)(program, [...args, "config", "--home", home, "--json"], options);
  return scheduleSchema.parse(JSON.parse(stdout));
}

export interface ScheduleOptions {
  schedule: Schedule;
  ledger: DatabaseSync;
  queue: RunQueue;
  log: (line: string) => void;
  now?: () => number;
}

/** Starts the company's jobs in its own time zone, after catching up what was missed while the server was down. */
export function startSchedule({schedule, ledger, queue, log, now = Date.now}: ScheduleOptions) {
  const {timezone, retry} = schedule;
  const jobs = schedule.schedule.map(({source, cron}) => {
    const key = `${source ?? "*"} ${cron}`;
    const fire = () => {
      recordFire(ledger, key, now());
      queue.enqueue({source, full: false}, retry);
    };
    const task = createTask(cron, fire, {
      timezone,
      noOverlap: true,
      suppressMissedWarning: true,
      unref: true,
    });
    task.on("execution:missed", fire);
    return {source, key, fire, task};
  });

  const late = jobs.filter(({key, task}) => missed(task, lastFire(ledger, key), now()));
  const everything = late.some(({source}) => source === null);
  for (const {source, key, fire} of jobs) {
    if (!late.some((job) => job.key === key)) {
      if (lastFire(ledger, key) === undefined) recordFire(ledger, key, now());
    } else if (everything && source !== null) recordFire(ledger, key, now());
    else {
      log(
        `schedule: the run of ${source ?? "everything"} was missed while the server was down; running it now`,
      );
      fire();
    }
  }
  for (const {task} of jobs) void task.start();
  return {
    close() {
      for (const {task} of jobs) void task.destroy();
    },
  };
}

const minute = 60_000;
const farthest = 40 * 24 * 60 * minute;

/** Was the job due between its last fire and now? A job never fired before has missed nothing. */
function missed(task: ScheduledTask, last: number | undefined, now: number): boolean {
  if (last === undefined) return false;
  const earliest = Math.max(last, now - farthest);
  for (let at = now - (now % minute); at > earliest; at -= minute) if (task.match(new Date(at))) return true;
  return false;
}
