import type {Random} from "../random.ts";

/** Surnames that nobody could take for a real staff list. */
const surnames = (
  "Примеров Образцов Тестов Макетов Шаблонов Эскизов Пробников Черновиков Набросков Вариантов Условнов Абзацев " +
  "Строкин Столбцов Ячейкин Таблицын Запятов Точкин Кавычкин Скобкин Дробин Числов Счётов Итогов Зачётов Чертёжников " +
  "Расчётов Учётов Конспектов Тетрадкин Линейкин Циркулев Формулин Графиков Диаграммов Параграфов Страницын Заголовков " +
  "Сносков Списков Перечнев Реестров Журналов Карточкин Папкин Скрепкин Ластиков Пунктиров Тезисов Отчётов"
).split(" ");
const menNames =
  "Алексей Андрей Артём Борис Виктор Глеб Денис Егор Иван Илья Кирилл Максим Михаил Никита Олег Павел Пётр Роман Семён Фёдор".split(
    " ",
  );
const womenNames =
  "Алёна Алина Анна Валерия Вера Галина Дарья Ева Екатерина Елена Жанна Зоя Инна Ирина Ксения Лариса Марина Нина Ольга Юлия".split(
    " ",
  );
const menPatronymics =
  "Алексеевич Андреевич Борисович Викторович Глебович Денисович Иванович Олегович Павлович Петрович".split(
    " ",
  );
const womenPatronymics =
  "Алексеевна Андреевна Борисовна Викторовна Глебовна Денисовна Ивановна Олеговна Павловна Петровна".split(
    " ",
  );

export interface FullName {
  surname: string;
  name: string;
  patronymic: string;
}

export function drawName(random: Random): FullName {
  const woman = random.chance(0.55);
  const stem = random.pick(surnames);
  return {
    surname: woman ? `${stem}а` : stem,
    name: random.pick(woman ? womenNames : menNames),
    patronymic: random.pick(woman ? womenPatronymics : menPatronymics),
  };
}

export const surnameFirst = (who: FullName) => `${who.surname} ${who.name}`;
export const nameFirst = (who: FullName) => `${who.name} ${who.surname}`;
export const fullName = (who: FullName) => `${who.surname} ${who.name} ${who.patronymic}`;
export const initials = (who: FullName) => `${who.surname} ${who.name[0]}.${who.patronymic[0]}.`;
export const withoutYo = (text: string) => text.replaceAll("ё", "е").replaceAll("Ё", "Е");

const companyWords = (
  "Ромашка Василёк Берёзка Ласточка Журавль Снегирь Малина Ежевика Клюква Орешник Подсолнух Одуванчик Тополь Ясень Кедр " +
  "Ручеёк Родничок Капель Радуга Облако Ветерок Светлячок Кузнечик Барабан Свирель Самовар Лукошко Скворечник Мельница Парусник"
).split(" ");
const legalForms = ["ООО", "АО", "ЗАО", "ИП", "ПАО"] as const;
const legalWeights = [72, 10, 5, 10, 3];

export interface CompanyName {
  form: (typeof legalForms)[number];
  core: string;
}

/** A word and the client's number: unique and plainly made up. */
export function drawCompany(random: Random, index: number): CompanyName {
  return {
    form: legalForms[random.weighted(legalWeights)]!,
    core: `${companyWords[index % companyWords.length]}-${index + 1}`,
  };
}

/** As the CRM writes it. */
export const companyName = ({form, core}: CompanyName) =>
  form === "ИП" ? `ИП ${core}` : `${form} "${core}"`;

/** As the accountants write it: several hands, several habits. */
export function accountingName({form, core}: CompanyName, habit: number): string {
  if (habit === 1) return `${core} ${form}`;
  if (habit === 2) return form === "ИП" ? `ИП ${core}` : `${form} «${core}»`;
  if (habit === 3) return `${form} ${core.toUpperCase()}`;
  return companyName({form, core});
}

/** Ten digits with right check digit in a region that does not exist. */
export function taxNumber(index: number): string {
  const digits = `00${String(11_234_567 + index * 13).slice(-7)}`;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += weights[i]! * Number(digits[i]);
  return `${digits}${(sum % 11) % 10}`;
}

/** City and its telephone code; subscriber numbers begin with 0, which no exchange gives out. */
const cities: readonly (readonly [string, string])[] = [
  ["Москва", "495"],
  ["Санкт-Петербург", "812"],
  ["Екатеринбург", "343"],
  ["Новосибирск", "383"],
  ["Самара", "846"],
  ["Ростов-на-Дону", "863"],
  ["Пермь", "342"],
  ["Нижний Новгород", "831"],
  ["Воронеж", "473"],
  ["Челябинск", "351"],
];

export const cityOf = (index: number) => cities[index % cities.length]!;

/** Digits with the leading 7. */
export function officePhone(index: number): string {
  const [, code] = cityOf(index);
  return `7${code}0${String((Math.floor(index / cities.length) * 7919) % 1_000_000).padStart(6, "0")}`;
}

export const mobilePhone = (index: number) => `7900${String((index * 7919) % 10_000_000).padStart(7, "0")}`;
/** Numbers that belong to no client. */
export const strangerPhone = (index: number) => `7901${String((index * 6131) % 10_000_000).padStart(7, "0")}`;
