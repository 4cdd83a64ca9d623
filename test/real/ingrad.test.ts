import {beforeAll, describe, expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {queryPublished} from "../helpers/published.ts";
import {loadRealCompany, type RealCompany} from "../helpers/real-data.ts";

interface Sum {
  rows: number;
  quantity: number;
  amount: number;
}
interface Answers {
  rows: number;
  quantity: number;
  amount: number;
  distinct: {orders: number; documents: number; clients: number; goods: number; sellers: number};
  by_month: Record<string, Sum>;
  by_client: Record<string, Sum>;
  by_seller: Record<string, Sum>;
}

const sums =
  "count(*)::integer as rows, sum(quantity)::integer as quantity, sum(order_amount)::integer as amount";

describe("sales with Russian headers, from a workbook and from text in windows-1251", () => {
  let ingrad: RealCompany;
  let answers: Answers;
  beforeAll(async () => {
    ingrad = await loadRealCompany("ru_ingrad_sales");
    answers = ingrad.answers as unknown as Answers;
  });

  /** Names are the management's to see, so its file is asked. */
  const by = async (source: string, name: string, from = "fct_orders") => {
    const rows = await queryPublished<Sum & {name: string}>(
      homeAt(ingrad.home),
      `select ${name} as name, ${sums} from ${from} where source_id = '${source}' group by all`,
    );
    return Object.fromEntries(rows.map(({name, ...sum}) => [name, sum]));
  };

  test.each(["sales_xlsx", "sales_csv"])("%s: 6,027 rows, 28,371,146, none set aside", async (source) => {
    const counts = ["order_id", "client_id", "product", "employee_id"].map(
      (column, index) =>
        `count(distinct ${column})::integer as ${["orders", "clients", "goods", "sellers"][index]}`,
    );
    const [total] = await ingrad.query(
      `select ${sums}, ${counts.join(", ")} from fct_orders where source_id = '${source}'`,
    );
    const {documents: _, ...distinct} = answers.distinct;
    const {rows, quantity, amount} = answers;
    expect(total).toEqual({rows, quantity, amount, ...distinct});
    expect([rows, amount]).toEqual([6_027, 28_371_146]);
  });

  test.each(["sales_xlsx", "sales_csv"])("%s by month of payment, client and seller", async (source) => {
    expect(await by(source, "strftime(order_month, '%Y-%m')")).toEqual(answers.by_month);
    expect(answers.by_month["2016-12"]?.rows).toBe(109);
    expect(await by(source, "client_id")).toEqual(answers.by_client);
    const sellers = "fct_orders inner join dim_employees using (employee_id)";
    expect(await by(source, "employee_name", sellers)).toEqual(answers.by_seller);
  });
});
