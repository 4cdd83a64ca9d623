import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {homeAt} from "../../pipelines/company/company.ts";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {type RunResult, run} from "../../pipelines/run.ts";
import {madeForAll} from "./shared.ts";

const resultFile = "result.json";

/** Five months of the demo company, loaded and published; whoever changes anything takes a copy. */
export async function loadedDemo(): Promise<{folder: string; result: RunResult}> {
  const folder = await madeForAll("demo-loaded", async (made) => {
    const home = homeAt(made);
    cpSync("data/company", home.company, {recursive: true});
    await writeDemo({home: made, months: 5});
    writeFileSync(join(made, resultFile), JSON.stringify(await run(home)));
  });
  return {folder, result: JSON.parse(readFileSync(join(folder, resultFile), "utf8")) as RunResult};
}
