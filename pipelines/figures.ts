import {join} from "node:path";
import type {Home} from "./company/company.ts";
import {Database} from "./database.ts";
import type {Manifest} from "./publish.ts";
import {literal} from "./sources/sql.ts";

/** A figure of a month that anybody would ask for first. */
export interface Figure {
  month: string;
  figure: string;
  value: number;
}

export const figureUnits: Readonly<Record<string, string>> = {
  calls: "count",
  conversations: "count",
  talk_minutes: "minutes",
  outcomes: "count",
  results: "count",
  qa_scores: "count",
  clients: "count",
  handovers: "count",
  deals: "count",
  deals_won: "count",
  deals_won_amount: "money",
  order_amount: "money",
  invoice_amount: "money",
  payment_amount: "money",
};

/** The same question for a published snapshot and for a warehouse that has been built. */
const question = `
with figures as (
    select call_month as month, 'calls' as figure, count(*)::double as value from fct_calls group by call_month
    union all select call_month, 'conversations', count(*) filter (where is_conversation) from fct_calls group by call_month
    union all select call_month, 'talk_minutes', round(sum(talk_seconds) / 60.0, 1) from fct_calls group by call_month
    union all select result_month, 'outcomes', count(*) from fct_call_results group by result_month
    union all select result_month, 'results', count(*) filter (where result_code = 'goal') from fct_call_results group by result_month
    union all select review_month, 'qa_scores', count(*) from fct_qa_scores group by review_month
    union all select month_of(created_date), 'clients', count(*) from dim_clients group by 1
    union all select offered_month, 'handovers', count(*) from fct_handovers group by offered_month
    union all select created_month, 'deals', count(*) from fct_deals group by created_month
    union all select closed_month, 'deals_won', count(*) from fct_deals where status = 'won' group by closed_month
    union all select closed_month, 'deals_won_amount', sum(deal_amount) from fct_deals where status = 'won' group by closed_month
    union all select order_month, 'order_amount', sum(order_amount) from fct_orders group by order_month
    union all select invoice_month, 'invoice_amount', sum(invoice_amount) from fct_invoices group by invoice_month
    union all select payment_month, 'payment_amount', sum(payment_amount) from fct_payments group by payment_month
)
select strftime(month, '%Y-%m') as month, figure, value from figures where month is not null and value <> 0`;

export function readFigures(database: Database): Promise<Figure[]> {
  return database.rows<Figure>(question);
}

/** The figures that readers see now; none before the first snapshot. */
export async function publishedFigures(home: Home, manifest: Manifest | null): Promise<Figure[]> {
  if (!manifest) return [];
  const {file, attach} = manifest.audiences.management;
  const database = await Database.open(join(home.snapshots, file), {access_mode: "READ_ONLY"});
  try {
    for (const part of attach)
      await database.run(`attach ${literal(join(home.snapshots, part.file))} as ${part.name} (read_only)`);
    return await readFigures(database);
  } finally {
    database.close();
  }
}

export interface MonthEffect {
  month: string;
  figures: {figure: string; before: number | null; after: number | null; unit: string}[];
}

/** Months and figures that differ, the latest month first. */
export function compareFigures(before: readonly Figure[], after: readonly Figure[]): MonthEffect[] {
  const values = (figures: readonly Figure[]) =>
    new Map(figures.map(({month, figure, value}) => [`${month} ${figure}`, value]));
  const [was, is] = [values(before), values(after)];
  const months = [...new Set([...before, ...after].map(({month}) => month))].sort().reverse();
  return months
    .map((month) => ({
      month,
      figures: Object.entries(figureUnits)
        .map(([figure, unit]) => ({
          figure,
          before: was.get(`${month} ${figure}`) ?? null,
          after: is.get(`${month} ${figure}`) ?? null,
          unit,
        }))
        .filter(({before, after}) => before !== after),
    }))
    .filter(({figures}) => figures.length > 0);
}
