import {expect, test} from "vitest";
import {run} from "../../pipelines/run.ts";
import {makeHome, put} from "../helpers/home.ts";
import {differences, publishedTables, queryPublished} from "../helpers/published.ts";
import {Staged} from "../helpers/stage.ts";

const sources = `sources:
  one_c: {preset: orders, entities: {orders: {replaces: month}}}
  shop: {preset: orders}
`;
const file = (...rows: string[]) => `order_id,line_number,ordered_on,amount\n${rows.join("\n")}\n`;
const october = file("a,1,2026-10-02,100", "b,1,2026-10-03,200", "c,1,2026-10-30,300");
const november = file("d,1,2026-11-02,400");
const corrected = file("a,1,2026-10-02,150", "c,1,2026-10-30,300");

test("a month sent again takes out what it lacks, of this source and these months only", async () => {
  const home = makeHome({
    sources,
    inbox: {"one_c/10.csv": october, "one_c/11.csv": november, "shop/1.csv": file("s,1,2026-10-03,7")},
  });
  const open = await Staged.open(home);
  try {
    await open.take();
    await open.rows("delete from ops.touched_months");
    put(home, "one_c/10-again.csv", corrected);
    await open.take();
    expect(
      await open.rows("select order_id, amount::integer as amount from stage.orders order by order_id"),
    ).toEqual([
      {order_id: "a", amount: 150},
      {order_id: "c", amount: 300},
      {order_id: "d", amount: 400},
      {order_id: "s", amount: 7},
    ]);
    expect(await open.rows("select month::varchar as month from ops.touched_months")).toEqual([
      {month: "2026-10-01"},
    ]);
    expect(await open.rows("select kind_code, actual from ops.drift")).toEqual([
      {kind_code: "vanished_rows", actual: "1"},
    ]);
  } finally {
    open.close();
  }
});

test("a row that is set aside keeps its earlier self; one whose key is lost keeps everything", async () => {
  const home = makeHome({sources, inbox: {"one_c/10.csv": october}});
  const open = await Staged.open(home);
  const orders = () =>
    open.rows("select order_id, amount::integer as amount from stage.orders order by order_id");
  try {
    await open.take();
    put(home, "one_c/2.csv", file("a,1,2026-10-02,150", "b,1,2026-10-03,lots"));
    await open.take();
    expect(await orders()).toEqual([
      {order_id: "a", amount: 150},
      {order_id: "b", amount: 200},
    ]);
    put(home, "one_c/3.csv", file("b,1,2026-10-03,250", ",1,2026-10-03,50"));
    await open.take();
    expect(await orders()).toEqual([
      {order_id: "a", amount: 150},
      {order_id: "b", amount: 250},
    ]);
  } finally {
    open.close();
  }
});

test("the published figures are those of a company that only ever had the last file", async () => {
  const again = makeHome({sources, inbox: {"one_c/10.csv": october, "one_c/11.csv": november}});
  const once = makeHome({sources, inbox: {"one_c/10.csv": corrected, "one_c/11.csv": november}});
  await run(again);
  put(again, "one_c/10-again.csv", corrected);
  await run(again);
  await run(once);
  const total = await queryPublished<{total: number}>(
    again,
    "select sum(order_amount)::integer as total from fct_orders",
  );
  expect(total).toEqual([{total: 850}]);
  expect(differences(await publishedTables(again), await publishedTables(once))).toEqual([]);
});
