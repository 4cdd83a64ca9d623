import {entityCaption} from "../contracts/captions.ts";
import type {Database} from "../database.ts";
import {type ClosedSpan, type Day, dayText} from "./days.ts";
import {type Bilingual, parseMoney, roubles} from "./money.ts";

/** What is wrong with the data of a month as a whole, before anybody's statement is looked at. */
export async function readWarnings(
  payroll: Database,
  {from, until}: ClosedSpan,
  dataUntil: Day | null,
): Promise<Bilingual[]> {
  const warnings: Bilingual[] = [];
  const [edge] = await payroll.rows<{last: Day | null}>(
    "select max(date_day)::varchar as last from dim_dates where is_working and date_day >= $from::date and date_day < $until::date",
    {from, until},
  );
  if (dataUntil === null || (edge?.last ?? from) > dataUntil)
    warnings.push(
      dataUntil === null || dataUntil < from
        ? {
            ru: "За этот месяц нет ни одного события (звонка, сделки, оплаты): показатели неизвестны, считаются только оклады.",
            en: "There is no event (call, deal, payment) of this month: figures are not known, only salaries are calculated.",
          }
        : {
            ru: `Данные есть только по ${dayText(dataUntil)}: месяц не закончен, показатели неполные.`,
            en: `The data reach ${dayText(dataUntil)} only: the month is not over, figures are not whole.`,
          },
    );
  const strangers = await payroll.rows<{name: string}>(
    `select distinct employee_reference as name from fct_salaries
     where employee_id is null and valid_from < $until::date and valid_to > $from::date order by name`,
    {from, until},
  );
  if (strangers.length > 0) {
    const names = strangers.map(({name}) => name).join(", ");
    warnings.push({
      ru: `Оклады есть, а сотрудников таких в списке персонала нет: ${names}.`,
      en: `There are salaries of people whom the staff list does not know: ${names}.`,
    });
  }
  const disputed = await payroll.rows<{name: string; day: Day}>(
    `select people.employee_name as name, salaries.valid_from::varchar as day
     from fct_salaries as salaries inner join dim_employees as people on people.employee_id = salaries.employee_id
     where salaries.valid_from < $until::date
     group by people.employee_name, salaries.employee_id, salaries.valid_from
     having min(monthly_amount) < max(monthly_amount) order by name, day`,
    {until},
  );
  for (const {name, day} of disputed)
    warnings.push({
      ru: `${name}: с ${dayText(day)} указаны разные оклады, взят загруженный последним.`,
      en: `${name}: there are different salaries from ${dayText(day)}; the one loaded last is used.`,
    });
  return [...warnings, ...(await moneyWarnings(payroll, {from, until}))];
}

/** Money of the month that no statement can hold. */
async function moneyWarnings(payroll: Database, {from, until}: ClosedSpan): Promise<Bilingual[]> {
  const warnings: Bilingual[] = [];
  const [open] = await payroll.rows<{payments: number; amount: string | null}>(
    `select count(*) as payments, sum(payments.payment_amount)::decimal(18,2)::varchar as amount
     from fct_payments as payments
     left join fct_invoices as invoices on invoices.invoice_id = payments.invoice_id
     left join fct_deal_money as money on money.payment_id = payments.payment_id
     where payments.payment_date >= $from::date and payments.payment_date < $until::date
         and coalesce(payments.deal_id, invoices.deal_id) is not null and money.payment_id is null`,
    {from, until},
  );
  if (open && open.payments > 0) {
    const sum = parseMoney(open.amount ?? "0");
    warnings.push({
      ru: `Оплат по сделкам, которых нет или которые не выиграны: ${open.payments} на ${roubles(sum, "ru")}. За них никому не начислено.`,
      en: `Payments of deals that are not known or not won: ${open.payments}, together ${roubles(sum, "en")}. Nobody is paid for them.`,
    });
  }
  const nobodys = await payroll.rows<{deal_id: string}>(
    `select distinct money.deal_id from fct_deal_money as money
     left join fct_deal_credits as credits on credits.deal_id = money.deal_id
     where money.payment_date >= $from::date and money.payment_date < $until::date and credits.deal_id is null
     order by money.deal_id`,
    {from, until},
  );
  if (nobodys.length > 0) {
    const ids = nobodys.map(({deal_id}) => deal_id).join(", ");
    warnings.push({
      ru: `Деньги пришли по сделкам, ответственного за которые нет в списке персонала: ${ids}. За них никому не начислено.`,
      en: `Money came for deals whose owner the staff list does not know: ${ids}. Nobody is paid for it.`,
    });
  }
  return warnings;
}

/** Rows of the month that wait in quarantine: every figure may lack them. */
export async function quarantineWarnings(health: Database, month: Day): Promise<Bilingual[]> {
  const rows = await health.rows<{entity: string; rejected: number}>(
    `select entity, sum(rejected_count) as rejected from excluded_rows
     where month = $month::date and rejected_count > 0 group by entity order by entity`,
    {month},
  );
  return rows.map(({entity, rejected}) => {
    const {ru, en} = entityCaption(entity);
    return {
      ru: `В карантине ждут строки этого месяца: ${ru.toLowerCase()} — ${rejected}. Показатели могут быть без них неполными.`,
      en: `Rows of this month wait in quarantine: ${en.toLowerCase()} — ${rejected}. Figures may not be whole without them.`,
    };
  });
}
