import {join} from "node:path";
import {Random} from "../random.ts";
import {type Deal, pipelineName, stageNames} from "../simulation/deals.ts";
import {companyName, fullName, nameFirst} from "../simulation/names.ts";
import type {World} from "../simulation/world.ts";
import {addMonths, isoDay, momentOf, russianWholeMinute} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {csvLine, TextFile} from "./text-file.ts";

const standard =
  "ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Кем создана сделка,Дата редактирования,Кем редактирована," +
  "Дата закрытия,Теги,Примечание,Примечание 2,Примечание 3,Примечание 4,Примечание 5,Этап сделки,Воронка," +
  "Полное имя контакта,Компания контакта,Ответственный за контакт,Компания,Рабочий телефон,Рабочий прямой телефон," +
  "Мобильный телефон,Факс,Домашний телефон,Другой телефон,Рабочий email,Личный email,Другой email";
/** Custom fields of the contact, then of the deal; two names come twice, as they do in real exports. */
const custom =
  "Должность,Город,Источник,Товар,roistat,cid,Товар,roistat,cid," +
  "Дата первого контакта,Дата КП,Дата переговоров,Причина отказа,Оператор,Источник";
const header = `${standard},${custom}\r\n`;

/** A month's export of deals: all that were made or changed in that month and the one before, as they stand now. */
export class LeadsWriter {
  private readonly inbox: string;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private readonly exported = new Set<Deal>();
  /** Deals that changed lately; older ones cannot come into an export any more. */
  private recent: Deal[] = [];
  private taken = 0;
  private dirtTurn = 0;

  constructor(inbox: string, counts: FileCounts, seed: number) {
    this.inbox = inbox;
    this.counts = counts;
    this.random = new Random(seed, "leads");
  }

  get exportedCount(): number {
    return this.exported.size;
  }

  /** Writes the export of the month that ends with `day`. */
  export(world: World, day: number): void {
    const since = momentOf(addMonths(day, -1), 0);
    for (; this.taken < world.deals.length; this.taken++) this.recent.push(world.deals[this.taken]!);
    this.recent = this.recent.filter((deal) => deal.closedAt === null || deal.changedAt >= since);
    const path = `amocrm_leads/amocrm_export_leads_${isoDay(day)}.csv`;
    const file = new TextFile(join(this.inbox, path), "utf8");
    const count = this.counts.of(path);
    file.write(header);
    for (const deal of this.recent) {
      if (deal.createdAt < since && deal.changedAt < since) continue;
      file.write(csvLine(this.cells(deal), ","));
      this.exported.add(deal);
      count.rows++;
    }
    const example = this.recent[0];
    if (example) this.plantDirt(file, path, example);
    file.close();
  }

  private cells(deal: Deal): (string | number)[] {
    const {client} = deal;
    const moment = (at: number | null) => (at === null ? "" : russianWholeMinute(at));
    const notes = [...deal.notes.slice(0, 5), "", "", "", "", ""].slice(0, 5);
    const name = companyName(client.company);
    return [
      deal.id,
      `${client.company.core}: ${client.industry.toLowerCase()}`,
      deal.amount,
      nameFirst(deal.owner),
      russianWholeMinute(deal.createdAt),
      nameFirst(deal.operator),
      russianWholeMinute(deal.changedAt),
      nameFirst(deal.changedBy),
      deal.closedAt === null ? "не закрыта" : russianWholeMinute(deal.closedAt),
      deal.client.size === "large" ? "крупный" : "",
      ...notes,
      stageNames[deal.stage],
      pipelineName,
      client.known.name ? fullName(client.decisionMaker) : name,
      name,
      nameFirst(deal.owner),
      name,
      client.phone,
      "",
      client.known.mobile ? client.mobile : "",
      "",
      "",
      "",
      `info@${client.id}.example`,
      "",
      "",
      client.known.name ? client.post : "",
      client.city,
      client.source,
      "",
      "",
      "",
      "",
      "",
      "",
      moment(deal.contactAt),
      moment(deal.offerAt),
      moment(deal.negotiationAt),
      deal.lossReason,
      nameFirst(deal.operator),
      client.source,
    ];
  }

  private plantDirt(file: TextFile, path: string, example: Deal): void {
    if (!this.random.chance(0.6)) return;
    const kind = (["missing_id", "impossible_date", "shifted_row"] as const)[this.dirtTurn++ % 3]!;
    const cells = this.cells(example);
    if (kind === "missing_id") cells[0] = "";
    if (kind === "impossible_date") {
      cells[0] = `${cells[0]}999`;
      cells[4] = `31.02.${String(cells[4]).slice(6)}`;
    }
    file.write(csvLine(kind === "shifted_row" ? cells.slice(3, 9) : cells, ","));
    this.counts.reject(path, kind);
  }
}
