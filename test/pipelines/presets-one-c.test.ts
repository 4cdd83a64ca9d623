import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {load} from "../helpers/preset.ts";
import {Staged} from "../helpers/stage.ts";

const csv = (...rows: string[][]) => `${rows.map((row) => row.join(";")).join("\n")}\n`;

test("a register of sales: returns with their sign, empty dates, other spellings of headers", async () => {
  const file = csv(
    [
      "Регистратор",
      "№ строки",
      "Дата",
      "Партнер",
      "Номенклатура",
      "Вид номенклатуры",
      "Кол-во",
      "Сумма с НДС",
      "Ответственный",
    ],
    [
      "Реализация РТ-1 от 02.03.2026",
      "1",
      "02.03.2026 0:00:00",
      "ООО Ромашка",
      "Труба",
      "Металл",
      "2",
      "1 200,50",
      "Иванова Анна",
    ],
    [
      "Возврат от клиента ВТ-1",
      "1",
      "2026-03-03T12:00:00",
      "ООО Ромашка",
      "Труба",
      "Металл",
      "1",
      "600,25",
      "",
    ],
    ["Возврат от клиента ВТ-2", "1", "04.03.2026", "ООО Ромашка", "Труба", "Металл", "-1", "-600,25", ""],
    ["Возврат от клиента ВТ-3", "1", "04.03.2026", "ООО Ромашка", "Труба", "Металл", "(1)", "(10)", ""],
    ["Реализация РТ-2", "1", "0001-01-01T00:00:00", "ООО Ромашка", "Труба", "Металл", "1", "5", ""],
  );
  await load("one_c_sales", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      [[6, "ordered_on", "missing"]],
    );
    expect(
      await open.rows(
        "select order_id, ordered_on, client_name, product_group, quantity, amount, manager from stage.orders order by ordered_on, order_id",
      ),
    ).toEqual([
      {
        order_id: "Реализация РТ-1 от 02.03.2026",
        ordered_on: "2026-03-02",
        client_name: "ООО Ромашка",
        product_group: "Металл",
        quantity: 2,
        amount: "1200.50",
        manager: "Иванова Анна",
      },
      ...[
        ["ВТ-1", "2026-03-03", -1, "-600.25"],
        ["ВТ-2", "2026-03-04", -1, "-600.25"],
        ["ВТ-3", "2026-03-04", -1, "-10.00"],
      ].map(([number, day, quantity, amount]) => ({
        order_id: `Возврат от клиента ${number}`,
        ordered_on: day,
        client_name: "ООО Ромашка",
        product_group: "Металл",
        quantity,
        amount,
        manager: null,
      })),
    ]);
  });
});

test("numbers of documents begin anew each year, so the year belongs to them", async () => {
  const file = csv(
    ["Номер", "Дата", "Номер строки", "Контрагент", "Операция", "Сумма"],
    ["00РТ-000001", "02.03.2025", "1", "ООО Ромашка", "Реализация", "10"],
    ["00РТ-000001", "02.03.2026", "1", "ООО Ромашка", "Возврат от клиента", "20"],
  );
  await load("one_c_sales", file, async (open) => {
    expect(await open.rows("select order_id, amount from stage.orders order by order_id")).toEqual([
      {order_id: "00РТ-000001 2025", amount: "10.00"},
      {order_id: "00РТ-000001 2026", amount: "-20.00"},
    ]);
  });
});

test("without line numbers the same goods twice in a document are two lines, in whatever order they come", async () => {
  const head = ["Документ", "Дата", "Клиент", "Номенклатура", "Количество", "Выручка"];
  const rows = [
    ["РТ-1", "02.03.2026", "ООО Ромашка", "Труба", "1", "300"],
    ["РТ-1", "02.03.2026", "ООО Ромашка", "Труба", "1", "100"],
    ["РТ-1", "02.03.2026", "ООО Ромашка", "Лист", "1", "50"],
  ];
  const lines = [
    {order_id: "РТ-1", line_number: "Лист#1", amount: "50.00"},
    {order_id: "РТ-1", line_number: "Труба#1", amount: "100.00"},
    {order_id: "РТ-1", line_number: "Труба#2", amount: "300.00"},
  ];
  for (const order of [rows, rows.toReversed()])
    await load("one_c_sales_items", csv(head, ...order), async (open) => {
      expect(
        await open.rows("select order_id, line_number, amount from stage.orders order by line_number"),
      ).toEqual(lines);
    });
});

test("a turnover without documents is kept by day, client and goods; a list of documents by its number", async () => {
  const turnover = csv(
    ["Период", "Контрагент", "Номенклатура", "Выручка"],
    ["02.03.2026", "ООО Ромашка", "Труба", "10"],
    ["02.03.2026", "АО Лютик", "Труба", "20"],
  );
  await load("one_c_sales_items", turnover, async (open) => {
    expect(await open.rows("select order_id, line_number from stage.orders order by amount")).toEqual([
      {order_id: "02.03.2026 / ООО Ромашка", line_number: "Труба#1"},
      {order_id: "02.03.2026 / АО Лютик", line_number: "Труба#1"},
    ]);
  });
  const list = csv(
    ["Номер", "Дата", "Клиент", "Сумма документа"],
    ["РТ-9", "02.03.2026", "ООО Ромашка", "30"],
  );
  await load("one_c_sales_items", list, async (open) => {
    expect(await open.rows("select order_id, line_number, amount from stage.orders")).toEqual([
      {order_id: "РТ-9 2026", line_number: "-#1", amount: "30.00"},
    ]);
  });
});

type Cells = (string | number | null)[];

async function report(rows: [outline: number, cells: Cells][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("TDSheet");
  for (const [outline, cells] of rows) sheet.addRow(cells).outlineLevel = outline;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** July with two clients; `amount` is what the pipe brought. */
const july = (amount: number, group = "Металл") =>
  report([
    [0, ["Валовая прибыль предприятия"]],
    [0, ["Период: 01.07.2026 - 31.07.2026"]],
    [0, []],
    [0, ["Клиент", "Количество", "Выручка"]],
    [0, ["Номенклатура"]],
    [0, ["ООО Ромашка", 4, amount]],
    [1, ["По менеджерам", 4, amount]],
    [2, ["Иванова Анна", 4, amount]],
    [3, [group, 4, amount]],
    [4, ["Труба, ", 3, amount]],
    [4, ["Образец, ", 1, null]],
    [0, ["АО Лютик", -1, -25.5]],
    [1, ["По менеджерам", -1, -25.5]],
    [2, ["Петров Пётр", -1, -25.5]],
    [3, ["Метизы", -1, -25.5]],
    [4, ["Болт, ", -1, -25.5]],
    [0, ["Итого", 3, amount - 25.5]],
  ]);

test("the report of gross profit becomes orders of its month, goods given away worth nought", async () => {
  await load("one_c_gross_profit", await july(300), async (open) => {
    expect(open.files).toMatchObject([{rows: 3, accepted: 3, rejected: 0}]);
    expect(
      await open.rows(
        "select order_id, line_number, client_name, manager, product, product_group, quantity, amount, ordered_on from stage.orders order by quantity desc",
      ),
    ).toEqual(
      [
        ["ООО Ромашка", "Иванова Анна", "Труба", "Металл", 3, "300.00"],
        ["ООО Ромашка", "Иванова Анна", "Образец", "Металл", 1, "0.00"],
        ["АО Лютик", "Петров Пётр", "Болт", "Метизы", -1, "-25.50"],
      ].map(([client, manager, product, group, quantity, amount]) => ({
        order_id: `2026-07-01 ${client} / ${manager}`,
        line_number: product,
        client_name: client,
        manager,
        product,
        product_group: group,
        quantity,
        amount,
        ordered_on: "2026-07-01",
      })),
    );
  });
});

test("the same month formed again updates its orders, also when goods moved to another group", async () => {
  const home = makeHome({
    sources: "sources: {sales: {preset: one_c_gross_profit}}\n",
    inbox: {"sales/july.xlsx": await july(300)},
  });
  const open = await Staged.open(home);
  try {
    await open.take();
    put(home, "sales/july-again.xlsx", await july(310, "Прокат"));
    await open.take();
    expect(
      await open.rows("select count(*)::integer as rows, sum(amount)::varchar as amount from stage.orders"),
    ).toEqual([{rows: 3, amount: "284.50"}]);
    expect(await open.rows("select distinct product_group from stage.orders where amount >= 0")).toEqual([
      {product_group: "Прокат"},
    ]);
  } finally {
    open.close();
  }
});

test("a report without clients loads without them, and one whose sums disagree loads nothing", async () => {
  const warehouses = (total: number) =>
    report([
      [0, ["Период: 01.07.2026 - 31.07.2026"]],
      [0, []],
      [0, ["Склад", "Количество", "Выручка"]],
      [0, ["Артикул"]],
      [0, ["Склад Южный", 2, 20]],
      [1, ["30-1", 2, 20]],
      [0, ["Итого", 2, total]],
    ]);
  await load("one_c_gross_profit", await warehouses(20), async (open) => {
    expect(
      await open.rows("select order_id, line_number, client_name, product, amount from stage.orders"),
    ).toEqual([
      {
        order_id: "2026-07-01 Склад Южный",
        line_number: "30-1",
        client_name: null,
        product: "30-1",
        amount: "20.00",
      },
    ]);
  });
  await expect(load("one_c_gross_profit", await warehouses(30), async () => undefined)).rejects.toThrow(
    /row 7 \(Итого\), Выручка: it says 30 and its rows give 20, 10 too little/,
  );
});

test("documents that are not posted or marked as deleted are no sales", async () => {
  const head = ["Документ", "Дата", "Номер строки", "Клиент", "Сумма", "Проведен", "Пометка удаления"];
  const row = (number: string, posted: string, deleted: string) => [
    number,
    "02.03.2026",
    "1",
    "ООО Ромашка",
    "10",
    posted,
    deleted,
  ];
  const file = csv(
    head,
    row("РТ-1", "Да", "Нет"),
    row("РТ-2", "Нет", "Нет"),
    row("РТ-3", "Нет", "Да"),
    row("РТ-4", "true", "false"),
    row("РТ-5", "false", "true"),
    row("РТ-6", "", ""),
  );
  for (const preset of ["one_c_sales", "one_c_sales_items"])
    await load(preset, file, async (open) => {
      expect(open.files).toMatchObject([{rows: 6, accepted: 3, rejected: 0, skipped: 3}]);
      expect(await open.rows("select order_id from stage.orders order by 1")).toEqual(
        ["РТ-1", "РТ-4", "РТ-6"].map((order_id) => ({order_id})),
      );
    });
});

test("the total of a flat table is no sale, and every group of characters is the same client's", async () => {
  const file = csv(
    ["Документ", "Дата", "Номер строки", "Контрагент", "ИНН", "Сумма"],
    ["РТ-1", "02.03.2026", "1", "Руд Буд ЧТУП", "0277012345", "1\u00a0200,50"],
    ["РТ-2", "02.03.2026", "1", "ООО «Ромашка»", "", "\u2212200,50"],
    ["Итого", "", "", "", "", "1 000,00"],
  );
  await load("one_c_sales", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select order_id, client_name, client_tax_id, amount from stage.orders order by 1"),
    ).toEqual([
      {order_id: "РТ-1", client_name: "Руд Буд ЧТУП", client_tax_id: "0277012345", amount: "1200.50"},
      {order_id: "РТ-2", client_name: "ООО «Ромашка»", client_tax_id: null, amount: "-200.50"},
    ]);
  });
});

test.each([["one_c_sales"], ["one_c_sales_items"]])(
  "totals of a file are compared with its rows by %s",
  async (preset) => {
    const sales = (total: string, posted = "Да") =>
      csv(
        ["Документ", "Дата", "Номер строки", "Контрагент", "Номенклатура", "Сумма", "Проведен"],
        ["РТ-1", "02.03.2026", "1", "ООО Ромашка", "Труба", "1 200,50", "Да"],
        ["РТ-2", "03.03.2026", "1", "ООО Лютик", "Лист", "300,00", posted],
        ["Итого", "", "", "", "", total, ""],
      );
    const found = "select column_name, expected, actual from ops.drift where kind_code = 'totals_differ'";
    await load(preset, sales("9 999,00"), async (open) =>
      expect(await open.rows(found)).toEqual([
        {column_name: "orders.amount", expected: "9999", actual: "1500.5"},
      ]),
    );
    await load(preset, sales("1 500,50"), async (open) => expect(await open.rows(found)).toEqual([]));
    // whether it counts a document that is not posted is not known
    await load(preset, sales("1 500,50", "Нет"), async (open) => {
      expect(await open.rows("select count(*)::integer as rows from stage.orders")).toEqual([{rows: 1}]);
      expect(await open.rows(found)).toEqual([]);
    });
  },
);

test("a report whose rows cannot be read leaves the month as it was, even when it is to replace the month", async () => {
  const home = makeHome({
    sources: "sources: {sales: {preset: one_c_gross_profit, entities: {orders: {replaces: month}}}}\n",
    inbox: {"sales/july.xlsx": await july(300)},
  });
  const open = await Staged.open(home);
  const sum = () =>
    open.rows("select count(*)::integer as rows, sum(amount)::varchar as amount from stage.orders");
  try {
    await open.take();
    expect(await sum()).toEqual([{rows: 3, amount: "274.50"}]);
    const empty = await report([
      [0, ["Период: 01.07.2026 - 31.07.2026"]],
      [0, ["Клиент", "Количество", "Выручка"]],
      [0, ["Итого", 0, 0]],
    ]);
    put(home, "sales/july-empty.xlsx", empty);
    await expect(open.take()).rejects.toThrow(/has no rows below its captions/);
    expect(await sum()).toEqual([{rows: 3, amount: "274.50"}]);
  } finally {
    open.close();
  }
});
