import type {FieldMapping, Preset} from "../../mapping.ts";
import {identifier} from "../../sql.ts";

/** How 1C writes that there is no date. */
const noDate = [
  "0001-01-01T00:00:00",
  "0001-01-01 00:00:00",
  "0001-01-01",
  "01.01.0001",
  "01.01.0001 0:00:00",
  "01.01.0001 00:00:00",
];

const documents = [
  "Документ",
  "Документ продажи",
  "Документ реализации",
  "Документ движения",
  "Регистратор",
  "Ссылка",
];
const numbers = ["Номер", "Номер документа"];
const days = ["Период", "Дата", "Дата документа", "Дата продажи", "Дата реализации", "Дата отгрузки"];
const operations = ["Вид операции", "Хозяйственная операция", "Операция", "Вид документа", "Тип документа"];
const clients = ["Контрагент", "Клиент", "Партнер", "Партнёр", "Покупатель"];
const products = ["Номенклатура", "Товар", "Наименование", "Артикул"];
const amounts = [
  "Выручка",
  "Выручка, руб.",
  "Выручка с НДС",
  "Сумма выручки",
  "СуммаВыручки",
  "Сумма",
  "Сумма, руб.",
  "Сумма с НДС",
  "Сумма продажи",
  "Стоимость продажи",
  "СуммаДокумента",
  "Сумма документа",
];

const groups = [
  "Номенклатурная группа",
  "Группа номенклатуры",
  "Вид номенклатуры",
  "Товарная категория",
  "Группа",
];
const quantities = ["Количество", "Кол-во"];
const lineNumbers = ["Номер строки", "НомерСтроки", "№ строки", "N строки", "№"];

/** A number, a day, a client and a sum are a sale no more than an invoice or a payment: goods or words for sales tell it. */
const tells = {
  columns: [
    ...products,
    ...groups,
    ...quantities,
    ...lineNumbers,
    ...[...documents, ...days, ...amounts].filter((name) => /прода|реализац|отгруз|выруч/iu.test(name)),
  ],
  cells: /^(?:реализац|отгруз|продаж|возврат|корректировка реализ|отч[её]т о розничн|чек ккм)/iu,
};

/** The first of these columns that is not empty. */
const first = (columns: string[]) => `coalesce(${columns.map(identifier).join(", ")})`;

/** Numbers of documents begin anew each year. */
const documentOf = `coalesce(${first(documents)}, ${first(numbers)} || coalesce(' ' || nullif(regexp_extract(${first(days)}, '(?:19|20)\\d\\d'), ''), ''))`;

/** A list of documents writes returns without a sign, the register of sales with one. */
const signed = (columns: string[]) => {
  const figure = first(columns);
  const isReturn = [...operations, ...documents].map((name) => `starts_with(${identifier(name)}, 'Возврат')`);
  return `case when left(${figure}, 1) not in ('-', '(', chr(8722)) and (${isReturn.map((test) => `coalesce(${test}, false)`).join(" or ")}) then '-' || ${figure} else ${figure} end`;
};

const isOneOf = (columns: string[], ...words: string[]) =>
  `coalesce(lower(${first(columns)}) in (${words.map((word) => `'${word}'`).join(", ")}), false)`;
/** A document that is not posted has no effect, or no longer; so has one marked as deleted. */
const gone = `${isOneOf(["Проведен", "Проведён", "Posted"], "нет", "false", "0")} or ${isOneOf(["Пометка удаления", "ПометкаУдаления", "DeletionMark"], "да", "true", "1")}`;

const fields: Record<string, FieldMapping> = {
  client_name: {columns: clients},
  client_tax_id: {columns: ["ИНН", "ИНН контрагента", "Контрагент.ИНН", "ИНН клиента"]},
  ordered_on: {columns: days, empty: noDate},
  product: {columns: products},
  product_group: {
    columns: groups,
  },
  quantity: {sql: signed(quantities)},
  amount: {sql: signed(amounts)},
  manager: {columns: ["Менеджер", "Ответственный", "Основной менеджер", "Продавец"]},
};

/** A flat sales table of 1C: one row is one line of a document; returns are negative. */
export const oneCSales: Preset = {
  id: "one_c_sales",
  title: "1C, flat sales table (XLSX or CSV)",
  doc: "Rows of documents with their line numbers; returns become negative when the table writes them without a sign; documents that are not posted or marked as deleted are left out, and taken out when they came before. Clients are met by tax number, then by exact name without legal form and quotes.",
  format: {},
  isPlain: true,
  tells,
  entities: {
    orders: {
      gone,
      fields: {
        order_id: {sql: documentOf},
        line_number: {columns: lineNumbers},
        ...fields,
      },
    },
  },
};

const item = `coalesce(${first(products)}, '-')`;
/** Without a document the day and the client stand for it. */
const saleOf = `coalesce(${documentOf}, concat_ws(' / ', ${first(days)}, ${first(clients)}, ${first(["Менеджер", "Ответственный"])}))`;

/** The same without line numbers: the line is named by its goods, repeated goods by their order of value. */
export const oneCSalesItems: Preset = {
  id: "one_c_sales_items",
  title: "1C, sales table or list of documents without line numbers (XLSX or CSV)",
  doc: "A line is named by its document (else day and client) and goods; goods twice in one document are counted, the smaller value first. When a loaded line later changes in 1C its place may change with it.",
  format: {},
  isPlain: true,
  tells,
  entities: {
    orders: {
      gone,
      fields: {
        order_id: {sql: saleOf},
        line_number: {
          sql: `left(${item}, 180) || '#' || row_number() over (partition by ${saleOf}, ${item} order by ${first(amounts)}, ${first(quantities)})`,
        },
        ...fields,
      },
    },
  },
};
