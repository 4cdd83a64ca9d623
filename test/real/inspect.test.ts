import {copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import type {InspectedFile} from "../../pipelines/inspect/inspection.ts";
import {saveSource} from "../../pipelines/inspect/save-source.ts";
import {estafeta, realFile} from "../helpers/real-data.ts";

/** What each column means, read by a person from the header and the export's description; "-" is nothing to us. */
type Truth = Record<string, string>;

const sales: Truth = {
  "Дата доставки": "-",
  "Номер документа": "-",
  "Дата оплаты": "orders.ordered_on",
  "Номер заказа": "orders.order_id",
  "ИД клиента": "orders.client_id",
  "ИД товара": "orders.product",
  "ИД склада": "-",
  Количество: "orders.quantity",
  "Количество (цель)": "-",
  "Себестоимость позиции": "-",
  "Себестоимость позиции (план)": "-",
  "Цена продажи за единицу": "orders.amount",
  "Цена продажи за единицу (план)": "-",
  "ИД продавца": "orders.manager",
};

/** Files that are given to `inspect` together, as a person would, and what their columns mean. */
const groups: Record<string, Record<string, Truth>> = {
  olist: {
    "olist_marketing_qualified_leads_dataset.csv": {
      mql_id: "deals.deal_id",
      first_contact_date: "deals.created_at",
      landing_page_id: "-",
      origin: "deals.deal_source",
    },
    "olist_closed_deals_dataset.csv": {
      mql_id: "deals.deal_id",
      seller_id: "deals.client_id",
      sdr_id: "deals.sourced_by",
      sr_id: "deals.owner",
      won_date: "deals.closed_at",
      business_segment: "-",
      lead_type: "-",
      lead_behaviour_profile: "-",
      has_company: "-",
      has_gtin: "-",
      average_stock: "-",
      business_type: "-",
      declared_product_catalog_size: "-",
      declared_monthly_revenue: "-",
    },
    "olist_order_items_dataset.csv.gz": {
      order_id: "orders.order_id",
      order_item_id: "orders.line_number",
      product_id: "orders.product",
      seller_id: "orders.client_id",
      shipping_limit_date: "orders.ordered_on",
      price: "orders.amount",
      freight_value: "-",
    },
    "olist_sellers_dataset.csv": {
      seller_id: "clients.client_id",
      seller_zip_code_prefix: "-",
      seller_city: "clients.city",
      seller_state: "-",
    },
  },
  asterisk_cdr: {
    "freepbx_cdr.csv": {
      calldate: "calls.started_at",
      clid: "-",
      src: "calls.client_phone",
      dst: "calls.client_phone",
      dcontext: "calls.direction",
      channel: "calls.operator",
      dstchannel: "calls.operator",
      lastapp: "calls.talk_seconds",
      lastdata: "-",
      duration: "calls.duration_seconds",
      billsec: "calls.talk_seconds",
      disposition: "calls.disposition",
      amaflags: "-",
      accountcode: "-",
      uniqueid: "calls.call_id",
      userfield: "-",
      did: "-",
      recordingfile: "calls.recording",
      cnum: "calls.operator",
      cnam: "-",
      outbound_cnum: "-",
      outbound_cnam: "-",
      dst_cnam: "-",
      linkedid: "calls.call_id",
      peeraccount: "-",
      sequence: "call_legs.leg_number",
    },
  },
  ru_ingrad_sales: {
    "klienty_cp1251.csv": {
      "ИД клиента": "clients.client_id",
      "Название клиента": "clients.client_name",
      "Группа клиента": "clients.client_group",
      Город: "clients.city",
      Цвет: "-",
    },
    "prodavtsy_cp1251.csv": {"ИД продавца": "employees.employee_id", Продавец: "employees.employee_name"},
    "prodazhi_cp1251.csv": sales,
    "Продажи.xlsx": sales,
  },
  anonymous_bank_calls: {
    "calls_1999_01_10.csv.gz": {
      "vru+line": "calls.call_id",
      call_id: "calls.call_id",
      customer_id: "calls.client_id",
      priority: "-",
      type: "-",
      date: "calls.started_at",
      vru_entry: "calls.started_at",
      vru_exit: "-",
      vru_time: "-",
      q_start: "-",
      q_exit: "-",
      q_time: "calls.ring_seconds",
      outcome: "calls.disposition",
      ser_start: "-",
      ser_exit: "-",
      ser_time: "calls.talk_seconds",
      server: "calls.operator",
    },
  },
  ru_1c_gross_profit_masked: {
    "valovaya_pribyl_masked.xlsx": {
      Период: "orders.ordered_on",
      Артикул: "orders.product",
      Количество: "orders.quantity",
      Выручка: "orders.amount",
    },
  },
};

interface Tally {
  right: number;
  wrong: string[];
  asked: string[];
}

/** Compares a proposal with what a person says of each column. */
function tally(file: InspectedFile, truth: Truth): Tally {
  const result: Tally = {right: 0, wrong: [], asked: []};
  for (const [column, meaning] of Object.entries(truth)) {
    const proposed = file.fields.filter(({from}) => from.split(", ").includes(column));
    const named = proposed.find(({entity, field}) => `${entity}.${field}` === meaning);
    const isOption = file.questions.some(
      ({entity, field, options}) =>
        `${entity}.${field}` === meaning &&
        options.some(({set}) => JSON.stringify(set).includes(JSON.stringify(column).slice(1, -1))),
    );
    if (named ? named.status === "ask" : isOption) result.asked.push(column);
    else if (named || (meaning === "-" && proposed.length === 0)) result.right++;
    else if (meaning === "-" && proposed.every(({status}) => status === "ask")) result.asked.push(column);
    else
      result.wrong.push(
        `${column}: ${proposed.map(({entity, field}) => `${entity}.${field}`).join(", ") || "-"}`,
      );
  }
  return result;
}

const expected: Record<string, Tally> = {
  "olist_marketing_qualified_leads_dataset.csv": {right: 4, wrong: [], asked: []},
  "olist_closed_deals_dataset.csv": {right: 14, wrong: [], asked: []},
  "olist_order_items_dataset.csv.gz": {right: 6, wrong: [], asked: ["price"]},
  "olist_sellers_dataset.csv": {right: 4, wrong: [], asked: []},
  "freepbx_cdr.csv": {right: 26, wrong: [], asked: []},
  "klienty_cp1251.csv": {right: 5, wrong: [], asked: []},
  "prodavtsy_cp1251.csv": {right: 2, wrong: [], asked: []},
  // which of two days and of two numbers counts, only the company knows
  "prodazhi_cp1251.csv": {
    right: 10,
    wrong: [],
    asked: ["Дата доставки", "Номер документа", "Дата оплаты", "Номер заказа"],
  },
  "Продажи.xlsx": {
    right: 10,
    wrong: [],
    asked: ["Дата доставки", "Номер документа", "Дата оплаты", "Номер заказа"],
  },
  "calls_1999_01_10.csv.gz": {right: 17, wrong: [], asked: []},
  "valovaya_pribyl_masked.xlsx": {right: 4, wrong: [], asked: []},
};

/** Rows of each file by its provenance, and how many of them cannot be accepted. */
const loaded: Record<string, {rows: number; rejected: number}> = {
  "olist_marketing_qualified_leads_dataset.csv": {rows: 8000, rejected: 0},
  "olist_closed_deals_dataset.csv": {rows: 842, rejected: 0},
  "olist_order_items_dataset.csv.gz": {rows: 112_650, rejected: 0},
  "olist_sellers_dataset.csv": {rows: 3095, rejected: 0},
  // 33 rows of the year 1000 and 5 of the year 0000
  "freepbx_cdr.csv": {rows: 574, rejected: 38},
  "klienty_cp1251.csv": {rows: 14, rejected: 0},
  "prodavtsy_cp1251.csv": {rows: 6, rejected: 0},
  "prodazhi_cp1251.csv": {rows: 6027, rejected: 0},
  "Продажи.xlsx": {rows: 6027, rejected: 0},
  // 180 ids of clients lost their digits in a spreadsheet
  "calls_1999_01_10.csv.gz": {rows: 360_364, rejected: 180},
  "valovaya_pribyl_masked.xlsx": {rows: 955, rejected: 0},
};

function newHome() {
  const folder = mkdtempSync(join(tmpdir(), "estafeta-inspect-real-"));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));
  const home = homeAt(folder);
  mkdirSync(home.company, {recursive: true});
  const company =
    "name: Test\ntimezone: UTC\nlocale: ru-RU\ncurrency: RUB\ncountry: RU\nwork_calendar: none\nsettle_seconds: 0\n";
  writeFileSync(join(home.company, "company.yaml"), company);
  writeFileSync(join(home.company, "norms.yaml"), "norms: []\n");
  writeFileSync(join(home.company, "sources.yaml"), "sources: {}\n");
  return home;
}

describe.each(Object.entries(groups))("files of %s, looked at without help", (folder, truths) => {
  const home = newHome();
  const names = Object.keys(truths);
  let files: InspectedFile[];
  let loads: {file_name: string; status_code: string; row_count: number; rejected_count: number}[];

  beforeAll(async () => {
    const paths = names.map((name) => realFile(join(folder, name)));
    for (const path of paths)
      if (!existsSync(path)) throw new Error(`${path}: this suite needs the real exports`);
    ({files} = await inspect({files: paths, home, rows: 5}));
    for (const [index, file] of files.entries()) {
      const copy = join(home.home, basename(paths[index]!));
      copyFileSync(paths[index]!, copy);
      await saveSource(home, file.source, file.settings, {files: [copy], replace: false});
    }
    await estafeta(["run", "--home", home.home]);
    const warehouse = await Database.open(home.warehouse, {access_mode: "READ_ONLY"});
    loads = await warehouse.rows(
      "select file_name, status_code, row_count, rejected_count from ops.loads order by file_name",
    );
    warehouse.close();
  });

  test.each(names)("%s: columns right, wrong and asked", (name) => {
    const file = files.find((one) => one.file === name)!;
    expect(file.error).toBeNull();
    expect(tally(file, truths[name]!)).toEqual(expected[name]);
  });

  test.each(names)("%s loads as proposed", (name) => {
    const load = loads.find(({file_name}) => file_name === name)!;
    expect(load.status_code).toBe("staged");
    expect({rows: load.row_count, rejected: load.rejected_count}).toEqual(loaded[name]);
  });
});

test("a list of goods is told apart from what pages need", async () => {
  const files = ["tovary_cp1251.csv", "dimensions.xlsx"].map((name) =>
    realFile(join("ru_ingrad_sales", name)),
  );
  const inspection = await inspect({files, home: newHome(), rows: 5});
  expect(inspection.files.map(({entity, questions}) => [entity, questions.map(({id}) => id)])).toEqual([
    [null, ["entity"]],
    [null, ["entity"]],
  ]);
});
