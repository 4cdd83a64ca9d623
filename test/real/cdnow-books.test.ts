import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {readModels} from "../../pipelines/models.ts";
import {realFile} from "../helpers/real-data.ts";
import {buildAll, runModel, touch} from "../helpers/run-model.ts";

const path = realFile("cdnow/CDNOW_master.txt");
const [moved, forever] = ["1997-12-01", "9000-01-01"];

/** Who holds a client, made up from his number: two farmers; some go over in December, some come from a hunter then. */
function holders(client: number): {before: string | null; after: string} {
  const before = client % 2 === 0 ? "f1" : "f2";
  if (client % 7 === 0) return {before: null, after: "f1"};
  return client % 5 === 0 ? {before, after: before === "f1" ? "f2" : "f1"} : {before, after: before};
}

interface Buyer {
  first: string;
  months: Map<string, {cents: number; days: Set<string>}>;
}

function buyers(): Map<number, Buyer> {
  const all = new Map<number, Buyer>();
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [client, date, , dollars] = line.trim().split(/\s+/);
    if (!client || !date || !dollars) continue;
    const buyer = all.get(Number(client)) ?? {first: date, months: new Map()};
    all.set(Number(client), buyer);
    if (date < buyer.first) buyer.first = date;
    const key = date.slice(0, 6);
    const month = buyer.months.get(key) ?? {cents: 0, days: new Set<string>()};
    buyer.months.set(key, month);
    month.cents += Math.round(Number(dollars) * 100);
    month.days.add(date);
  }
  return all;
}

const thenMonths = ["199704", "199705", "199706"];
const nowMonths = ["199804", "199805", "199806"];

/** The bridge to June 1998, client by client from the file. */
function walked(): Record<string, Record<string, number>> {
  const books: Record<string, Record<string, number>> = {};
  const add = (farmer: string | null, name: string, value: number) => {
    if (!farmer) return;
    books[farmer] ??= {};
    books[farmer][name] = (books[farmer][name] ?? 0) + value;
  };
  for (const [client, {first, months}] of buyers()) {
    const sum = (list: string[]) => list.reduce((cents, key) => cents + (months.get(key)?.cents ?? 0), 0);
    const days = (list: string[]) =>
      list.reduce((count, key) => count + (months.get(key)?.days.size ?? 0), 0);
    const [v0, v1] = [sum(thenMonths), sum(nowMonths)];
    const {before, after} = holders(client);
    add(before, "then_amount", v0);
    add(before, "then_order_day_count", days(thenMonths));
    add(before, "then_buyer_count", days(thenMonths) > 0 ? 1 : 0);
    add(after, "now_amount", v1);
    add(after, "now_order_day_count", days(nowMonths));
    add(after, "now_buyer_count", days(nowMonths) > 0 ? 1 : 0);
    if (before !== after && v0 !== 0) {
      add(before, "moved_out_amount", v0);
      add(before, "moved_out_count", 1);
      add(after, "moved_in_amount", v0);
      add(after, "moved_in_count", 1);
    }
    if (days(thenMonths) + days(nowMonths) === 0) continue;
    const withVolume = v1 <= 0 ? "lost" : v1 < v0 ? "down" : "up";
    // some orders of the file are of nothing: such a client was there then, and buys more now
    const without = v1 <= 0 ? "up" : first < "19970401" ? "returned" : first < "19970701" ? "up" : "new";
    const part = v0 > 0 ? withVolume : without;
    add(after, `${part}_amount`, v1 < v0 ? v0 - v1 : v1 - v0);
    if (part !== "up" || v1 > v0) add(after, `${part}_count`, 1);
  }
  return books;
}

test("cdnow: the bridge of two made-up farmers equals one walked client by client from the file", async () => {
  const built = await buildAll({});
  const models = readModels();
  const model = models.find(({name}) => name === "rollup_book_flows")!;
  await built.connection.run(`
    create temp table purchases as
    select trim(c[1])::integer as client, strptime(c[2], '%Y%m%d')::date as day, c[4]::decimal(18,2) as amount
    from (
        select regexp_split_to_array(trim(line), '\\s+') as c
        from read_csv('${path}', columns = {line: 'varchar'}, delim = '|', header = false, quote = '')
    );
    insert into dim_months (month, known_until)
    select month::date, last_day(month) from generate_series(timestamp '1997-01-01', timestamp '1998-06-01', interval 1 month) as months(month);
    insert into rollup_client_months (client_id, month, order_amount, order_day_count)
    select client::varchar, date_trunc('month', day)::date, sum(amount), count(distinct day) from purchases group by all;
    insert into int_purchase_days (client_id, purchase_date)
    select distinct client::varchar, day from purchases`);
  const owners = [...buyers().keys()].flatMap((client) => {
    const {before, after} = holders(client);
    const row = (farmer: string, from: string, to: string) =>
      `('${client}', '${farmer}', 'farmers', date '${from}', date '${to}')`;
    return [...(before ? [row(before, "1990-01-01", moved)] : []), row(after, moved, forever)];
  });
  await built.connection.run(
    `insert into fct_ownership (client_id, owner_employee_id, leg_code, valid_from, valid_to) values ${owners.join(", ")}`,
  );
  // the fixture's own months lie long after 1997
  await touch(
    built.connection,
    (await built.query("select month::varchar as month from dim_months")).map(({month}) => String(month)),
  );
  for (const step of models.filter(({name}) => model.dependencies.includes(name) && name.startsWith("int_")))
    await built.connection.run(`insert into ${step.name} by name ${step.sql}`);
  const rows = await built.query(
    `select * from (${model.sql}) where month = date '1998-06-01' order by employee_id`,
  );
  const expected = walked();
  expect(rows.map((row) => row["employee_id"])).toEqual(["f1", "f2"]);
  for (const row of rows) {
    const own = expected[String(row["employee_id"])]!;
    for (const {name} of model.columns.filter((column) => /_(amount|count)$/.test(column.name)))
      expect(
        Math.round(Number(row[name]) * (name.endsWith("amount") ? 100 : 1)),
        `${row["employee_id"]} ${name}`,
      ).toBe(own[name] ?? 0);
  }
  built.close();
});

test("cdnow: books dealt out by lot are nobody's fault, though together they fall by two fifths", async () => {
  const sum = (buyer: Buyer, list: string[]) =>
    list.reduce((cents, key) => cents + (buyer.months.get(key)?.cents ?? 0), 0) / 100;
  const clients = [...buyers()]
    .map(([client, buyer]) => ({client, base: sum(buyer, thenMonths), now: sum(buyer, nowMonths)}))
    .filter(({base, now}) => base + now > 0);
  const books = Math.floor(clients.length / 40);
  const month = "1998-06-01";
  const rows = await runModel("rollup_farmer_months", {
    dim_months: [{month, is_complete: true}],
    int_frozen_books: clients.map(({client, base, now}) => ({
      month,
      client_id: String(client),
      // numbers were given by the day of the first purchase: their remainders are a lot
      employee_id: `f${(client * 7919) % books}`,
      base_amount: base.toFixed(2),
      now_amount: now.toFixed(2),
      change_degree: (now - base) / (now + base),
    })),
  });
  const total = (name: string) => rows.reduce((amount, row) => amount + Number(row[name]), 0);
  expect(rows).toHaveLength(books);
  expect(total("now_amount") / total("base_amount")).toBeLessThan(0.6);
  expect(rows.filter((row) => row["verdict_code"] === "fell").length / books).toBeLessThanOrEqual(0.015);
  expect(rows.filter((row) => row["verdict_code"] === "unknown")).toEqual([]);
}, 300_000);
