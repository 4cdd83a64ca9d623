import type {Preset} from "../../mapping.ts";

const missing = ["не закрыта", "не указано"];
const noMoney = ["-", "–", "—", "-   ₽", "- ₽"];

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
        amount: {columns: ["Бюджет", "Бюджет ₽", "Бюджет ₸"], empty: noMoney},
        created_at: {columns: ["Дата создания сделки", "Дата создания"]},
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
