import type {ReportName} from "../../queries/generated/rows.ts";
import {type ReportParams, reportUrl} from "../lib/reports.ts";
import {words} from "../lib/words.ts";

export interface ExportProps {
  report: ReportName;
  params: ReportParams;
  /** The text file is loaded back as it is, so its columns and codes keep their names. */
  isLoadedBack?: boolean;
}

/** All rows of a report to take away in the page's language: as text, and as a workbook with typed cells. */
export function ExportLinks({report, params, isLoadedBack = false}: ExportProps) {
  const {t, language} = words.value;
  const spoken = {...params, lang: language};
  return (
    <>
      <a href={reportUrl(report, isLoadedBack ? params : spoken, "csv")} download={`${report}.csv`}>
        {t("card.export")}
      </a>
      <a href={reportUrl(report, spoken, "xlsx")} download={`${report}.xlsx`}>
        XLSX
      </a>
    </>
  );
}
