import {join} from "node:path";
import {filePeriod} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {type Encoding, TextFile} from "./text-file.ts";

export interface PeriodFormat {
  source: string;
  encoding: Encoding;
  header: string;
  fileName(period: string): string;
}

/** Lines of one source, gathered by day, put in order of time; a file a month, what is older in larger ones. */
export class PeriodFile {
  private readonly inbox: string;
  private readonly format: PeriodFormat;
  private readonly end: number;
  private readonly counts: FileCounts;
  private file: TextFile | null = null;
  private period = "";
  private today: {at: number; line: string}[] = [];
  /** Path below the inbox. */
  path = "";

  constructor(inbox: string, counts: FileCounts, end: number, format: PeriodFormat) {
    this.inbox = inbox;
    this.counts = counts;
    this.format = format;
    this.end = end;
  }

  add(at: number, line: string): void {
    this.today.push({at, line});
  }

  /** Opens the period's file when the day is the first of it; true when it did. */
  startDay(day: number): boolean {
    const period = filePeriod(day, this.end);
    if (period === this.period) return false;
    this.file?.close();
    this.period = period;
    this.path = `${this.format.source}/${this.format.fileName(period)}`;
    this.file = new TextFile(join(this.inbox, this.path), this.format.encoding);
    this.counts.of(this.path);
    if (this.format.header) this.file.write(this.format.header);
    return true;
  }

  /** Puts a line at this place of the file without counting it as a plain row. */
  writeRaw(line: string): void {
    this.file!.write(line);
  }

  /** Writes the day in order of time; answers the lines written. */
  endDay(): string[] {
    const lines = this.today.sort((a, b) => a.at - b.at).map(({line}) => line);
    this.today = [];
    this.counts.of(this.path).rows += lines.length;
    if (lines.length > 0) this.file!.write(lines.join(""));
    return lines;
  }

  close(): void {
    this.file?.close();
    this.file = null;
  }
}
