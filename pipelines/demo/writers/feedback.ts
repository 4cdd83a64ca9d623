import type {Answer} from "../events.ts";
import {Random} from "../random.ts";
import type {FileCounts} from "./file-counts.ts";
import {FormFile} from "./form-file.ts";
import {spellPerson, spellPhone} from "./spelling.ts";
import type {Cell} from "./xlsx.ts";

const header = [
  "Номер ответа",
  "Код клиента",
  "Телефон",
  "Дата ответа",
  "Оценка",
  "Высшая оценка",
  "Почему",
  "Этап",
  "О ком",
];
const stages = {first_talk: "Первый разговор", deal: "Сделка", care: "Сопровождение"} as const;
const reasons = {
  first_talk: {
    good: ["вежливо и по делу", "быстро поняли, что нам нужно"],
    fair: ["обычный звонок", "много вопросов"],
    bad: ["звонят не вовремя", "не слушали, читали по бумаге"],
  },
  deal: {
    good: ["подобрали, что просили", "хорошие условия"],
    fair: ["долго согласовывали договор", "цена как у всех"],
    bad: ["обещали перезвонить и не перезвонили", "дорого"],
  },
  care: {
    good: ["всегда на связи", "привозят в срок", "подсказывают, что заказать"],
    fair: ["всё устраивает, но дорого", "бывают задержки"],
    bad: ["менеджер не звонит, заказываем сами", "долго ждём ответа", "забыли про наш заказ"],
  },
} as const;

/** Clients' answers: the form for feedback, kept by whoever sends the messages and gathers what comes back. */
export class FeedbackWriter {
  private readonly random: Random;
  private readonly form: FormFile;
  private number = 0;

  constructor(inbox: string, counts: FileCounts, seed: number) {
    this.random = new Random(seed, "survey");
    this.form = new FormFile(inbox, counts, this.random, {
      source: "feedback",
      header,
      spoils: [
        {kind: "not_a_number", column: 4, cell: "отлично"},
        {kind: "missing_id", column: 0, cell: null},
        {kind: "impossible_date", column: 3, cell: "31.02.2026 10:00"},
      ],
    });
  }

  add({at, client, phone, stage, score, best, mood, about}: Answer): void {
    const {random, form} = this;
    const isByCode = client !== null && random.chance(0.75);
    const cells: Cell[] = [
      `А-${String(++this.number).padStart(6, "0")}`,
      isByCode ? client.id : null,
      isByCode ? null : spellPhone(phone, random),
      form.moment(at),
      random.chance(0.95) ? score : String(score),
      best,
      random.chance(0.45) ? random.pick(reasons[stage][mood]) : null,
      stages[stage],
      about ? spellPerson(about, random) : null,
    ];
    form.add(at, cells);
  }

  close(): void {
    this.form.close();
  }
}
