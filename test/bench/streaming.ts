import {spawnSync} from "node:child_process";
import {once} from "node:events";
import {createReadStream, createWriteStream, rmSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {createGzip} from "node:zlib";
import {generate, shapes} from "./large-file.ts";

const counter = fileURLToPath(new URL("./count-rows.ts", import.meta.url));

async function pack(path: string): Promise<string> {
  const packed = createReadStream(path)
    .pipe(createGzip({level: 1}))
    .pipe(createWriteStream(`${path}.gz`));
  await once(packed, "close");
  rmSync(path);
  return `${path}.gz`;
}

/** Opens, splits and counts a large file of each format in a process of its own; peak memory in megabytes. */
export async function measureStreaming(
  folder: string,
  megabytes: number,
  formats: readonly string[] = [...Object.keys(shapes), "csv.gz"],
): Promise<Record<string, number>> {
  const peaks: Record<string, number> = {};
  for (const format of formats) {
    const path = join(folder, format);
    const rows = generate(path, shapes[format.replace(".gz", "")]!, megabytes * 1_000_000);
    const final = format.endsWith(".gz") ? await pack(path) : path;
    const child = spawnSync(process.execPath, [counter, final], {encoding: "utf8"});
    const result = JSON.parse(child.stdout || "{}") as {rows?: number; megabytes?: number};
    rmSync(final);
    if (result.rows !== rows) throw new Error(`${format}: ${result.rows} of ${rows} rows; ${child.stderr}`);
    peaks[`streaming.${format}_peak_megabytes`] = result.megabytes!;
  }
  return peaks;
}
