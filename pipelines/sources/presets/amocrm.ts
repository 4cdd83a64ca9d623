import type {Preset} from "../mapping.ts";

const missing = ["не закрыта", "не указано"];

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
        client_name: {column: "Компания контакта"},
        client_phone: {
          columns: ["Рабочий телефон", "Рабочий прямой телефон", "Мобильный телефон", "Другой телефон"],
        },
        pipeline: {column: "Воронка"},
        stage: {column: "Этап сделки"},
        amount: {column: "Бюджет"},
        created_at: {column: "Дата создания сделки"},
        closed_at: {column: "Дата закрытия", empty: missing},
        owner: {column: "Ответственный"},
        updated_at: {column: "Дата редактирования"},
      },
    },
  },
};

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
        phones: {sql: `concat_ws(';', "Рабочий телефон", "Мобильный телефон")`},
        owner: {column: "Ответственный"},
        created_at: {column: "Дата создания контакта"},
        created_by: {column: "Кем создан контакт"},
        updated_at: {column: "Дата редактирования"},
      },
    },
  },
};
