import {join} from "node:path";
import type {Review} from "../events.ts";
import {Random} from "../random.ts";
import {surnameFirst} from "../simulation/names.ts";
import type {Person} from "../simulation/people.ts";
import {Tally} from "../tally.ts";
import {filePeriod} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {spellPerson, spellPhone} from "./spelling.ts";
import {type Cell, writeXlsx} from "./xlsx.ts";

/** Items of the checklist and how hard each is compared with the others. */
const items: readonly (readonly [string, number])[] = [
  ["Приветствие", 0.2],
  ["Выход на ЛПР", -0.05],
  ["Выявление потребности", -0.15],
  ["Презентация", 0.02],
  ["Отработка возражений", -0.2],
  ["Следующий шаг", -0.08],
  ["Запись в CRM", 0.05],
];
export const checklist = items.map(([name]) => name);
/** How often a second listener marks an item the other way round: one item is put so that it can be read two ways. */
export const doubt = (item: string) => (item === "Выявление потребности" ? 0.3 : 0.03);
const header: Cell[] = [
  "Дата проверки",
  "Дата звонка",
  "Телефон",
  "Оператор",
  "Проверяющий",
  "Версия сценария",
  ...checklist,
];

/** The head's listening sheet: a row a call, a column an item, a workbook a month of listening, older months together. */
export class QualityWriter {
  private readonly inbox: string;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private readonly periods = new Map<string, {day: number; cells: Cell[]}[]>();
  private readonly endDay: number;
  private readonly second: Random;
  /** Marks that two listeners gave the same item of the same conversation, by item. */
  readonly pairs = new Tally(["item"], ["same", "different"]);

  constructor(inbox: string, counts: FileCounts, seed: number, endDay: number) {
    this.inbox = inbox;
    this.counts = counts;
    this.random = new Random(seed, "quality");
    this.second = new Random(seed, "second listening");
    this.endDay = endDay;
  }

  /** Rows written: none when the listening is still to come. */
  add({call, reviewer, day, scriptVersion, quality, secondReviewer}: Review): number {
    if (day >= this.endDay) return 0;
    const {random} = this;
    const cells: Cell[] = [
      {day},
      {moment: Math.round(call.at / 60) / 1440},
      spellPhone(call.phone, random),
      spellPerson(call.stint.person, random),
      surnameFirst(reviewer),
      scriptVersion,
    ];
    for (const [, ease] of items) {
      if (random.chance(0.05)) cells.push("н/п");
      else if (random.chance(0.02)) cells.push(null);
      else cells.push(random.chance(quality + ease) ? 1 : 0);
    }
    const period = filePeriod(day, this.endDay);
    const rows = this.periods.get(period) ?? [];
    rows.push({day, cells});
    if (secondReviewer) rows.push({day, cells: this.heardAgain(cells, secondReviewer)});
    this.periods.set(period, rows);
    return secondReviewer ? 2 : 1;
  }

  /** The same conversation in other ears: mostly the same marks. */
  private heardAgain(cells: readonly Cell[], reviewer: Person): Cell[] {
    const marks = cells.slice(-items.length).map((mark, index) => {
      if (typeof mark !== "number") return mark;
      const item = checklist[index]!;
      const isTurned = this.second.chance(doubt(item));
      this.pairs.add([item], isTurned ? "different" : "same");
      return isTurned ? 1 - mark : mark;
    });
    return cells.slice(0, -items.length).with(4, surnameFirst(reviewer)).concat(marks);
  }

  close(): void {
    for (const [period, rows] of [...this.periods].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = `qa/qa_${period}.xlsx`;
      rows.sort((a, b) => a.day - b.day);
      const table = rows.map(({cells}) => cells);
      this.counts.of(path).rows = table.length;
      if (table.length > 20 && this.random.chance(0.3)) {
        const spoiled = ["без даты", ...table[0]!.slice(1)];
        table.push(spoiled);
        this.counts.reject(path, "impossible_date");
      }
      writeXlsx(join(this.inbox, path), "Прослушивание", [header, ...table]);
    }
  }
}
