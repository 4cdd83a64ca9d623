import type {EntityMapping} from "./mapping.ts";

/** True when the rows of the entity are not simply the rows of the file. */
export function hasOwnRows(mapping: EntityMapping): boolean {
  return mapping.rows !== undefined || mapping.gone !== undefined || !isOneForOne(mapping);
}

/** True when each row of the file that the entity takes is one row of it, as the file's own totals count them. */
export function isOneForOne({counts, one_per, unpivot, each}: EntityMapping): boolean {
  return [counts, one_per, unpivot, each].every((way) => way === undefined);
}
