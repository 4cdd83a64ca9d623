import {execFileSync} from "node:child_process";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {generate, shapes} from "../bench/large-file.ts";
import {temporaryFolder} from "../helpers/home.ts";

const counter = fileURLToPath(new URL("../bench/count-rows.ts", import.meta.url));

/** Far less than the files, whose text takes at least as much memory as it has bytes. */
const heapMegabytes = 48;

test.each(Object.keys(shapes))("%s is read as a stream: 55 MB need a heap of 48", (name) => {
  const path = join(temporaryFolder(), name);
  const rows = generate(path, shapes[name]!, 55_000_000);
  const output = execFileSync(process.execPath, [`--max-old-space-size=${heapMegabytes}`, counter, path], {
    encoding: "utf8",
  });
  expect(JSON.parse(output)).toMatchObject({rows});
});
