import {expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const sources = (more: string) =>
  `sources: {pay: {entities: {payments: {fields: {payment_id: id, client_name: who, paid_on: day, amount: sum}}}}${more}}\n`;

async function found(more: string, path: string, text: string) {
  const open = await Staged.open(makeHome({sources: sources(more), inbox: {[path]: text}}));
  try {
    await open.take(() => new Date(Date.UTC(2026, 3, 1)));
    return {
      drift: await open.rows("select kind_code, column_name, actual from ops.drift"),
      amounts: await open.rows("select amount::varchar as amount from stage.payments order by payment_id"),
    };
  } finally {
    open.close();
  }
}

test("rows of one number that differ are named, rows sent twice are not", async () => {
  const rows = ["3,A,2026-01-07,300", "3,A,2026-01-07,300", "4,B,2026-01-08,400", "4,B,2026-01-08,450"];
  const {drift, amounts} = await found("", "pay/1.csv", `${["id,who,day,sum", ...rows].join("\n")}\n`);
  expect(amounts).toEqual([{amount: "300.00"}, {amount: "450.00"}]);
  expect(drift).toEqual([{kind_code: "repeated_keys", column_name: "payments.payment_id", actual: "2"}]);
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
