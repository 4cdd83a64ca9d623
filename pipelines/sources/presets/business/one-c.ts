import type {Preset} from "../../mapping.ts";

/** A flat sales table of 1C: one row is one line of a document; returns are negative. */
export const oneCSales: Preset = {
  id: "one_c_sales",
  title: "1C, flat sales table (XLSX or CSV)",
  doc: "Clients are met by tax number, then by exact name without legal form and quotes.",
  format: {},
  entities: {
    orders: {
      fields: {
        order_id: {column: "Документ"},
        line_number: {column: "Номер строки"},
        client_name: {column: "Контрагент"},
        client_tax_id: {column: "ИНН"},
        ordered_on: {column: "Период"},
        product: {column: "Номенклатура"},
        product_group: {column: "Номенклатурная группа"},
        quantity: {column: "Количество"},
        amount: {column: "Выручка"},
        manager: {column: "Менеджер"},
      },
    },
  },
};
