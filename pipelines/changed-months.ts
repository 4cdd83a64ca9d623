import type {Database} from "./database.ts";
import type {Model} from "./models.ts";
import {readState, writeState} from "./warehouse.ts";

/** State that holds while tables may be of a run that never published; cleared with the touched months. */
export const halfBuilt = "half_built";

/** True when a run before this one built and did not publish: what its tables replaced is not known any more. */
export async function wasLeftHalfBuilt(warehouse: Database): Promise<boolean> {
  const left = (await readState(warehouse, halfBuilt)) === "true";
  await writeState(warehouse, halfBuilt, "true");
  return left;
}

/** Before any month that data can have. */
const always = "1900-01-01";

/** What a run knows before it makes the first table. */
export interface Span {
  touchedFrom: string | null;
  /** First month of the tables that the run found. */
  formerFirst: string | null;
  /** True when months have begun since those tables were made. */
  hasNewMonth: boolean;
  /** Nothing is known of those tables, so each is taken for changed. */
  isWhole: boolean;
  /** Canonical tables whose rows changed since then. */
  changedEntities: ReadonlySet<string>;
}

/**
 * From which month on each table may differ from the one published last. A table that reads nothing new stays as it is.
 * Of the others, tables by month change in the months that loads touched; of any other, what was made is compared with
 * what it replaces, for most days change little of what a company is.
 */
export class ChangedMonths {
  /** First month that may differ, of each table made so far; null of one that is as it was. */
  readonly differsFrom = new Map<string, string | null>();
  /** Tables made whole of which the rows that differ are noted, by their grain, in the temporary table `<name>_changed`. */
  readonly notedRows = new Set<string>();
  private readonly watched: ReadonlySet<string>;
  private readonly warehouse: Database;
  private readonly span: Span;

  constructor(warehouse: Database, models: readonly Model[], span: Span) {
    this.warehouse = warehouse;
    this.span = span;
    this.watched = new Set(
      models.filter(({rebuilt}) => rebuilt === "changed").flatMap(({dependencies}) => dependencies),
    );
  }

  /** True when each table is taken for changed. */
  get isWhole(): boolean {
    return this.span.isWhole;
  }

  /** True when all that a statement reads is as it was. */
  readsNothingNew({dependencies, sources}: Pick<Model, "dependencies" | "sources">): boolean {
    return (
      !this.span.isWhole &&
      dependencies.every((name) => this.differsFrom.get(name) === null) &&
      sources.every((name) => name.startsWith("stage.") && !this.span.changedEntities.has(name.slice(6)))
    );
  }

  /** True when a table by month need not be made, for making it would give what it holds. */
  stays(model: Model, isNew: boolean): boolean {
    const stays =
      !isNew && !(model.rebuilt === "forward" && this.span.hasNewMonth) && this.readsNothingNew(model);
    this.differsFrom.set(model.name, stays ? null : this.span.touchedFrom);
    return stays;
  }

  /** Makes a table whole unless it reads nothing new; one that comes out as it was stays. */
  async replace(model: Model, isNew: boolean): Promise<void> {
    const {name, sql} = model;
    if (isNew || this.span.isWhole) {
      this.differsFrom.set(name, always);
      await this.warehouse.run(`create or replace table ${name} as ${sql}`);
      return;
    }
    this.differsFrom.set(name, null);
    if (this.readsNothingNew(model)) return;
    const made = `${name}_made`;
    await this.warehouse.run(`create or replace table ${made} as ${sql}`);
    if (await this.areAlike(model, made)) {
      await this.warehouse.run(`drop table ${made}`);
      return;
    }
    if (model.personal.length > 0) await this.noteRows(model, made);
    const asks = this.watched.has(name) && model.since.length > 0;
    this.differsFrom.set(name, asks ? await this.firstDifference(model, made) : always);
    await this.warehouse.run(`drop table ${name}`);
    await this.warehouse.run(`alter table ${made} rename to ${name}`);
  }

  /** Makes a table anew from the first month in which anything it reads has changed. */
  async rebuild(model: Model, isNew: boolean): Promise<void> {
    const {name, sql, partition} = model;
    const first = isNew || this.span.isWhole ? always : await this.firstChange(model);
    this.differsFrom.set(name, first);
    if (first === null) return;
    await this.warehouse.run(`set variable changed_from = date '${first}'`);
    if (first === always) {
      await this.warehouse.run(`create or replace table ${name} as ${sql}`);
      return;
    }
    const columns = model.columns.map((column) => column.name).join(", ");
    await this.warehouse.run(`delete from ${name} where ${partition} >= date '${first}'`);
    await this.warehouse.run(`insert into ${name} (${columns}) ${sql}`);
  }

  /** Rows are read only when there are as many: a sum of 64-bit hashes of each tells them apart in whatever order. */
  private async areAlike(model: Model, made: string): Promise<boolean> {
    const count = (table: string) => this.warehouse.value(`select count(*) from ${table}`);
    if ((await count(model.name)) !== (await count(made))) return false;
    const columns = model.columns.map((column) => column.name).join(", ");
    const sum = (table: string) => `(select sum(hash(${columns})) from ${table})`;
    return this.warehouse.value<boolean>(`select ${sum(model.name)} is not distinct from ${sum(made)}`);
  }

  /** Stand-ins for names take longer to work out than all else of a row, so they are for the rows that differ. */
  private async noteRows({name, grain, columns, personal}: Model, made: string): Promise<void> {
    if (grain.some((column) => personal.includes(column))) return;
    const key = grain.join(", ");
    const row = `hash(${columns.map((column) => column.name).join(", ")}) as row_hash`;
    const lacks = (one: string, other: string) =>
      `select ${key} from (select ${key}, ${row} from ${one} except select ${key}, ${row} from ${other}) as rows`;
    await this.warehouse.run(
      `create or replace temp table ${name}_changed as ${lacks(made, name)} union ${lacks(name, made)}`,
    );
    this.notedRows.add(name);
  }

  /** By what the model says of its rows' days. */
  private async firstDifference(model: Model, made: string): Promise<string | null> {
    const names = model.columns.map((column) => column.name);
    const columns = names.join(", ");
    const lacks = (one: string, other: string) =>
      `(select ${columns} from ${one} except all select ${columns} from ${other})`;
    const [since, until] = model.since;
    const day = (column: string) => `coalesce(min(${column}), date '${always}')`;
    return this.warehouse.value<string | null>(`
      select date_trunc('month', min(day))::date::varchar
      from (
        select ${until === undefined ? day(since!) : `case when count(*) = 2 then ${day(until)} else ${day(since!)} end`} as day
        from (${lacks(made, model.name)} union all ${lacks(model.name, made)}) as differing
        group by ${names.filter((column) => column !== until).join(", ")}
      ) as days`);
  }

  private async firstChange(model: Model): Promise<string | null> {
    const firsts = model.dependencies.map((name) => {
      const first = this.differsFrom.get(name);
      if (first === undefined) throw new Error(`${model.name} is made before ${name}, which it reads`);
      return first;
    });
    const [changed = null] = firsts.filter((one) => one !== null).sort();
    const first = changed && (await this.before(changed, model.ahead));
    // other months count from the first one, so nothing stays when that may have moved
    return first !== null && first <= (this.span.formerFirst ?? first) ? always : first;
  }

  /** First month whose rows may tell of what happened in another one. */
  private async before(month: string, ahead: string | null): Promise<string> {
    if (ahead === null || month === always) return month;
    const shifted = /^\d+$/.test(ahead)
      ? `select months_after(date '${month}', -${ahead})`
      : `select month_of(days_after(date '${month}', -${ahead})) from company.settings`;
    return this.warehouse.value<string>(`select (${shifted})::varchar`);
  }
}
