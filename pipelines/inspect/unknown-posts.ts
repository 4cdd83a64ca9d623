import {codeCaption} from "../contracts/captions.ts";
import {eitherRole, roleMap, roleSql} from "../sources/role-words.ts";
import {identifier} from "../sources/sql.ts";
import type {FieldDraft, InspectContext} from "./context.ts";
import type {Question} from "./inspection.ts";
import {meaningful} from "./profile.ts";
import {askSpelling} from "./read-codes.ts";

export interface DoubtfulPosts {
  doubt: Pick<FieldDraft, "status" | "why">;
  questions: Question[];
}

const mostAsked = 12;

/** Posts of a staff list whose place in the relay their words do not tell, each asked about; null when all are known. */
export async function unknownPosts({
  columns,
  database,
  sample,
}: InspectContext): Promise<DoubtfulPosts | null> {
  const post = columns.find(({name}) => /^Должность/u.test(name));
  if (!post || meaningful(post).length === 0) return null;
  const column = identifier(post.name);
  const rows = await database.rows<{post: string; role: string}>(
    `select ${column} as post, lower(${roleSql(column)}) as role from ${sample.table}
     where trim(${column}) <> '' group by all order by count(*) desc, post`,
  );
  const doubtful = rows
    .map(({post, role}) => ({post: eitherRole[role] ? role : post, taken: roleMap[role] ?? null}))
    .filter(({post, taken}) => taken === null || eitherRole[post] !== undefined);
  if (doubtful.length === 0) return null;
  const names = (some: typeof doubtful) =>
    some
      .slice(0, 6)
      .map(({post}) => post)
      .join(", ");
  // what nobody knows falls to "other", a post of two meanings to the usual one
  const parts = [...Map.groupBy(doubtful, ({taken}) => taken ?? "other")].map(([role, some]) => ({
    en: `taken as "${codeCaption(role).en}": ${names(some)}`,
    ru: `принято за «${codeCaption(role).ru}»: ${names(some)}`,
  }));
  return {
    doubt: {
      status: "ask",
      why: {
        en: `posts ${parts.map(({en}) => en).join("; ")}`,
        ru: `должности: ${parts.map(({ru}) => ru).join("; ")}`,
      },
    },
    questions: [...new Map(doubtful.map((one) => [one.post, one])).values()]
      .slice(0, mostAsked)
      .map((one) => askSpelling("employee_roles", "role", post.name, one.post, roles, one.taken)),
  };
}

const roles = ["operator", "hunter", "farmer", "head", "other"];
