import type {Preset} from "../../mapping.ts";
import {identifier} from "../../sql.ts";

const missing = ["не закрыта", "не указано"];

/** The header names the currency that the cells leave out; a dash is no amount. */
const budget = `coalesce(${[
  ["Бюджет", ""],
  ["Бюджет ₽", " ₽"],
  ["Бюджет, руб.", " ₽"],
  ["Бюджет ₸", " ₸"],
]
  .map(
    ([column, sign]) =>
      `case when not regexp_matches("${column}", '^[-–—\\s\\x{00A0}₽₸]*$') then "${column}" || '${sign}' end`,
  )
  .join(", ")})`;

/** A name that stands twice is a field of the contact, then one of the deal. */
const ofDeal = (name: string) => [`${name}#2`, name];

/** Custom fields that firms keep for the reason; a field of its own for every year is usual, the latest year first. */
const lossReasons = [
  ...ofDeal("Причина отказа"),
  ...ofDeal("Причина закрытия"),
  ...[2028, 2027, 2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019].map((year) => `Отказ ${year}`),
];

/** Deals as the CRM's list export writes them: no stage history, people and stages by name. */
export const amocrmLeads: Preset = {
  id: "amocrm_leads",
  title: "amoCRM, deals (CSV or XLSX export of the list)",
  doc: "Stages and people are names; the client is met by telephone or company name. Stage history grows from export to export.",
  format: {},
  entities: {
    deals: {
      fields: {
        deal_id: {column: "ID"},
        deal_name: {column: "Название сделки"},
        client_name: {columns: ["Компания контакта", "Компания"]},
        client_phone: {
          columns: [
            "Рабочий телефон",
            "Рабочий телефон (контакт)",
            "Рабочий прямой телефон",
            "Мобильный телефон",
            "Другой телефон",
          ],
        },
        pipeline: {column: "Воронка"},
        stage: {column: "Этап сделки"},
        amount: {sql: budget},
        created_at: {columns: ["Дата создания сделки", "Дата создания"]},
        closed_at: {column: "Дата закрытия", empty: missing},
        owner: {column: "Ответственный"},
        loss_reason: {columns: lossReasons},
        deal_source: {columns: ofDeal("Источник")},
        updated_at: {column: "Дата редактирования"},
      },
    },
  },
};

/** Newer lists say of whom a number is. */
const phones = ["Рабочий", "Рабочий прямой", "Мобильный", "Домашний", "Другой"]
  .map((kind) => `${kind} телефон`)
  .flatMap((name) => [name, `${name} (контакт)`]);

export const amocrmContacts: Preset = {
  id: "amocrm_contacts",
  title: "amoCRM, contacts (CSV or XLSX export of the list)",
  doc: "One contact is one client; its ID is the client's id.",
  format: {},
  entities: {
    clients: {
      fields: {
        client_id: {column: "ID"},
        client_name: {columns: ["Название компании", "Полное имя контакта"]},
        phones: {sql: `concat_ws(';', ${phones.map(identifier).join(", ")})`},
        owner: {column: "Ответственный"},
        created_at: {column: "Дата создания контакта"},
        created_by: {column: "Кем создан контакт"},
        updated_at: {column: "Дата редактирования"},
      },
    },
  },
};
