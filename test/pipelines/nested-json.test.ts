import {describe, expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";
import {staged} from "../helpers/stage.ts";

const records = [
  '{"id":"p1","paid_at":"2026-03-01","amount":{"value":1e3,"currency":"RUB"},"client":{"id":"c1","name":"ООО Лютик"},"manager":{"name":"Иванова Анна"}}',
  '{"id":"p2","paid_at":"2026-03-02","amount":{"value":1000.5,"currency":"RUB"},"client":{"id":"c2","name":"ООО Клён"},"manager":null}',
  '{"id":"p3","paid_at":"2026-03-03","amount":{"value":"7,50","currency":"RUB"},"client":{"id":"c2","name":"ООО Клён"},"manager":{"name":"Серов Пётр"}}',
];
const perLine = `${records.join("\n")}\n`;
const document = `{"data":[${records.join(",\n")}]}`;

const indent = (yaml: string) => yaml.replace(/^(?=.)/gmu, "  ");

/** Rows of the payments that a run makes of a file by these settings. */
function run(yaml: string, text: string) {
  return staged(
    makeHome({sources: `sources:\n${indent(yaml)}`, inbox: {"pay/export.json": text}}),
    async (open) => ({
      rows: await open.rows(
        "select payment_id, client_id, client_name, amount::varchar as amount, manager from stage.payments order by 1",
      ),
      rejected: (await open.rejected()).map(({line_number, column_name, reason_code, value}) => [
        line_number,
        column_name,
        reason_code,
        value,
      ]),
      file: open.files[0]!,
    }),
  );
}

const look3 = (text: string, name: string) => look(text, {name, home: makeHome()});

describe("values inside objects", () => {
  test.each([
    ["pay.ndjson", perLine],
    ["pay.json", document],
  ])("of %s are columns with a path, from the file to the loaded rows", async (name, text) => {
    const file = await look3(text, name);
    expect(file.columns.map((column) => column.name)).toEqual([
      ...["id", "paid_at", "amount", "client", "manager"],
      ...["amount.value", "amount.currency", "client.id", "client.name", "manager.name"],
    ]);
    expect(proposed(file)).toMatchObject({
      "payments.paid_on": "paid_at (guess)",
      "payments.amount": "amount.value, amount.currency (sure)",
      "payments.client_id": "client.id (sure)",
      "payments.client_name": "client.name (sure)",
      "payments.manager": "manager.name (sure)",
    });
    expect(file.questions.filter(({id}) => id.endsWith(".sign"))).toEqual([]);
    expect(file.unused).toEqual([]);
    expect(rowsOf(file, "payments").map(({amount, client_id}) => [amount, client_id])).toEqual([
      ["1000.00", "c1"],
      ["1000.50", "c2"],
      ["7.50", "c2"],
    ]);
    const {rows, rejected, file: counted} = await run(file.yaml.replace(/^[a-z_]+:/u, "pay:"), text);
    expect(rows.map((row) => Object.values(row).slice(1))).toEqual(
      expect.arrayContaining([
        ["c1", "ООО Лютик", "1000.00", "Иванова Анна"],
        ["c2", "ООО Клён", "1000.50", null],
        ["c2", "ООО Клён", "7.50", "Серов Пётр"],
      ]),
    );
    // the key is the whole row, and the preview shows the one that is loaded
    expect(rows.map((row) => row["payment_id"])).toEqual(
      rowsOf(file, "payments")
        .map((row) => row["payment_id"])
        .toSorted(),
    );
    expect(rejected).toEqual([]);
    expect(counted).toMatchObject({rows: 3, accepted: 3, rejected: 0, skipped: 0});
  });

  const mapping = (fields: string, more = "") =>
    `pay: {entities: {payments: {${more}fields: {payment_id: id, paid_on: paid_at, ${fields}}}}}\n`;

  test("can be chosen by hand, alone, as one of several and in SQL, also in conditions", async () => {
    const {rows, file} = await run(
      mapping(
        `client_id: client.id, client_name: {columns: [client.title, client.name]}, amount: {sql: '"amount.value"'}`,
        `rows: '"client.id" = ''c2''', `,
      ),
      perLine,
    );
    expect(rows).toEqual([
      {payment_id: "p2", client_id: "c2", client_name: "ООО Клён", amount: "1000.50", manager: null},
      {payment_id: "p3", client_id: "c2", client_name: "ООО Клён", amount: "7.50", manager: null},
    ]);
    expect(file).toMatchObject({rows: 3, accepted: 2, rejected: 0, skipped: 1});
  });

  test("where a record has no such object its row waits, and another's spelling says so", async () => {
    const other = '{"id":"p4","paid_at":"2026-03-04","amount":100,"client":"ООО Мак"}\n';
    const {rows, rejected} = await run(
      mapping("client_name: client.name, amount: amount.value"),
      perLine + other,
    );
    expect(rows.length).toBe(3);
    expect(rejected).toEqual([[4, "amount", "missing", null]]);
  });

  test("a path into a column that the file does not have is an error by name", async () => {
    await expect(run(mapping("client_name: client.name, amount: sum.value"), perLine)).rejects.toThrow(
      /no column "sum\.value"/u,
    );
  });

  test("keys of a whole row are made of the values that are read, whatever else stands in the objects", async () => {
    const fields = "client_name: client.name, amount: amount.value";
    const sources = `pay: {entities: {payments: {fields: {payment_id: {row_hash: true}, paid_on: paid_at, ${fields}}}}}\n`;
    const keys = async (text: string) => (await run(sources, text)).rows.map(({payment_id}) => payment_id);
    const before = await keys(perLine);
    const more = perLine.replaceAll(/^\{/gmu, '{"extra":1,').replaceAll('"client":{', '"client":{"more":2,');
    expect(await keys(more)).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});

describe("numbers of JSON are typed", () => {
  const flat = (...sums: string[]) =>
    `${sums.map((sum, index) => `{"id":"p${index}","paid_at":"2026-03-01","customer":"ООО Лютик","amount":${sum}}`).join("\n")}\n`;
  const amounts = async (text: string, settings?: object) =>
    rowsOf(await look(text, {name: "payments.ndjson", ...(settings ? {settings} : {})}), "payments").map(
      ({amount}) => amount,
    );

  test("powers of ten are numbers, a point is the decimal sign", async () => {
    expect(await amounts(flat("1e3", "1000.5", "12.5E-1", "-2.5e2", "1E+2", "0e0"))).toEqual([
      ...["1000.00", "1000.50", "1.25", "-250.00", "100.00", "0.00"],
    ]);
  });

  test("a third decimal is one, never a thousand", async () => {
    const text = flat("1.234", "7");
    const file = await look(text, {name: "payments.ndjson"});
    expect(file.preview[0]!.rejects.map(({reason}) => reason)).toEqual(["too_many_decimals"]);
    const [, round] = file.questions.find(({id}) => id === "payments.amount.decimals")!.options;
    expect(await amounts(text, answered(file.settings, round!))).toEqual(["1.23", "7.00"]);
  });

  test("a telephone as a power of ten has lost its digits", async () => {
    const text =
      '{"id":"1","name":"Лютик","phone":7.9e10,"city":"Уфа"}\n{"id":"2","name":"Клён","phone":79000000001,"city":"Уфа"}\n';
    const file = await look(text, {name: "clients.ndjson"});
    expect(file.preview[0]!.rejects.map(({reason}) => reason)).toEqual(["phone_digits_lost"]);
  });
});

test("a price is asked about as the deal's amount, a contact's name is not the deal's, the place of the rows is said", async () => {
  const lead = (id: number, price: number, name: string) => ({
    ...{id, created_at: "2026-09-01T10:00:00", price, status: "won"},
    contact: {name, phone: `+7916000000${id}`},
  });
  const text = JSON.stringify({_embedded: {leads: [lead(1, 100.5, "Анна"), lead(2, 200.5, "Пётр")]}});
  const file = await look3(text, "export.json");
  expect(file.format.path).toBe("_embedded.leads[]");
  expect(proposed(file)["deals.amount"]).toBe("price (ask)");
  expect(proposed(file)["deals.deal_name"]).toBeUndefined();
  expect(rowsOf(file, "deals").map(({amount}) => amount)).toEqual(["100.50", "200.50"]);
  const [yes, no] = file.questions.find(({id}) => id === "deals.amount")!.options;
  expect(answered(file.settings, yes!)).toEqual(file.settings);
  const without = await look(text, {name: "export.json", settings: answered(file.settings, no!)});
  expect(rowsOf(without, "deals").map(({amount}) => amount)).toEqual([null, null]);
  const settings = {...file.settings, format: {path: file.format.path}};
  expect(rowsOf(await look(text, {name: "export.json", settings}), "deals")).toHaveLength(2);
});
