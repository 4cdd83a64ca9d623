import {type Facts, groupsOf, type Payment, type Row, type Second, sum} from "./facts.ts";

/** Three sources of one month held against each other. */

/** The deal a receipt is for: its own, else that of its invoice. */
const dealOf = (facts: Facts, {deal_id, invoice_id}: Payment): string | null =>
  deal_id ?? facts.invoices.find((invoice) => invoice.invoice_id === invoice_id)?.deal_id ?? null;

export const breaks: Second = (facts) => {
  const rows: Row[] = [];
  const paid = facts.payments.flatMap((payment) => {
    const deal_id = dealOf(facts, payment);
    return deal_id === null ? [] : [{...payment, deal_id}];
  });
  for (const deal of facts.deals) {
    if (deal.status !== "won" || deal.closed_date === null || deal.deal_amount === null) continue;
    const own = paid.filter((payment) => payment.deal_id === deal.deal_id);
    const received = sum(own, (payment) => payment.payment_amount);
    if (received >= deal.deal_amount) continue;
    rows.push({
      break_code:
        received > 0
          ? "won_part_paid"
          : own.some(({payment_amount}) => payment_amount > 0)
            ? "won_refunded"
            : "won_unpaid",
      row_id: deal.deal_id,
      month: deal.closed_month,
      event_date: deal.closed_date,
      deal_id: deal.deal_id,
      client_id: deal.client_id,
      employee_id: deal.owner_employee_id,
      amount: deal.deal_amount - received,
    });
  }
  for (const payment of paid) {
    const deal = facts.deals.find(({deal_id}) => deal_id === payment.deal_id);
    if (deal?.status === "won") continue;
    rows.push({
      break_code: deal ? "paid_not_won" : "paid_unknown_deal",
      row_id: payment.payment_id,
      month: payment.payment_month,
      event_date: payment.payment_date,
      deal_id: payment.deal_id,
      client_id: payment.client_id ?? deal?.client_id ?? null,
      employee_id: deal?.owner_employee_id ?? null,
      amount: payment.payment_amount,
    });
  }
  for (const outcome of facts.outcomes)
    if (outcome.result_code === "goal" && outcome.call_id === null)
      rows.push({
        break_code: "goal_without_call",
        row_id: outcome.result_id,
        month: outcome.result_month,
        event_date: outcome.result_date,
        deal_id: null,
        client_id: outcome.client_id,
        employee_id: outcome.employee_id,
        amount: null,
      });
  return rows.map((row) => {
    const client_name = facts.listed.get(String(row["client_id"]))?.client_name ?? null;
    return {...row, client_name};
  });
};

export const sides: Second = (facts) => {
  const events = [
    ...facts.deals
      .filter(({status, closed_month}) => status === "won" && closed_month !== null)
      .map((deal) => ({month: deal.closed_month!, side_code: "won", amount: deal.deal_amount ?? 0})),
    ...facts.payments
      .filter((payment) => dealOf(facts, payment) !== null)
      .map((payment) => ({month: payment.payment_month, side_code: "paid", amount: payment.payment_amount})),
    ...facts.outcomes
      .filter(({result_code}) => result_code === "goal")
      .map((outcome) => ({month: outcome.result_month, side_code: "goal", amount: 0})),
  ];
  return groupsOf(events, ({month, side_code}) => [month, side_code] as const).map(
    ([[month, side_code], own]) => ({
      month,
      side_code,
      event_count: own.length,
      amount: side_code === "goal" ? null : sum(own, ({amount}) => amount),
    }),
  );
};
