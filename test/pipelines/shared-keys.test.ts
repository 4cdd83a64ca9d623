import {expect, test} from "vitest";
import {run} from "../../pipelines/run.ts";
import {makeHome, put} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";
import {Staged, staged} from "../helpers/stage.ts";

const header = "order_id,line_number,ordered_on,client_id,amount\n";
const day = (number: number) => () => new Date(Date.UTC(2026, 2, number, 6));

/** Two bases that both number from 1; the first order of the second is another client's. */
const inbox = {
  "first_base/a.csv": `${header}1,1,2026-03-02,romashka,1000\n2,1,2026-03-02,romashka,500\n`,
  "second_base/b.csv": `${header}1,1,2026-03-03,lilia,3500\n7,1,2026-03-03,lilia,200\n`,
};
const two = (settings = "") =>
  `sources:\n  first_base: {preset: orders${settings}}\n  second_base: {preset: orders${settings}}\n`;

test("a number that another source gave waits in quarantine: no order replaces another company's", async () => {
  const home = makeHome({sources: two(), inbox});
  expect(await run(home)).toMatchObject({status: "done"});
  expect(await queryPublished(home, "select sum(order_amount)::varchar as amount from fct_orders")).toEqual([
    {amount: "1700.00"},
  ]);
  await staged(home, async (open) => {
    expect(
      await open.rows(
        "select line_number, column_name, reason_code, value, amount::varchar as amount from ops.rejected_rows",
      ),
    ).toEqual([
      {
        line_number: 2,
        column_name: "order_id",
        reason_code: "taken_elsewhere",
        value: "1 · 1",
        amount: "3500.00",
      },
    ]);
  });
});

test("what is set aside comes in when the mapping tells the numbers apart", async () => {
  const home = makeHome({sources: two(), inbox});
  await staged(home, async (open) => expect(await open.rejected()).toHaveLength(1));
  const apart = two().replace(
    "second_base: {preset: orders}",
    `second_base: {preset: orders, entities: {orders: {fields: {order_id: {sql: "'b-' || order_id"}}}}}`,
  );
  const mended = makeHome({sources: apart, inbox});
  await staged(mended, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select order_id, amount::varchar as amount from stage.orders order by 1"),
    ).toEqual([
      {order_id: "1", amount: "1000.00"},
      {order_id: "2", amount: "500.00"},
      {order_id: "b-1", amount: "3500.00"},
      {order_id: "b-7", amount: "200.00"},
    ]);
  });
});

test("sources of one system are exports of the same things: the later row counts", async () => {
  const home = makeHome({sources: two(", system: accounting"), inbox});
  await staged(home, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select sum(amount)::varchar as amount from stage.orders")).toEqual([
      {amount: "4200.00"},
    ]);
  });
});

test("an export that adds columns leaves the row with its source, whose next file still updates it", async () => {
  const home = makeHome({
    sources: `sources:
  crm: {preset: deals}
  won:
    entities:
      deals:
        extends: true
        fields: {deal_id: id, closed_at: day}
`,
  });
  const open = await Staged.open(home);
  try {
    put(home, "crm/a.csv", "deal_id,created_at,amount\nd1,2026-03-01,100\n");
    await open.take(day(1));
    put(home, "won/a.csv", "id,day\nd1,2026-03-04\n");
    await open.take(day(2));
    put(home, "crm/b.csv", "deal_id,created_at,amount\nd1,2026-03-01,150\n");
    await open.take(day(3));
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select source_id, amount::varchar as amount, closed_at is not null as is_closed from stage.deals",
      ),
    ).toEqual([{source_id: "crm", amount: "150.00", is_closed: true}]);
  } finally {
    open.close();
  }
});

test("two lists of clients that disagree on a card say so; an empty cell disagrees with nobody", async () => {
  const home = makeHome({
    sources: "sources:\n  crm: {preset: clients}\n  base: {preset: clients}\n",
    inbox: {
      "crm/a.csv": "client_id,client_name,city\nk1,Ромашка,Москва\nk2,Лилия,Казань\nk3,Василёк,\n",
      "base/b.csv": "client_id,client_name,city\nk1,Ромашка,Тула\nk2,Лилия,\nk3,Василёк,Омск\n",
    },
  });
  await staged(home, async (open) => {
    expect(await open.rejected()).toEqual([]);
    const found = await open.rows(
      "select kind_code, column_name, expected, actual from ops.drift where kind_code = 'sources_disagree'",
    );
    expect(found).toEqual([
      {kind_code: "sources_disagree", column_name: "clients.client_id", expected: "crm", actual: "1"},
    ]);
  });
});
