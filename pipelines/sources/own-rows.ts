import type {EntityMapping} from "./mapping.ts";

/** True when the rows of the entity are not simply the rows of the file. */
export function hasOwnRows({rows, gone, counts, one_per, unpivot, each}: EntityMapping): boolean {
  return [rows, gone, counts, one_per, unpivot, each].some((way) => way !== undefined);
}
