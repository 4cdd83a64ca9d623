import type {Unit} from "../queries/vocabulary.ts";
import type {Database} from "./database.ts";
import type {CompiledEntity} from "./sources/compile.ts";

/** A sum of rows that the file's own rows of totals contradict. */
export interface DifferingTotal {
  field: string;
  unit: Unit;
  total: number;
  sum: number;
}

/**
 * Compares the sums of `relation`, rows to be set aside included, with the file's own rows of totals: the largest is
 * the total, or the groups' subtotals make it together, each level once. Within one unit they agree, because exports round.
 */
export async function differingTotals(
  database: Database,
  entity: CompiledEntity,
  totals: string,
  {relation, typed}: {relation: string; typed: (field: string) => string},
): Promise<DifferingTotal[]> {
  const summed = entity.mapped.filter(({unit}) => unit === "money" || unit === "s" || unit === "count");
  const found: DifferingTotal[] = [];
  for (const {name, unit} of summed) {
    const [row] = await database.rows<{largest: number | null; together: number | null; sum: number | null}>(
      `select max_by(t_${name}, abs(t_${name}))::double as largest, sum(t_${name})::double as together,
           (select sum(${typed(name)})::double from ${relation}) as sum
       from (${entity.select({relation: totals})}) as totals`,
    );
    if (row?.largest == null || row.together === null || row.sum === null) continue;
    const {largest, together, sum} = row;
    if ([largest, together, together / 2].some((total) => Math.abs(total - sum) <= 1)) continue;
    // a total is as much as its subtotals; without one they are it
    const total = Math.abs(together) > 2 * Math.abs(largest) + 1 ? together : largest;
    found.push({field: name, unit, total, sum});
  }
  return found;
}
