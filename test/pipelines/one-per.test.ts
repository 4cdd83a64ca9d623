import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {type Staged, staged} from "../helpers/stage.ts";

const sources = (more: string) =>
  `sources: {pay: {entities: {payments: {one_per: '"id"', ${more}fields: {payment_id: id, client_name: client, paid_on: day, amount: sum}}}}}\n`;
const csv = (rows: readonly string[]) => `${["id;client;day;sum;leg", ...rows].join("\n")}\n`;

function take<Result>(rows: readonly string[], ask: (open: Staged) => Promise<Result>, more = "") {
  return staged(makeHome({sources: sources(more), inbox: {"pay/export.csv": csv(rows)}}), ask);
}

const kept = (open: Staged) =>
  open.rows("select payment_id, amount::varchar as amount from stage.payments order by all");
const counts = ({files: [file]}: Staged) => [file!.rows, file!.accepted, file!.rejected, file!.skipped];

describe("of rows that share a key one is taken, and one that can be read", () => {
  test.each([
    ["first", "prefer: '\"leg\"::integer', "],
    ["last", "prefer: '\"leg\"::integer desc', "],
    ["whichever", ""],
  ])("also when the %s leg is preferred and cannot be read", async (_which, more) => {
    const rows = [
      "p1;Лютик;01.03.2026;много;1",
      "p1;Лютик;01.03.2026;20;2",
      "p1;Лютик;когда-то;30;3",
      "p2;Клён;01.03.2026;5;1",
    ];
    await take(
      rows,
      async (open) => {
        expect(await kept(open)).toEqual([
          {payment_id: "p1", amount: "20.00"},
          {payment_id: "p2", amount: "5.00"},
        ]);
        expect(await open.rejected()).toEqual([]);
        expect(counts(open)).toEqual([4, 2, 0, 2]);
        expect(await open.rows("select several_count::integer as several from ops.loads")).toEqual([
          {several: 2},
        ]);
      },
      more,
    );
  });

  test("of several that can be read the preferred one is taken", async () => {
    const rows = ["p1;Лютик;01.03.2026;?;1", "p1;Лютик;01.03.2026;20;2", "p1;Лютик;01.03.2026;30;3"];
    await take(
      rows,
      async (open) => expect(await kept(open)).toEqual([{payment_id: "p1", amount: "20.00"}]),
      "prefer: '\"leg\"::integer', ",
    );
    await take(
      rows,
      async (open) => expect(await kept(open)).toEqual([{payment_id: "p1", amount: "30.00"}]),
      "prefer: '\"leg\"::integer desc', ",
    );
  });

  test("when none can be read, the preferred one waits in quarantine", async () => {
    const rows = ["p1;Лютик;01.03.2026;?;1", "p1;Лютик;01.03.2026;??;2", "p2;Клён;01.03.2026;5;1"];
    await take(
      rows,
      async (open) => {
        expect(await kept(open)).toEqual([{payment_id: "p2", amount: "5.00"}]);
        expect((await open.rejected()).map(({line_number, value}) => [line_number, value])).toEqual([
          [2, "?"],
        ]);
        expect(counts(open)).toEqual([3, 1, 1, 1]);
      },
      "prefer: '\"leg\"::integer', ",
    );
  });

  test("rows without the key are not one another's doubles: each waits", async () => {
    await take([";Лютик;01.03.2026;1;1", ";Клён;02.03.2026;2;1", "p2;Клён;01.03.2026;5;1"], async (open) => {
      expect((await open.rejected()).map(({line_number, reason_code}) => [line_number, reason_code])).toEqual(
        [
          [2, "missing"],
          [3, "missing"],
        ],
      );
      expect(counts(open)).toEqual([3, 1, 2, 0]);
    });
  });

  test("whatever the rows: no key is lost that one of them gives, and each row is counted once", async () => {
    const row = fc.record({
      key: fc.integer({min: 1, max: 4}),
      sum: fc.constantFrom("10", "20", "много"),
      day: fc.constantFrom("01.03.2026", "02.03.2026", "когда-то"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, {minLength: 1, maxLength: 12}), async (rows) => {
        const keys = new Set(rows.map(({key}) => key));
        const readable = new Set(
          rows.filter(({sum, day}) => sum !== "много" && day !== "когда-то").map(({key}) => key),
        );
        const lines = rows.map(({key, sum, day}, index) => `p${key};Лютик;${day};${sum};${index}`);
        await take(lines, async (open) => {
          const found = await open.rows("select payment_id from stage.payments order by 1");
          expect(found.map(({payment_id}) => payment_id)).toEqual(
            [...readable].map((key) => `p${key}`).toSorted(),
          );
          const rejected = keys.size - readable.size;
          expect(counts(open)).toEqual([
            rows.length,
            readable.size,
            rejected,
            rows.length - readable.size - rejected,
          ]);
        });
      }),
      {numRuns: 6},
    );
  });
});
