import {expect, test} from "vitest";
import {readChanges} from "../../pipelines/changes.ts";
import type {Home} from "../../pipelines/company/company.ts";
import {correctionLines} from "../../pipelines/health-corrections.ts";
import {tryFix, tryUndo} from "../../pipelines/trial.ts";
import {author, fix, published} from "../helpers/fixing.ts";
import {makeHome, put} from "../helpers/home.ts";

const options = {now: () => new Date()};
const head = "payment_id,paid_on,amount\n";

async function company(): Promise<Home> {
  const home = makeHome({sources: "sources: {bank: {preset: payments}, other: {preset: payments}}\n"});
  put(home, "bank/1.csv", `${head}p1,2026-02-01,10\np2,2026-02-02,ten\np3,2026-02-03,many\n`);
  put(home, "other/1.csv", `${head}p9,2026-02-02,no\n`);
  await published(home);
  return home;
}

test("settings that help nothing leave the rows waiting that the trial counts", async () => {
  const home = await company();
  const settings = [{source: "bank", set: {late_after_hours: 30}}];
  expect(await tryFix(home, readChanges(JSON.stringify({...author, settings})), options)).toMatchObject({
    rejected: {before: 2, after: 2},
    loads: [{file_name: "1.csv", rejected_before: 2, rejected_after: 2}],
  });
});

test("taking a correction back returns no row whose mended copy came since", async () => {
  const home = await company();
  const load_id = 1;
  await fix(home, {rows: [{load_id, line: 3, cells: {amount: "20"}}]});
  await published(home);
  const [line] = correctionLines(home);
  const undo = () => tryUndo(home, [line!.correction_id], options);
  expect(await undo()).toMatchObject({rejected: {before: 1, after: 2}, still: [{line: 3, value: "ten"}]});
  put(home, "bank/2.csv", `${head}p2,2026-02-02,20\n`);
  await published(home);
  expect(await undo()).toMatchObject({rejected: {before: 1, after: 1}, still: []});
});
