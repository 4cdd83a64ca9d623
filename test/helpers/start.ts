import {cpSync} from "node:fs";
import {afterAll} from "vitest";
import {type Home, homeAt} from "../../pipelines/company/company.ts";
import {temporaryFolder} from "./home.ts";

/** A copy of a home as it is now; goes away after the test. */
export function copyHome(home: Home): Home {
  const copy = homeAt(temporaryFolder());
  cpSync(home.home, copy.home, {recursive: true});
  return copy;
}

/** What several tests of a file begin with: made when the first of them asks for it, then kept until the last has ended. */
export function madeOnce<Args extends string[], Made>(
  make: (folder: () => string, ...args: Args) => Promise<Made>,
): (...args: Args) => Promise<Made> {
  const made = new Map<string, Promise<Made>>();
  const cleaners: (() => void)[] = [];
  afterAll(() => {
    for (const clean of cleaners) clean();
  });
  const folder = () => temporaryFolder((clean) => cleaners.push(clean));
  return (...args) => {
    const key = JSON.stringify(args);
    const known = made.get(key) ?? make(folder, ...args);
    made.set(key, known);
    return known;
  };
}
