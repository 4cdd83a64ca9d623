import type {Database} from "./database.ts";
import type {CompiledEntity, SelectOptions, SourceRows} from "./sources/compile.ts";
import {type DayOrder, proofs} from "./sources/date-sql.ts";
import {literal} from "./sources/sql.ts";

/** What the cells of one column show of which number is the day. */
export interface Proof {
  dayFirst: boolean;
  monthFirst: boolean;
  /** Days with points and four digits of the year. */
  dotted: boolean;
}

type Order = "day" | "month" | null;

const parts = Object.entries(proofs) as [keyof Proof, string][];

/** What the cells of each column of a relation show, in the order of its columns. */
export async function proofsOf(database: Database, relation: string): Promise<Proof[]> {
  const row = async (pattern: string) => {
    const [found] = await database.rows<Record<string, boolean | null>>(
      `select bool_or(regexp_matches(columns(*)::varchar, ${literal(pattern)})) from ${relation} as cells`,
    );
    return Object.values(found ?? {}).map((one) => one === true);
  };
  const found: [keyof Proof, boolean[]][] = [];
  for (const [name, pattern] of parts) found.push([name, await row(pattern)]);
  const width = found[0]![1].length;
  return Array.from(
    {length: width},
    (_, index) => Object.fromEntries(found.map(([name, cells]) => [name, cells[index]!])) as unknown as Proof,
  );
}

/** Which number is the day in all of these columns; null where none tells or they disagree. */
export function orderOf(columns: readonly Proof[]): Order {
  const [day, month] = [columns.some((one) => one.dayFirst), columns.some((one) => one.monthFirst)];
  if (day === month) return null;
  return day ? "day" : "month";
}

/**
 * How days are read that no mapping explains and that can be read in two ways: as the other cells of their column prove,
 * else as those of the file's other columns do.
 */
export async function provedOrders(
  database: Database,
  entity: CompiledEntity,
  rows: SourceRows,
): Promise<Map<string, DayOrder>> {
  const orders = new Map<string, DayOrder>();
  if (entity.untold.length === 0) return orders;
  const own = await proofsOf(database, `(${entity.selectUntold(rows)})`);
  const others = orderOf(await proofsOf(database, rows.relation));
  for (const [index, {name}] of entity.untold.entries()) {
    const proof = own[index]!;
    const isTold = proof.dayFirst || proof.monthFirst;
    const dayFirst = (isTold ? orderOf([proof]) : others) === "day";
    if (dayFirst || proof.dotted) orders.set(name, {dayFirst, shortYears: proof.dotted || proof.dayFirst});
  }
  return orders;
}

/** Says of days that can be read in two ways when their own column holds both orders: no setting helps there. */
export async function nameMixedOrders(
  database: Database,
  entity: CompiledEntity,
  rows: SourceRows,
  target: string,
): Promise<void> {
  const isDoubtful = "split_part(reject, '|', 2) = 'doubtful_date'";
  if (entity.untold.length === 0) return;
  if ((await database.value(`select count(*) from ${target} where ${isDoubtful}`)) === 0) return;
  const own = await proofsOf(database, `(${entity.selectUntold(rows)})`);
  for (const [index, {name}] of entity.untold.entries())
    if (own[index]!.dayFirst && own[index]!.monthFirst)
      await database.run(
        `update ${target} set reject = replace(reject, '|doubtful_date', '|mixed_dates')
         where ${isDoubtful} and split_part(reject, '|', 1) = ${literal(name)}`,
      );
}

/** Reasons for which a row is looked at once more, with what all the rows together tell. */
export const secondLooks = ["doubtful_date", "hidden_characters"] as const;

/** What the rows refused at first ask for; null when nothing more can be told of them than is told already. */
export async function secondLook(
  database: Database,
  entity: CompiledEntity,
  rows: SourceRows,
  {target, options}: {target: string; options: SelectOptions},
): Promise<SelectOptions | null> {
  const reasons = await database.rows<{reason: string}>(
    `select distinct split_part(reject, '|', 2) as reason from ${target}
     where split_part(reject, '|', 2) in (${secondLooks.map(literal).join(", ")})`,
  );
  const isAsked = (reason: (typeof secondLooks)[number]) => reasons.some((row) => row.reason === reason);
  if (isAsked("hidden_characters") && !options.withoutHidden) return {...options, withoutHidden: true};
  if (!isAsked("doubtful_date") || options.orders) return null;
  const orders = await provedOrders(database, entity, rows);
  return orders.size > 0 ? {...options, orders} : null;
}
