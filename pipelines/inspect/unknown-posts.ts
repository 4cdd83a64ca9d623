import {roleSql} from "../sources/role-words.ts";
import {identifier} from "../sources/sql.ts";
import type {FieldDraft, InspectContext} from "./context.ts";
import {meaningful} from "./profile.ts";

/** Posts of a staff list that are no post of the relay by their words; null when all are known. */
export async function unknownPosts({
  columns,
  database,
  sample,
}: InspectContext): Promise<Pick<FieldDraft, "status" | "why"> | null> {
  const post = columns.find(({name}) => /^Должность/u.test(name));
  if (!post || meaningful(post).length === 0) return null;
  const column = identifier(post.name);
  const rows = await database.rows<{post: string}>(
    `select distinct ${column} as post from ${sample.table} where trim(${column}) <> '' and ${roleSql(column)} = 'other' order by 1 limit 6`,
  );
  if (rows.length === 0) return null;
  const names = rows.map((row) => row.post).join(", ");
  return {
    status: "guess",
    why: {
      en: `posts taken as "other": ${names}; name their role with a map if they call or sell`,
      ru: `должности, принятые за «другое»: ${names}; если эти люди звонят или продают, укажите роль`,
    },
  };
}
