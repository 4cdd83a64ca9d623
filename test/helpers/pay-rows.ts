/** A won deal of 1,000 in June 2026, as a source gives it. */
export const deal = (deal_id: string, client_id: string, owner: string, change: object = {}) => ({
  deal_id,
  client_id,
  owner,
  stage: "Успех",
  status: "won",
  amount: 1000,
  created_at: "2026-05-04 09:00:00+00",
  closed_at: "2026-06-01 12:00:00+00",
  ...change,
});

/** A client passes to somebody. */
export const owned = (client_id: string, owner: string, started_at: string, leg: string) => ({
  client_id,
  owner,
  leg,
  started_at: `${started_at} 09:00:00+00`,
});
