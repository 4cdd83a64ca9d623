import type {ParseArgsOptionsConfig} from "node:util";
import {PipelineError} from "../errors.ts";
import type {Language} from "../payroll/money.ts";

export interface Invocation {
  home: string;
  values: Record<string, string | boolean>;
  positionals: string[];
}

export interface Command {
  usage: string;
  options: ParseArgsOptionsConfig;
  /** Returns the exit code. */
  execute(invocation: Invocation): Promise<number>;
}

export function text(invocation: Invocation, name: string): string | undefined {
  const value = invocation.values[name];
  return typeof value === "string" ? value : undefined;
}

/** What --lang says; without it that of the locale. */
export function languageOf(invocation: Invocation, locale: string): Language {
  const given = text(invocation, "lang") ?? (locale.startsWith("ru") ? "ru" : "en");
  if (given !== "ru" && given !== "en")
    throw new PipelineError("bad_usage", `--lang ${given}: expected ru or en`);
  return given;
}

/** A whole number from 1 that an option gives. */
export function countOf(invocation: Invocation, name: string, otherwise: number): number {
  const given = Number(text(invocation, name) ?? otherwise);
  if (!Number.isInteger(given) || given < 1)
    throw new PipelineError(
      "bad_usage",
      `--${name} ${text(invocation, name)}: expected a whole number from 1`,
    );
  return given;
}
