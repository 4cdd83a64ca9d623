import type {ParseArgsOptionsConfig} from "node:util";

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

/** "1 file", "2 files". */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
