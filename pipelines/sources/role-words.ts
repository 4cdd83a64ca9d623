import {literal} from "./sql.ts";

/** What staff lists call the posts of a relay, separated by `|`; a post is known by the words it begins with. */
export const roleWords: Record<"operator" | "hunter" | "farmer" | "head" | "other", string> = {
  head: "руководитель|начальник|начальник отдела|заведующий|заведующая|директор|супервайзер|тимлид|руководитель отдела продаж|head|manager|team lead|supervisor",
  operator:
    "оператор|оператор колл-центра|специалист колл-центра|специалист контакт-центра|специалист по телемаркетингу|телемаркетолог|лидген|лидогенератор|sdr|operator|call centre agent|call center agent|agent",
  hunter:
    "охотник|хантер|менеджер по активным продажам|менеджер по привлечению|менеджер по работе с новыми клиентами|менеджер по новым клиентам|hunter|new business|account executive",
  farmer:
    "фермер|менеджер по работе с клиентами|менеджер по работе с ключевыми клиентами|менеджер по ключевым клиентам|менеджер по сопровождению|менеджер по развитию клиентов|клиентский менеджер|аккаунт-менеджер|farmer|account manager|key account manager",
  other: "другое|прочее|other",
};

/**
 * Posts that are one thing here and another there: who leads a shift or makes calls himself, and who sells, which in a
 * relay may be any of its legs. Taken for what stands here, and asked about.
 */
export const eitherRole: Readonly<Record<string, keyof typeof roleWords>> = {
  "старший оператор": "head",
  "senior operator": "head",
  "менеджер по продажам": "hunter",
  "sales manager": "hunter",
};

/** What `roleSql` gives, as roles. */
export const roleMap: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(roleWords).flatMap(([role, words]) => [
      [role, role],
      ...(role === "other" ? words.split("|").map((word) => [word, role]) : []),
    ]),
  ),
  ...eitherRole,
};

/** SQL: the role of a post by the words it begins with; the post itself where nobody knows them. */
export function roleSql(post: string): string {
  const key = `replace(lower(trim(${post})), 'ё', 'е')`;
  const anyRank = "^((старший|младший|ведущий|главный|senior|junior) )?";
  const branches = Object.entries(roleWords)
    .filter(([role]) => role !== "other")
    .map(([role, words]) => {
      // an English "manager" alone is a head; "manager of something" may be anybody
      const starts = words
        .split("|")
        .map((word) => (word === "manager" ? "manager$" : `${word}([^а-яa-z]|$)`));
      return `when regexp_matches(${key}, ${literal(`${anyRank}(${starts.join("|")})`)}) then ${literal(role)}`;
    });
  const either = Object.keys(eitherRole).map(
    (words) =>
      `when regexp_matches(${key}, ${literal(`${anyRank}${words}([^а-яa-z]|$)`)}) then ${literal(words)}`,
  );
  return `case ${[...either, ...branches].join(" ")} else ${post} end`;
}
