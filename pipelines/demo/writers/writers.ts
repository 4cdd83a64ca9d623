import {join} from "node:path";
import type {Client} from "../simulation/clients.ts";
import type {Person} from "../simulation/people.ts";
import type {World} from "../simulation/world.ts";
import {isoMoment, monthText, partsOf} from "../time.ts";
import {AccountingWriter} from "./accounting.ts";
import {AsteriskWriter} from "./asterisk.ts";
import {CallResultsWriter} from "./call-results.ts";
import {writeContacts} from "./contacts.ts";
import {FeedbackWriter} from "./feedback.ts";
import {FileCounts} from "./file-counts.ts";
import {InvoicesWriter} from "./invoices.ts";
import {LeadsWriter} from "./leads.ts";
import {PromisesWriter} from "./promises.ts";
import {QualityWriter} from "./quality.ts";
import {writeSalaries} from "./salaries.ts";
import {SipuniWriter} from "./sipuni.ts";
import {writeTables} from "./tables.ts";
import {csvLine, TextFile} from "./text-file.ts";

/** One writer for each system of the company. */
export class Writers {
  readonly counts = new FileCounts();
  readonly sipuni: SipuniWriter;
  readonly asterisk: AsteriskWriter;
  readonly results: CallResultsWriter;
  readonly accounting: AccountingWriter;
  readonly quality: QualityWriter;
  readonly leads: LeadsWriter;
  readonly invoices: InvoicesWriter;
  readonly promises: PromisesWriter;
  readonly feedback: FeedbackWriter;
  private readonly inbox: string;
  private readonly owners: TextFile;

  constructor(inbox: string, seed: number, endDay: number) {
    this.inbox = inbox;
    this.sipuni = new SipuniWriter(inbox, this.counts, seed, endDay);
    this.asterisk = new AsteriskWriter(inbox, this.counts, seed, endDay);
    this.results = new CallResultsWriter(inbox, this.counts, seed, endDay);
    this.accounting = new AccountingWriter(inbox, this.counts, seed, endDay);
    this.quality = new QualityWriter(inbox, this.counts, seed, endDay);
    this.leads = new LeadsWriter(inbox, this.counts, seed);
    this.invoices = new InvoicesWriter(inbox, this.counts, seed);
    this.promises = new PromisesWriter(inbox, this.counts, seed);
    this.feedback = new FeedbackWriter(inbox, this.counts, seed);
    this.owners = new TextFile(join(inbox, "ownership", "ownership.csv"), "utf8");
    this.owners.write("client_id,started_at,owner,leg,reason\r\n");
  }

  startDay(day: number, isWindow: boolean): void {
    this.accounting.startDay(day);
    if (!isWindow) return;
    this.sipuni.startDay(day);
    this.asterisk.startDay(day);
    this.results.startDay(day);
  }

  endDay(world: World, day: number, isWindow: boolean): void {
    if (!isWindow) return;
    this.sipuni.endDay(day);
    this.asterisk.endDay(day);
    this.results.endDay(day);
    if (monthText(day) === monthText(day + 1)) return;
    this.leads.export(world, day);
    const isHalfYear = partsOf(day).month % 6 === 4;
    if (isHalfYear || day === world.plan.endDay - 1) writeContacts(this.inbox, this.counts, world, day);
  }

  ownership(client: Client, owner: Person, at: number, leg: string, reason: string): void {
    this.owners.write(csvLine([client.id, isoMoment(at), owner.id, leg, reason], ","));
    this.counts.of("ownership/ownership.csv").rows++;
  }

  close(world: World): void {
    this.sipuni.close();
    this.asterisk.close();
    this.results.close();
    this.accounting.close();
    this.quality.close();
    this.invoices.close();
    this.promises.close();
    this.feedback.close();
    this.owners.close();
    writeTables(this.inbox, this.counts, world);
    writeSalaries(this.inbox, this.counts, world);
  }
}
