import {spawnSync} from "node:child_process";
import {once} from "node:events";
import {createReadStream, createWriteStream, mkdtempSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {createGzip} from "node:zlib";
import {generate, shapes} from "./large-file.ts";

// Opens, splits and counts a large file of each format in a process of its own, and prints how much memory that took:
// node test/bench/streaming.ts [megabytes] [format...]
const counter = fileURLToPath(new URL("./count-rows.ts", import.meta.url));

async function pack(path: string): Promise<string> {
  const packed = createReadStream(path)
    .pipe(createGzip({level: 1}))
    .pipe(createWriteStream(`${path}.gz`));
  await once(packed, "close");
  rmSync(path);
  return `${path}.gz`;
}

async function measure(megabytes: number, wanted: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "estafeta-"));
  try {
    for (const name of wanted) {
      const path = join(folder, name);
      const rows = generate(path, shapes[name.replace(".gz", "")]!, megabytes * 1_000_000);
      const final = name.endsWith(".gz") ? await pack(path) : path;
      const started = Date.now();
      const child = spawnSync(process.execPath, [counter, final], {
        encoding: "utf8",
      });
      const result = JSON.parse(child.stdout || "{}") as {rows?: number; megabytes?: number};
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      const size = (statSync(final).size / 1e6).toFixed(0);
      const counted =
        result.rows === rows ? `${rows} rows` : `${result.rows} of ${rows} rows ${child.stderr}`;
      console.log(`${name.padEnd(8)} ${size} MB: ${counted}, ${seconds} s, peak ${result.megabytes} MB`);
      rmSync(final);
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

const [first = "600", ...rest] = process.argv.slice(2);
await measure(Number(first), rest.length > 0 ? rest : [...Object.keys(shapes), "csv.gz"]);
