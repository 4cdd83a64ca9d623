/** The range of marks a reviewer may give: the best one when the worst is 0, or both. */
export type Scale = number | {from: number; to: number};

const fulfilled = ["да", "+", "yes", "y", "true", "истина", "ok", "ок", "✓", "✔", "зачет", "зачёт"];
const failed = ["нет", "-", "−", "no", "n", "false", "ложь", "незачет", "незачёт"];
const notApplicable = [
  "-1",
  "−1",
  "н/п",
  "нп",
  "n/a",
  "na",
  "не актуально",
  "неактуально",
  "не применимо",
  "неприменимо",
  "не оценивалось",
  "–",
  "—",
];

const oneOf = (words: string[]) => `(${words.map((word) => `'${word}'`).join(", ")})`;

/** The text of a mark, null when the reviewer says that the item did not apply. */
export function markText(text: string): string {
  return `case when lower(${text}) in ${oneOf(notApplicable)} then null else ${text} end`;
}

/** Share 0..1 of a percentage; of another text what `otherwise` makes of it. */
export const shareSql = (text: string, number: (text: string) => string, otherwise: string) =>
  `case when ends_with(${text}, '%') then ${number(`trim(replace(${text}, '%', ''))`)} / 100 else ${otherwise} end`;

/** Share 0..1 of a mark: yes and no in words, a percentage, or a number on the scale; `number` reads the digits. */
export function markSql(text: string, scale: Scale, number: (text: string) => string): string {
  const {from, to} = typeof scale === "number" ? {from: 0, to: scale} : scale;
  return `case when lower(${text}) in ${oneOf(fulfilled)} then 1.0
    when lower(${text}) in ${oneOf(failed)} then 0.0
    else ${shareSql(text, number, `(${number(text)} - ${from}) / ${to - from}`)} end`;
}
