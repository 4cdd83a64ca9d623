import type {Database} from "../database.ts";
import {identifier} from "../sources/sql.ts";
import type {ColumnProfile} from "./inspection.ts";
import type {Sample} from "./sample.ts";
import {type Counted, isNothing, shapeOf} from "./shapes.ts";

/** A column with its different values, the most frequent first, at most 400 of them. */
export interface Profile extends ColumnProfile {
  values: Counted[];
}

const mostValues = 400;

export async function profileColumns(database: Database, sample: Sample): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (const [index, name] of sample.columns.entries()) {
    const cell = `nullif(trim(${identifier(name)}), '')`;
    const values = await database.rows<Counted>(
      `select value, count(*) as count from (select ${cell} as value from ${sample.table}) as cells
       where value is not null group by value order by count(*) desc, value limit ${mostValues}`,
    );
    const [counts] = await database.rows<{filled: number; different: number}>(
      `select count(${cell}) as filled, count(distinct ${cell}) as different from ${sample.table}`,
    );
    const {filled, different} = counts!;
    profiles.push({
      name,
      position: index + 1,
      samples: values.slice(0, 5).map(({value}) => (value.length > 200 ? `${value.slice(0, 200)}…` : value)),
      filled,
      distinct: different,
      shape: shapeOf(values, different, filled),
      values,
    });
  }
  return profiles;
}

/** Different values that say something. */
export function meaningful({values}: Profile): string[] {
  return values.map(({value}) => value).filter((value) => !isNothing(value));
}
