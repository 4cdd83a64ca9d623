import type {ResultCode} from "../events.ts";

/** How people write the outcomes; the first spelling is the usual one. The dictionaries list the same words. */
export const resultSpellings: Record<ResultCode, readonly string[]> = {
  goal: ["Цель достигнута", "цель достигнута", "Встреча назначена"],
  secondary: ["Вторичная цель", "вторичная цель"],
  refusal: ["Отказ", "отказ", "Отказались"],
  callback: ["Перезвон", "перезвонить", "Перезвон "],
  screened_out: ["Отсев", "Не наш клиент"],
};

export const reasonSpellings: Record<string, readonly string[]> = {
  has_supplier: ["Есть поставщик", "работаем с другими", "есть свой поставщик"],
  no_need: ["Нет потребности", "не нужно", "не актуально"],
  send_offer: ["Пришлите предложение", "пришлите КП", "отправьте на почту"],
  price: ["Дорого", "цена", "высокая цена"],
  no_budget: ["Нет бюджета", "нет денег"],
  no_time: ["Нет времени", "занят, некогда"],
  not_interested: ["Не интересно", "неинтересно"],
  not_decision_maker: ["Не решает", "не ЛПР"],
  contract_term: ["Договор с другим", "контракт до конца года"],
  bad_experience: ["Плохой опыт", "уже обожглись"],
  do_not_call: ["Просят не звонить", "удалите из базы"],
  other: ["Другое", "прочее", "иное"],
};

export const screeningSpellings: Record<string, string> = {
  too_small: "Слишком мелкий клиент",
  other_region: "Не наш регион",
  closed: "Компания закрыта",
  rival: "Конкурент",
};

export const secondarySpellings: Record<string, readonly string[]> = {
  decision_maker_name: ["Имя ЛПР", "узнали ФИО ЛПР"],
  decision_maker_mobile: ["Мобильный ЛПР", "дали мобильный"],
  profile: ["Профиль компании", "анкета заполнена"],
  materials_read: ["Ознакомился с материалами", "материалы прочитаны"],
};
