import {question} from "./context.ts";
import type {Question} from "./inspection.ts";
import {meaningful, type Profile} from "./profile.ts";

/**
 * A report whose captions name clients and no goods, with rows below rows: they may be groups of clients with clients in
 * them, for which they are taken, or clients with what they bought.
 */
export function askLevels(columns: readonly Profile[]): Question[] {
  const named = (name: string) => columns.find((column) => column.name === name);
  const client = ["Клиент", "Контрагент", "Партнер", "Партнёр", "Покупатель"].map(named).find(Boolean);
  const group = named("Группа");
  if (!client || !group || ["Номенклатура", "Товар", "Артикул"].some(named)) return [];
  const some = (column: Profile) => meaningful(column).slice(0, 3).join(", ");
  const [clients, groups] = [some(client), some(group)];
  return [
    question(
      "orders",
      "client_name",
      {
        en: `${clients} are taken for clients and ${groups} for groups of clients, for the captions name no other level. If they are goods, form the report with a caption for each level, such as Клиент / Номенклатура.`,
        ru: `${clients} считаются клиентами, а ${groups} — их группами: других уровней в шапке нет. Если это товары, сформируйте отчёт с подписью для каждого уровня, например «Клиент / Номенклатура».`,
      },
      [],
      "levels",
    ),
  ];
}
