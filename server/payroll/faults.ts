import {HttpError} from "../errors.ts";
import type {KnownPlan} from "./close.ts";
import type {Details} from "./events.ts";

type Signed = Details["plan_signed"] & {employee_id: string};

export const otherMonth = (field: string, day: string, month: string) =>
  new HttpError(
    "bad_request",
    {
      en: `date “${day}”: it is not in ${month}; open the month of this day and record it there`,
      ru: `дата «${day}»: это не ${month}; откройте месяц этого дня и запишите там`,
    },
    {},
    field,
  );

export const unknownPlan = (
  {plan, version}: {plan: string; version: number},
  plans: readonly KnownPlan[],
) => {
  const known = plans.map((one) => `${one.plan}@${one.version}`).join(", ");
  return new HttpError(
    "refused",
    {
      en: `plan “${plan}@${version}”: there is no such version in the company's plans; choose one of ${known || "none"}`,
      ru: `план «${plan}@${version}»: такой версии среди планов компании нет; выберите из: ${known || "планов нет"}`,
    },
    {},
    "plan",
  );
};

export const notInStaff = (employee: string) =>
  new HttpError(
    "refused",
    {
      en: `employees “${employee}”: the staff list does not know this id; correct it or load the staff list`,
      ru: `сотрудники «${employee}»: в списке персонала такого нет; исправьте или загрузите список персонала`,
    },
    {},
    "employees",
  );

export const signedAlready = ({employee_id, plan, version, on}: Signed) =>
  new HttpError(
    "refused",
    {
      en: `employees “${employee_id}”: ${plan}@${version} was signed on ${on} already; leave the person out`,
      ru: `сотрудники «${employee_id}»: план ${plan}@${version} уже подписан ${on}; уберите его из списка`,
    },
    {},
    "employees",
  );
