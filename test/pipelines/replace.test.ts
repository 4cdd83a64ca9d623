import {expect, test} from "vitest";
import {run} from "../../pipelines/run.ts";
import {fix, health, published} from "../helpers/fixing.ts";
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

const numbers = (...rows: string[]) =>
  `Номер;Дата;Контрагент;Номенклатура;Сумма;Пометка удаления\n${rows.join("\n")}\n`;

test("a document that 1C calls deleted takes its earlier rows out, and a full run agrees", async () => {
  const home = makeHome({sources: "sources:\n  one_c: {preset: one_c_sales_items}\n"});
  const amount = () => queryPublished(home, "select sum(order_amount)::varchar as amount from fct_orders");
  put(
    home,
    "one_c/1.csv",
    numbers("ДК-1;02.03.2026;Ромашка;Баннер;100,00;Нет", "ДК-2;03.03.2026;Лилия;Баннер;250,00;Нет"),
  );
  await run(home);
  expect(await amount()).toEqual([{amount: "350.00"}]);
  put(
    home,
    "one_c/2.csv",
    numbers("ДК-2;03.03.2026;Лилия;Баннер;250,00;Да", "ДК-3;04.03.2026;Лилия;Баннер;7,00;Нет"),
  );
  const second = await run(home);
  expect(await amount()).toEqual([{amount: "107.00"}]);
  expect(second.drift.join()).toContain(
    "1 row of earlier files is marked as deleted in it and was taken out",
  );
  const incremental = await publishedTables(home);
  await run(home, {full: true});
  expect(differences(incremental, await publishedTables(home))).toEqual([]);
});

test("a deal deleted in the CRM comes back when a later file has it again; an older file's mark changes nothing newer", async () => {
  const deals = (...rows: string[]) =>
    `Id,AccountId,Amount,CreatedDate,StageName,IsWon,IsClosed,IsDeleted,SystemModstamp\n${rows.join("\n")}\n`;
  const deal = (id: string, amount: number, isDeleted: boolean, changed: number) =>
    `00600000000000${id}AAA,,${amount},2026-03-01T09:00:00.000Z,New,false,false,${isDeleted},2026-03-0${changed}T09:00:00.000Z`;
  const home = makeHome({sources: "sources:\n  crm: {preset: salesforce_opportunities}\n"});
  const open = await Staged.open(home);
  const amounts = () => open.rows("select amount::integer as amount from stage.deals order by deal_id");
  try {
    put(home, "crm/1.csv", deals(deal("a", 1, false, 2), deal("b", 2, false, 5)));
    await open.take();
    put(home, "crm/2.csv", deals(deal("a", 1, true, 3), deal("b", 2, true, 4)));
    await open.take();
    expect(open.files).toMatchObject([{rows: 2, accepted: 0, rejected: 0, skipped: 2}]);
    expect(await amounts()).toEqual([{amount: 2}]);
    put(home, "crm/3.csv", deals(deal("a", 9, false, 6)));
    await open.take();
    expect(await amounts()).toEqual([{amount: 9}, {amount: 2}]);
  } finally {
    open.close();
  }
});

test("a row corrected in an earlier file is taken out again by the later one that lacks it", async () => {
  const home = makeHome({sources, inbox: {"one_c/1.csv": file("a,1,2026-10-02,100", "b,1,2026-10-03,lots")}});
  await published(home);
  put(home, "one_c/2.csv", corrected);
  await published(home);
  const [load] = await health<{load_id: number}>(home, "select load_id from loads where file_name = '1.csv'");
  await fix(home, {rows: [{load_id: load!.load_id, line: 3, cells: {amount: "200"}}]});
  await published(home);
  const incremental = await publishedTables(home);
  await run(home, {full: true});
  expect(differences(incremental, await publishedTables(home))).toEqual([]);
});
