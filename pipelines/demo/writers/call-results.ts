import type {FiledResult} from "../events.ts";
import {Random} from "../random.ts";
import {momentOf, russianMinute, russianMoment} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {PeriodFile} from "./period-file.ts";
import {spellPerson, spellPhone} from "./spelling.ts";
import {csvLine} from "./text-file.ts";
import {reasonSpellings, resultSpellings, screeningSpellings, secondarySpellings} from "./words.ts";

const header =
  "Номер записи;Дата;Телефон;Оператор;Результат;Причина отказа;Вторичная цель;Перезвонить;ЛПР;Версия сценария;Комментарий\r\n";
const comments = [
  "",
  "",
  "",
  "",
  "просил не звонить утром",
  "говорит быстро; записать точнее",
  'ждёт письмо "на почту"',
];

/** The operators' log: a table kept by hand and saved from a spreadsheet. */
export class CallResultsWriter {
  private readonly file: PeriodFile;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private number = 0;
  private dirtTurn = 0;

  constructor(inbox: string, counts: FileCounts, seed: number, end: number) {
    this.random = new Random(seed, "call results");
    this.counts = counts;
    this.file = new PeriodFile(inbox, counts, end, {
      source: "call_results",
      encoding: "cp1251",
      header,
      fileName: (period) => `results_${period}.csv`,
    });
  }

  startDay(day: number): void {
    this.file.startDay(day);
  }

  endDay(day: number): void {
    const lines = this.file.endDay();
    if (lines.length === 0) return;
    if (this.random.chance(0.25)) {
      this.file.writeRaw(this.random.pick(lines));
      const count = this.counts.of(this.file.path);
      count.rows++;
      count.duplicates++;
    }
    if (this.random.chance(0.12)) this.plantDirt(day);
  }

  close(): void {
    this.file.close();
  }

  add(result: FiledResult): void {
    const {random} = this;
    const pick = (words: readonly string[] | undefined) =>
      words ? (random.chance(0.75) ? words[0]! : random.pick(words)) : "";
    const cells = [
      this.nextNumber(),
      russianMoment(result.at),
      spellPhone(result.call.phone, random),
      spellPerson(result.call.stint.person, random),
      pick(resultSpellings[result.result]),
      result.screeningReason
        ? screeningSpellings[result.screeningReason]!
        : result.refusalReason
          ? pick(reasonSpellings[result.refusalReason])
          : "",
      result.secondaryGoal ? pick(secondarySpellings[result.secondaryGoal]) : "",
      result.callbackAt === undefined ? "" : russianMinute(result.callbackAt),
      result.isDecisionMaker ? "да" : "нет",
      result.scriptVersion,
      random.pick(comments),
    ];
    this.file.add(result.at, csvLine(cells, ";"));
  }

  private nextNumber(): string {
    return `Р-${String(++this.number).padStart(7, "0")}`;
  }

  private plantDirt(day: number): void {
    const date = russianMoment(momentOf(day, 43_200));
    const kinds = [
      "scientific_phone",
      "impossible_date",
      "unknown_result",
      "missing_id",
      "shifted_row",
    ] as const;
    const kind = kinds[this.dirtTurn++ % kinds.length]!;
    const cells: string[] = [
      this.nextNumber(),
      date,
      "+79000000000",
      "Тестова Анна",
      "Отказ",
      "Дорого",
      "",
      "",
      "нет",
      "v1",
      "",
    ];
    if (kind === "scientific_phone") cells[2] = "7,9E+10";
    if (kind === "impossible_date") cells[1] = `31.02.${date.slice(6)}`;
    if (kind === "unknown_result") cells[4] = "???";
    if (kind === "missing_id") cells[0] = "";
    this.file.writeRaw(csvLine(kind === "shifted_row" ? cells.slice(2, 7) : cells, ";"));
    this.counts.reject(this.file.path, kind);
  }
}
