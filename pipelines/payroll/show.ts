import {dayText, monthText} from "./days.ts";
import type {Close} from "./events-schema.ts";
import type {Line} from "./line.ts";
import {type Kopecks, type Language, roubles, sumOf} from "./money.ts";
import type {PayrollMonth} from "./read-inputs.ts";
import type {Statement} from "./statement.ts";
import type {Warning} from "./warnings.ts";
import type {WhatIf} from "./what-if.ts";

/** Persons named for one thing that concerns many. */
const mostNames = 5;

const words = {
  ru: {
    month: "Зарплата за",
    draft: "черновик, месяц не закрыт",
    closed: "месяц закрыт, к выплате",
    recalculated: "ниже пересчёт по нынешним данным, выплачено не по нему",
    snapshot: "снимок",
    payDay: "выплата",
    people: "Сотрудников",
    total: "К начислению",
    salary: "оклады",
    bonus: "премии",
    piece: "сдельно",
    other: "прочее",
    attention: "Требует внимания",
    nothing: "Ничего не требует внимания.",
    more: "и ещё",
    stake: "На кону",
    statements: "Расчётные листы",
    whatIf: "Что если",
    plan: "по плану",
    instead: "вместо него",
    change: "разница",
    same: "Ничья сумма не меняется.",
    all: "Всего",
  },
  en: {
    month: "Pay of",
    draft: "draft, the month is not closed",
    closed: "the month is closed with",
    recalculated: "below it is calculated by present data, which is not what was paid",
    snapshot: "snapshot",
    payDay: "paid on",
    people: "People",
    total: "To be paid",
    salary: "salaries",
    bonus: "bonuses",
    piece: "piece pay",
    other: "other",
    attention: "To be looked at",
    nothing: "Nothing needs to be looked at.",
    more: "and",
    stake: "At stake:",
    statements: "Statements",
    whatIf: "What if",
    plan: "by plan",
    instead: "instead",
    change: "change",
    same: "Nobody's sum changes.",
    all: "Together",
  },
} as const;

export const nameOf = ({names}: Pick<PayrollMonth, "names">, employeeId: string) =>
  names.get(employeeId) ?? employeeId;

/** A month for whoever closes it: what is wrong first, then the totals, then everybody's lines in words. */
export function monthTextOf(
  month: PayrollMonth,
  statements: readonly Statement[],
  {language, closed}: {language: Language; closed: Close | null},
): string {
  const text = words[language];
  const {inputs, manifest} = month;
  const state = closed
    ? `${text.closed} ${roubles(closed.total, language)}; ${text.recalculated}`
    : text.draft;
  const head = [
    `${manifest.company.name}. ${text.month} ${monthText(inputs.month)} (${state})`,
    `${text.snapshot} ${manifest.id}, ${text.payDay} ${dayText(inputs.payDay)}`,
    "",
    ...attentionLines(month, statements, language),
    "",
    ...totalLines(statements, language),
    "",
    `${text.statements}:`,
  ];
  return [...head, ...statements.map((statement) => statementText(month, statement, language))].join("\n");
}

/** One person's lines; a sum that is told without being paid stands in brackets. */
export function statementText(
  month: Pick<PayrollMonth, "names">,
  {employeeId, personnelNumber, total, lines}: Statement,
  language: Language,
): string {
  const sums = lines.map((line) => sumText(line, language));
  const width = Math.max(...sums.map(({length}) => length), 1);
  const rows = lines.map(
    (line, index) =>
      `  ${line.needsAttention ? "!" : " "} ${sums[index]!.padStart(width)}  ${line.text[language]}`,
  );
  return ["", `${personnelNumber}  ${nameOf(month, employeeId)} — ${roubles(total, language)}`, ...rows].join(
    "\n",
  );
}

function sumText({amount, stated}: Line, language: Language): string {
  if (amount !== 0n) return roubles(amount, language);
  return stated === 0n ? "—" : `(${roubles(stated, language)})`;
}

/** What needs a look: of the data as a whole, then of people; what is said of many alike is said once. */
function attentionLines(month: PayrollMonth, statements: readonly Statement[], language: Language): string[] {
  const text = words[language];
  const lines = statements.flatMap((statement) =>
    statement.lines.filter(({needsAttention}) => needsAttention).map((line) => ({statement, line})),
  );
  const alike = [...Map.groupBy(lines, ({line}) => line.text[language])].map(([sentence, own]) => {
    const people = [...new Set(own.map(({statement}) => nameOf(month, statement.employeeId)))];
    const left = people.length - mostNames;
    const more = left > 0 ? ` ${text.more} ${left}${language === "en" ? " more" : ""}` : "";
    return `${people.slice(0, mostNames).join(", ")}${more}: ${sentence}`;
  });
  const all = [...month.warnings.map((warning) => warningText(warning, language)), ...alike];
  if (all.length === 0) return [text.nothing];
  return [`${text.attention} (${all.length}):`, ...all.map((sentence) => `  ! ${sentence}`)];
}

function warningText({stake, ...said}: Warning, language: Language): string {
  return stake ? `${said[language]} ${words[language].stake} ${roubles(stake, language)}.` : said[language];
}

function totalLines(statements: readonly Statement[], language: Language): string[] {
  const text = words[language];
  const lines = statements.flatMap((statement) => statement.lines);
  const ofClass = (legalClass: Line["legalClass"]) =>
    sumOf(lines.filter((line) => line.legalClass === legalClass).map(({amount}) => amount));
  const parts: (readonly [string, Kopecks])[] = [
    [text.salary, ofClass("salary")],
    [text.bonus, ofClass("bonus")],
    [text.piece, ofClass("piece_rate")],
    [text.other, ofClass(null)],
  ];
  const shown = parts
    .filter(([, sum]) => sum !== 0n)
    .map(([name, sum]) => `${name} ${roubles(sum, language)}`);
  const total = sumOf(statements.map((statement) => statement.total));
  return [
    `${text.people}: ${statements.length}. ${text.total}: ${roubles(total, language)}${shown.length > 0 ? ` (${shown.join(", ")})` : ""}`,
  ];
}

/** The month by the plans in force beside another plan: whose sum changes, and by which lines. */
export function whatIfText(month: PayrollMonth, {people, paid, instead}: WhatIf, language: Language): string {
  const text = words[language];
  const changed = people.filter((person) => person.paid !== person.instead);
  const sign = (sum: Kopecks) => `${sum > 0n ? "+" : ""}${roubles(sum, language)}`;
  const sums = (before: Kopecks, after: Kopecks) =>
    `${text.plan} ${roubles(before, language)}, ${text.instead} ${roubles(after, language)}, ${text.change} ${sign(after - before)}`;
  const rows = changed.flatMap((person) => [
    "",
    `${nameOf(month, person.employeeId)}: ${sums(person.paid, person.instead)}`,
    ...person.lines
      .filter(({change}) => change !== 0n)
      .map(
        ({change, paid: before, instead: after}) =>
          `    ${sign(change)}  ${(after ?? before)!.text[language]}`,
      ),
  ]);
  return [
    "",
    `${text.whatIf}. ${text.all}: ${sums(paid, instead)}`,
    ...(changed.length === 0 ? [text.same] : rows),
  ].join("\n");
}
