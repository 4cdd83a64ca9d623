import {daySql} from "../../date-sql.ts";
import type {Preset} from "../../mapping.ts";
import {roleMap, roleSql} from "../../role-words.ts";

const hired = `coalesce("Дата начала работы", "Дата приема", "Дата приёма", "Принят")`;
const dismissed = `coalesce("Дата увольнения", "Уволен", "Дата окончания работы")`;
const unit = `coalesce("Подразделение", "Отдел")`;
const post = `coalesce("Должность", "Должность по штатному расписанию")`;
const number = `coalesce("Табельный номер", "Таб. номер", "Таб. №")`;

/** A day that cannot be read stays as it is written, so that the row is set aside with it. */
const dayOr = (text: string, day: (read: string) => string) => {
  const read = daySql(text, "UTC", undefined);
  return `coalesce((${day(read)})::varchar, ${text})`;
};
/** 1C writes the first year for a day that is not known. */
const known = (text: string) =>
  `case when not regexp_matches(${text}, '^(0001-01-01|01\\.01\\.0001)') then ${text} end`;

/** A staff list of personnel accounting; one line is one employment. */
export const zupStaff: Preset = {
  id: "zup_staff",
  title: "Staff list of personnel accounting, such as 1C:ZUP (CSV or XLSX)",
  doc: "Personnel numbers are text and keep their noughts; one person with two employments has two numbers and is two rows of employees. Several lines of one number are its posts in order. The day of dismissal is the last day worked. A line that only says that a person no longer works, without a day, cannot end the employment. Posts are read as operator, hunter, farmer or head by their first words, any other is other; who sells (`менеджер по продажам`) may work in any leg and is taken for a hunter. Say yours with `role: {map: {Логист: hunter, менеджер по продажам: farmer}}`.",
  format: {},
  isPlain: true,
  entities: {
    employees: {
      derive: {
        personnel_number: number,
        hired_text: known(hired),
        dismissed_text: known(dismissed),
      },
      one_per: '"personnel_number"',
      prefer: `${daySql('"hired_text"', "UTC", undefined)} nulls last, "hired_text", "dismissed_text", ${post}, ${unit}`,
      fields: {
        employee_id: {column: "personnel_number"},
        employee_name: {
          sql: `coalesce("ФИО", "Сотрудник", nullif(concat_ws(' ', "Фамилия", "Имя", "Отчество"), ''))`,
        },
        hired_on: {sql: `"hired_text"`},
        left_on: {
          sql: `case when count("dismissed_text") over (partition by "personnel_number") = count(*) over (partition by "personnel_number") then max(${dayOr('"dismissed_text"', (day) => `${day} + 1`)}) over (partition by "personnel_number") end`,
        },
      },
    },
    employee_roles: {
      optional: true,
      rows: `${known(hired)} is not null`,
      fields: {
        employee_id: {columns: ["Табельный номер", "Таб. номер", "Таб. №"]},
        role: {sql: roleSql(post), map: {...roleMap}, default: "other"},
        team_id: {columns: ["Подразделение", "Отдел"]},
        valid_from: {columns: ["Дата начала работы", "Дата приема", "Дата приёма", "Принят"]},
        valid_to: {sql: dayOr(known(dismissed), (day) => `${day} + 1`)},
      },
    },
  },
};
