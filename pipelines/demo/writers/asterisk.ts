import type {PhoneCall} from "../events.ts";
import {Random} from "../random.ts";
import {surnameFirst} from "../simulation/names.ts";
import {greenwichMoment, momentOf, unixSeconds} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {PeriodFile} from "./period-file.ts";

const queueNumber = "600";
const disposition = {
  answered: "ANSWERED",
  no_answer: "NO ANSWER",
  busy: "BUSY",
  cancelled: "NO ANSWER",
  failed: "FAILED",
} as const;

interface Leg {
  src: string;
  dst: string;
  context: string;
  clid: string;
  channel: string;
  dstChannel: string;
  app: string;
  data: string;
  start: number;
  /** Seconds until somebody answered; null when nobody did. */
  answerAfter: number | null;
  duration: number;
  disposition: string;
  recording: string;
}

/** The exchange of hunters and farmers: Master.csv without header, Greenwich time, legs of a call share linkedid. */
export class AsteriskWriter {
  private readonly file: PeriodFile;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private unique = 1000;
  private channel = 0x1000;
  private dirtTurn = 0;
  queueLegs = 0;

  constructor(inbox: string, counts: FileCounts, seed: number, end: number) {
    this.random = new Random(seed, "asterisk");
    this.counts = counts;
    this.file = new PeriodFile(inbox, counts, end, {
      source: "asterisk",
      encoding: "utf8",
      header: "",
      fileName: (period) => `Master-${period}.csv`,
    });
  }

  startDay(day: number): void {
    this.file.startDay(day);
  }

  endDay(day: number): void {
    const lines = this.file.endDay();
    if (lines.length > 0 && this.random.chance(0.1)) this.plantDirt(day);
  }

  close(): void {
    this.file.close();
  }

  call(call: PhoneCall): void {
    if (call.direction === "out") this.outgoing(call);
    else this.incoming(call);
  }

  private outgoing(call: PhoneCall): void {
    const {stint, at, ringSeconds: ring} = call;
    const dialled = this.random.chance(0.85) ? `8${call.phone.slice(1)}` : call.phone;
    const isAnswered = call.status === "answered";
    const other = call.isTransferred ? call.otherExtension : undefined;
    const own = other && isAnswered ? Math.ceil(call.talkSeconds * 0.7) : call.talkSeconds;
    const linked = this.leg(null, {
      src: stint.extension,
      dst: dialled,
      context: "from-internal",
      clid: `"${surnameFirst(stint.person)}" <${stint.extension}>`,
      channel: this.channelOf(stint.extension),
      dstChannel: this.channelOf("trunk"),
      app: "Dial",
      data: `PJSIP/${dialled}@trunk,60,Tt`,
      start: at,
      answerAfter: isAnswered ? ring : null,
      duration: ring + own,
      disposition: disposition[call.status],
      recording: isAnswered && call.isRecorded ? `out-${dialled}-${stint.extension}` : "",
    });
    if (!other || !isAnswered || call.talkSeconds - own === 0) return;
    this.leg(linked, this.toDesk(call, other, at + ring + own, 0, call.talkSeconds - own, true));
  }

  private incoming(call: PhoneCall): void {
    let start = call.at;
    let linked: string | null = null;
    if (call.queueSeconds !== undefined) {
      this.queueLegs++;
      linked = this.leg(null, {
        ...this.toDesk(call, queueNumber, start, 0, call.queueSeconds, true),
        dstChannel: "",
        app: "Queue",
        data: `${queueNumber},t,,,300`,
        disposition: "NO ANSWER",
        recording: "",
      });
      start += call.queueSeconds;
    }
    if (call.otherExtension)
      linked = this.leg(linked, this.toDesk(call, call.otherExtension, start, call.ringSeconds, 0, false));
    this.leg(
      linked,
      this.toDesk(
        call,
        call.stint.extension,
        start,
        call.ringSeconds,
        call.talkSeconds,
        call.status === "answered",
      ),
    );
  }

  private toDesk(
    call: PhoneCall,
    extension: string,
    start: number,
    ring: number,
    talk: number,
    isAnswered: boolean,
  ): Leg {
    return {
      src: call.phone,
      dst: extension,
      context: "from-trunk",
      clid: `"${call.phone}" <${call.phone}>`,
      channel: this.channelOf("trunk"),
      dstChannel: this.channelOf(extension),
      app: "Dial",
      data: `PJSIP/${extension},25,t`,
      start,
      answerAfter: isAnswered ? ring : null,
      duration: ring + talk,
      disposition: isAnswered ? "ANSWERED" : "NO ANSWER",
      recording: isAnswered && call.isRecorded ? `in-${call.phone}-${extension}` : "",
    };
  }

  private channelOf(end: string): string {
    return `PJSIP/${end}-${(this.channel++).toString(16).padStart(8, "0")}`;
  }

  /** Writes one leg; answers the linkedid of its call. */
  private leg(linked: string | null, leg: Leg): string {
    const unique = `${unixSeconds(leg.start)}.${++this.unique}`;
    this.file.add(leg.start, this.line(leg, unique, linked ?? unique));
    return linked ?? unique;
  }

  private line(leg: Leg, unique: string, linked: string): string {
    const isAnswered = leg.answerAfter !== null;
    const text = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const recording = leg.recording ? `${leg.recording}-${unique}.wav` : "";
    return (
      `"",${text(leg.src)},${text(leg.dst)},${text(leg.context)},${text(leg.clid)},${text(leg.channel)},` +
      `${text(leg.dstChannel)},${text(leg.app)},${text(leg.data)},"${greenwichMoment(leg.start)}",` +
      `${isAnswered ? `"${greenwichMoment(leg.start + leg.answerAfter!)}"` : ""},` +
      `"${greenwichMoment(leg.start + leg.duration)}",${leg.duration},` +
      `${isAnswered ? leg.duration - leg.answerAfter! : 0},"${leg.disposition}","DOCUMENTATION",` +
      `"${unique}",${text(recording)},"","${linked}",${this.unique}\n`
    );
  }

  private plantDirt(day: number): void {
    const start = momentOf(day, 43_200);
    const leg: Leg = {
      src: "201",
      dst: "89000000000",
      context: "from-internal",
      clid: '"" <201>',
      channel: this.channelOf("201"),
      dstChannel: this.channelOf("trunk"),
      app: "Dial",
      data: "PJSIP/89000000000@trunk,60,Tt",
      start,
      answerAfter: 5,
      duration: 65,
      disposition: "ANSWERED",
      recording: "",
    };
    const unique = `${unixSeconds(start)}.${++this.unique}`;
    const good = this.line(leg, unique, unique);
    const kind = (["impossible_date", "too_long", "shifted_row"] as const)[this.dirtTurn++ % 3]!;
    let line = good;
    if (kind === "impossible_date") line = good.replaceAll(greenwichMoment(start), "1000-02-31 09:00:00");
    else if (kind === "too_long") line = this.line({...leg, duration: 100_065}, unique, unique);
    else line = `${good.split(",").slice(4, 11).join(",")}\n`;
    this.file.writeRaw(line);
    this.counts.reject(this.file.path, kind);
  }
}
