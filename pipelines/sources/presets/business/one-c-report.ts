import type {Preset} from "../../mapping.ts";

const clients = ["Клиент", "Контрагент", "Партнер", "Партнёр", "Покупатель"];
const money = `"Выручка", "Выручка, руб.", "Выручка с НДС", "Сумма выручки", "Сумма", "Сумма, руб."`;

/** The report "Валовая прибыль предприятия" and others built alike, in any of its layouts. */
export const oneCGrossProfit: Preset = {
  id: "one_c_gross_profit",
  title: "1C, report Валовая прибыль предприятия (XLSX, CSV)",
  doc: "Managers or months in columns, managers in rows, groups by outline, indent or, in text, blanks before the names; subtotals are compared with their rows and left out. The report has to cover one month or have months as columns; its first day is the day of the order. Returns are negative, an empty Выручка beside a Количество is nought. When every file holds the whole month, not one department of it, say `entities: {orders: {replaces: month}}`: what was cancelled since is then taken out.",
  format: {layout: "one_c_report"},
  entities: {
    orders: {
      fields: {
        order_id: {sql: `"Период" || ' ' || "Ключ"`},
        line_number: {column: "Ключ строки"},
        client_name: {columns: clients},
        client_tax_id: {column: "ИНН"},
        ordered_on: {column: "Период", date: "%Y-%m-%d"},
        product: {columns: ["Номенклатура", "Товар", "Артикул"]},
        product_group: {
          columns: ["Группа", "Вид номенклатуры", "Товарная категория", "Номенклатурная группа"],
        },
        quantity: {columns: ["Количество", "Кол-во"], number: "point"},
        amount: {
          sql: `coalesce(${money}, case when coalesce("Количество", "Кол-во") is not null then '0' end)`,
          number: "point",
        },
        manager: {columns: ["Менеджер", "Ответственный", "Основной менеджер"]},
      },
    },
  },
};
