import type {InspectContext} from "./context.ts";
import type {Question} from "./inspection.ts";
import {headerScore} from "./match.ts";

/**
 * Pay beside a staff list is left out, and that is said: fewer people may see it than see the staff, and a staff list
 * does not tell since when it is paid.
 */
export function payElsewhere(
  {columns}: InspectContext,
  entities: readonly string[],
  unused: readonly string[],
): Question[] {
  if (!entities.includes("employees") || entities.includes("salaries")) return [];
  const pay = columns.find(
    (column) =>
      unused.includes(column.name) &&
      column.filled > 0 &&
      headerScore("salaries", "monthly_amount", column) >= 0.9,
  );
  if (!pay) return [];
  return [
    {
      id: "employees.pay",
      entity: "employees",
      field: null,
      text: {
        en: `"${pay.name}" is not taken from a staff list: pay has its own file, which fewer people may see, with the person, the day since which it is paid and the sum of a month. How it looks: \`estafeta template salaries\`; such a file of yours: \`estafeta inspect FILE --as salaries\`. Take the column out of this list.`,
        ru: `«${pay.name}» из списка сотрудников не берётся: у окладов свой файл, который видят не все: сотрудник, с какого дня оклад, сумма за месяц. Форма для окладов — ниже, среди форм; свой файл загрузите как «Оклады». Из этого списка столбец уберите.`,
      },
      options: [
        {
          label: {
            en: "Leave it out here, load pay as its own file",
            ru: "Здесь не брать, оклады загрузить своим файлом",
          },
          set: {},
        },
      ],
    },
  ];
}
