import {expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {look, proposed} from "../helpers/look.ts";
import {columns, saleColumns, salesOfRows} from "../helpers/one-c-report.ts";
import {cp1251, readTable} from "../helpers/raw-table.ts";
import {staged} from "../helpers/stage.ts";

const caption = "Клиент / Номенклатура;Количество;Выручка";
const above = ["Валовая прибыль предприятия;;", ";;", "Период: 01.07.2026 - 31.07.2026;;", ";;"];
const rows = [
  "ООО Ромашка;12;1 700,00",
  "  Труба 20;10;1 500,00",
  "  Лист 3;2;200,00",
  ";;",
  "АО Лютик;-1;-100,00",
  "  Болт;-1;-100,00",
  "Итого;11;1 600,00",
];
const text = (...lines: string[]) => `${lines.join("\r\n")}\r\n`;

test("levels that a text shows by blanks are levels, and every sum is compared with its rows", async () => {
  for (const blank of [" ", "\u00a0", "\t", "      "]) {
    const written = rows.map((row) => (row.startsWith("  ") ? blank + row.slice(2) : row));
    const table = await readTable(text(...above, caption, ...written), {
      layout: "one_c_report",
      delimiter: ";",
    });
    const at = (name: string) => table.columns.indexOf(name);
    expect(
      table.rows.map((row) =>
        ["Период", "Клиент", "Номенклатура", "Количество", "Выручка"].map((name) => row[at(name)]),
      ),
    ).toEqual([
      ["2026-07-01", "ООО Ромашка", "Труба 20", "10", "1500.00"],
      ["2026-07-01", "ООО Ромашка", "Лист 3", "2", "200.00"],
      ["2026-07-01", "АО Лютик", "Болт", "-1", "-100.00"],
    ]);
  }
  const wrong = rows.map((row) => row.replace("  Лист 3;2;200,00", "  Лист 3;2;250,00"));
  await expect(readTable(text(...above, caption, ...wrong), {layout: "one_c_report"})).rejects.toThrow(
    "(ООО Ромашка), Выручка: it says 1700 and its rows give 1750",
  );
});

test("managers below their clients, in quotes", async () => {
  const levels = [
    [0, "ООО Ромашка", 12, 1700],
    [1, "По менеджерам", 12, 1700],
    [2, "Иванова Анна", 10, 1500],
    [3, "Металл", 10, 1500],
    [4, "Труба 20, ", 7, 900],
    [4, "Лист 3, ", 3, 600],
    [2, "Петров Пётр", 2, 200],
    [3, "Метизы", 2, 200],
    [4, "Болт, ", 2, 200],
    [0, "АО Лютик", -1, -100],
    [1, "По менеджерам", -1, -100],
    [2, "Иванова Анна", -1, -100],
    [3, "Метизы", -1, -100],
    [4, "Болт, ", -1, -100],
    [0, "Итого", 11, 1600],
  ] as const;
  const body = levels.map(([depth, name, ...figures]) =>
    [`"${"  ".repeat(depth)}${name}"`, ...figures].join(","),
  );
  const table = await readTable(
    text("Период: 01.07.2026 - 31.07.2026,,", "Клиент / Номенклатура,Количество,Выручка", ...body),
    {layout: "one_c_report"},
  );
  const records = table.rows.map((row) =>
    Object.fromEntries(table.columns.map((name, index) => [name, row[index] ?? ""])),
  );
  expect(columns(records, ...saleColumns)).toEqual(salesOfRows);
});

test("inspection knows it, and it loads as inspection says", async () => {
  const report = text(...above, caption, ...rows);
  const file = await look(report, {name: "gross.csv"});
  expect(file.preset).toBe("one_c_gross_profit");
  expect(file.preview[0]).toMatchObject({accepted: 3, rejected: 0, sums: [{field: "amount", sum: 1600}]});
  const home = makeHome({
    sources: "sources: {sales: {preset: one_c_gross_profit}}\n",
    inbox: {"sales/gross.csv": cp1251(report)},
  });
  await staged(home, async (open) => {
    expect(
      await open.rows("select client_name, product, amount::varchar as amount from stage.orders order by 3"),
    ).toEqual([
      {client_name: "АО Лютик", product: "Болт", amount: "-100.00"},
      {client_name: "ООО Ромашка", product: "Труба 20", amount: "1500.00"},
      {client_name: "ООО Ромашка", product: "Лист 3", amount: "200.00"},
    ]);
  });
});

test("where captions name only clients, inspection says for what each level is taken", async () => {
  const report = text(...above, "Клиент;Количество;Выручка", ...rows);
  const file = await look(report);
  expect(file.preset).toBe("one_c_gross_profit");
  expect(proposed(file)["orders.client_name"]).toBe("Клиент (sure)");
  const [asked] = file.questions.filter(({id}) => id === "orders.client_name.levels");
  expect(asked?.text.en).toContain("are taken for clients and ООО Ромашка, АО Лютик for groups");
  const both = await look(text(...above, caption, ...rows));
  expect(both.questions).toEqual([]);
});
