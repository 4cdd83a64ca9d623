import {readdirSync} from "node:fs";
import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {makeHome, put, temporaryFolder} from "../helpers/home.ts";
import * as mutant from "../helpers/mutant.ts";
import {faults, type Outcome, outcomes} from "../helpers/outcome.ts";
import {Staged} from "../helpers/stage.ts";

/** Rows spoiled and slips of text or bytes, however many files they are spread over. */
const mutations = Number(process.env["MUTATIONS"] ?? 1000);
const shares = {
  rows: Math.ceil(mutations * 0.3),
  texts: Math.ceil(mutations * 0.5),
  bytes: Math.ceil(mutations * 0.2),
};
/** No file of some kilobytes may keep a run busy for longer. */
const longest = 180_000;
const time = 120_000 + mutations * 100;

let home: Home;
let open: Staged;
const clean: (() => void)[] = [];
beforeAll(async () => {
  home = makeHome(
    {sources: mutant.sources},
    temporaryFolder((done) => clean.push(done)),
  );
  open = await Staged.open(home);
});
afterAll(() => {
  open.close();
  for (const done of clean) done();
});

/** Loads one file into empty tables. */
async function load(bytes: Uint8Array): Promise<Outcome> {
  await open.warehouse.run(
    "delete from stage.calls; delete from ops.loads; delete from ops.rejected_rows; delete from ops.load_columns; delete from ops.load_measures; delete from ops.drift",
  );
  put(home, "it/export.bin", bytes);
  for await (const outcome of outcomes(open, home)) return outcome;
  throw new Error("the file did not land");
}

/** What holds of every file, however it is broken. */
async function checkSums(outcome: Outcome): Promise<void> {
  expect(faults(outcome)).toEqual([]);
  expect(readdirSync(`${home.inbox}/it`)).toEqual([]);
  const [kept] = await open.rows<{n: number}>("select count(*) as n from stage.calls");
  if (!outcome.counts) {
    expect([kept!.n, outcome.rejected]).toEqual([0, []]);
    return;
  }
  const {rows, accepted, rejected, skipped} = outcome.counts;
  expect(rows).toBeGreaterThan(0);
  expect(Math.min(accepted, rejected, skipped)).toBeGreaterThanOrEqual(0);
  expect(accepted + rejected + skipped).toBe(rows);
  expect(kept!.n).toBeLessThanOrEqual(accepted);
  if (accepted > 0) expect(kept!.n).toBeGreaterThan(0);
  expect(new Set(outcome.rejected.map((row) => row.line_number)).size).toBe(rejected);
  expect(outcome.rejected.length).toBe(rejected);
}

const kind = fc.constantFrom(...mutant.rowKinds, "good" as const, "good" as const);
const rows = fc.oneof(
  fc.array(kind, {minLength: 1, maxLength: 14}),
  fc.array(kind, {minLength: 1, maxLength: 40, size: "max"}),
);
interface Mutant {
  kinds: mutant.RowKind[];
  slips?: unknown[];
}

/** Draws files until they hold so many mutations. */
async function check<Value extends Mutant>(
  share: number,
  drawn: fc.Arbitrary<Value>,
  holds: (value: Value) => Promise<void>,
): Promise<void> {
  let count = 0;
  const property = fc.asyncProperty(drawn, async (value) => {
    count += value.kinds.filter((one) => one !== "good").length + (value.slips?.length ?? 0);
    await holds(value);
  });
  for (let round = 0; count < share; round++)
    await fc.assert(property, {
      numRuns: 10,
      timeout: longest,
      ...(process.env["SEED"] ? {seed: Number(process.env["SEED"]) + round} : {}),
    });
}

test(
  "of rows taken away, doubled, cut, lengthened and spoiled each is accepted, rejected or skipped as it deserves",
  async () => {
    const file = fc.record({
      kinds: rows,
      form: fc.constantFrom(...mutant.forms),
      dialect: mutant.dialects,
      wrap: mutant.wraps,
    });
    await check(shares.rows, file, async ({kinds, form, dialect, wrap}) => {
      const text = mutant.textOf(kinds.map(mutant.cellsOf), form, dialect);
      const outcome = await load(mutant.wrapped(mutant.bytesOf(text, form, dialect), wrap));
      const {ids, ...counts} = mutant.expected(kinds, form);
      await checkSums(outcome);
      if (counts.rows === 0) expect(outcome.message).toMatch(/^it\/export\.bin: .*no (rows|records)/);
      else if (mutant.lacksColumn(kinds, form))
        expect(outcome.message).toMatch(/the file has no column "disposition"/);
      else expect(outcome.counts).toMatchObject(counts);
      const kept = await open.rows<{call_id: string}>("select call_id from stage.calls");
      expect(kept.map((row) => row.call_id).toSorted()).toEqual(ids.toSorted());
    });
  },
  time,
);

test(
  "a text changed anywhere is loaded row by row or refused in words",
  async () => {
    const file = fc.record({
      kinds: rows,
      form: fc.constantFrom(...mutant.forms),
      dialect: mutant.dialects,
      wrap: mutant.wraps,
      slips: mutant.slips,
      keepsHeader: fc.boolean(),
    });
    await check(shares.texts, file, async ({kinds, form, dialect, wrap, slips, keepsHeader}) => {
      const text = mutant.textOf(kinds.map(mutant.cellsOf), form, dialect);
      const header = keepsHeader ? text.indexOf("\n") + 1 : 0;
      const slipped = mutant.slippedText(text, slips, header);
      const outcome = await load(mutant.wrapped(mutant.bytesOf(slipped, form, dialect), wrap));
      await checkSums(outcome);
      if (
        form === "csv" &&
        keepsHeader &&
        outcome.counts &&
        !/["\0\r\u0085\u2028]/.test(slipped.replaceAll("\r\n", "\n"))
      )
        expect(outcome.counts.rows).toBe(
          filledLines(mutant.readAgain(slipped, dialect), dialect.delimiter) - 1,
        );
    });
  },
  time,
);

/** Lines with more than delimiters and blanks. */
const filledLines = (text: string, delimiter: string) =>
  text.split("\n").filter((line) => line.replaceAll(delimiter, "").trim() !== "").length;

test(
  "bytes changed, lost and doubled anywhere in a file or an archive are loaded or refused in words",
  async () => {
    const file = fc.record({
      kinds: rows,
      form: fc.constantFrom(...mutant.forms),
      dialect: mutant.dialects,
      wrap: mutant.wraps,
      slips: mutant.slips,
    });
    await check(shares.bytes, file, async ({kinds, form, dialect, wrap, slips}) => {
      const bytes = mutant.bytesOf(mutant.textOf(kinds.map(mutant.cellsOf), form, dialect), form, dialect);
      await checkSums(await load(mutant.slippedBytes(mutant.wrapped(bytes, wrap), slips)));
    });
  },
  time,
);
