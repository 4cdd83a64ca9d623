import type {Database} from "../database.ts";
import {holdsHiddenSql, withoutHiddenSql} from "../sources/hidden.ts";
import {identifier} from "../sources/sql.ts";
import type {ColumnProfile} from "./inspection.ts";
import type {Sample} from "./sample.ts";
import {type Counted, isNothing, shapeOf} from "./shapes.ts";

/** A column with its different values, the most frequent first, at most 400 of them. */
export interface Profile extends ColumnProfile {
  values: Counted[];
}

const mostValues = 400;
/** Columns that one statement looks at: each statement costs more than its columns. */
const batch = 300;

interface Row {
  position: number;
  value: string;
  count: number;
  filled: number;
  different: number;
}

export async function profileColumns(database: Database, {columns, table}: Sample): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (let from = 0; from < columns.length; from += batch) {
    const names = columns.slice(from, from + batch);
    const cells = names.map((name, index) => `nullif(trim(${seen(identifier(name))}), '') as "${index}"`);
    const rows = await database.rows<Row & Record<string, string | number>>(
      `select name::integer as position, value, count, (sum(count) over columns)::bigint as filled, count(*) over columns as different
       from (
           select name, value, count(*) as count
           from (unpivot (select ${cells.join(", ")} from ${table}) on * into name name value value) as cells
           group by name, value
       ) as counted
       window columns as (partition by name)
       qualify row_number() over (partition by name order by count desc, value) <= ${mostValues}
       order by position, count desc, value`,
    );
    const byPosition = Map.groupBy(rows, ({position}) => position);
    profiles.push(
      ...names.map((name, index) => profileOf(name, from + index + 1, byPosition.get(index) ?? [])),
    );
  }
  return profiles;
}

/** A cell as the eye sees it. */
const seen = (cell: string) =>
  `case when ${holdsHiddenSql(cell)} then ${withoutHiddenSql(cell)} else ${cell} end`;

function profileOf(name: string, position: number, rows: Row[]): Profile {
  const values = rows.map(({value, count}) => ({value, count}));
  const {filled = 0, different = 0} = rows[0] ?? {};
  return {
    name,
    position,
    samples: values.slice(0, 5).map(({value}) => (value.length > 200 ? `${value.slice(0, 200)}…` : value)),
    filled,
    distinct: different,
    shape: shapeOf(values, different, filled),
    values,
  };
}

/** Different values that say something. */
export function meaningful({values}: Profile): string[] {
  return values.map(({value}) => value).filter((value) => !isNothing(value));
}
