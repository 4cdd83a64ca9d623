import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type DemoOptions, planDemo} from "./plan.ts";
import {CountingRecorder} from "./recorder.ts";
import {simulateDay} from "./simulation/simulate.ts";
import {createWorld} from "./simulation/world.ts";
import {type DemoSummary, summarise, truthOf} from "./truth.ts";
import {Writers} from "./writers/writers.ts";

export type {DemoOptions} from "./plan.ts";
export type {DemoSummary} from "./truth.ts";

/** Folders of the inbox that the demo company fills; they are emptied first. */
const sources = [
  "amocrm_leads",
  "amocrm_contacts",
  "sipuni",
  "asterisk",
  "sales_1c",
  "payments_1c",
  "invoices_1c",
  "call_results",
  "promises",
  "feedback",
  "qa",
  "staff",
  "handovers",
  "campaigns",
  "scripts",
  "potentials",
  "absences",
  "salaries",
  "ownership",
] as const;

/** Lives through the months of the demo company and writes its exports and the truth about them. */
export async function writeDemo(options: DemoOptions): Promise<DemoSummary> {
  const plan = planDemo(options);
  const folder = join(options.home, "var");
  const inbox = join(folder, "inbox");
  for (const source of sources) rmSync(join(inbox, source), {recursive: true, force: true});
  mkdirSync(inbox, {recursive: true});
  const writers = new Writers(inbox, plan.seed, plan.endDay);
  const recorder = new CountingRecorder(writers);
  const world = createWorld(plan, recorder);
  const days = plan.endDay - plan.historyDay;
  for (let day = plan.historyDay; day < plan.endDay; day++) {
    const isWindow = day >= plan.firstDay;
    writers.startDay(day, isWindow);
    simulateDay(world, day);
    writers.endDay(world, day, isWindow);
    if ((day - plan.historyDay) % 10 === 0) {
      options.onProgress?.((day - plan.historyDay) / days);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
  writers.close(world);
  const truth = truthOf(world, recorder, writers);
  writeFileSync(join(folder, "truth.json"), `${JSON.stringify(truth, null, 1)}\n`);
  options.onProgress?.(1);
  return summarise(world, recorder, writers);
}
