import {type CompiledEntity, cleaned} from "./compile.ts";
import {type DerivedColumn, derived, reads} from "./derive.ts";
import {identifier} from "./sql.ts";

/** Rows of a file with what several of its entities derive alike. */
export interface SharedRows {
  made: ReadonlySet<string>;
  /** SQL: what the entities read of the rows, cells without blanks. */
  select: string;
}

/** What the entities of one file can be made of together; null when they have nothing in common to derive. */
export function sharedRows(
  compiled: readonly CompiledEntity[],
  relation: string,
  extra: string[],
): SharedRows | null {
  const [first, ...others] = compiled;
  if (!first || others.length === 0 || !compiled.every(({isOfLines}) => isOfLines)) return null;
  const derivesAlso = ({derives}: CompiledEntity, [name, sql]: DerivedColumn) =>
    derives.some((column) => column[0] === name && column[1] === sql);
  // windows that most rows can do without are dearer here, over every row, than twice over the few
  const simplified = new Set(compiled.flatMap((entity) => entity.simplified));
  const alone = compiled
    .flatMap(({derives}) => derives)
    .filter(
      (column) => simplified.has(column[0]) || !compiled.every((entity) => derivesAlso(entity, column)),
    );
  const columns: DerivedColumn[] = [];
  for (const column of first.derives)
    if (!alone.some(([name]) => name === column[0] || reads(column[1], name))) columns.push(column);
    else alone.push(column);
  if (columns.length === 0) return null;
  const made = new Set(columns.map(([name]) => name));
  const cells = new Set(compiled.flatMap((entity) => entity.reads));
  const kept = new Set(compiled.flatMap((entity) => entity.readsBeside(made)));
  const names = [...kept, ...made].map(identifier);
  return {
    made,
    select: `select ${[...names, ...extra].join(", ")} from ${derived(cleaned(relation, [...cells]), columns)}`,
  };
}
