import fc from "fast-check";
import {expect, test} from "vitest";
import {type Home, readCompany} from "../../pipelines/company/company.ts";
import {appendFileLog} from "../../pipelines/corrections.ts";
import type {Database} from "../../pipelines/database.ts";
import {Journal} from "../../pipelines/journal.ts";
import {land} from "../../pipelines/land.ts";
import {readMacros} from "../../pipelines/models.ts";
import {run, stageLoads} from "../../pipelines/run.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {author, fix, health, published} from "../helpers/fixing.ts";
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

const ordersNow = (home: Home) =>
  queryPublished(home, "select sum(order_amount)::varchar as amount from fct_orders");

test("a number is of who gave it first, also when his row could be read only after a correction", async () => {
  const home = makeHome({
    sources: two(),
    inbox: {
      "first_base/a.csv": `${header}1,1,2026-03-01,romashka,10\n2,1,2026-03-32,romashka,20\n`,
      "second_base/b.csv": `${header}2,1,2026-03-05,lilia,500\n5,1,2026-03-06,lilia,7\n`,
    },
  });
  await published(home);
  expect(await ordersNow(home)).toEqual([{amount: "517.00"}]);
  const [load] = await health<{load_id: number}>(home, "select load_id from loads where file_name = 'a.csv'");
  await fix(home, {rows: [{load_id: load!.load_id, line: 3, cells: {ordered_on: "2026-03-02"}}]});
  await published(home);
  expect(await ordersNow(home)).toEqual([{amount: "37.00"}]);
  expect(await health(home, "select line_number, reason_code from rejected_rows")).toEqual([
    {line_number: 2, reason_code: "taken_elsewhere"},
  ]);
});

/** Stages what waits, as a run does, and tells what stands and what is set aside. */
async function stageNow(warehouse: Database, home: Home, full = false) {
  const company = readCompany(home);
  const now = () => new Date("2026-03-05T06:00:00Z");
  await land(warehouse, home, company, {sources: company.sources, now});
  await stageLoads(warehouse, home, company, new Journal(home, "test", now, () => undefined), {full});
  return {
    orders: await warehouse.rows("select order_id, amount::varchar as amount from stage.orders order by all"),
    rejected: await warehouse.rows<{sha256: string; source_id: string; line: number; reason_code: string}>(
      `select sha256, source_id, line_number as line, reason_code
       from ops.rejected_rows inner join ops.loads using (load_id) order by load_id desc, line_number`,
    ),
  };
}

/** Two sources' files one by one, then each unreadable row corrected, the latest first. */
async function correctOneByOne(warehouse: Database, home: Home, texts: [string, string][]) {
  await warehouse.run(readMacros("Europe/Moscow"));
  let now: Awaited<ReturnType<typeof stageNow>> | undefined;
  for (const [name, text] of texts) {
    put(home, name, text);
    now = await stageNow(warehouse, home);
  }
  for (const {sha256, source_id, line, reason_code} of now?.rejected ?? []) {
    if (reason_code === "taken_elsewhere") continue;
    const cells = {ordered_on: "2026-03-02"};
    const record = {...author, id: `f${line}`, at: "2026-03-10T09:00:00Z", source_id, line, cells};
    appendFileLog(home, sha256, [{...record, kind: "corrected", before_text: "2026-03-32"}]);
    now = await stageNow(warehouse, home);
  }
  expect(now).toEqual(await stageNow(warehouse, home, true));
}

const row = fc.record({key: fc.integer({min: 1, max: 2}), bad: fc.boolean()});
const files = fc.array(fc.tuple(fc.boolean(), fc.array(row, {minLength: 1, maxLength: 3})), {
  minLength: 2,
  maxLength: 4,
});

test("corrections of contested numbers, one after another, end where reading all files anew ends", async () => {
  const property = fc.asyncProperty(files, async (drawn) => {
    const home = makeHome({sources: two()});
    const texts = drawn.map(([isFirst, rows], index): [string, string] => {
      const line = ({key, bad}: (typeof rows)[number], place: number) =>
        `${key},1,2026-03-${bad ? "32" : "02"},romashka,${index * 10 + place}\n`;
      return [`${isFirst ? "first_base" : "second_base"}/${index}.csv`, header + rows.map(line).join("")];
    });
    const warehouse = await openWarehouse(home);
    await correctOneByOne(warehouse, home, texts).finally(() => warehouse.close());
  });
  const mended = [
    [false, [{key: 1, bad: true}]],
    [true, [{key: 1, bad: false}]],
    [false, [{key: 1, bad: false}]],
  ] satisfies [boolean, {key: number; bad: boolean}[]][];
  await fc.assert(property, {numRuns: Number(process.env.PROPERTY_CASES ?? 4), examples: [[mended]]});
}, 600_000);

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

test("a card that tells another name and another telephone or tax number is another client's and waits", async () => {
  const head = "client_id;client_name;tax_id;phones\n";
  const first = [
    "1;Ромашка;7701000001;8 999 000-00-01",
    "2;ООО Пион;7701000002;8 999 000-00-02",
    "3;Лилия;;8 999 000-00-03",
    "4;Астра;7701000004;",
    "5;Мак;;8 999 000-00-05",
  ];
  const second = [
    // nothing is the same
    "1;Василёк;7702000001;8 999 000-01-01",
    // another tax number and telephone, yet one name: it was registered anew
    '2;"Пион, ООО";7702000002;8 999 000-01-02',
    // one difference is no proof
    "3;Лилия и сыновья;;",
    "4;Астра плюс;7701000004;8 999 000-01-04",
    "5;Мак и розы;;8 999 000-01-05, 8 999 000-00-05",
    "6;Новый;7702000006;",
  ];
  const home = makeHome({
    sources: "sources:\n  crm: {preset: clients}\n  shop: {preset: clients}\n",
    inbox: {"crm/a.csv": head + first.join("\n"), "shop/b.csv": head + second.join("\n")},
  });
  await staged(home, async (open) => {
    expect(
      (await open.rejected()).map(({line_number, reason_code, value}) => [line_number, reason_code, value]),
    ).toEqual([[2, "taken_elsewhere", "1"]]);
    expect(await open.rows("select client_id, client_name from stage.clients order by 1")).toEqual([
      {client_id: "1", client_name: "Ромашка"},
      {client_id: "2", client_name: "Пион, ООО"},
      {client_id: "3", client_name: "Лилия и сыновья"},
      {client_id: "4", client_name: "Астра плюс"},
      {client_id: "5", client_name: "Мак и розы"},
      {client_id: "6", client_name: "Новый"},
    ]);
  });
});
