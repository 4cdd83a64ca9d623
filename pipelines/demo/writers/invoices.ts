import {join} from "node:path";
import type {Invoice, Order} from "../events.ts";
import {Random} from "../random.ts";
import {accountingName, initials} from "../simulation/names.ts";
import {Tally} from "../tally.ts";
import {monthText, partsOf, russianDay, weekdayOf} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {russianAmount} from "./spelling.ts";
import {csvLine, TextFile} from "./text-file.ts";

const header = "Номер счёта;Дата счёта;Контрагент;ИНН;Сумма;Оплатить до;Менеджер\r\n";
const spoils = ["missing_id", "not_a_number", "impossible_date"] as const;

/** The list of invoices of the accounting: one for each order, and those that were never paid; a file a year. */
export class InvoicesWriter {
  private readonly inbox: string;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private readonly invoices: Invoice[] = [];
  readonly months = new Tally(["month"], ["invoices", "kopecks"]);

  constructor(inbox: string, counts: FileCounts, seed: number) {
    this.inbox = inbox;
    this.counts = counts;
    this.random = new Random(seed, "invoices");
  }

  /** Goods are shipped on the day of the invoice or soon after; what comes back has none. */
  order({day, client, manager, lines}: Order): void {
    const amount = lines.reduce((sum, line) => sum + line.amount, 0);
    if (amount <= 0) return;
    let issued = day - this.random.pick([0, 0, 1, 2]);
    while (weekdayOf(issued) % 6 === 0) issued++;
    this.add({day: Math.min(issued, day), client, manager, amount});
  }

  add(invoice: Invoice): void {
    this.invoices.push(invoice);
    this.months.add([monthText(invoice.day)], "invoices");
    this.months.add([monthText(invoice.day)], "kopecks", invoice.amount);
  }

  close(): void {
    const years = Map.groupBy(
      this.invoices.sort((a, b) => a.day - b.day),
      ({day}) => partsOf(day).year,
    );
    for (const [year, invoices] of years) this.writeYear(year, invoices);
  }

  private writeYear(year: number, invoices: readonly Invoice[]): void {
    const {random} = this;
    const path = `invoices_1c/invoices_${year}.csv`;
    const count = this.counts.of(path);
    const file = new TextFile(join(this.inbox, path), "cp1251");
    file.write(header);
    let dirtTurn = 0;
    for (const [place, {day, client, manager, amount}] of invoices.entries()) {
      const cells = [
        `СЧ-${year}-${String(place + 1).padStart(6, "0")}`,
        russianDay(day),
        accountingName(client.company, random.chance(0.85) ? 0 : random.int(1, 3)),
        random.chance(0.97) ? client.taxId : "",
        russianAmount(amount),
        russianDay(day + 10),
        initials(manager),
      ];
      file.write(csvLine(cells, ";"));
      count.rows++;
      if (random.chance(0.003)) {
        file.write(csvLine(cells, ";"));
        count.rows++;
        count.duplicates++;
      }
      if (!random.chance(0.002)) continue;
      const kind = spoils[dirtTurn++ % spoils.length]!;
      const [column, cell] = {
        missing_id: [0, ""],
        not_a_number: [4, "по договору"],
        impossible_date: [1, `31.02.${year}`],
      }[kind] as [number, string];
      file.write(csvLine([`${cells[0]}-Б`, ...cells.slice(1)].with(column, cell), ";"));
      this.counts.reject(path, kind);
    }
    file.close();
  }
}
