import {PipelineError} from "../errors.ts";
import {columnRu, listed} from "./listed.ts";
import type {EntityMapping} from "./mapping.ts";
import {identifier} from "./sql.ts";

export type Unpivot = NonNullable<EntityMapping["unpivot"]>;

/** Columns of a wide sheet that become rows; `find` gives a column's name or throws when the file lacks it. */
export function meltedColumns(
  unpivot: Unpivot,
  columns: string[],
  find: (reference: string | number) => string,
  subject: string,
): string[] {
  if (unpivot.columns) return unpivot.columns.map(find);
  if (unpivot.except) {
    // what the sheet does not have need not be left out; nameless columns carry remarks, not items
    const named = unpivot.except.map((reference) =>
      typeof reference === "number" ? columns[reference - 1] : reference.trim().toLowerCase(),
    );
    const items = columns.filter(
      (name) => !named.includes(name.toLowerCase()) && !named.includes(name) && !/^#\d+$/.test(name),
    );
    if (items.length > 0) return items;
    const present = listed(columns);
    throw new PipelineError("bad_mapping", {
      en: `${subject}.unpivot.except: no column is left to become rows; the file has ${present.en}`,
      ru: `${subject}.unpivot.except: не осталось столбцов, из которых делать строки; в файле есть ${present.ru}`,
    });
  }
  const items = columns.slice(columns.indexOf(find(unpivot.after!)) + 1);
  if (items.length > 0) return items;
  throw new PipelineError("bad_mapping", {
    en: `${subject}.unpivot.after: there is no column after ${unpivot.after}; name an earlier one`,
    ru: `${subject}.unpivot.after: после столбца ${columnRu(unpivot.after!)} других нет; назовите столбец левее`,
  });
}

/** One row per cell of the melted columns; rows that tell something about the columns become columns themselves. */
export function meltSql(relation: string, melted: string[], unpivot: Unpivot): string {
  const [name, value] = [identifier(unpivot.name), identifier(unpivot.value)];
  const rows = `(unpivot ${relation} on ${melted.map(identifier).join(", ")} into name ${name} value ${value})`;
  const about = Object.entries(unpivot.about ?? {});
  if (about.length === 0) return rows;
  const told = about.map(
    ([column, condition]) =>
      `max(${value}) filter (where ${condition}) over (partition by ${name}) as ${identifier(column)}`,
  );
  return `(select * from (select *, ${told.join(", ")} from ${rows}) where ${isData(unpivot)})`;
}

/** Condition for the rows of a wide sheet that hold data and not something about its columns. */
export function isData(unpivot: Unpivot): string {
  const conditions = Object.values(unpivot.about ?? {}).map((condition) => `coalesce(${condition}, false)`);
  return conditions.length === 0 ? "true" : `not (${conditions.join(" or ")})`;
}
