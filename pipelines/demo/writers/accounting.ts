import {join} from "node:path";
import type {Order, Payment} from "../events.ts";
import {Random} from "../random.ts";
import {accountingName, initials} from "../simulation/names.ts";
import {filePeriod, partsOf, russianDay} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {russianAmount} from "./spelling.ts";
import {csvLine, TextFile} from "./text-file.ts";
import {type Cell, writeXlsx} from "./xlsx.ts";

/** Groups of goods and one article of each. */
export const productGroups: readonly (readonly [string, string])[] = [
  ["Бумага и картон", "Бумага офисная А4, пачка"],
  ["Упаковка", "Короб картонный 400х300х200"],
  ["Хозяйственные товары", "Мешки 120 л, рулон"],
  ["Канцелярия", "Набор письменный"],
  ["Средства защиты", "Перчатки рабочие, пара"],
  ["Мебель", "Стеллаж металлический"],
  ["Техника", "Термопринтер этикеток"],
  ["Услуги", "Доставка по городу"],
];

const salesHeader: Cell[] = [
  "Период",
  "Документ",
  "Номер строки",
  "Контрагент",
  "ИНН",
  "Номенклатура",
  "Номенклатурная группа",
  "Количество",
  "Выручка",
  "Менеджер",
];
const paymentsHeader = "Номер;Дата;Контрагент;ИНН;Сумма;Назначение;Номер сделки;Менеджер\r\n";

/** The accountants' side: sales as workbooks, and the year's receipts as cp1251 text. */
export class AccountingWriter {
  private readonly inbox: string;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private sales: Cell[][] = [];
  private readonly end: number;
  private period = "";
  private year = 0;
  private payments: TextFile | null = null;
  private paymentsPath = "";
  private paymentNumber = 0;
  private dirtTurn = 0;
  /** Order lines whose client can be told by name only. */
  linesWithoutTaxId = 0;

  constructor(inbox: string, counts: FileCounts, seed: number, end: number) {
    this.inbox = inbox;
    this.counts = counts;
    this.end = end;
    this.random = new Random(seed, "accounting");
  }

  startDay(day: number): void {
    const period = filePeriod(day, this.end);
    if (period !== this.period) {
      this.writeSales();
      this.period = period;
    }
    const {year} = partsOf(day);
    if (year === this.year) return;
    this.payments?.close();
    this.year = year;
    this.paymentsPath = `payments_1c/payments_${year}.csv`;
    this.payments = new TextFile(join(this.inbox, this.paymentsPath), "cp1251");
    this.payments.write(paymentsHeader);
    this.counts.of(this.paymentsPath);
  }

  order(order: Order): void {
    const {random} = this;
    const {client} = order;
    const document = `Реализация УТ-${String(order.number).padStart(7, "0")}`;
    const name = accountingName(client.company, random.chance(0.8) ? 0 : random.int(1, 3));
    const taxId = random.chance(0.96) ? client.taxId : "";
    order.lines.forEach((line, place) => {
      const [group, article] = productGroups[line.group]!;
      const amount: Cell = random.chance(0.03) ? russianAmount(line.amount) : {amount: line.amount / 100};
      if (!taxId) this.linesWithoutTaxId++;
      this.sales.push([
        {day: order.day},
        document,
        place + 1,
        name,
        taxId,
        article,
        group,
        line.quantity,
        amount,
        initials(order.manager),
      ]);
    });
  }

  payment({day, client, manager, amount, deal}: Payment): void {
    const {random} = this;
    const habit = random.chance(0.85) ? 0 : random.int(1, 3);
    const cells = [
      this.nextPayment(),
      russianDay(day),
      accountingName(client.company, habit),
      random.chance(0.97) ? client.taxId : "",
      russianAmount(amount),
      deal ? `Оплата по счёту № ${deal.id.slice(-5)}; НДС не облагается` : "Оплата за товар",
      deal ? deal.id : "",
      initials(manager),
    ];
    this.payments!.write(csvLine(cells, ";"));
    this.counts.of(this.paymentsPath).rows++;
    if (random.chance(0.004)) this.plantPaymentDirt(cells);
    if (random.chance(0.003)) {
      this.payments!.write(csvLine(cells, ";"));
      const count = this.counts.of(this.paymentsPath);
      count.rows++;
      count.duplicates++;
    }
  }

  close(): void {
    this.writeSales();
    this.payments?.close();
  }

  private nextPayment(): string {
    return `ПП-${String(++this.paymentNumber).padStart(7, "0")}`;
  }

  private plantPaymentDirt(example: readonly string[]): void {
    const kind = (["missing_id", "not_a_number", "impossible_date"] as const)[this.dirtTurn++ % 3]!;
    const cells = [this.nextPayment(), ...example.slice(1)];
    if (kind === "missing_id") cells[0] = "";
    if (kind === "not_a_number") cells[4] = "сто рублей";
    if (kind === "impossible_date") cells[1] = `31.02.${this.year}`;
    this.payments!.write(csvLine(cells, ";"));
    this.counts.reject(this.paymentsPath, kind);
  }

  private writeSales(): void {
    if (this.sales.length === 0) return;
    const path = `sales_1c/sales_${this.period}.xlsx`;
    this.counts.of(path).rows = this.sales.length;
    const last = this.sales.at(-1)!;
    const spoiled: Cell[][] = [];
    if (this.random.chance(0.5)) {
      const kind = (["missing_id", "not_a_number", "impossible_date"] as const)[this.dirtTurn++ % 3]!;
      const cells = [...last];
      if (kind === "missing_id") cells[1] = "";
      else cells[1] = `${cells[1]}-Б`;
      if (kind === "not_a_number") cells[8] = "по договору";
      if (kind === "impossible_date") cells[0] = `31.02.${this.period.slice(0, 4)}`;
      spoiled.push(cells);
      this.counts.reject(path, kind);
    }
    writeXlsx(join(this.inbox, path), "Продажи", [salesHeader, ...this.sales, ...spoiled]);
    this.sales = [];
  }
}
