import type {PhoneCall} from "../events.ts";
import {Random} from "../random.ts";
import {nameFirst, surnameFirst, withoutYo} from "../simulation/names.ts";
import type {Stint} from "../simulation/people.ts";
import {momentOf, monthText, russianMoment, unixSeconds} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {PeriodFile} from "./period-file.ts";
import {spellPhone} from "./spelling.ts";
import {csvLine} from "./text-file.ts";

const header =
  "Тип;Статус;Время;ID схемы звонка;Схема;Исходящая линия;Откуда;Куда;Кому звонили;Кто разговаривал;Кто ответил;" +
  "Длительность звонка, сек;Длительность разговора, сек;Время ответа, сек;Оценка;ID записи;Метка;Теги;" +
  "Инициатор завершения звонка;ID заказа звонка;Запись существует;Новый клиент;Состояние перезвона;Время перезвона;" +
  "Информация из CRM;Ответственный из CRM\r\n";
/** The company's own number; its code is given to no client. */
const ownLine = "74990000100";
const status = {
  answered: "отвечен",
  no_answer: "не отвечен",
  busy: "занят",
  cancelled: "отменен",
  failed: "не отвечен",
} as const;

interface Row {
  kind: string;
  status: string;
  at: number;
  from: string;
  to: string;
  answeredBy: string;
  ring: number;
  talk: number;
  isRecorded: boolean;
  crmOwner: string;
}

/** The call centre's telephony: one row a call, the last day of a file repeated in the next. */
export class SipuniWriter {
  private readonly file: PeriodFile;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private sequence = 100_000;
  private dirtTurn = 0;
  private lastLines: string[] = [];
  /** Good rows of a telephone that is not in the staff list, by month. */
  readonly unknownExtensionCalls: Record<string, number> = {};

  constructor(inbox: string, counts: FileCounts, seed: number, end: number) {
    this.random = new Random(seed, "sipuni");
    this.counts = counts;
    this.file = new PeriodFile(inbox, counts, end, {
      source: "sipuni",
      encoding: "utf8-bom",
      header,
      fileName: (period) => `sipuni_${period}.csv`,
    });
  }

  startDay(day: number): void {
    if (!this.file.startDay(day)) return;
    const repeated = this.lastLines;
    this.file.writeRaw(repeated.join(""));
    const count = this.counts.of(this.file.path);
    count.rows += repeated.length;
    count.duplicates += repeated.length;
  }

  endDay(day: number): void {
    const lines = this.file.endDay();
    if (lines.length === 0) return;
    this.lastLines = lines;
    if (this.random.chance(0.12)) this.plantDirt(day);
    if (this.random.chance(0.02)) this.unknownExtension(day);
  }

  close(): void {
    this.file.close();
  }

  call(call: PhoneCall): void {
    const isOut = call.direction === "out";
    const who = this.desk(call.stint);
    const phone = spellPhone(call.phone, this.random);
    const isAnswered = call.status === "answered";
    const line = this.line({
      kind: isOut ? "исходящий" : "входящий",
      status: isAnswered ? "отвечен" : isOut ? status[call.status] : "пропущен",
      at: call.at,
      from: isOut ? who : phone,
      to: isOut ? phone : ownLine,
      answeredBy: isAnswered && !isOut ? who : "",
      ring: call.ringSeconds,
      talk: call.talkSeconds,
      isRecorded: isAnswered && call.isRecorded,
      crmOwner: this.random.chance(0.3) ? nameFirst(call.stint.person) : "",
    });
    this.file.add(call.at, line);
  }

  internalCall(stint: Stint, otherExtension: string, at: number, talk: number): void {
    const row = {kind: "внутренний", status: "отвечен", at, from: this.desk(stint), to: otherExtension};
    this.file.add(
      at,
      this.line({...row, answeredBy: otherExtension, ring: 5, talk, isRecorded: false, crmOwner: ""}),
    );
  }

  private desk({extension, person}: Stint): string {
    const name = surnameFirst(person);
    return `${extension} (${this.random.chance(0.1) ? withoutYo(name) : name})`;
  }

  private line(row: Row): string {
    const {random} = this;
    const id = `${unixSeconds(row.at)}.${++this.sequence}`;
    const hasNoRecordId = random.chance(0.006);
    const kind = random.chance(0.04) ? row.kind[0]!.toUpperCase() + row.kind.slice(1) : row.kind;
    const isOut = row.kind === "исходящий";
    const isInternal = row.kind === "внутренний";
    return csvLine(
      [
        kind,
        row.status,
        russianMoment(row.at),
        isOut || isInternal ? "" : "000204",
        isOut || isInternal ? "" : "Входящая линия",
        isOut ? ownLine : "",
        row.from,
        row.to,
        isOut ? row.to : row.answeredBy,
        row.talk > 0 ? (isOut ? row.from : row.answeredBy) : "",
        isOut && row.talk > 0 ? row.to : row.answeredBy,
        row.talk + row.ring,
        row.talk > 0 || random.chance(0.8) ? row.talk : "",
        row.ring,
        "",
        hasNoRecordId ? "" : id,
        "",
        "",
        row.talk > 0 ? (random.chance(0.5) ? "Клиент" : "Оператор") : "",
        hasNoRecordId ? `${this.sequence}` : "",
        row.isRecorded ? "1" : "0",
        "",
        "",
        "",
        "",
        row.crmOwner,
      ],
      ";",
    );
  }

  /** Rows that no honest reader can take. */
  private plantDirt(day: number): void {
    const at = momentOf(day, 43_200);
    const row = {
      kind: "исходящий",
      status: "отвечен",
      at,
      from: "401 (Тестовая Строка)",
      to: "+79000000000",
      answeredBy: "",
      ring: 7,
      talk: 60,
      isRecorded: true,
      crmOwner: "",
    };
    const kind = (["impossible_date", "too_long", "shifted_row"] as const)[this.dirtTurn++ % 3]!;
    let line: string;
    if (kind === "impossible_date")
      line = this.line(row).replace(russianMoment(at), `31.02.${russianMoment(at).slice(6)}`);
    else if (kind === "too_long") line = this.line({...row, talk: 100_000 + this.random.int(0, 9999)});
    else line = `${this.line(row).split(";").slice(1, 7).join(";")}\r\n`;
    this.file.writeRaw(line);
    this.counts.reject(this.file.path, kind);
  }

  /** A telephone nobody in the staff list has: a good row whose operator cannot be named. */
  private unknownExtension(day: number): void {
    const month = monthText(day);
    this.unknownExtensionCalls[month] = (this.unknownExtensionCalls[month] ?? 0) + 1;
    this.file.writeRaw(
      this.line({
        kind: "исходящий",
        status: "не отвечен",
        at: momentOf(day, 61_200),
        from: "498 (Стажёр)",
        to: "+79010999999",
        answeredBy: "",
        ring: 20,
        talk: 0,
        isRecorded: false,
        crmOwner: "",
      }),
    );
    this.counts.of(this.file.path).rows++;
  }
}
