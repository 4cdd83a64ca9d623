import {appendFileSync, mkdirSync} from "node:fs";
import {join} from "node:path";
import type {Bilingual} from "./bilingual.ts";
import type {Home} from "./company/company.ts";

/** One line of `var/runs/<run>.ndjson`; the server folds these into the list of runs. */
export interface JournalLine {
  at: string;
  run: string;
  event: "run_started" | "step_started" | "step_progress" | "step_finished" | "run_finished";
  step?: string;
  status?: "done" | "failed" | "checks_failed";
  message?: string;
  /** The message as Russian pages show it; without it the message is a name or a number. */
  message_ru?: string;
  rows?: number;
  seconds?: number;
  /** 0..1 of the step. */
  progress?: number;
  snapshot?: string;
  pid?: number;
}

export type Reporter = (line: JournalLine) => void;

/** Writes the journal of one run and tells `reporter` of every line. */
export class Journal {
  readonly run: string;
  private readonly path: string;
  private readonly now: () => Date;
  private readonly reporter: Reporter;
  private step: {name: string; started: number; told: number} | null = null;

  constructor(home: Home, run: string, now: () => Date, reporter: Reporter) {
    mkdirSync(home.runs, {recursive: true});
    this.run = run;
    this.path = join(home.runs, `${run}.ndjson`);
    this.now = now;
    this.reporter = reporter;
    this.write({event: "run_started", pid: process.pid});
  }

  start(step: string): void {
    this.step = {name: step, started: performance.now(), told: 0};
    this.write({event: "step_started", step});
  }

  /** At most four lines a second: a run of thousands of files must not drown its readers. */
  progress(share: number, message: string): void {
    if (!this.step || performance.now() - this.step.told < 250) return;
    this.step.told = performance.now();
    this.write({
      event: "step_progress",
      step: this.step.name,
      progress: Math.min(1, Math.max(0, share)),
      message,
    });
  }

  finish(rows?: number, message?: string): void {
    if (!this.step) return;
    const seconds = Math.round(performance.now() - this.step.started) / 1000;
    const {name} = this.step;
    this.step = null;
    this.write({
      event: "step_finished",
      step: name,
      seconds,
      ...(rows === undefined ? {} : {rows}),
      ...(message === undefined ? {} : {message}),
    });
  }

  end(status: "done" | "failed" | "checks_failed", {en, ru}: Bilingual, snapshot?: string): void {
    this.write({
      event: "run_finished",
      status,
      message: en,
      message_ru: ru,
      ...(snapshot ? {snapshot} : {}),
    });
  }

  private write(line: Omit<JournalLine, "at" | "run">): void {
    const full: JournalLine = {at: this.now().toISOString(), run: this.run, ...line};
    appendFileSync(this.path, `${JSON.stringify(full)}\n`);
    this.reporter(full);
  }
}
