import type {LeftFilesRow} from "../../../queries/generated/rows.ts";
import {TableCard} from "../../components/table-card.tsx";
import {saidIn} from "../../lib/i18n.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** What lies in the inbox and no run takes, such as a folder; nothing where everything was taken. */
export function LeftFilesCard() {
  const all = words.value;
  const {t} = all;
  const loaded = useReport("left_files", {});
  if (loaded.rows.length === 0) return null;
  return (
    <TableCard
      id="left-files"
      span="full"
      report="left_files"
      params={{}}
      loaded={loaded}
      finding={leftFinding(loaded.rows, all)}
      question={t("health.left.question")}
      subtitle={t("health.left.subtitle")}
      columns={["file_name", "message"]}
      cell={(row, column) => (column === "message" ? saidIn(all.language, row) : undefined)}
      pageSize={10}
    />
  );
}

export const leftFinding = (rows: readonly LeftFilesRow[], {t, f}: Words): string =>
  t("health.left.finding", {count: rows.length, n: f.count(rows.length)});
