import {expect, test} from "vitest";
import {run} from "../../pipelines/run.ts";
import {fix, health, published} from "../helpers/fixing.ts";
import {makeHome, put} from "../helpers/home.ts";
import {differences, publishedTables, queryPublished} from "../helpers/published.ts";
import {Staged} from "../helpers/stage.ts";
import {madeOnce} from "../helpers/start.ts";

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

const numbers = (...rows: string[]) =>
  `Номер;Дата;Контрагент;Номенклатура;Сумма;Пометка удаления\n${rows.join("\n")}\n`;
const wrong = file("w1,1,2024-08-02,100", "w2,1,2024-08-03,lots");
const lacking = file("w1,1,2024-08-02,150", "w3,1,2024-08-30,300");

/**
 * Three sources whose months are not the same: one sends a month again, one calls a document deleted, and of one an
 * earlier file is corrected after the later one came. What each run gave, and what a full run and the last files alone do.
 */
const replaced = madeOnce(async (folder) => {
  const three = `${sources}  deleting: {preset: one_c_sales_items}
  mended: {preset: orders, entities: {orders: {replaces: month}}}
`;
  const first = numbers(
    "ДК-1;02.03.2026;Ромашка;Баннер;100,00;Нет",
    "ДК-2;03.03.2026;Лилия;Баннер;250,00;Нет",
  );
  const second = numbers("ДК-2;03.03.2026;Лилия;Баннер;250,00;Да", "ДК-3;04.03.2026;Лилия;Баннер;7,00;Нет");
  const inbox = {"one_c/11.csv": november, "deleting/1.csv": first, "mended/1.csv": wrong};
  const home = makeHome({sources: three, inbox: {...inbox, "one_c/10.csv": october}}, folder());
  const amounts = () =>
    queryPublished<{month: string; amount: string}>(
      home,
      "select strftime(order_month, '%Y-%m') as month, sum(order_amount)::varchar as amount from fct_orders group by all order by month",
    );
  await published(home);
  const before = await amounts();
  put(home, "one_c/10-again.csv", corrected);
  put(home, "deleting/2.csv", second);
  put(home, "mended/2.csv", lacking);
  const {drift} = await published(home);
  const after = await amounts();
  const incremental = await publishedTables(home);

  const once = makeHome({sources: three, inbox: {...inbox, "one_c/10.csv": corrected}}, folder());
  put(once, "deleting/2.csv", second);
  put(once, "mended/2.csv", lacking);
  await published(once);

  const [load] = await health<{load_id: number}>(
    home,
    "select load_id from loads where source_id = 'mended' and file_name = '1.csv'",
  );
  await fix(home, {rows: [{load_id: load!.load_id, line: 3, cells: {amount: "200"}}]});
  await published(home);
  const mended = await publishedTables(home);
  await run(home, {full: true});
  return {
    before,
    drift,
    after,
    incremental,
    mended,
    once: await publishedTables(once),
    full: await publishedTables(home),
  };
});

test("the published figures are those of a company that only ever had the last file", async () => {
  const {after, incremental, once} = await replaced();
  const ofItsMonths = after.filter(({month}) => ["2026-10", "2026-11"].includes(month));
  expect(ofItsMonths).toEqual([
    {month: "2026-10", amount: "450.00"},
    {month: "2026-11", amount: "400.00"},
  ]);
  expect(differences(incremental, once)).toEqual([]);
});

test("a document that 1C calls deleted takes its earlier rows out, and a full run agrees", async () => {
  const {before, drift, after, incremental, full} = await replaced();
  expect(before).toContainEqual({month: "2026-03", amount: "350.00"});
  expect(after).toContainEqual({month: "2026-03", amount: "107.00"});
  expect(drift.filter((said) => said.startsWith("deleting/")).join()).toContain(
    "1 row of earlier files is marked as deleted in it and was taken out",
  );
  expect(differences(incremental, full)).toEqual([]);
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
  const {mended, full} = await replaced();
  expect(differences(mended, full)).toEqual([]);
});
