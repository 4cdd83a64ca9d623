import {existsSync, mkdirSync, renameSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";

/** Where `before-all.ts` keeps what several test files begin with; it goes away after the last of them. */
export const sharedFolder = "ESTAFETA_TEST_SHARED";

/**
 * A folder that the first test file which asks for it fills and every other finds filled: to be read, never changed.
 * Files run side by side, so whoever comes while it is being filled waits.
 */
export async function madeForAll(name: string, make: (folder: string) => unknown): Promise<string> {
  const shared = process.env[sharedFolder];
  if (!shared) throw new Error(`${sharedFolder} is not set; test/helpers/before-all.ts sets it`);
  const made = join(shared, name);
  const [making, failed] = [`${made}.making`, `${made}.failed`];
  try {
    mkdirSync(making);
  } catch {
    while (!existsSync(made)) {
      if (existsSync(failed)) throw new Error(`${name}: another test file could not make it`);
      await pause(100);
    }
    return made;
  }
  try {
    const folder = join(making, "content");
    mkdirSync(folder);
    await make(folder);
    renameSync(folder, made);
  } catch (error) {
    mkdirSync(failed);
    throw error;
  }
  return made;
}
