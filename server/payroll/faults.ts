import {HttpError} from "../errors.ts";
import type {KnownPlan} from "./close.ts";
import type {Details} from "./events.ts";

type Signed = Omit<Details["plan_signed"], "hash" | "content"> & {employee_id: string};

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

/** Nobody signs a version before its act is issued, nor long before it holds. */
export function notBeforePlan(on: string, {plan, version, valid_from, source}: KnownPlan): void {
  const {date} = ((source as {act?: {date?: string}} | undefined)?.act ?? {}) as {date?: string};
  const yearBefore = `${Number(valid_from.slice(0, 4)) - 1}${valid_from.slice(4)}`;
  const first = date !== undefined && date < valid_from ? date : yearBefore;
  if (on >= first) return;
  throw new HttpError(
    "refused",
    {
      en: `day of the signature “${on}”: ${plan}@${version} holds from ${valid_from} and could not be signed before ${first}; give the day of the signature`,
      ru: `день подписи «${on}»: версия ${plan}@${version} действует с ${valid_from}, подписать её раньше ${first} не могли; укажите день подписи`,
    },
    {},
    "on",
  );
}
