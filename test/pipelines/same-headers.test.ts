import {existsSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import {report} from "../../pipelines/inspect/report.ts";
import {addFiles} from "../../pipelines/inspect/save-source.ts";
import {run} from "../../pipelines/run.ts";
import {makeHome, put, temporaryFolder} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";

const fields = "payment_id: Номер, paid_on: Дата, amount: Сумма, client_name: Контрагент";
const headers = "Номер;Дата;Контрагент;Сумма;Менеджер";
const row = (number: number) => `${number};0${number}.03.2026;Лотос;${number}0,00;Иванова`;

test("a file with the headers of a source is offered as one more of its files, and loads as such", async () => {
  const home = makeHome({sources: `sources: {pay: {entities: {payments: {fields: {${fields}}}}}}\n`});
  put(home, "pay/1.csv", `${headers}\n${row(1)}\n${row(2)}\n`);
  const folder = temporaryFolder();
  const [next, other] = [join(folder, "Март.csv"), join(folder, "other.csv")];
  writeFileSync(next, `${headers}\n${row(3)}\n${row(4)}\n`);
  writeFileSync(other, "Номер;Дата;Группа;Количество;Склад\n1;01.03.2026;А;5;Б\n");
  const look = async (path: string) => (await inspect({files: [path], home, rows: 5})).files[0]!;
  expect((await look(next)).sameAs).toEqual([]);
  await run(home);

  const found = await look(next);
  expect(found.sameAs).toEqual(["pay"]);
  expect(report(found)).toContain("`estafeta source add pay --file");
  expect((await look(other)).sameAs).toEqual([]);

  expect(() => addFiles(home, "bank", [next])).toThrow("source bank: sources.yaml has no such source");
  addFiles(home, "pay", [next]);
  expect(existsSync(next)).toBe(false);
  await run(home);
  expect(
    await queryPublished(home, "select sum(payment_amount)::varchar as amount from fct_payments"),
  ).toEqual([{amount: "100.00"}]);
});
