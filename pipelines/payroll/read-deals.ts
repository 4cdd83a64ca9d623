import type {Database} from "../database.ts";
import type {ClosedSpan, Day} from "./days.ts";
import type {Deal} from "./inputs.ts";
import {parseMoney} from "./money.ts";

/** Won deals with their money up to the month's end; what came later is not told, for it cannot change the month. */
export async function readDeals(payroll: Database, {until}: ClosedSpan): Promise<Deal[]> {
  const deals = await payroll.rows<{
    deal_id: string;
    deal_date: Day;
    client_id: string | null;
    client_name: string | null;
  }>(
    `select deals.deal_id, deals.closed_date::varchar as deal_date, deals.client_id, clients.client_name
     from fct_deals as deals
     left join dim_clients as clients on clients.client_id = deals.client_id
     where deals.status = 'won' and deals.closed_date < $until::date
         and deals.deal_id in (select deal_id from fct_deal_money where payment_date < $until::date)
     order by deals.deal_id`,
    {until},
  );
  const credits = await payroll.rows<{deal_id: string; employee_id: string; deal_date: Day; share: string}>(
    `select deal_id, employee_id, deal_date::varchar as deal_date, share::varchar as share
     from fct_deal_credits order by employee_id`,
  );
  const money = await payroll.rows<{deal_id: string; payment_id: string; paid_on: Day; amount: string}>(
    `select deal_id, payment_id, payment_date::varchar as paid_on, payment_amount::varchar as amount
     from fct_deal_money where payment_date < $until::date order by payment_date, payment_id`,
    {until},
  );
  const handovers = await payroll.rows<{
    deal_id: string;
    handover_id: string;
    accepted: Day | null;
    returned: Day | null;
  }>(
    `select deal_id, handover_id, case when accepted_date < $until::date then accepted_date::varchar end as accepted,
         case when returned_date < $until::date then returned_date::varchar end as returned
     from fct_deal_handovers order by handover_id`,
    {until},
  );
  const creditsOf = Map.groupBy(credits, (row) => row.deal_id);
  const moneyOf = Map.groupBy(money, (row) => row.deal_id);
  const handoversOf = Map.groupBy(handovers, (row) => row.deal_id);
  return deals.map(({deal_id, deal_date, client_id, client_name}) => ({
    dealId: deal_id,
    dealDate: deal_date,
    clientId: client_id,
    clientName: client_name,
    credits: (creditsOf.get(deal_id) ?? []).map((row) => ({
      employeeId: row.employee_id,
      share: row.share,
      from: row.deal_date,
      until: null,
    })),
    movements: (moneyOf.get(deal_id) ?? []).map(({payment_id, paid_on, amount}) => {
      const kopecks = parseMoney(amount);
      return {
        paymentId: payment_id,
        paidOn: paid_on,
        kind: kopecks < 0n ? ("refund" as const) : ("receipt" as const),
        amount: kopecks < 0n ? -kopecks : kopecks,
        refundOf: null,
        version: `${paid_on} ${amount}`,
      };
    }),
    handovers: (handoversOf.get(deal_id) ?? []).map((row) => ({
      handoverId: row.handover_id,
      acceptedOn: row.accepted,
      returnedOn: row.returned,
    })),
  }));
}
