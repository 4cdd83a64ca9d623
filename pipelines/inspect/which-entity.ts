import type {Bilingual} from "../bilingual.ts";
import {entityCaption} from "../contracts/captions.ts";
import type {EntityDraft} from "./context.ts";
import type {Question} from "./inspection.ts";
import type {Profile} from "./profile.ts";
import {entitySettings} from "./settings.ts";

/** Several entities fit the same columns: only a person knows which of them the file is. */
export function whichEntity(
  main: EntityDraft,
  others: readonly EntityDraft[],
  unread: readonly Profile[],
): Question {
  const left = unreadText(unread, others.length > 0);
  return {
    id: "entity",
    entity: main.entity,
    field: null,
    text: {
      en: `What is one row of this file?${left.en}`,
      ru: `Что такое одна строка этого файла?${left.ru}`,
    },
    options: [
      {label: entityCaption(main.entity), set: {}},
      ...others.map((other) => ({
        label: entityCaption(other.entity),
        set: {entities: {[main.entity]: null, [other.entity]: entitySettings(other)}},
      })),
    ],
  };
}

/** A list of clients holds no sales: whoever takes the file for one should know what it leaves. */
function unreadText(unread: readonly Profile[], hasDay: boolean): Bilingual {
  if (unread.length === 0) return {en: "", ru: ""};
  const names = unread.slice(0, 4).map(({name}) => name);
  const en = ` If it is a client, the sums are not read: ${names.map((name) => `"${name}"`).join(", ")}.`;
  const ru = ` Если клиент, суммы не читаются: ${names.map((name) => `«${name}»`).join(", ")}.`;
  if (hasDay) return {en, ru};
  return {
    en: `${en} Sales and payments need a day in each row, and no column has days: where months are columns, export one row per document.`,
    ru: `${ru} Продажам и оплатам нужна дата в каждой строке, а столбца с датами нет: если месяцы стоят столбцами, выгрузите по строке на документ.`,
  };
}
