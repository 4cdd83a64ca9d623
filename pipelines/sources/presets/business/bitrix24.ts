import type {FieldMapping, Preset} from "../../mapping.ts";
import {doubleSql} from "../../parse-sql.ts";

const byDeal = 'partition by "ID"';
const closed = `lower("Сделка закрыта") in ('y', 'да', 'yes')`;
const open = `lower("Сделка закрыта") in ('n', 'нет', 'no')`;
const lineAmount = `${doubleSql('"Цена"', undefined)} * ${doubleSql('"Количество"', undefined)}`;
const unreadableLine = `case when "Товар" is not null and ${lineAmount} is null then concat("Цена", ' × ', "Количество") end`;

/**
 * With the column of goods a deal is repeated for each of its lines. The sum of a line is written in the place of the
 * deal's sum only for goods of the catalogue, so price by quantity is what adds up.
 */
const amount = `case
  when count("Товар") over (${byDeal}) = 0 then coalesce("Сумма", "Сумма/Валюта")
  when count(${unreadableLine}) over (${byDeal}) > 0 then max(${unreadableLine}) over (${byDeal})
  else round(sum(${lineAmount}) over (${byDeal}), 2)::decimal(18,2)::varchar end || coalesce(' ' || "Валюта", '')`;

const phones = (kind: string) =>
  ["Рабочий телефон", "Мобильный телефон", "Телефон"].map((name) => `${kind}: ${name}`);

/** A line that cannot be read comes first, so that it is the one to be shown; then any order that stays the same. */
const anyOrder = `${unreadableLine} is null, "Дата изменения" desc, "Товар", "Цена", "Количество", "Сумма"`;

const owner: FieldMapping = {column: "Ответственный"};
const created: FieldMapping = {column: "Дата создания"};
const changed: FieldMapping = {column: "Дата изменения"};

export const bitrix24Deals: Preset = {
  id: "bitrix24_deals",
  title: "Bitrix24, deals (CSV or XLS export of the list)",
  doc: "Columns are those shown in the list; ID and the date of creation must be among them. Lines of goods are added up to one deal. The expected closing date counts only for closed deals. An amount in another currency than the company's is set aside. Stages are names: give their meaning in dictionaries/stages.csv.",
  format: {},
  entities: {
    deals: {
      one_per: '"ID"',
      prefer: anyOrder,
      fields: {
        deal_id: {column: "ID"},
        deal_name: {column: "Название сделки"},
        client_name: {columns: ["Компания", "Контакт", "Клиент"]},
        client_phone: {columns: [...phones("Компания"), ...phones("Контакт"), "Телефон"]},
        pipeline: {columns: ["Направление", "Воронка"]},
        stage: {columns: ["Стадия сделки", "Стадия"]},
        status: {
          sql: `case when ${open} then 'open' when ${closed} then case lower(coalesce("Стадия сделки", "Стадия")) when 'сделка успешна' then 'won' when 'сделка провалена' then 'lost' when 'анализ причины провала' then 'lost' end end`,
        },
        amount: {sql: amount},
        created_at: created,
        closed_at: {
          sql: `case when ${closed} then coalesce("Дата закрытия", "Предполагаемая дата закрытия") end`,
        },
        owner,
        loss_reason: {columns: ["Причина отказа", "Причина провала"]},
        deal_source: {column: "Источник"},
        updated_at: changed,
      },
    },
  },
};

const fullName = `nullif(concat_ws(' ', "Фамилия", "Имя", "Отчество"), '')`;
const allPhones: FieldMapping = {
  sql: `concat_ws(';', "Телефон", "Рабочий телефон", "Мобильный телефон", "Домашний телефон", "Другой телефон")`,
};

/** Cards of the CRM: numbers of leads, contacts and companies overlap, so the id carries the CRM's own prefix. */
function cards(id: string, title: string, doc: string, prefix: string, name: string): Preset {
  return {
    id,
    title,
    doc,
    format: {},
    entities: {
      clients: {
        fields: {
          client_id: {sql: `'${prefix}_' || "ID"`},
          client_name: {sql: name},
          tax_id: {column: "ИНН"},
          phones: allPhones,
          client_source: {column: "Источник"},
          created_at: created,
          created_by: {columns: ["Кем создан", "Кем создана"]},
          owner,
          updated_at: changed,
        },
      },
    },
  };
}

export const bitrix24Leads = cards(
  "bitrix24_leads",
  "Bitrix24, leads (CSV or XLS export of the list)",
  "One lead is one possible client, L_<ID>; it becomes a deal only when the CRM makes one of it.",
  "L",
  `coalesce("Название компании", "Компания", "Полное имя", ${fullName}, "Название лида", "Название")`,
);

export const bitrix24Contacts = cards(
  "bitrix24_contacts",
  "Bitrix24, contacts (CSV or XLS export of the list)",
  "One contact is one client, C_<ID>, named by the company when there is one.",
  "C",
  `coalesce("Компания", "Контакт", "Полное имя", ${fullName})`,
);

export const bitrix24Companies = cards(
  "bitrix24_companies",
  "Bitrix24, companies (CSV or XLS export of the list)",
  "One company is one client, CO_<ID>.",
  "CO",
  `coalesce("Название компании", "Компания", "Название")`,
);
