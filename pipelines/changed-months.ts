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

/**
 * From which month on each table may differ from the one published last. Tables by month change in the months that loads touched;
 * of any other, what was made is compared with what it replaces, as far as a table that asks for `changed_from()` reads it.
 */
export class ChangedMonths {
  /** First month made anew of each model that asks; null of one that stayed as it was. */
  readonly rebuiltFrom = new Map<string, string | null>();
  private readonly differsFrom = new Map<string, string | null>();
  private readonly watched: ReadonlySet<string>;
  private readonly warehouse: Database;
  private readonly span: {touchedFrom: string | null; formerFirst: string | null; isWhole: boolean};

  constructor(warehouse: Database, models: readonly Model[], span: ChangedMonths["span"]) {
    this.warehouse = warehouse;
    this.span = span;
    this.watched = new Set(
      models.filter(({rebuilt}) => rebuilt === "changed").flatMap(({dependencies}) => dependencies),
    );
    for (const {name, rebuilt} of models)
      if (rebuilt === "touched" || rebuilt === "forward") this.differsFrom.set(name, span.touchedFrom);
  }

  /** Makes a table whole; compares it with the former one where somebody wants to know. */
  async replace(model: Model, isNew: boolean): Promise<void> {
    const {name, sql} = model;
    if (isNew || this.span.isWhole || !this.watched.has(name)) {
      this.differsFrom.set(name, always);
      await this.warehouse.run(`create or replace table ${name} as ${sql}`);
      return;
    }
    const made = `${name}_made`;
    await this.warehouse.run(`create or replace table ${made} as ${sql}`);
    const names = model.columns.map((column) => column.name);
    const columns = names.join(", ");
    const lacks = (one: string, other: string) =>
      `(select ${columns} from ${one} except all select ${columns} from ${other})`;
    const [since, until] = model.since;
    const day = (column: string) => `coalesce(min(${column}), date '${always}')`;
    const first = await this.warehouse.value<string | null>(`
      select date_trunc('month', min(day))::date::varchar
      from (
        select ${since === undefined ? `date '${always}'` : until === undefined ? day(since) : `case when count(*) = 2 then ${day(until)} else ${day(since)} end`} as day
        from (${lacks(made, name)} union all ${lacks(name, made)}) as differing
        group by ${names.filter((column) => column !== until).join(", ")}
      ) as days`);
    this.differsFrom.set(name, first);
    await this.warehouse.run(`drop table ${name}`);
    await this.warehouse.run(`alter table ${made} rename to ${name}`);
  }

  /** Makes a table anew from the first month in which anything it reads has changed. */
  async rebuild(model: Model, isNew: boolean): Promise<void> {
    const {name, sql, partition} = model;
    const first = isNew || this.span.isWhole ? always : this.firstChange(model);
    this.differsFrom.set(name, first);
    this.rebuiltFrom.set(name, first);
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

  private firstChange(model: Model): string | null {
    const firsts = model.dependencies.map((name) => {
      const first = this.differsFrom.get(name);
      if (first === undefined) throw new Error(`${model.name} is made before ${name}, which it reads`);
      return first;
    });
    const [first = null] = firsts.filter((one) => one !== null).sort();
    // other months count from the first one, so nothing stays when that may have moved
    return first !== null && first <= (this.span.formerFirst ?? first) ? always : first;
  }
}
