import {expect, onTestFinished, test} from "vitest";
import {run} from "../../pipelines/run.ts";
import {standInMark} from "../../queries/vocabulary.ts";
import {makeHome} from "../helpers/home.ts";
import {openPublished} from "../helpers/published.ts";

test("analysts count tax numbers of clients right, see none of them, and are told so by the column", async () => {
  const home = makeHome({
    sources: "sources: {clients: {preset: clients}}\n",
    inbox: {
      "clients/a.csv":
        "client_id,client_name,tax_id\nk1,Lily,7701000001\nk2,Maple,7701000001\nk3,Oak,7701000003\nk4,Elm,\n",
    },
  });
  await run(home, {});
  const analysts = await openPublished(home, undefined, "analyst");
  onTestFinished(() => analysts.close());
  expect(
    await analysts.rows(
      "select count(tax_id)::integer as given, count(distinct tax_id)::integer as companies from dim_clients",
    ),
  ).toEqual([{given: 3, companies: 2}]);
  expect(
    await analysts.rows("select count(*)::integer as seen from dim_clients where tax_id like '77%'"),
  ).toEqual([{seen: 0}]);
  const columns = await analysts.rows(
    `select column_name from duckdb_columns()
     where table_name = 'dim_clients' and contains(comment, '${standInMark}') order by 1`,
  );
  expect(columns.map(({column_name: name}) => name)).toEqual([
    "client_name",
    "client_phone",
    "search_name",
    "tax_id",
  ]);
});

test("a list names a client by the stand-in it has among the clients", async () => {
  const home = makeHome({
    sources: "sources: {clients: {preset: clients}, shop: {preset: orders}}\n",
    inbox: {
      "clients/a.csv": "client_id,client_name,tax_id\nk1,Lily,7701000001\nk2,Maple,7701000002\n",
      "shop/a.csv":
        "order_id,line_number,ordered_on,client_id,amount\no1,1,2025-02-03,k1,100\no2,1,2026-05-04,k2,200\n",
    },
  });
  await run(home, {});
  const analysts = await openPublished(home, undefined, "analyst");
  onTestFinished(() => analysts.close());
  expect(
    await analysts.rows(`
      select sleepers.client_id, starts_with(clients.client_name, 'client ') as is_hidden,
        sleepers.client_name = clients.client_name and sleepers.tax_id = clients.tax_id as is_same
      from rollup_sleepers as sleepers
      inner join dim_clients as clients on sleepers.client_id = clients.client_id`),
  ).toEqual([{client_id: "k1", is_hidden: true, is_same: true}]);
});
