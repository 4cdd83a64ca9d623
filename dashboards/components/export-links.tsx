import type {ReportName} from "../../queries/generated/rows.ts";
import {type ReportParams, reportUrl} from "../lib/reports.ts";
import {words} from "../lib/words.ts";

/** The rows of a report to take away: as text, and as a workbook with typed cells. */
export function ExportLinks({report, params}: {report: ReportName; params: ReportParams}) {
  const {t} = words.value;
  return (
    <>
      <a href={reportUrl(report, params, "csv")} download={`${report}.csv`}>
        {t("card.export")}
      </a>
      <a href={reportUrl(report, params, "xlsx")} download={`${report}.xlsx`}>
        XLSX
      </a>
    </>
  );
}
