import {mkdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {Database} from "../../pipelines/database.ts";
import {measureArrow} from "./arrow.ts";
import {callsSelect, exportTo, makeBenchHome, writePeople} from "./data.ts";
import {round, runMeasured} from "./measure.ts";
import {measurePayroll} from "./payroll.ts";
import {measurePresets} from "./presets.ts";
import {measureReports} from "./reports.ts";
import {measureStreaming} from "./streaming.ts";

/**
 * `npm run bench -- --json FILE [--rows 10000000] [--only load,presets,streaming,arrow,payroll] [--keep]`: one number a name.
 * Ratios are of one run on one machine; seconds alone say little about another.
 */
const {values} = parseArgs({
  options: {
    json: {type: "string"},
    rows: {type: "string"},
    only: {type: "string"},
    folder: {type: "string"},
    keep: {type: "boolean"},
  },
});
const rows = Number(values.rows ?? 10_000_000);
const years = 10;
const days = years * 365;
const clients = Math.max(1000, Math.round(rows / 40));
const folder = values.folder ?? join(tmpdir(), "estafeta-bench");
const results: Record<string, number> = {};
const note = (name: string, value: number) => {
  results[name] = round(value);
  console.log(`${name.padEnd(44)} ${results[name]}`);
};

rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
const generator = await Database.open(":memory:", {memory_limit: "2GB"});
const parts = values.only?.split(",") ?? ["load", "presets", "streaming", "arrow", "payroll"];
const noteAll = (measured: Record<string, number>) => {
  for (const [name, value] of Object.entries(measured)) note(name, value);
};

if (parts.includes("load")) await measureLoad();
if (parts.includes("presets"))
  noteAll(await measurePresets(generator, folder, {rows: Math.min(rows, 1_000_000), times: 3}));
if (parts.includes("streaming")) noteAll(await measureStreaming(folder, Math.min(2000, rows / 5000)));
if (parts.includes("arrow")) noteAll(await measureArrow(generator));
if (parts.includes("payroll")) noteAll(measurePayroll(10_000, "data/company"));
generator.close();
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);
if (!values.keep) rmSync(folder, {recursive: true, force: true});

/** Ten years of calls against the load written by hand, one more day on them, and the reports over them. */
async function measureLoad(): Promise<void> {
  const tenYears = join(folder, "ten-years");
  const oneYear = join(folder, "one-year");
  for (const [home, share] of [
    [tenYears, 1],
    [oneYear, 1 / years],
  ] as const) {
    makeBenchHome(home);
    await writePeople(generator, home, {clients, calls: rows * share, days: days * share});
  }
  // people, clients, orders and results are in place before the clock runs, as they are in a company
  for (const home of [tenYears, oneYear]) await runMeasured("pipelines/cli.ts", ["run", "--home", home]);

  const csv = await exportTo(
    generator,
    tenYears,
    "calls",
    "calls.csv",
    callsSelect({rows, days, clients, first: 0}),
  );
  note("calls.rows", rows);
  note("calls.csv_megabytes", statSync(csv).size / 1e6);
  const byHand = await runMeasured("test/bench/hand-written.ts", [csv, join(folder, "by-hand.duckdb")]);
  note("load.by_hand_seconds", byHand.seconds);
  note("load.by_hand_peak_megabytes", byHand.peakMegabytes);
  const load = await runMeasured("pipelines/cli.ts", ["run", "--home", tenYears]);
  console.log(load.output);
  note("load.seconds", load.seconds);
  note("load.ratio", load.seconds / byHand.seconds);
  note("load.peak_megabytes", load.peakMegabytes);

  const yearRows = Math.round(rows / years);
  await exportTo(
    generator,
    oneYear,
    "calls",
    "calls.csv",
    callsSelect({rows: yearRows, days: 365, clients, first: rows - yearRows}),
  );
  await runMeasured("pipelines/cli.ts", ["run", "--home", oneYear]);
  const dayRows = Math.round(rows / days);
  for (const day of [1, 2, 3]) {
    const seconds: Record<string, number> = {};
    for (const [name, home] of [
      ["one", oneYear],
      ["ten", tenYears],
    ] as const) {
      const select = callsSelect({
        rows: dayRows,
        days: 1,
        clients,
        first: rows + day * dayRows,
        dayOffset: day,
      });
      await exportTo(generator, home, "calls", `day-${day}.csv`, select);
      seconds[name] = (await runMeasured("pipelines/cli.ts", ["run", "--home", home])).seconds;
    }
    if (day === 1) continue; // the first one reads the disk cold
    note(`day_${day}.one_year_seconds`, seconds["one"]!);
    note(`day_${day}.ten_years_seconds`, seconds["ten"]!);
    note(`day_${day}.ratio`, seconds["ten"]! / seconds["one"]!);
  }
  noteAll(await measureReports(tenYears));
}
