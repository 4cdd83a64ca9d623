import type {HunterPromise} from "../events.ts";
import {Random} from "../random.ts";
import type {FileCounts} from "./file-counts.ts";
import {FormFile} from "./form-file.ts";
import {spellPerson, spellPhone} from "./spelling.ts";
import type {Cell} from "./xlsx.ts";

const header = [
  "Номер записи",
  "Код клиента",
  "Телефон",
  "Оператор",
  "Дата и время",
  "Результат",
  "Перезвонить",
  "Разговор с ЛПР",
  "Комментарий",
];
const comments = [
  "обсудить КП",
  "ждёт решения директора",
  "уточнить объём",
  "после совещания",
  "прислать образцы",
];

/** The hunters' sheet of promised calls: the form for results of calls with the columns they need. */
export class PromisesWriter {
  private readonly random: Random;
  private readonly form: FormFile;
  private number = 0;

  constructor(inbox: string, counts: FileCounts, seed: number) {
    this.random = new Random(seed, "promised calls");
    this.form = new FormFile(inbox, counts, this.random, {
      source: "promises",
      header,
      spoils: [
        {kind: "missing_id", column: 0, cell: null},
        {kind: "impossible_date", column: 4, cell: "31.02.2026 10:00"},
        {kind: "unknown_result", column: 5, cell: "созвон"},
      ],
    });
  }

  add({at, client, person, dueAt, isDecisionMaker}: HunterPromise): void {
    const {random, form} = this;
    const isByCode = random.chance(0.7);
    const cells: Cell[] = [
      `О-${String(++this.number).padStart(6, "0")}`,
      isByCode ? client.id : null,
      isByCode && random.chance(0.6) ? null : spellPhone(client.phone, random),
      spellPerson(person, random),
      form.moment(at),
      "Перезвонить",
      form.moment(dueAt),
      isDecisionMaker ? "Да" : "Нет",
      random.chance(0.3) ? random.pick(comments) : null,
    ];
    form.add(at, cells);
  }

  close(): void {
    this.form.close();
  }
}
