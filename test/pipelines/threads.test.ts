import {availableParallelism} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {threadsFor} from "../../pipelines/threads.ts";
import {temporaryFolder, write} from "../helpers/home.ts";

test("little data is worked on by one thread, much by all", () => {
  const folder = temporaryFolder();
  write(join(folder, "calls/january.csv"), "x".repeat(2_500_000));
  expect(threadsFor([folder, join(folder, "absent")])).toBe("1");
  write(join(folder, "calls/older/december.csv"), "x".repeat(2_500_000));
  expect(threadsFor([folder])).toBe(String(availableParallelism()));
  expect(threadsFor([join(folder, "calls/january.csv")])).toBe("1");
});
