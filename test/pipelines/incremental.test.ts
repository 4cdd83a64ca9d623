import fc from "fast-check";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {readCompany} from "../../pipelines/company/company.ts";
import {land} from "../../pipelines/land.ts";
import {run} from "../../pipelines/run.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {type CompanyFiles, makeHome, put, temporaryFolder} from "../helpers/home.ts";
import {differences, publishedTables} from "../helpers/published.ts";
import {csvOf, foundation, genericSources, type RandomLoad, randomLoad} from "../helpers/random-company.ts";

const cases = Number(process.env["PROPERTY_CASES"] ?? 2);
const seed = process.env["PROPERTY_SEED"];

const company: CompanyFiles = {
  sources: genericSources,
  dictionaries: {
    refusal_reasons: "code,name_en,name_ru,is_other\nprice,Price,Дорого,\nother,Other,Другое,true\n",
    stages:
      "pipeline,stage,stage_code,status\n,новая,new,open\n,предложение,offer,open\n,успех,won,won\n,отказ,lost,lost\n",
  },
};
const morning = (index: number) => () => new Date(Date.UTC(2026, 2, 5 + index, 6));

/** Each file has its number, so that files of a source land in the order given. */
function putLoads(home: Home, loads: RandomLoad[], first: number): void {
  loads.forEach((load, index) => {
    put(home, `${load.entity}/${String(first + index).padStart(4, "0")}.csv`, csvOf(load));
  });
}

test(
  "loads in any order and split give the tables a full rebuild gives, row for row",
  async () => {
    const runs = fc.array(fc.array(randomLoad(), {minLength: 1, maxLength: 4}), {minLength: 1, maxLength: 3});
    // without cards at first, clients are made of what documents say, until cards come
    const hasCards = fc.boolean();
    await fc.assert(
      fc.asyncProperty(runs, hasCards, fc.boolean(), async (batches, cards, rebuilds) => {
        const cleanups: (() => void)[] = [];
        const folder = () => temporaryFolder((clean) => cleanups.push(clean));
        try {
          const step = makeHome(company, folder());
          const once = makeHome(company, folder());
          const all = [foundation.filter(({entity}) => cards || entity !== "clients"), ...batches];
          for (const [index, loads] of all.entries()) {
            putLoads(step, loads, index * 100);
            const result = await run(step, {now: morning(index)});
            expect(result.failedFiles).toEqual([]);
            expect(
              result.checks.filter((check) => check.status_code === "failed" && check.severity === "fail"),
            ).toEqual([]);
            putLoads(once, loads, index * 100);
            await landOnly(once, morning(index));
          }
          const incremental = await publishedTables(step);
          await run(once, {now: morning(all.length)});
          expect(differences(incremental, await publishedTables(once))).toEqual([]);
          if (!rebuilds) return;
          await run(step, {full: true, now: morning(all.length + 1)});
          expect(differences(incremental, await publishedTables(step))).toEqual([]);
        } finally {
          for (const clean of cleanups) clean();
        }
      }),
      {numRuns: cases, endOnFailure: false, ...(seed === undefined ? {} : {seed: Number(seed)})},
    );
  },
  120_000 + cases * 60_000,
);

async function landOnly(home: Home, now: () => Date): Promise<void> {
  const warehouse = await openWarehouse(home);
  try {
    const read = readCompany(home);
    await land(warehouse, home, read, {sources: read.sources, now});
  } finally {
    warehouse.close();
  }
}
