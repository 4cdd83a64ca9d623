import {expect, test} from "vitest";
import {reasonWords} from "../../pipelines/reasons.ts";
import {fix, health, published} from "../helpers/fixing.ts";
import {makeHome} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";

const fields = {payment_id: {column: "Номер"}, paid_on: {column: "Дата"}, amount: {column: "Сумма, USD"}};

test("amounts below a header of another currency load once the settings say that they are the company's own, as the reason tells", async () => {
  const home = makeHome({
    sources: `sources: {shop: {entities: {payments: {fields: ${JSON.stringify(fields)}}}}}\n`,
    inbox: {"shop/a.csv": "Номер;Дата;Сумма, USD\n1;01.09.2026;100,50\n2;02.09.2026;200,00\n"},
  });
  await published(home);
  const waiting = "select reason_code, count(*)::integer as n from rejected_rows group by 1";
  expect(await health(home, waiting)).toEqual([{reason_code: "other_currency", n: 2}]);
  expect(reasonWords("other_currency")).toContain("`currency: RUB`");

  const set = {entities: {payments: {fields: {...fields, amount: {...fields.amount, currency: "RUB"}}}}};
  await fix(home, {settings: [{source: "shop", set}]});
  await published(home);
  expect(await health(home, waiting)).toEqual([]);
  expect(await queryPublished(home, "select sum(payment_amount)::varchar as sum from fct_payments")).toEqual([
    {sum: "300.50"},
  ]);
});
