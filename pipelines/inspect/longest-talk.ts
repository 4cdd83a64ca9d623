import type {FieldMapping} from "../sources/mapping.ts";
import {durationSql} from "../sources/parse-sql.ts";
import {identifier, literal} from "../sources/sql.ts";
import {withoutMarkers} from "./scaled.ts";

/** SQL order that puts the row with the longest talk first, read as the field itself is; null when no column tells talk. */
export function longestTalkFirst({column, sql, extract, empty, duration}: FieldMapping): string | null {
  if (sql === undefined && column === undefined) return null;
  let text = sql === undefined ? identifier(String(column)) : `(${sql})::varchar`;
  if (extract) text = `nullif(regexp_extract(${text}, ${literal(extract)}, 1), '')`;
  return `${seconds(withoutMarkers(text, empty), duration)} desc nulls last`;
}

/** Only longer and shorter are to be told apart, so this is plainer than reading the length. */
function seconds(text: string, duration: FieldMapping["duration"]): string {
  if (duration === "hms")
    return `list_reduce(try_cast(string_split(${text}, ':') as double[]), lambda whole, part: whole * 60 + part)`;
  if (duration === "any") return durationSql(text, "any").replaceAll(/\s+/gu, " ");
  return `try_cast(${text} as double)`;
}
