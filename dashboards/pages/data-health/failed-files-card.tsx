import {useState} from "preact/hooks";
import type {LoadsRow} from "../../../queries/generated/rows.ts";
import {TableCard} from "../../components/table-card.tsx";
import {saidIn} from "../../lib/i18n.ts";
import {useReport} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {type Words, words} from "../../lib/words.ts";
import {WithdrawDrawer} from "./withdraw-drawer.tsx";

const correctors = ["admin", "director"];

/** Files whose rows the figures lack because they could not be read; nothing where every file was. */
export function FailedFilesCard() {
  const all = words.value;
  const {t} = all;
  const loaded = useReport("loads", {});
  const [chosen, setChosen] = useState<LoadsRow | null>(null);
  const rows = failedFiles(loaded.rows);
  if (rows.length === 0) return null;
  const mayWithdraw = correctors.includes(user.value?.role ?? "");
  return (
    <>
      <TableCard
        id="failed-files"
        span="full"
        report="loads"
        params={{}}
        loaded={loaded}
        rows={rows}
        finding={failedFinding(rows, all)}
        question={t("health.failed.question")}
        subtitle={t("health.failed.subtitle")}
        columns={["received_at", "source_id", "file_name", "message"]}
        cell={(row, column) => (column === "message" ? saidIn(all.language, row) : undefined)}
        pageSize={10}
        {...(mayWithdraw
          ? {
              actions: (row: LoadsRow) => (
                <button type="button" onClick={() => setChosen(row)}>
                  {t("health.failed.withdraw")}
                </button>
              ),
            }
          : {})}
      />
      {chosen && <WithdrawDrawer file={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

/** Files that could not be read and that nobody withdrew, the newest first. */
export const failedFiles = (loads: readonly LoadsRow[]): LoadsRow[] =>
  loads.filter((row) => row.status_code === "failed").toSorted((a, b) => b.load_id - a.load_id);

export function failedFinding(rows: readonly LoadsRow[], {t, f}: Words): string {
  const sources = [...new Set(rows.map(({source_id}) => source_id))];
  return t("health.failed.finding", {
    count: rows.length,
    n: f.count(rows.length),
    sources: f.list(sources),
  });
}
