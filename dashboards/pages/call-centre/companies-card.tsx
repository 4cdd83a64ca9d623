import {useCallback} from "preact/hooks";
import type {CompanyMonthsRow} from "../../../queries/generated/rows.ts";
import {companyMonths} from "../../charts/company-months.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {addMonths} from "../../lib/month.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {isChosen} from "./people-filter.ts";

/** Companies of the month and of the year that ends with it, and how many of them were new. */
export function companiesFinding(rows: readonly CompanyMonthsRow[], {t, f}: Words): string | null {
  const last = rows.at(-1);
  if (!last?.company_count) return null;
  const first = rows[0]!.month;
  // the first calls that are known were not the first ones made
  if (first > addMonths(last.month, -12))
    return t("calls.companies.early", {
      count: last.company_count,
      n: f.count(last.company_count),
      month: f.month(last.month),
      first: f.month(first),
      year: f.count(last.year_company_count),
    });
  return t("calls.companies.finding", {
    count: last.company_count,
    n: f.count(last.company_count),
    month: f.month(last.month),
    fresh: f.share(last.new_company_count / last.company_count),
    year: f.count(last.year_company_count),
    yearFresh: f.share(last.year_new_company_count / last.year_company_count),
  });
}

export function CompaniesCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("company_months", params);
  const draw = useCallback((options: ChartOptions) => companyMonths(loaded.rows, options), [loaded.rows]);
  return (
    <Card
      id="companies"
      span="full"
      report="company_months"
      params={params}
      loaded={loaded}
      isEverybody={isChosen()}
      finding={companiesFinding(loaded.rows, all)}
      question={t("calls.companies.question")}
      subtitle={t("calls.companies.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={260}
      columns={[
        "month",
        "company_count",
        "new_company_count",
        "year_company_count",
        "year_new_company_count",
        "is_complete",
      ]}
    />
  );
}
