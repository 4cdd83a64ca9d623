/**
 * How exports write a currency beside an amount, a longer name before a shorter one that it contains. A word that
 * several currencies share means the company's own if it is one of them.
 */
const spellings: readonly [codes: readonly [string, ...string[]], pattern: string][] = [
  [["BYN"], "белорусск(?:ий|их) рубл(?:ь|ей)|бел\\. ?руб\\.?|byn|byr"],
  [["RUB"], "российск(?:ий|их) рубл(?:ь|ей)|rub|rur|₽"],
  [["RUB", "BYN"], "рубл(?:ь|я|ей)|руб\\.?|р\\."],
  [["UAH"], "гривн(?:а|ы|я)|гривен|грн\\.?|uah|₴"],
  [["KZT"], "(?:казахстанский )?тенге|тг\\.?|kzt|₸"],
  [["UZS"], "(?:узбекский )?сум|сўм|uzs"],
  [["USD"], "доллар(?:ы|ов)? сша|usd|us\\$"],
  [["USD", "CAD", "AUD"], "доллар(?:ы|ов)?|\\$"],
  [["EUR"], "евро|eur|€"],
  [["GBP"], "фунт(?:ы|ов)? стерлингов|gbp|£"],
  [["CNY"], "(?:китайский )?юан(?:ь|я|ей)|cny|¥"],
];

/** Letters and signs of currencies. */
const letters = "[\\p{L}\\p{Sc}]";

const patternOf = (own: string) =>
  [
    ...spellings.filter(([codes]) => codes.includes(own)).map(([, pattern]) => pattern),
    own.toLowerCase(),
  ].join("|");

/** True when an amount names another currency than the company's `own`; a code of three letters counts, known or not. */
export function namesOtherSql(text: string, own: string): string {
  const known = spellings.map(([, pattern]) => pattern).join("|");
  const word = `regexp_extract(lower(${text}), '${known}')`;
  const code = `regexp_extract(lower(${text}), '(?:^|[^a-z])([a-z]{3})(?:[^a-z]|$)', 1)`;
  return `case when not regexp_matches(${text}, '${letters}') then false
    when ${word} <> '' then not regexp_full_match(${word}, '${patternOf(own)}')
    else regexp_matches(${text}, '\\d') and ${code} not in ('', '${own.toLowerCase()}') end`;
}

/** An amount without the name of the company's currency; one that names another stays as it is. */
export function withoutCurrency(text: string, own: string): string {
  return `case when regexp_matches(${text}, '${letters}') and not ${namesOtherSql(text, own)}
    then trim(regexp_replace(${text}, '(?i)(?:${patternOf(own)})', '', 'g')) else ${text} end`;
}
