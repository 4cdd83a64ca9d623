import type {Client} from "./clients.ts";
import type {Person} from "./people.ts";

export const pipelineName = "Продажи";

/** Stages as the CRM names them, in order. */
export const stageNames = {
  new: "Передан из колл-центра",
  contact: "Первый контакт",
  offer: "КП отправлено",
  negotiation: "Переговоры",
  won: "Успешно реализовано",
  lost: "Закрыто и не реализовано",
} as const;
export type StageCode = keyof typeof stageNames;

export interface Deal {
  id: string;
  client: Client;
  operator: Person;
  owner: Person;
  hunterSeat: number;
  stage: StageCode;
  /** Rubles; what the hunter expects, then what was agreed. */
  amount: number;
  createdAt: number;
  changedAt: number;
  changedBy: Person;
  closedAt: number | null;
  contactAt: number | null;
  offerAt: number | null;
  negotiationAt: number | null;
  lossReason: string;
  source: string;
  notes: string[];
  nextDay: number;
  attempts: number;
  conversations: number;
  isDumped: boolean;
}

export const lossReasons = [
  "Не вышли на связь",
  "Дорого",
  "Выбрали другого поставщика",
  "Нет бюджета",
  "Потребность отпала",
  "Не подошли условия поставки",
  "Другое",
] as const;
export const lossWeights = [26, 22, 17, 13, 10, 7, 5];

export const returnReasons = [
  "Нет выхода на ЛПР",
  "Не наш клиент",
  "Уже ведём переговоры",
  "Не договаривался о встрече",
];

export function moveDeal(deal: Deal, stage: StageCode, at: number, by: Person): void {
  deal.stage = stage;
  deal.changedAt = at;
  deal.changedBy = by;
  if (stage === "contact") deal.contactAt = at;
  if (stage === "offer") deal.offerAt = at;
  if (stage === "negotiation") deal.negotiationAt = at;
  if (stage === "won" || stage === "lost") deal.closedAt = at;
}
