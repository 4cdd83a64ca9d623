import {entityCaption} from "../contracts/captions.ts";
import type {Database} from "../database.ts";
import {type ClosedSpan, type Day, dayText} from "./days.ts";
import {type Bilingual, type Kopecks, parseMoney, roubles, sumOf} from "./money.ts";

/** A remark on the data of a month, with the money that hangs on it where that can be told. */
export interface Warning extends Bilingual {
  readonly stake?: Kopecks;
  /** Told before all that has a sum: nobody can tell what hangs on it. */
  readonly isFirst?: boolean;
}

const mostNames = 20;
const listed = (names: readonly string[], language: "ru" | "en") => {
  const left = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(", ");
  return left > 0 ? `${shown} ${language === "ru" ? `и ещё ${left}` : `and ${left} more`}` : shown;
};

/** What is wrong with the data of a month as a whole, before anybody's statement is looked at. */
export async function readWarnings(
  payroll: Database,
  {from, until}: ClosedSpan,
  dataUntil: Day | null,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
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
            isFirst: true,
          }
        : {
            ru: `Данные есть только по ${dayText(dataUntil)}: месяц не закончен, показатели неполные.`,
            en: `The data reach ${dayText(dataUntil)} only: the month is not over, figures are not whole.`,
            isFirst: true,
          },
    );
  const strangers = await payroll.rows<{name: string; monthly: string}>(
    `select employee_reference as name, max_by(monthly_amount, valid_from)::varchar as monthly from fct_salaries
     where employee_id is null and valid_from < $until::date and valid_to > $from::date
     group by employee_reference order by name`,
    {from, until},
  );
  if (strangers.length > 0) {
    const names = strangers.map(({name}) => name);
    warnings.push({
      ru: `Оклады есть, а сотрудников таких в списке персонала нет: ${listed(names, "ru")}.`,
      en: `There are salaries of people whom the staff list does not know: ${listed(names, "en")}.`,
      stake: sumOf(strangers.map(({monthly}) => parseMoney(monthly))),
    });
  }
  const disputed = await payroll.rows<{name: string; day: Day; apart: string}>(
    `select people.employee_name as name, salaries.valid_from::varchar as day,
         (max(monthly_amount) - min(monthly_amount))::varchar as apart
     from fct_salaries as salaries inner join dim_employees as people on people.employee_id = salaries.employee_id
     where salaries.valid_from < $until::date
     group by people.employee_name, salaries.employee_id, salaries.valid_from
     having min(monthly_amount) < max(monthly_amount) order by name, day`,
    {until},
  );
  if (disputed.length > 0) {
    const names = (language: "ru" | "en") =>
      listed(
        disputed.map(({name, day}) => `${name} (${language === "ru" ? "с" : "from"} ${dayText(day)})`),
        language,
      );
    warnings.push({
      ru: `Указаны разные оклады с одного дня, взят загруженный последним: ${names("ru")}.`,
      en: `There are different salaries from one day, the one loaded last is used: ${names("en")}.`,
      stake: sumOf(disputed.map(({apart}) => parseMoney(apart))),
    });
  }
  return [...warnings, ...(await moneyWarnings(payroll, {from, until}))];
}

/** Money of the month that no statement can hold. */
async function moneyWarnings(payroll: Database, {from, until}: ClosedSpan): Promise<Warning[]> {
  const warnings: Warning[] = [];
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
      stake: sum < 0n ? -sum : sum,
    });
  }
  const nobodys = await payroll.rows<{deal_id: string; amount: string}>(
    `select money.deal_id, sum(money.payment_amount)::decimal(18,2)::varchar as amount from fct_deal_money as money
     left join fct_deal_credits as credits on credits.deal_id = money.deal_id
     where money.payment_date >= $from::date and money.payment_date < $until::date and credits.deal_id is null
     group by money.deal_id order by money.deal_id`,
    {from, until},
  );
  if (nobodys.length > 0) {
    const ids = nobodys.map(({deal_id}) => deal_id);
    const sum = sumOf(nobodys.map(({amount}) => parseMoney(amount)));
    warnings.push({
      ru: `Деньги пришли по сделкам, ответственного за которые нет в списке персонала: ${listed(ids, "ru")}, вместе ${roubles(sum, "ru")}. За них никому не начислено.`,
      en: `Money came for deals whose owner the staff list does not know: ${listed(ids, "en")}, together ${roubles(sum, "en")}. Nobody is paid for it.`,
      stake: sum < 0n ? -sum : sum,
    });
  }
  return warnings;
}

/** What people are paid by and who they are; a row of these that has no day of its own may touch any month. */
const staffEntities = ["salaries", "absences", "employee_roles", "employees", "deal_shares"];
const moneyEntities = ["payments", "deals", "handovers"];

interface Waiting {
  entity: string;
  rejected: number;
  amount: string | null;
}

const kindsOf = (rows: readonly Waiting[], language: "ru" | "en") =>
  rows
    .map(({entity, rejected, amount}) => {
      const money = amount === null ? 0n : parseMoney(amount);
      const sum = money === 0n ? "" : ` (${roubles(money, language)})`;
      return `${entityCaption(entity)[language].toLowerCase()} — ${rejected}${sum}`;
    })
    .join(", ");

/** A deal and its payment are the same money: what people are paid by is what was received. */
function stakeOf(rows: readonly Waiting[]): Pick<Warning, "stake"> {
  const paid = rows.find(({entity}) => entity === "payments")?.amount;
  const stake = paid ? parseMoney(paid) : 0n;
  return stake === 0n ? {} : {stake: stake < 0n ? -stake : stake};
}

/**
 * Rows that wait in quarantine and that the month may lack: first those about people, salaries and shares, which have no
 * day that tells their months, then those of the month, all kinds in one remark, then money whose day cannot be read.
 */
export async function quarantineWarnings(health: Database, month: Day): Promise<Warning[]> {
  const inMonth = (condition: string, given: Record<string, string> = {}) =>
    health.rows<Waiting>(
      `select entity, sum(rejected_count)::integer as rejected, sum(rejected_amount)::varchar as amount
       from excluded_rows where ${condition} and rejected_count > 0 group by entity order by entity`,
      given,
    );
  const rows = await inMonth("month = $month::date", {month});
  const undated = await inMonth("month is null and entity is not null");
  const of = (entities: readonly string[]) =>
    entities.flatMap((wanted) => undated.filter(({entity}) => entity === wanted));
  const [staff, money] = [of(staffEntities), of(moneyEntities)];
  return [
    ...(staff.length === 0
      ? []
      : [
          {
            ru: `Строки о людях, окладах и долях ждут в карантине и могут относиться к этому месяцу: ${kindsOf(staff, "ru")}. Без них оклад, рабочие дни, должность или доля в сделке могут быть неверными: исправьте строки до закрытия месяца.`,
            en: `Rows about people, salaries and shares wait in quarantine and may be of this month: ${kindsOf(staff, "en")}. Salary, days worked, post or share of a deal may be wrong without them: mend the rows before the month is closed.`,
            isFirst: true,
          },
        ]),
    ...(rows.length === 0
      ? []
      : [
          {
            ru: `В карантине ждут строки этого месяца: ${kindsOf(rows, "ru")}. Показатели могут быть без них неполными.`,
            en: `Rows of this month wait in quarantine: ${kindsOf(rows, "en")}. Figures may not be whole without them.`,
            ...stakeOf(rows),
          },
        ]),
    ...(money.length === 0
      ? []
      : [
          {
            ru: `В карантине ждут строки, у которых не прочесть дату; они могут быть и этого месяца: ${kindsOf(money, "ru")}.`,
            en: `Rows whose day cannot be read wait in quarantine and may be of this month: ${kindsOf(money, "en")}.`,
            ...stakeOf(money),
          },
        ]),
  ];
}
