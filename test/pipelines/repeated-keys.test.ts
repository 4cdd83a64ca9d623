import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const sources = (more: string) =>
  `sources: {pay: {entities: {payments: {fields: {payment_id: id, client_name: who, paid_on: day, amount: sum}}}}${more}}\n`;

async function found(more: string, path: string, text: string) {
  const open = await Staged.open(makeHome({sources: sources(more), inbox: {[path]: text}}));
  try {
    await open.take(() => new Date(Date.UTC(2026, 3, 1)));
    return {
      drift: await open.rows("select kind_code, column_name, actual from ops.drift"),
      waiting: (await open.rejected()).map((row) => [row.line_number, row.reason_code, row.value]),
      files: open.files,
      amounts: await open.rows("select amount::varchar as amount from stage.payments order by payment_id"),
    };
  } finally {
    open.close();
  }
}

test("of rows of one number that differ the last counts, the others wait and are named; rows sent twice do not", async () => {
  const rows = ["3,A,2026-01-07,300", "3,A,2026-01-07,300", "4,B,2026-01-08,400", "4,B,2026-01-08,450"];
  const {drift, amounts, waiting, files} = await found(
    "",
    "pay/1.csv",
    `${["id,who,day,sum", ...rows].join("\n")}\n`,
  );
  expect(amounts).toEqual([{amount: "300.00"}, {amount: "450.00"}]);
  expect(waiting).toEqual([[4, "repeated_key", "4"]]);
  expect(files).toMatchObject([{rows: 4, accepted: 3, rejected: 1}]);
  expect(drift).toEqual([
    {kind_code: "repeated_keys", column_name: "payments.payment_id", actual: "4 (4, 5)"},
  ]);
});

test("the first five of many numbers are named, each with all its lines", async () => {
  const rows = Array.from({length: 7}, (_, id) =>
    [100, 200].map((sum) => `n${id},A,2026-01-07,${sum}`),
  ).flat();
  rows.push("n0,A,2026-01-07,150");
  const {drift, waiting} = await found("", "pay/1.csv", `${["id,who,day,sum", ...rows].join("\n")}\n`);
  // seven numbers twice each, the first of them a third time on the last line, 16
  expect(drift[0]!["actual"]).toBe("n0 (2, 3, 16), n1 (4, 5), n2 (6, 7), n3 (8, 9), n4 (10, 11) + 2");
  expect(waiting).toHaveLength(8);
});

test("a file too big to be split at once names the lines too", async () => {
  const rows = Array.from({length: 250_000}, (_, id) => `number-${id},Somebody,2026-01-07,100`);
  rows[200_000] = "number-7,Somebody,2026-01-07,300";
  const {drift, waiting} = await found("", "pay/1.csv", `${["id,who,day,sum", ...rows].join("\n")}\n`);
  expect(drift.map(({actual}) => actual)).toEqual(["number-7 (9, 200002)"]);
  expect(waiting).toEqual([[9, "repeated_key", "number-7"]]);
});

test("a later file that holds a number again updates its row", async () => {
  const home = makeHome({sources: sources("")});
  const open = await Staged.open(home);
  try {
    for (const sum of [400, 450]) {
      put(home, `pay/${sum}.csv`, `id,who,day,sum\n4,B,2026-01-08,${sum}\n`);
      await open.take();
    }
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select amount::varchar as amount from stage.payments")).toEqual([
      {amount: "450.00"},
    ]);
  } finally {
    open.close();
  }
});

test("versions of one thing with the moment of their change are no such rows", async () => {
  const deals = ", crm: {preset: deals}";
  const text = [
    "deal_id,amount,stage,created_at,updated_at,owner,closed_at",
    "d1,100,new,2026-03-01 10:00,2026-03-02 10:00,,",
    "d1,200,offer,2026-03-01 10:00,2026-03-03 10:00,,",
  ];
  const {drift} = await found(deals, "crm/1.csv", `${text.join("\n")}\n`);
  expect(drift).toEqual([]);
});
