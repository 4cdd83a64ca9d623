import type {Bilingual} from "./money.ts";
import {changedUnknown} from "./notices.ts";
import type {Statement} from "./statement.ts";

/** What keeps a month from being closed and written out for the payroll program, each with what to do. */
export function hindrancesOf(
  statements: readonly Statement[],
  names: ReadonlyMap<string, string>,
): Bilingual[] {
  const named = namedBy(names);
  return [...sharedNumbers(statements, named), ...changedPlans(statements, named)];
}

export const namedBy =
  (names: ReadonlyMap<string, string>): Naming =>
  (people) =>
    people.map(({employeeId}) => `${names.get(employeeId) ?? employeeId} (${employeeId})`).join(", ");

type Naming = (people: readonly Statement[]) => string;

/** One personnel number is one person to the payroll program. */
export function sharedNumbers(statements: readonly Statement[], named: Naming): Bilingual[] {
  return [...Map.groupBy(statements, ({personnelNumber}) => personnelNumber.trim())]
    .filter(([, people]) => people.length > 1)
    .map(([number, people]) => ({
      ru: `Табельный номер ${number} указан у нескольких сотрудников: ${named(people)}. Программа расчёта зарплаты примет их за одного: исправьте номер в таблице окладов и загрузите её снова; до этого месяц не закрыть и не выгрузить.`,
      en: `Personnel number ${number} is given to several people: ${named(people)}. The payroll program would take them for one: correct the number in the table of salaries and load it again; the month cannot be closed or exported before.`,
    }));
}

function changedPlans(statements: readonly Statement[], named: Naming): Bilingual[] {
  const start = `notice/${changedUnknown}/`;
  const found = statements.flatMap((statement) =>
    statement.lines
      .filter(({id}) => id.startsWith(start))
      .map(({id}) => ({plan: id.slice(start.length), statement})),
  );
  return [...Map.groupBy(found, ({plan}) => plan)].map(([plan, own]) => {
    const people = named(own.map(({statement}) => statement));
    return {
      ru: `План ${plan} изменён в файле после того, как его подписали: ${people}. Верните в company/plans подписанное содержание, а изменение запишите новой версией, или запишите новые подписи; до этого месяц не закрыть.`,
      en: `Plan ${plan} was changed in its file after it was signed by ${people}. Put back into company/plans what was signed and make the change a new version, or record new signatures; the month cannot be closed before.`,
    };
  });
}
