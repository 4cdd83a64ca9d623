import {type Company, type Home, readCompany} from "../../pipelines/company/company.ts";
import type {Database} from "../../pipelines/database.ts";
import {leftSentence} from "../../pipelines/inbox.ts";
import {land} from "../../pipelines/land.ts";
import {readMacros} from "../../pipelines/models.ts";
import {openLoad} from "../../pipelines/open-load.ts";
import {type Load, type StagedFile, stageLoad} from "../../pipelines/stage.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";

export interface Rejected {
  entity: string | null;
  line_number: number;
  column_name: string | null;
  reason_code: string;
  value: string | null;
  raw_text: string;
}

/** A home's warehouse with everything in the inbox landed and staged, without models: for tests of reading alone. */
export class Staged {
  readonly warehouse: Database;
  readonly company: Company;
  private readonly home: Home;
  files: StagedFile[] = [];
  /** What was left in the inbox, and why. */
  left: string[] = [];

  private constructor(home: Home, company: Company, warehouse: Database) {
    this.home = home;
    this.company = company;
    this.warehouse = warehouse;
  }

  static async open(home: Home): Promise<Staged> {
    const company = readCompany(home);
    const warehouse = await openWarehouse(home);
    await warehouse.run(readMacros(company.config.timezone));
    return new Staged(home, company, warehouse);
  }

  /** Lands and stages what lies in the inbox now. */
  async take(now: () => Date = () => new Date()): Promise<StagedFile[]> {
    const landed = await land(this.warehouse, this.home, this.company, {
      sources: this.company.sources,
      now,
    });
    this.left = landed.left.map(leftSentence);
    const loads = await this.warehouse.rows<Load>(
      "select load_id, source_id, file_name, sha256, received_at::varchar as received_at from ops.loads where status_code = 'landed' order by load_id",
    );
    this.files = [];
    for (const load of loads) {
      const source = this.company.sources.find((candidate) => candidate.id === load.source_id)!;
      const table = await openLoad(this.home, source, load);
      const staged = stageLoad(this.warehouse, this.company, source, load, table);
      this.files.push(await staged.finally(() => table.close()));
    }
    return this.files;
  }

  rows<Row = Record<string, string | number | boolean | null>>(sql: string): Promise<Row[]> {
    return this.warehouse.rows<Row>(sql);
  }

  rejected(): Promise<Rejected[]> {
    return this.warehouse.rows<Rejected>(
      "select entity, line_number, column_name, reason_code, value, raw_text from ops.rejected_rows order by load_id, line_number, entity",
    );
  }

  close(): void {
    this.warehouse.close();
  }
}

/** Opens, takes, asks, closes. */
export async function staged<Result>(
  home: Home,
  ask: (staged: Staged) => Promise<Result>,
  now?: () => Date,
): Promise<Result> {
  const open = await Staged.open(home);
  try {
    await open.take(now);
    return await ask(open);
  } finally {
    open.close();
  }
}
