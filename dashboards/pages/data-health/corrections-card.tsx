import {useState} from "preact/hooks";
import type {CorrectionsRow} from "../../../queries/generated/rows.ts";
import {TableCard} from "../../components/table-card.tsx";
import {useReport} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {type Words, words} from "../../lib/words.ts";
import {UndoDrawer} from "./undo-drawer.tsx";

const correctors = ["admin", "director"];

/** Who corrected what, when and why; each can be taken back, which is recorded too. */
export function CorrectionsCard() {
  const all = words.value;
  const {t} = all;
  const loaded = useReport("corrections", {});
  const [undone, setUndone] = useState<CorrectionsRow | null>(null);
  const mayUndo = correctors.includes(user.value?.role ?? "");
  return (
    <>
      <TableCard
        id="corrections"
        span="full"
        report="corrections"
        params={{}}
        loaded={loaded}
        finding={correctionsFinding(loaded.rows, all)}
        question={t("corrections.question")}
        subtitle={t("corrections.subtitle")}
        columns={[
          "recorded_at",
          "by_name",
          "reason",
          "kind_code",
          "source_id",
          "file_name",
          "line_number",
          "before_text",
          "after_text",
        ]}
        groups={{kind_code: "correction"}}
        pageSize={10}
        empty={t("corrections.none")}
        actions={(row) => {
          if (row.undone_at !== null) return undoneText(row, all);
          if (!mayUndo) return null;
          return (
            <button type="button" onClick={() => setUndone(row)}>
              {t("corrections.undo")}
            </button>
          );
        }}
      />
      {undone && <UndoDrawer correction={undone} onClose={() => setUndone(null)} />}
    </>
  );
}

const undoneText = (row: CorrectionsRow, {t, f}: Words): string =>
  t("corrections.undone", {
    name: row.undone_by ?? "",
    moment: f.moment(row.undone_at),
    reason: row.undone_reason ?? "",
  });

function correctionsFinding(rows: CorrectionsRow[], {t, f}: Words): string | null {
  const standing = rows.filter((row) => row.undone_at === null);
  const last = standing[0];
  if (!last) return null;
  return t("corrections.finding", {
    count: standing.length,
    n: f.count(standing.length),
    name: last.by_name,
    moment: f.moment(last.recorded_at),
  });
}
